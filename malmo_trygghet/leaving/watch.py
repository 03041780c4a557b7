"""Whether the place that visitors leave to still answers, and what staff hear if it does not."""

from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from malmo_trygghet.models import LeaveTarget

#: Seconds. Somebody in a hurry would not wait longer.
PATIENCE = 10
#: After this long without an answer noted down, nobody seems to ask any more.
ASKED_WITHIN = timedelta(days=2)
#: What some servers say to a HEAD that they do not know.
NO_HEAD = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


def answers(address: str, patience: float = PATIENCE) -> bool:
    """Whether there is a page at *address*; asks it, following redirects, without any cookie.

    A server that refuses programs (403, 429) answers people all the same.
    """
    status = ask("HEAD", address, patience)
    if status in NO_HEAD:
        status = ask("GET", address, patience)
    return status is not None and (status < 300 or 400 <= status < 500) and status not in GONE


def ask(method: str, address: str, patience: float) -> int | None:
    """The status that *address* answers with, or None if it does not answer."""
    request = Request(address, method=method, headers={"User-Agent": "leave-target-check"})  # noqa: S310
    try:
        with urlopen(request, timeout=patience) as response:  # noqa: S310
            return response.status
    except HTTPError as error:
        error.close()
        return error.code
    except (OSError, HTTPException):
        return None


def check(address: str, now: datetime) -> bool:
    """Ask *address* and note down what it did; returns whether it answered."""
    target, _new = LeaveTarget.objects.get_or_create(address=address)
    if answered := answers(address):
        target.answered_at, target.silent_since = now, None
    else:
        target.silent_since = target.silent_since or now
    target.save()
    return answered


def target_silent(now: datetime) -> str | None:
    """That the place that visitors leave to no longer answers, or that nobody asks it."""
    if not settings.LEAVE_TARGET_CHECKED:
        return None
    target = LeaveTarget.objects.filter(address=settings.LEAVE_TARGET).first()
    if target and target.silent_since:
        return _(
            "The page that visitors leave to, %(address)s, has not answered since %(time)s. "
            "Whoever runs the site needs to choose another one."
        ) % {"address": target.address, "time": shown(target.silent_since)}
    if target is None or now - target.answered_at > ASKED_WITHIN:
        return _(
            "Nobody has checked for two days whether the page that visitors leave to answers: "
            "%(address)s. Tell whoever runs the site."
        ) % {"address": settings.LEAVE_TARGET}
    return None


def shown(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
