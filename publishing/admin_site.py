from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import path
from django.utils.translation import gettext_lazy, gettext_noop

from publishing.my_settings import MySettings

#: The apps in the order of a working day.
APPS = ("services", "events", "press", "malmo_trygghet", "publishing", "auth")

#: Here to be translated anew: Django's Swedish has a capital letter too many.
gettext_noop("Recent actions")


class Picker(AutocompleteJsonView):
    """Finds what a relation may lead to; says of content when visitors do not see it."""

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        if hasattr(obj, "is_published") and not obj.is_published():
            result["text"] = f"{result['text']} ({obj.state().label})"
        return result


class StaffAdminSite(AdminSite):
    """Django's own admin under our own Content-Security-Policy."""

    site_title = site_header = gettext_lazy("Trygghet i Malmö: staff")
    index_title = gettext_lazy("What would you like to do?")
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        return with_admin_policy(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return with_admin_policy(super().login)(request, extra_context)

    def autocomplete_view(self, request):
        return Picker.as_view(admin_site=self)(request)

    def get_urls(self):
        my_settings = self.admin_view(MySettings.as_view(admin_site=self))
        return [path("my-settings/", my_settings, name="my_settings"), *super().get_urls()]

    def get_app_list(self, request, app_label=None):
        """The apps in ``APPS``' order, each with its models by the ``place`` of their admin.

        Groups stand beside the staff accounts; that they are Django's own is nobody's concern.
        """
        found = self._build_app_dict(request, app_label)
        if {"auth", "publishing"} <= found.keys():
            found["publishing"]["models"] += found.pop("auth")["models"]
        for app in found.values():
            app["models"].sort(key=self._place)
        return [found[label] for label in APPS if label in found]

    def _place(self, model) -> int:
        """Where a model of the list stands among those of its app; last unless its admin says."""
        return getattr(self.get_model_admin(model["model"]), "place", 100)


def with_admin_policy(view):
    """Let the admin's own scripts run in *view*; public pages run none."""
    return csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)(view)
