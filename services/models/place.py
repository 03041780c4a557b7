from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Content, Verified


class Place(Content, Verified):
    """A public address, with what a visitor needs to know. A protected address is never stored."""

    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=60, blank=True)
    directions = models.TextField(_("how to find it"), blank=True)
    accessibility = models.TextField(
        _("accessibility"), blank=True, help_text=_("Steps, lift, toilet, hearing loop, parking.")
    )

    class Meta(Content.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [*Content.Meta.constraints, *Verified.Meta.constraints]

    def address(self) -> str:
        """The postal address on one line, as far as it is known."""
        town = " ".join(filter(None, [self.postcode, self.city]))
        return ", ".join(filter(None, [self.street, town]))
