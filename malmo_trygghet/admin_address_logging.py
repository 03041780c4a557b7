"""Turning the logging of addresses on, and off again. What was done can be read, and no more."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from malmo_trygghet.models import AddressLogging
from publishing.admin.plain import Plain

LIST = "admin:malmo_trygghet_addresslogging_changelist"
SHOWN = ("reason", "minutes", "started_by", "started_at", "until", "ended_at", "ended_by")


@admin.register(AddressLogging)
class AddressLoggingAdmin(Plain, admin.ModelAdmin):
    place = 200
    list_display = ("started_at", "until", "started_by", "why", "ended_at", "ended_by")
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/address_logging.html"

    def get_fields(self, request, obj=None):
        return SHOWN if obj else ("reason", "minutes")

    def get_readonly_fields(self, request, obj=None):
        return SHOWN if obj else ()

    # --- Nobody rewrites what was done -----------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        """Whoever may, while it is off: it cannot be made longer by turning it on again."""
        return super().has_add_permission(request) and running() is None

    # --- On --------------------------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        context = {
            "title": gettext_lazy("Write down visitors’ addresses"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
            **(extra_context or {}),
        }
        return super().add_view(request, form_url, context)

    def save_model(self, request, obj, form, change):
        obj.started_by = request.user.get_username()
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """To the list, which says at its top that it is on."""
        return HttpResponseRedirect(reverse(LIST))

    # --- Off -------------------------------------------------------------------------------------

    def get_urls(self):
        end = self.admin_site.admin_view(self.end)
        return [path("end/", end, name="end_address_logging"), *super().get_urls()]

    @method_decorator(require_POST)
    def end(self, request):
        """End what is running. Whoever may see it may do that: it takes nothing from anybody."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        while row := AddressLogging.objects.running(now):
            row.end(request.user.get_username(), now)
            self.log_change(request, row, _("Ended early."))
        messages.success(request, _("Visitors’ addresses are not written down any more."))
        return HttpResponseRedirect(reverse(LIST))

    # --- What the list shows ---------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        title = gettext_lazy("Logging of visitors’ addresses")
        context = {"title": title, "running": running(), **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description=gettext_lazy("until"))
    def until(self, row):
        return date_format(timezone.localtime(row.until), "DATETIME_FORMAT")

    @admin.display(description=gettext_lazy("why"))
    def why(self, row):
        return row.reason


def running() -> AddressLogging | None:
    """What is running this moment, asked of the database and not of what this process knows."""
    return AddressLogging.objects.running(timezone.now())
