"""Filters of lists, in the words of the staff."""

from django.contrib.admin import SimpleListFilter
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages
from publishing.admin.translated import language_name, other_languages
from publishing.models import PublicationState


class PublicationFilter(SimpleListFilter):
    title = gettext_lazy("shown to visitors")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return PublicationState.choices

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case PublicationState.UNPUBLISHED:
                return queryset.filter(publish_at=None)
            case PublicationState.SCHEDULED:
                waiting = Q(expires_at=None) | Q(expires_at__gt=now)
                return queryset.filter(waiting, publish_at__gt=now)
            case PublicationState.PUBLISHED:
                return queryset.published(now)
            case PublicationState.EXPIRED:
                return queryset.filter(publish_at__isnull=False, expires_at__lte=now)
        return queryset


class TranslationFilter(SimpleListFilter):
    title = gettext_lazy("translation")
    parameter_name = "translation"

    def lookups(self, request, model_admin):
        for code in other_languages():
            language = capfirst(language_name(code))
            yield f"{code}-missing", _("%(language)s is missing") % {"language": language}
            yield f"{code}-outdated", _("%(language)s is outdated") % {"language": language}

    def queryset(self, request, queryset):
        for code in other_languages():
            heading = languages.column(queryset.model.heading_field, code)
            missing = Q(**{f"{heading}__isnull": True}) | Q(**{heading: ""})
            if self.value() == f"{code}-missing":
                return queryset.filter(missing)
            if self.value() == f"{code}-outdated":
                changed = languages.columns("changed_at")[0]
                confirmed = languages.column("confirmed_at", code)
                outdated = Q(**{f"{confirmed}__lt": F(changed)}) | Q(
                    **{confirmed: None, f"{changed}__isnull": False}
                )
                return queryset.exclude(missing).filter(outdated)
        return queryset


class CheckedFilter(SimpleListFilter):
    title = gettext_lazy("checked")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("yes", _("Checked")), ("no", _("Not confirmed"))]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(verified_on__isnull=self.value() == "no")
        return queryset
