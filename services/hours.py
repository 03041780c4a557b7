"""Opening hours in words. Pure functions: hours in, text out, no database and no clock.

Words about today name the day, so that they stay true in a copy that somebody kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from publishing.languages import left_to_right
from services.opening import (
    DAY,
    MIDNIGHT,
    STOCKHOLM,
    Difference,
    Interval,
    Kind,
    Opening,
    Slot,
    at,
)
from services.public_holidays import holiday_name, short_day_name


@dataclass(frozen=True)
class Words:
    """An opening in words, in the parts that a template sets apart.

    *today* has no full stop, since the *reason* may follow it, in a *language* of its own; *then*
    and *caution* are whole sentences. Any of them may be empty.
    """

    today: str
    reason: str = ""
    language: str = ""
    then: str = ""
    caution: str = ""

    def __str__(self):
        """All of it: "Stängt i dag, torsdag 24 december (julafton). Öppnar …"."""
        reason = f" ({self.reason})" if self.reason else ""
        first = f"{self.today}{reason}." if self.today else ""
        return " ".join(filter(None, [first, self.then, self.caution]))


def opening_in_words(opening: Opening) -> Words:
    """Tell of *opening* in the active language; empty words where the hours are not known."""
    today = opening.today
    if today.spans is None:
        return Words(_("By appointment") if opening.kind == Kind.APPOINTMENT else "")
    if today.always:
        return Words(_("Open day and night"))
    return Words(
        _today_in_words(opening),
        *_reason(today.difference or (today.date if today.holiday else None)),
        then=_opens(opening),
        caution=_caution(opening),
    )


def difference_in_words(difference: Difference) -> str:
    """A dated exception that is to come: "torsdag 24 december: stängt"."""
    days = day_in_words(difference.starts_on)
    if difference.ends_on > difference.starts_on:
        days = f"{days} – {day_in_words(difference.ends_on)}"
    if difference.opens is None:
        return _("%(days)s: closed") % {"days": days}
    hours = span_in_words(difference.opens, difference.closes)
    return _("%(days)s, %(hours)s") % {"days": days, "hours": hours}


def _today_in_words(opening: Opening) -> str:
    today = opening.today.date
    day = day_in_words(today)
    if not opening.intervals:
        return _("Closed today, %(day)s") % {"day": day}
    if opening.intervals[0] == Interval(at(today, MIDNIGHT), at(today + DAY, MIDNIGHT)):
        return _("Open all day and night today, %(day)s") % {"day": day}
    hours = listed([_interval_in_words(each, today) for each in opening.intervals])
    return _("Open today, %(day)s, %(hours)s") % {"day": day, "hours": hours}


def _interval_in_words(interval: Interval, today: date) -> str:
    start, end = (moment.astimezone(STOCKHOLM) for moment in interval)
    if end.date() == today or interval.end == at(today + DAY, MIDNIGHT):
        return span_in_words(start.time(), end.time())
    return _("%(start)s until %(day)s at %(end)s") % {
        "start": clock_in_words(start.time()),
        "day": day_in_words(end.date()),
        "end": clock_in_words(end.time()),
    }


def _reason(cause: Difference | date | None) -> tuple[str, str]:
    if cause is None:
        return "", ""
    if isinstance(cause, Difference):
        return cause.reason, cause.language
    return holiday_name(cause), ""


def _opens(opening: Opening) -> str:
    if opening.opens_at is None:
        return ""
    moment = opening.opens_at.astimezone(STOCKHOLM)
    return _("Opens %(day)s at %(time)s.") % {
        "day": day_in_words(moment.date()),
        "time": clock_in_words(moment.time()),
    }


def _caution(opening: Opening) -> str:
    if not opening.is_short_day:
        return ""
    name = short_day_name(opening.today.date)
    name = name[:1].upper() + name[1:]
    return _("%(name)s: it may close earlier than usual.") % {"name": name}


def day_in_words(day: date) -> str:
    """ "tisdag 24 november", in the active language."""
    return date_format(day, pgettext("Format of a day without its year", "l j F"))


def clock_in_words(clock: time) -> str:
    """ "9.00" in Swedish, "9:00" in English."""
    return time_format(clock, pgettext("Format of an hour (G without a leading zero)", "G:i"))


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
            _("%(days)s, %(hours)s") % {"days": days_in_words(weekdays), "hours": listed(spans)}
        )
    return lines


def listed(texts: list[str]) -> str:
    """ "a, b och c"."""
    *first, last = texts
    return _(" and ").join([", ".join(first), last]) if first else last


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
    ends = clock_in_words(closes) if closes != MIDNIGHT else _("24:00")
    return left_to_right(f"{clock_in_words(opens)}–{ends}")
