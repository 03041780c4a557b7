"""What happens around every request. Nothing here reads a cookie on a public page."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils import translation
from django.utils.cache import cc_delim_re

from publishing import languages

#: Everything a browser could be asked for is refused, but copying a number by a button.
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(
    [*(f"{feature}=()" for feature in REFUSED_FEATURES), "clipboard-write=(self)"]
)


def is_for_staff(request) -> bool:
    """Whether *request* is for the admin, the one part that knows who somebody is."""
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


class NobodyIsKnownMiddleware:
    """Outside the admin no cookie comes in, and none goes out.

    Cookies that a browser brings (staff who look at their own site; other software on the same
    host) are dropped before anything reads them. So no language, session or form token can make a
    public answer differ, and what is broken in a cookie is not mended by setting a new one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_for_staff(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        without_cookie(response)
        return response


def without_cookie(response) -> None:
    """Take ``Cookie`` out of the ``Vary`` header of *response*."""
    named = [name for name in cc_delim_re.split(response.get("Vary", "")) if name]
    kept = [name for name in named if name.lower() != "cookie"]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif named:
        del response["Vary"]


class PolicyMiddleware(CSPMiddleware):
    """The Content-Security-Policy with its directives in order: the same bytes in each process."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if HEADER in response:
            response[HEADER] = "; ".join(sorted(response[HEADER].split("; ")))
        return response


class PrivacyHeadersMiddleware:
    """Headers that keep a visit between the visitor and this site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Browsers may look up the names of sites that are linked to before anybody goes there.
        response.setdefault("X-DNS-Prefetch-Control", "off")
        if not settings.SITE_INDEXABLE:
            response.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        return response


class LanguageMiddleware:
    """Activate the language of the address; in the admin, the one that the staff member chose.

    Django's LocaleMiddleware negotiates on every address without a prefix. Here only "/" does,
    in its own view; everything else is the same for every visitor, and so can be cached.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = self.language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response

    def language_of(self, request) -> str:
        from_path = translation.get_language_from_path(request.path_info)
        if from_path:
            return from_path
        if is_for_staff(request):
            return getattr(request.user, "language", settings.LANGUAGE_CODE)
        asked = request.GET.get("lang")
        return asked if asked in languages.codes() else settings.LANGUAGE_CODE
