from django.conf import settings
from django.http import HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt


class SeeOther(HttpResponseRedirect):
    """Leads on with GET, whatever the request was (RFC 9110, 15.4.4)."""

    status_code = 303


@csrf_exempt
def leave(request):
    """Lead away from this site, by every method; ask nothing of the database, and keep nothing."""
    headers = {
        "Cache-Control": "no-store",
        # The place that one leaves to does not learn where one was.
        "Referrer-Policy": "no-referrer",
    }
    return SeeOther(settings.LEAVE_TARGET, headers=headers)
