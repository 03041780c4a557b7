"""Opening hours as they are filled in; for everything that has them."""

from django.utils.translation import gettext_lazy as _

from publishing.admin.hour_formsets import ExceptionFormSet, HoursFormSet
from publishing.admin.plain import Inline
from publishing.admin.translated import TranslatedInline

HOURS = (
    _("Opening hours"),
    {
        "fields": ["hours_kind", "open_on_holidays", "hours_note"],
        "description": _("The hours of every weekday are filled in further down."),
    },
)


class HoursInline(Inline):
    formset = HoursFormSet
    fields = (("weekday", "opens", "closes"),)


class ExceptionInline(TranslatedInline):
    formset = ExceptionFormSet
    fields = (("starts_on", "ends_on", "opens", "closes"), "reason")
