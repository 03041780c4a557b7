"""What was checked does not stay checked when it changes."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing import languages

#: The details that a check is about, where a form has them.
DETAILS = {
    "channel",
    "phone",
    "phone_from_abroad",
    "email",
    "url",
    "website",
    "place",
    "street",
    "postcode",
    "city",
    "hours_kind",
    "open_on_holidays",
}
CHECK_ANEW = _(
    "You changed the number, the address or the hours. When did somebody check the new ones? "
    "Write today’s date if somebody has done it, or empty the field."
)


def keeps_an_old_check(form) -> bool:
    """Whether what *form* changes would go on under the date of the check before it.

    Weekly hours count (the ``HoursFormSet`` of the same instance); dated exceptions do not: they
    are decisions of staff, not facts that somebody finds out.
    """
    day = form.cleaned_data.get("verified_on")
    if day in (None, timezone.localdate()) or "verified_on" in form.changed_data:
        return False
    details = set(DETAILS)
    if not form.cleaned_data.get("minor_edit"):
        # In its first language; a translation tells of the same hours.
        details.add(languages.column("hours_note", settings.LANGUAGE_CODE))
    week = getattr(form.instance, "weekly_hours", None)
    return not details.isdisjoint(form.changed_data) or bool(week and week.has_changed())
