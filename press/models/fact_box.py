from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.fields import RichTextField
from publishing.models import Content
from services.models import Organisation


class FactBox(Content):
    """Facts about an organisation, written once and reused under many releases."""

    heading_field = "title"

    title = models.CharField(_("title"), max_length=160)
    body = RichTextField(_("facts"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fact_boxes",
        verbose_name=_("about"),
    )

    class Meta(Content.Meta):
        verbose_name = _("fact box")
        verbose_name_plural = _("fact boxes")
