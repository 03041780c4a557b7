"""What staff are told at the top of the admin, because somebody has to do something about it."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from malmo_trygghet.leaving.watch import target_silent
from malmo_trygghet.models import AddressLogging
from malmo_trygghet.security_txt import expiry, is_complete, lapses_soon
from malmo_trygghet.statement_warnings import (
    authority_unknown,
    operator_unknown,
    pages_missing,
    statement_to_review,
)


def addresses_are_logged(now: datetime) -> str | None:
    running = AddressLogging.objects.running(now)
    if running is None:
        return None
    told = _("Visitors’ addresses are being written down. {link}")
    address = reverse("admin:malmo_trygghet_addresslogging_changelist")
    link = format_html('<a href="{}">{}</a>', address, _("Who, why and how to turn it off"))
    return format_html(told, link=link)


def addresses_lie_about(now: datetime) -> str | None:
    """The file of the addresses, when they are no longer being written down."""
    if AddressLogging.objects.running(now) or not has_content(settings.ADDRESS_LOG):
        return None
    return _(
        "Addresses of visitors that were written down are still on the server, in %(file)s. Ask "
        "those who run it to delete the file as soon as nobody needs it."
    ) % {"file": settings.ADDRESS_LOG.name}


def has_content(path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def security_txt(now: datetime) -> str | None:
    """That security.txt lapses soon, or has."""
    if not is_complete() or not lapses_soon(now):
        return None
    day = date_format(timezone.localtime(expiry()))
    if expiry() <= now:
        return _(
            "The page that tells where to report security holes lapsed on %(day)s and is not shown "
            "any more. Ask those who run the server to set a new SECURITY_TXT_EXPIRES."
        ) % {"day": day}
    return _(
        "The page that tells where to report security holes lapses on %(day)s. Ask those who run "
        "the server to check the address there, and to set a new SECURITY_TXT_EXPIRES."
    ) % {"day": day}


#: Each takes the time and returns what it has to say, or None. HTML only if made by format_html.
WARNINGS: tuple[Callable[[datetime], str | None], ...] = (
    addresses_are_logged,
    addresses_lie_about,
    security_txt,
    target_silent,
    pages_missing,
    statement_to_review,
    operator_unknown,
    authority_unknown,
)


def warnings(now: datetime) -> list[str]:
    """What there is to say now."""
    return [told for warning in WARNINGS if (told := warning(now))]
