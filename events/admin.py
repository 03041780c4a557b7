from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import Event, ProgrammeItem
from publishing.admin.base import ADDRESS, ContentAdmin
from publishing.admin.translated import TranslatedInline


class ProgrammeInline(TranslatedInline):
    model = ProgrammeItem
    fields = (
        "title",
        "service",
        "description",
        "also_present",
        ("starts_at", "ends_at", "rank"),
    )


@admin.register(Event)
class EventAdmin(ContentAdmin):
    columns = ("starts_at", "standing")
    filters = ("standing", "starts_at")
    ordering = ("-starts_at", "pk")
    inlines = (ProgrammeInline,)
    fieldsets = [
        (None, {"fields": ["title", "summary", "description"]}),
        (
            _("When and where"),
            {"fields": [("starts_at", "ends_at"), "place", "place_note", "languages"]},
        ),
        (
            _("Who is behind it, and for whom"),
            {
                "fields": [
                    "organiser",
                    "services",
                    "services_count",
                    "target_groups",
                    "media_welcome",
                ]
            },
        ),
        (
            _("If something changes"),
            {
                "fields": [
                    "standing",
                    "standing_changed_at",
                    "standing_note",
                    ("moved_from_starts_at", "moved_from_place"),
                ],
                "description": _(
                    "A moved event gets its new time and place above, and the first ones here."
                ),
            },
        ),
        ADDRESS,
    ]
