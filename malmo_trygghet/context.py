from django.conf import settings

from malmo_trygghet.chrome import Chrome


def chrome(request):
    """Context processor: ``chrome`` for the templates, and the root of absolute addresses."""
    return {"chrome": Chrome(request), "SITE_URL": settings.SITE_URL}
