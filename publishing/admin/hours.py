"""Opening hours as they are filled in; for everything that has them."""

from django.utils.translation import gettext_lazy as _

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
    fields = (("weekday", "opens", "closes"),)


class ExceptionInline(TranslatedInline):
    fields = (("starts_on", "ends_on", "opens", "closes"), "reason")
