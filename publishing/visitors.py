"""Forms that visitors send: no cookie, and so no CSRF token."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt


def is_from_this_site(request) -> bool:
    """Whether the browser says that a page of this site sent *request*.

    ``Sec-Fetch-Site`` where the browser sends it (Fetch Metadata), otherwise ``Origin``. A request
    with neither comes from no page at all, and carries nobody's rights, since visitors have none;
    it is refused all the same.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origins = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin") in origins


def visitor_form(view):
    """Let visitors post to *view* from this site's own pages, and from nowhere else.

    Answers to a POST are ``private, no-cache`` and never ``no-store``, so that the browser's Back
    shows them again instead of an error.
    """

    @csrf_exempt
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "POST" and not is_from_this_site(request):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "private, no-cache"
        return response

    return wrapped
