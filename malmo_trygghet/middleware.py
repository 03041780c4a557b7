"""What happens around every request. Nothing here reads a cookie on a public page."""

from django.conf import settings
from django.utils import translation

from publishing import languages

#: Everything a browser could be asked for is refused, but copying a number by a button.
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS_POLICY = ", ".join(
    [*(f"{feature}=()" for feature in REFUSED_FEATURES), "clipboard-write=(self)"]
)


class PrivacyHeadersMiddleware:
    """Headers that keep a visit between the visitor and this site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
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
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return getattr(request.user, "language", settings.LANGUAGE_CODE)
        asked = request.GET.get("lang")
        return asked if asked in languages.codes() else settings.LANGUAGE_CODE
