"""Forms that visitors send: no cookie, and so no CSRF token."""

from functools import partial, wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.views.decorators.csrf import csrf_exempt


class NotFromThisSiteError(PermissionDenied):
    """A form that no page of this site sent."""


def is_from_this_site(request) -> bool:
    """Whether the browser says that a page of this site sent *request*.

    ``Sec-Fetch-Site`` where the browser sends it (Fetch Metadata), otherwise ``Origin``, and where
    there is none either, as from old browsers, the origin of ``Referer``. ``Origin: null`` is an
    origin, and not ours. A request with none of the three comes from no page at all, and carries
    nobody's rights, since visitors have none; it is refused all the same.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        origin = origin_of(request.headers.get("Referer", ""))
    return origin in origins(request)


def origin_of(address: str) -> str | None:
    """The origin of *address*, as browsers write both; None where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else None


def origins(request) -> set[str]:
    """The origins of this site: its own address, and the one that *request* came to."""
    return {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}


def visitor_form(view=None, *, refused=None):
    """Let visitors post to *view* from this site's own pages, and from nowhere else.

    What comes from elsewhere is answered by *refused* (a view, which gives back what was typed;
    default: a page that says so). Answers to a POST are ``private, no-cache`` and never
    ``no-store``, so that the browser's Back shows them again instead of an error.
    """
    if view is None:
        return partial(visitor_form, refused=refused)

    @csrf_exempt
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "POST" and not is_from_this_site(request):
            if refused is None:
                raise NotFromThisSiteError
            response = refused(request, *args, **kwargs)
        else:
            response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "private, no-cache"
        return response

    return wrapped
