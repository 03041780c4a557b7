from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from press.models import (
    Correction,
    FactBox,
    MediaContact,
    MediaContactException,
    MediaContactHours,
    PressRelease,
    ReleaseContact,
    ReleaseImage,
)
from publishing.admin.base import ADDRESS, CHECKED, ContentAdmin
from publishing.admin.hours import HOURS, ExceptionInline, HoursInline
from publishing.admin.plain import Inline
from publishing.admin.translated import TranslatedInline


class ReleaseContactInline(Inline):
    model = ReleaseContact
    fields = ("contact", ("function", "details_until", "rank"))


class ReleaseImageInline(Inline):
    model = ReleaseImage
    fields = ("image", "decorative", "rank")


class CorrectionInline(TranslatedInline):
    model = Correction
    fields = ("made_at", "note")


@admin.register(PressRelease)
class PressReleaseAdmin(ContentAdmin):
    columns = ("kind", "event")
    filters = ("kind", ("topics", admin.RelatedOnlyFieldListFilter))
    ordering = ("-publish_at", "pk")
    list_select_related = ("event",)
    inlines = (ReleaseContactInline, ReleaseImageInline, CorrectionInline)
    fieldsets = [
        (None, {"fields": ["kind", "title", "lead", "body"]}),
        (_("What it is about"), {"fields": ["event", "services", "topics"]}),
        (_("Added to the text"), {"fields": ["fact_boxes", "documents"]}),
        (_("If it is withdrawn"), {"fields": ["withdrawn_at", "withdrawn_reason"]}),
        ADDRESS,
    ]


@admin.register(FactBox)
class FactBoxAdmin(ContentAdmin):
    columns = ("organisation",)
    list_select_related = ("organisation",)
    fieldsets = [(None, {"fields": ["title", "body", "organisation"]})]


class MediaContactHoursInline(HoursInline):
    model = MediaContactHours


class MediaContactExceptionInline(ExceptionInline):
    model = MediaContactException


@admin.register(MediaContact)
class MediaContactAdmin(ContentAdmin):
    columns = ("kind", "phone")
    filters = ("kind",)
    searched = ("phone", "email")
    inlines = (MediaContactHoursInline, MediaContactExceptionInline)
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "name", "role", ("phone", "email")],
                "description": _(
                    "How long a person's own number is shown is decided in each press release."
                ),
            },
        ),
        HOURS,
        CHECKED,
    ]
