from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Content


class Notice(Content):
    """A short message across the whole site, from its ``publish_at`` to its ``expires_at``."""

    heading_field = "text"

    text = models.CharField(_("text"), max_length=200, help_text=_("One sentence."))
    link = models.CharField(
        _("link"),
        max_length=200,
        blank=True,
        help_text=_("Where the reader learns more: an address on this site or elsewhere."),
    )

    class Meta(Content.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
