from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from publishing.admin.actions import publish_now, unpublish
from publishing.admin.plain import Plain
from services.models import CardLanguage


@admin.register(CardLanguage)
class CardLanguageAdmin(Plain, admin.ModelAdmin):
    """The phrases of the card for the wallet: each in its one language, so not translated."""

    place = 90
    list_display = ("name", "spoken_language", "shown")
    list_select_related = ("spoken_language",)
    ordering = ("spoken_language__code",)
    actions = [publish_now, unpublish]
    fieldsets = [
        (None, {"fields": ["spoken_language", "name", "right_to_left"]}),
        (
            _("Phrases"),
            {
                "fields": [
                    "need_interpreter",
                    "call",
                    "hours",
                    "day_and_night",
                    "danger",
                    "numbers_title",
                ],
                "description": _("Write every phrase in the language of the card."),
            },
        ),
        (
            _("Confirmed and shown"),
            {
                "fields": [("publish_at", "expires_at")],
                "description": _(
                    "To show the language is to confirm it: do so when somebody whose own "
                    "language it is has read every phrase. A language that the site is not in "
                    "then also gets a short page of numbers, linked from every header."
                ),
            },
        ),
    ]

    @admin.display(description=_("shown to visitors"), ordering="publish_at")
    def shown(self, language):
        return language.state().label

    def view_on_site(self, language):
        """Its page of numbers; None as long as it has none."""
        has_page = CardLanguage.objects.published().with_number_page().filter(pk=language.pk)
        return language.get_absolute_url() if has_page.exists() else None

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.get_internal_type() == "CharField":
            # Right to left where the letters are.
            field.widget.attrs["dir"] = "auto"
        return field
