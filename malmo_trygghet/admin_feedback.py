"""Reports from visitors, for staff to read. Nobody writes them here."""

import re

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from malmo_trygghet.models import Fault, Feedback
from malmo_trygghet.search.find import rules, tells_of_danger
from publishing.admin.translated import language_name

#: Not "//" or "/\\", which browsers take for another site.
PATH = re.compile(r"/(?![/\\])[^\s\\]*")


class ReadFilter(admin.SimpleListFilter):
    title = _("read")
    parameter_name = "read"

    def lookups(self, request, model_admin):
        return [("no", _("Not read")), ("yes", _("Read"))]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(read_at__isnull=self.value() == "no")
        return queryset


class DangerFilter(admin.SimpleListFilter):
    title = _("words of danger")
    parameter_name = "danger"

    def lookups(self, request, model_admin):
        return [("yes", _("Has words of danger"))]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        known = rules()
        texts = queryset.exclude(text="").values_list("pk", "text")
        return queryset.filter(pk__in=[pk for pk, text in texts if tells_of_danger(text, known)])


class ReportList(ChangeList):
    def get_results(self, request):
        """Knows of the reports that are shown whether they tell of danger, in one query."""
        super().get_results(request)
        known = rules()
        for report in self.result_list:
            report.tells_of_danger = tells_of_danger(report.text, known)


@admin.action(description=_("Mark as read"), permissions=["change"])
def mark_as_read(modeladmin, request, queryset):
    say_marked(request, queryset.unread().update(read_at=timezone.now()))


def say_marked(request, count: int):
    told = ngettext(
        "%(count)s report is marked as read.", "%(count)s reports are marked as read.", count
    )
    messages.success(request, told % {"count": count})


def marked(words, danger: bool):
    """The visitor's *words*, after a mark that tells of danger."""
    mark = format_html('<strong class="danger">{}</strong> ', _("Danger?")) if danger else ""
    return format_html("{}{}", mark, words)


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    place = 5
    list_display = ("what", "words", "where", "sent_on", "is_read")
    list_filter = (DangerFilter, ReadFilter)
    search_fields = ("text", "page")
    actions = [mark_as_read]
    fields = readonly_fields = ("what", "in_full", "where", "in_language", "sent_on", "read_at")
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "admin/report.html"

    def has_add_permission(self, request):
        return False

    def get_changelist(self, request, **kwargs):
        return ReportList

    def get_actions(self, request):
        """To delete comes last."""
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            actions["delete_selected"] = actions.pop("delete_selected")
        return actions

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"title": _("Report"), "subtitle": None, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    # The page has one button: it marks the report as read.

    def save_model(self, request, obj, form, change):
        obj.read_at = obj.read_at or timezone.now()
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        say_marked(request, 1)
        return self.response_post_save_change(request, obj)

    @admin.display(description=_("what is wrong"))
    def what(self, report):
        names = dict(Fault.choices)
        ticked = [str(names.get(fault, fault)) for fault in report.faults]
        return ", ".join(ticked) or _("Nothing ticked")

    @admin.display(description=_("in the visitor's words"))
    def words(self, report):
        return marked(Truncator(report.text).chars(120), report.tells_of_danger)

    @admin.display(description=_("in the visitor's words"))
    def in_full(self, report):
        words = format_html('<div class="visitor-words" dir="auto">{}</div>', report.text)
        return marked(words, tells_of_danger(report.text))

    @admin.display(description=_("language"))
    def in_language(self, report):
        known = dict(settings.LANGUAGES)
        return language_name(report.language) if report.language in known else report.language

    @admin.display(description=_("page"), ordering="page")
    def where(self, report):
        """A link where it is a path on this site: visitors may write anything."""
        if not PATH.fullmatch(report.page):
            return report.page
        return format_html('<a href="{0}">{0}</a>', report.page)

    @admin.display(description=_("read"), boolean=True, ordering="read_at")
    def is_read(self, report):
        return report.read_at is not None
