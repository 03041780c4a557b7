"""The home page, the pages that staff write, and the machinery's own answers."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.upcoming import next_dates
from malmo_trygghet.leaving.script import script
from malmo_trygghet.models import Page, Role
from malmo_trygghet.stylesheet import stylesheet
from publishing.views import AddressedDetailView
from publishing.visitors import NotFromThisSiteError
from services.models import Door, Service


@require_safe
def choose_language(request):
    """Send "/" on to the language that the browser asks for, Swedish if it asks for neither."""
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request):
    return render(
        request,
        "home.html",
        {
            "doors": Door,
            "services": Service.objects.published().current().umbrellas().with_parts().in_order(),
            "dates": next_dates(3),
        },
    )


class PageDetail(AddressedDetailView):
    def get_queryset(self):
        return Page.objects.published()

    def get_template_names(self):
        """A page with a role has a template of its own where the site adds to its text."""
        return [f"pages/{self.object.role}.html", "page.html"]

    def render_to_response(self, context, **kwargs):
        """The page on privacy says whether addresses are written down, so no copy may be old."""
        response = super().render_to_response(context, **kwargs)
        if self.object.role == Role.PRIVACY:
            response["Cache-Control"] = "no-cache"
        return response


@require_safe
@never_cache
def healthz(request):
    """Whether this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Whether this process can serve pages: 503 while the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request, exception=None):
    return error(request, 400, _("We could not read what your browser sent"))


def permission_denied(request, exception=None):
    if isinstance(exception, NotFromThisSiteError):
        return sent_from_elsewhere(request)
    return error(request, 403, _("This is not open to you"))


def sent_from_elsewhere(request, reason=""):
    """Also for Django's check of forms, which gives its *reason*."""
    return error(request, 403, _("We could not take what was sent"))


def page_not_found(request, exception=None):
    return error(request, 404, _("The page is not here"))


def server_error(request):
    """The page for what went wrong here: fixed text, so that nothing else can go wrong."""
    parts = {
        "stylesheet": stylesheet(settings.SITE_URL),
        "script": script(),
        "leave_target": settings.LEAVE_TARGET,
    }
    return HttpResponseServerError(render_to_string("500.html", parts))


def error(request, status: int, heading: str):
    """A calm page with the numbers to call, and ways onward."""
    return render(request, "error.html", {"status": status, "heading": heading}, status=status)
