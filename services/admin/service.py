from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.admin.base import ADDRESS, CHECKED
from publishing.admin.rows import RowsFormSet
from publishing.admin.translated import TranslatedInline
from services.admin.discreet import ServiceForm
from services.admin.guide import TellsWhatIsMissed
from services.models import Audience, Partner, SafetyFact, Service, Standing
from services.models.safety import ANONYMOUS_BUT_REPORTED, EXPLANATION, unexplained


class AudienceInline(TranslatedInline):
    model = Audience
    fields = ("target_group", ("min_age", "max_age"), "note")


class SafetyFactFormSet(RowsFormSet):
    """All answers about one service, seen together."""

    def clean(self):
        super().clean()
        rows = self.valid_rows()
        found = unexplained([form.instance for form in rows])
        for form in rows:
            if any(form.instance is fact for fact in found):
                form.add_error(EXPLANATION, ANONYMOUS_BUT_REPORTED)


class SafetyFactInline(TranslatedInline):
    model = SafetyFact
    formset = SafetyFactFormSet
    radio_fields = {"answer": admin.HORIZONTAL}
    fields = ("question", "answer", "explanation", "verified_on", ("source", "source_date"))


class PartnerInline(TranslatedInline):
    model = Partner
    fields = ("organisation", "role", "description", "rank")


@admin.register(Service)
class ServiceAdmin(TellsWhatIsMissed):
    place = 1
    form = ServiceForm
    columns = ("parent", "standing")
    filters = (("topics", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("parent",)
    inlines = (AudienceInline, SafetyFactInline, PartnerInline)
    readonly_fields = ("contact_points",)
    fieldsets = [
        (None, {"fields": ["name", "summary"]}),
        (
            gettext_lazy("What the visitor reads"),
            {"fields": ["for_whom", "description", "what_happens", "background"]},
        ),
        (
            gettext_lazy("How to reach it"),
            {"fields": ["contact_points", "fallback_line", "place", "area", "languages"]},
        ),
        (
            gettext_lazy("Where it belongs"),
            {"fields": ["parent", "organisation", "topics", "related"]},
        ),
        (
            gettext_lazy("Beginning, pause and end"),
            {
                "fields": [
                    ("started_on", "ended_on"),
                    "ended_note",
                    "replaced_by",
                    ("paused_from", "paused_until"),
                    "pause_reason",
                ]
            },
        ),
        (
            gettext_lazy("Safety of the visitor"),
            {"fields": ["sensitive", "discreet_title", "discreet_slug"]},
        ),
        CHECKED,
        ADDRESS,
    ]

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, obj):
        return Standing(obj.standing()).label

    @admin.display(description=gettext_lazy("contact points"))
    def contact_points(self, obj):
        """Links to the pages on which numbers, addresses and hours are edited."""
        if not obj.pk:
            return _("Save the service first; then its numbers and addresses can be added.")
        page = "admin:services_contactpoint"
        links = (
            (reverse(f"{page}_change", args=[point.pk]), point, point.get_channel_display())
            for point in obj.contact_points.in_rank()
        )
        return format_html(
            '<ul class="plain">{}</ul><a class="addlink" href="{}?service={}">{}</a>',
            format_html_join("", '<li><a href="{}">{}</a> ({})</li>', links),
            reverse(f"{page}_add"),
            obj.pk,
            _("Add a contact point"),
        )
