"""While the site is under attack: visitors' addresses, for an hour at most and told to everybody.

Staff turn it on in the admin. Nothing turns it off; it is on while the time that they chose lasts.
"""

import logging
from datetime import datetime
from threading import Lock
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from malmo_trygghet.models import AddressLogging
from malmo_trygghet.rate_limit import visitor_address

logger = logging.getLogger("malmo_trygghet.addresses")
#: What watches the site asks for these all the time, and while the database is away.
NEVER_LOGGED = {"/healthz", "/readyz"}


class Switch:
    """What this process knows of it: asked of the database at most every *every* seconds."""

    def __init__(self, every: float = 1.0):
        self.every = every
        self.asked_at = 0.0
        self.until: datetime | None = None
        self.lock = Lock()

    def on_until(self, now: datetime) -> datetime | None:
        """When it will turn itself off; None while it is off.

        Only one thread asks, and the others go by what is known. Without an answer from the
        database it stays as it was, until its own end.
        """
        if abs(now.timestamp() - self.asked_at) >= self.every and self.lock.acquire(blocking=False):
            try:
                self.asked_at = now.timestamp()
                running = AddressLogging.objects.running(now)
                self.until = running and running.until
            except DatabaseError:
                pass
            finally:
                self.lock.release()
        return self.until if self.until and self.until > now else None


SWITCH = Switch()


def on_until() -> datetime | None:
    """When the logging of addresses will turn itself off; None while it is off."""
    return SWITCH.on_until(timezone.now())


class AddressLoggingMiddleware:
    """Writes down address and path of each request while the switch is on; never the query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info not in NEVER_LOGGED and on_until():
            address = visitor_address(request.META, settings.VISITOR_ADDRESS_HEADER)
            path = quote(request.path_info)
            logger.info("%s %s %s", address or "unknown", request.method, path)
        return self.get_response(request)
