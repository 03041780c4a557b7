from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class StaffAdminSite(AdminSite):
    """Django's own admin under our own Content-Security-Policy."""

    site_title = site_header = _("Trygghet i Malmö: staff")
    index_title = _("What would you like to do?")
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        return with_admin_policy(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return with_admin_policy(super().login)(request, extra_context)


def with_admin_policy(view):
    """Let the admin's own scripts run in *view*; public pages run none."""
    return csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)(view)
