from django.conf import settings

from malmo_trygghet.chrome import Chrome


def chrome(request):
    """Context processor: ``chrome`` for the templates, and the root of absolute addresses.

    *choices* is what the link to the other language takes along, where a view says nothing. A
    variable that is nowhere writes the whole context, with what a visitor typed, into debug logs.
    """
    return {"chrome": Chrome(request), "SITE_URL": settings.SITE_URL, "choices": ""}
