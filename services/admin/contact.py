from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from publishing.admin.base import CHECKED, ContentAdmin
from publishing.admin.hours import HOURS, ExceptionInline, HoursInline
from services.admin.discreet import PlaceForm
from services.admin.recheck import WithRecheck
from services.models import ContactPoint, ContactPointException, ContactPointHours, Place


class ContactPointHoursInline(HoursInline):
    model = ContactPointHours


class ContactPointExceptionInline(ExceptionInline):
    model = ContactPointException


@admin.register(ContactPoint)
class ContactPointAdmin(WithRecheck, ContentAdmin):
    place = 2
    columns = ("service", "channel")
    filters = ("channel",)
    searched = ("phone", "email", "service__name")
    inlines = (ContactPointHoursInline, ContactPointExceptionInline)
    fieldsets = [
        (None, {"fields": ["service", "channel", "name", "note"]}),
        (
            _("Number or address"),
            {
                "fields": ["phone", "email", "url", "place"],
                "description": _("Fill in the one that this way needs."),
            },
        ),
        HOURS,
        (
            _("For whom, in which languages, and when it is closed"),
            {"fields": ["door", "drop_in", "languages", "when_closed", "rank"]},
        ),
        CHECKED,
    ]


@admin.register(Place)
class PlaceAdmin(ContentAdmin):
    place = 5
    form = PlaceForm
    columns = ("street", "city")
    searched = ("street", "city")
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "street", ("postcode", "city")],
                "description": _("Public addresses only. Never write down a protected one."),
            },
        ),
        (_("For the visitor"), {"fields": ["directions", "accessibility"]}),
        (_("Public to all"), {"fields": ["is_public"]}),
        CHECKED,
    ]
