from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from publishing.admin.base import CHECKED, ContentAdmin
from publishing.admin.hours import HOURS, ExceptionInline, HoursInline
from services.models import SupportLine, SupportLineException, SupportLineHours


class SupportLineHoursInline(HoursInline):
    model = SupportLineHours


class SupportLineExceptionInline(ExceptionInline):
    model = SupportLineException


@admin.register(SupportLine)
class SupportLineAdmin(ContentAdmin):
    place = 3
    columns = ("phone", "right_now")
    filters = ("right_now", ("topics", admin.RelatedOnlyFieldListFilter))
    searched = ("phone", "staff_note")
    # Those that wait to be checked and shown come first.
    ordering = (F("publish_at").asc(nulls_first=True), "rank", "pk")
    inlines = (SupportLineHoursInline, SupportLineExceptionInline)
    fieldsets = [
        (None, {"fields": ["name", "for_whom", "details"]}),
        (
            _("Number"),
            {"fields": [("phone", "phone_from_abroad"), "website", "languages", "interpreters"]},
        ),
        HOURS,
        (
            _("For whom it is shown"),
            {
                "fields": [
                    "right_now",
                    "target_groups",
                    "topics",
                    ("min_age", "max_age"),
                    "rank",
                ]
            },
        ),
        CHECKED,
        (_("For staff"), {"fields": ["staff_note"]}),
    ]
