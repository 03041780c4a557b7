from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.fields import PhoneField
from publishing.models import Content, ContentQuerySet


class OperatorQuerySet(ContentQuerySet):
    def shown(self, now=None) -> "Operator | None":
        """The one that visitors are told of: of those published, the latest."""
        return self.published(now).order_by("-publish_at", "-pk").first()


class Operator(Content):
    """The public body that runs the site, and how it is reached about the site.

    It answers for the personal data that the site handles, and for its accessibility. A new one
    can wait, scheduled, for the day on which it takes over.
    """

    name = models.CharField(
        _("name"),
        max_length=160,
        help_text=_("The board or authority that answers for the site and its personal data."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("telephone"), blank=True)
    postal_address = models.TextField(_("postal address"), max_length=300, blank=True)
    officer_email = models.EmailField(_("the data protection officer's e-mail"), blank=True)
    officer_phone = PhoneField(_("the data protection officer's telephone"), blank=True)

    objects = OperatorQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("who runs the site")
        verbose_name_plural = _("who runs the site")
