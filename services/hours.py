"""Opening hours in words. Pure functions: slots in, text out, no database and no clock."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from publishing.languages import left_to_right

Slot = tuple[int, time, time]


def week_in_words(slots: Iterable[Slot]) -> list[str]:
    """Describe a week, days with the same hours together.

    A slot is (weekday from 0 for Monday, opens, closes) in Swedish local time; a slot that closes
    at 00.00 lasts until midnight. Days without a slot are not mentioned. In the active language:
    ["måndag–fredag kl. 8.00–17.00", "lördag kl. 10.00–12.00 och 13.00–15.00"].
    """
    days: dict[int, list[str]] = {}
    for weekday, opens, closes in sorted(slots):
        days.setdefault(weekday, []).append(span_in_words(opens, closes))
    runs = groupby(enumerate(days.items()), key=lambda place: (place[1][0] - place[0], place[1][1]))
    lines = []
    for (_run, spans), members in runs:
        weekdays = [weekday for _place, (weekday, _spans) in members]
        lines.append(
            _("%(days)s, %(hours)s")
            % {"days": days_in_words(weekdays), "hours": _(" and ").join(spans)}
        )
    return lines


def days_in_words(weekdays: list[int]) -> str:
    """Neighbouring weekdays: "måndag", "måndag och tisdag", "måndag–fredag", "alla dagar"."""
    names = [str(WEEKDAYS[weekday]) for weekday in weekdays]
    if len(names) == 7:
        return _("every day")
    if len(names) == 2:
        return _(" and ").join(names)
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def span_in_words(opens: time, closes: time) -> str:
    """ "9.00–16.00" in Swedish, "9:00–16:00" in English; midnight at the end is 24."""
    hour = pgettext("Format of an hour (G without a leading zero)", "G:i")
    ends = time_format(closes, hour) if closes != time(0) else _("24:00")
    return left_to_right(f"{time_format(opens, hour)}–{ends}")
