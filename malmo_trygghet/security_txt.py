"""/.well-known/security.txt: where to report security holes (RFC 9116), from the settings.

When it has lapsed it is not served: what it says is stale then and should not be used (2.5.5), and
no answer is clearer than a stale one. What is wrong in the settings is told by ``manage.py check``,
and so by every command that sets the site up; it is no reason to keep people from their help.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import checks
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_safe

#: How long before it lapses staff are told.
NOTICE = timedelta(days=30)
#: "Less than a year into the future" (2.5.5), so that somebody looks at it again.
LONGEST = timedelta(days=366)


def expiry() -> datetime | None:
    """When it lapses: SECURITY_TXT_EXPIRES as a moment. A date alone lapses as it begins, UTC.

    None if that is not set or is no date.
    """
    try:
        moment = parse_datetime(settings.SECURITY_TXT_EXPIRES)
        day = parse_date(settings.SECURITY_TXT_EXPIRES)
    except ValueError:
        return None
    if day:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment and moment.astimezone(UTC)


def is_complete() -> bool:
    """Whether there is something to serve, lapsed or not."""
    return bool(settings.SECURITY_CONTACT and expiry() and not wrong())


def lapses_soon(now: datetime) -> bool:
    return expiry() - now < NOTICE


def text() -> str:
    """The whole file; ``is_complete`` holds."""
    lines = [("Contact", contact) for contact in settings.SECURITY_CONTACT]
    lines.append(("Expires", expiry().strftime("%Y-%m-%dT%H:%M:%SZ")))
    lines += [("Encryption", address) for address in settings.SECURITY_ENCRYPTION]
    lines += [("Policy", address) for address in settings.SECURITY_POLICY]
    lines.append(("Preferred-Languages", ", ".join(code for code, _name in settings.LANGUAGES)))
    lines.append(("Canonical", f"{settings.SITE_URL}/.well-known/security.txt"))
    return "".join(f"{name}: {value}\n" for name, value in lines)


@require_safe
def security_txt(request):
    if not is_complete() or expiry() <= timezone.now():
        raise Http404
    return HttpResponse(text(), content_type="text/plain; charset=utf-8")


# --- The settings ---------------------------------------------------------------------------------


def wrong() -> list[checks.Error]:
    """What is wrong in the settings, whatever the time is."""
    found = []

    def tell(number: int, message: str, hint: str) -> None:
        found.append(checks.Error(message, hint=hint, id=f"security_txt.E00{number}"))

    if bool(settings.SECURITY_CONTACT) != bool(settings.SECURITY_TXT_EXPIRES):
        tell(
            1,
            "Of SECURITY_CONTACT and SECURITY_TXT_EXPIRES only one is set.",
            "Set both, or neither: then there is no security.txt.",
        )
    for contact in settings.SECURITY_CONTACT:
        if not is_uri(contact, "mailto:", "https://", "tel:"):
            tell(
                2,
                f"SECURITY_CONTACT is no address to be reached at: {contact!r}.",
                "Begin with mailto:, https:// or tel:, with commas between several.",
            )
    if settings.SECURITY_TXT_EXPIRES and not expiry():
        tell(
            3,
            f"SECURITY_TXT_EXPIRES is no date: {settings.SECURITY_TXT_EXPIRES!r}.",
            "Write it as in 2031-06-30, or 2031-06-30T12:00:00Z.",
        )
    for address in settings.SECURITY_POLICY:
        if not is_uri(address, "https://"):
            tell(4, f"SECURITY_POLICY is no https address: {address!r}.", "Begin with https://.")
    for address in settings.SECURITY_ENCRYPTION:
        if not is_uri(address, "https://", "dns:", "openpgp4fpr:"):
            tell(
                5,
                f"SECURITY_ENCRYPTION says not where the key is: {address!r}.",
                "Begin with https://, dns: or openpgp4fpr:, and never write the key itself.",
            )
    return found


def is_uri(text: str, *beginnings: str) -> bool:
    """Whether *text* begins as one of *beginnings*, goes on, and stays in one line of ASCII."""
    goes_on = any(text.startswith(each) and text != each for each in beginnings)
    return goes_on and text.isascii() and text.isprintable() and " " not in text


@checks.register
def settings_of_security_txt(app_configs, **kwargs) -> list[checks.CheckMessage]:
    found = [*wrong()]
    if not is_complete():
        return found
    left = expiry() - timezone.now()
    if left <= timedelta(0):
        found.append(
            checks.Warning(
                f"security.txt has lapsed ({settings.SECURITY_TXT_EXPIRES}) and is not served.",
                hint="Check SECURITY_CONTACT, and set SECURITY_TXT_EXPIRES less than a year ahead.",
                id="security_txt.W001",
            )
        )
    if left > LONGEST:
        found.append(
            checks.Warning(
                "SECURITY_TXT_EXPIRES is more than a year ahead.",
                hint="Less than a year is recommended, so that somebody checks the contact.",
                id="security_txt.W002",
            )
        )
    return found
