"""Reports from visitors, for staff to read. Nobody writes them here."""

import re

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from malmo_trygghet.models import Fault, Feedback

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


@admin.action(description=_("Mark as read"), permissions=["change"])
def mark_as_read(modeladmin, request, queryset):
    count = queryset.unread().update(read_at=timezone.now())
    told = ngettext(
        "%(count)s report is marked as read.", "%(count)s reports are marked as read.", count
    )
    messages.success(request, told % {"count": count})


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    place = 5
    list_display = ("what", "words", "where", "sent_on", "is_read")
    list_filter = (ReadFilter,)
    search_fields = ("text", "page")
    actions = [mark_as_read]
    fields = readonly_fields = ("what", "in_full", "where", "language", "sent_on", "read_at")
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("what is wrong"))
    def what(self, report):
        names = dict(Fault.choices)
        ticked = [str(names.get(fault, fault)) for fault in report.faults]
        return ", ".join(ticked) or _("Nothing ticked")

    @admin.display(description=_("in the visitor's words"))
    def words(self, report):
        return Truncator(report.text).chars(120)

    @admin.display(description=_("in the visitor's words"))
    def in_full(self, report):
        return format_html('<div class="visitor-words" dir="auto">{}</div>', report.text)

    @admin.display(description=_("page"), ordering="page")
    def where(self, report):
        """A link where it is a path on this site: visitors may write anything."""
        if not PATH.fullmatch(report.page):
            return report.page
        return format_html('<a href="{0}">{0}</a>', report.page)

    @admin.display(description=_("read"), boolean=True, ordering="read_at")
    def is_read(self, report):
        return report.read_at is not None
