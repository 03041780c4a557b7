"""Forms that can make a service sensitive, and the form of a place."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.admin.forms import ContentForm
from publishing.admin.links import link, say
from services.models.discreet import NOT_READY

#: What tells where a place is.
WHERE = ("street", "postcode", "city", *languages.columns("name"), *languages.columns("directions"))


class DiscreetForm(ContentForm):
    """What must be changed first is a link to where it is changed."""

    def add_error(self, field, error):
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for each in (each for errors in error.error_dict.values() for each in errors):
                if each.code == NOT_READY:
                    parameters = {**each.params, "instance": link(each.params["instance"])}
                    each.message, each.params = say(each.message, **parameters), None
        super().add_error(field, error)


class ServiceForm(DiscreetForm):
    """Its topics count as they are chosen in the form, before they are stored."""

    def clean(self):
        cleaned = super().clean()
        self.instance.topics_to_be = cleaned.get("topics")
        return cleaned


class PlaceForm(ContentForm):
    """Where it is is written down only by somebody who says that it is public."""

    is_public = forms.BooleanField(
        label=_("Anybody may know this address"),
        required=False,
        help_text=_(
            "Tick it when you write or change an address. The address of protected housing, or of "
            "a person, must not be written down, not even in a place that is hidden."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("is_public") and any(name in self.changed_data for name in WHERE):
            message = _("Tick this if the address is public. If it is not: leave, do not save.")
            self.add_error("is_public", message)
        return cleaned
