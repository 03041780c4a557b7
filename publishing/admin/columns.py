"""How the states of content read in a list."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.admin.translated import language_name, other_languages
from publishing.models import PublicationState

#: The moment that belongs to a state, if any.
MOMENT_OF = {PublicationState.SCHEDULED: "publish_at", PublicationState.EXPIRED: "expires_at"}


def moment(value) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")


class ContentColumns:
    """Columns for a list of content; a base class of its ModelAdmin."""

    @admin.display(description=gettext_lazy("name"), ordering="sort_key")
    def heading(self, obj):
        return str(obj)

    @admin.display(description=gettext_lazy("shown to visitors"), ordering="publish_at")
    def shown(self, obj):
        state = obj.state()
        when = getattr(obj, MOMENT_OF[state]) if state in MOMENT_OF else None
        return format_html(
            '<span class="state state-{}">{}</span>{}',
            state.value,
            state.label,
            f" {moment(when)}" if when else "",
        )

    @admin.display(description=gettext_lazy("translation"))
    def translations(self, obj):
        return format_html_join(
            "", "<div>{}</div>", ((self._standing(obj, code),) for code in other_languages())
        )

    def _standing(self, obj, code):
        language = capfirst(language_name(code))
        if obj.lacks(code):
            return format_html(
                '{} <span class="state state-missing">{}</span>', language, _("missing")
            )
        if obj.is_outdated_in(code):
            return format_html(
                '{} <span class="state state-outdated">{}</span>', language, _("outdated")
            )
        return language

    @admin.display(description=gettext_lazy("last saved"), ordering="updated_at")
    def saved(self, obj):
        return date_format(timezone.localtime(obj.updated_at), "SHORT_DATE_FORMAT")

    @admin.display(description=gettext_lazy("checked"), ordering="verified_on")
    def checked(self, obj):
        if obj.is_verified:
            return date_format(obj.verified_on, "SHORT_DATE_FORMAT")
        return format_html('<span class="state state-unchecked">{}</span>', _("not confirmed"))
