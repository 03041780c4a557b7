"""Who runs the site, and how accessible it is: what the law wants told, field by field."""

from django.contrib import admin
from django.forms import BaseInlineFormSet, ValidationError
from django.utils.translation import gettext_lazy as _

from malmo_trygghet.models import (
    AccessibilityStatement,
    Conformance,
    Limitation,
    Operator,
    Reason,
)
from publishing.admin.base import ContentAdmin
from publishing.admin.translated import TranslatedInline


@admin.register(Operator)
class OperatorAdmin(ContentAdmin):
    place = 110
    columns = ("email", "phone")
    searched = ("email", "phone")
    ordering = ("-publish_at", "pk")
    fieldsets = [
        (
            _("Who runs the site"),
            {
                "fields": ["name", ("email", "phone"), "postal_address"],
                "description": _(
                    "Visitors see it on the privacy page and in the accessibility statement."
                ),
            },
        ),
        (_("Data protection officer"), {"fields": [("officer_email", "officer_phone")]}),
    ]


class LimitationFormSet(BaseInlineFormSet):
    """All rows of a statement, held against what it says on top."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        rows = [form.instance for form in kept if form.has_changed() or form.instance.pk]
        falls_short = any(row.reason in (Reason.FALLS_SHORT, Reason.BURDEN) for row in rows)
        says_full = self.instance.conformance == Conformance.FULL
        if self.instance.conformance and says_full == falls_short:
            raise ValidationError(
                _(
                    "“Fully” goes with an empty list of what falls short, and “partly” or “not” "
                    "with at least one row."
                )
            )


class LimitationInline(TranslatedInline):
    model = Limitation
    formset = LimitationFormSet
    fields = ("reason", "what", "why", "instead", ("criterion", "mended_by", "rank"))


@admin.register(AccessibilityStatement)
class AccessibilityStatementAdmin(ContentAdmin):
    place = 111
    columns = ("conformance", "reviewed_on")
    ordering = ("-publish_at", "pk")
    inlines = (LimitationInline,)
    fieldsets = [
        (
            _("Accessibility statement"),
            {
                "fields": ["covers", ("conformance", "standard")],
                "description": _(
                    "The eleven items that the law asks for. Who runs the site has a form of its "
                    "own; the supervisory authority comes from the site's settings."
                ),
            },
        ),
        (
            _("How and when it was assessed"),
            {
                "fields": [
                    ("method", "assessed_on"),
                    "tested",
                    ("prepared_on", "reviewed_on", "site_published_on"),
                ]
            },
        ),
        (
            _("When somebody reports a problem"),
            {"fields": ["alternatives", ("email", "phone"), "response_time", "enforcement"]},
        ),
        (_("For those who want to know more"), {"fields": ["technical"]}),
    ]
