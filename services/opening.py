"""When something is open. Pure functions: a schedule and a moment in, an opening out.

No database, no clock, no words: ``services.hours`` puts an opening into words. Times of a schedule
are Swedish local time; every comparison is made in UTC, where the two clock changes are no riddle.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.public_holidays import is_holiday, short_day_name

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = time(0)
DAY = timedelta(days=1)
#: How far ahead the next opening is looked for.
DAYS_AHEAD = 60
#: How long before they begin dated exceptions are told of.
TOLD_BEFORE = timedelta(days=30)


class Kind(StrEnum):
    """*Unknown*, *by appointment* and *closed* are three different things."""

    UNKNOWN = "unknown"
    ALWAYS = "always"
    WEEKLY = "weekly"
    APPOINTMENT = "appointment"


class Slot(NamedTuple):
    """A slot of a week, from 0 for Monday; one that closes at 00.00 lasts until midnight."""

    weekday: int
    opens: time
    closes: time


class Difference(NamedTuple):
    """Days that differ: without times they are closed. The reason comes with its language."""

    starts_on: date
    ends_on: date
    opens: time | None = None
    closes: time | None = None
    reason: str = ""
    language: str = ""


@dataclass(frozen=True)
class Schedule:
    """The hours of something that answers."""

    kind: Kind = Kind.UNKNOWN
    slots: tuple[Slot, ...] = ()
    differences: tuple[Difference, ...] = ()
    open_on_holidays: bool = False


class Interval(NamedTuple):
    """From one moment to another, in UTC."""

    start: datetime
    end: datetime


class Day(NamedTuple):
    """What a schedule says of one day.

    No spans: closed, because of the *difference* or *holiday* if there is one. None instead of
    spans: the clock does not say, since the hours are unknown or by appointment.
    """

    date: date
    spans: tuple[tuple[time, time], ...] | None
    difference: Difference | None = None
    holiday: bool = False
    always: bool = False


class Opening(NamedTuple):
    """How a schedule looks at a moment.

    *intervals* are today's, joined over midnight where hours go on, and cut at today's midnights
    where they go on for days. *opens_at* is the next opening after today's hours, None if it is
    not near. On a *short day* many close earlier than their weekly hours say. *coming* are the
    dated exceptions soon to begin. *changes_at* is when any of this changes by itself, None if it
    never does.
    """

    kind: Kind
    today: Day
    changes_at: datetime | None
    is_open: bool = False
    intervals: tuple[Interval, ...] = ()
    opens_at: datetime | None = None
    is_short_day: bool = False
    coming: tuple[Difference, ...] = ()


def day_of(schedule: Schedule, day: date) -> Day:
    """What *schedule* says of *day*: a dated exception first, then a holiday, then the week.

    Of several exceptions the shortest holds, so that one day within a long closure may be open.
    """
    differences = differing_on(schedule, day)
    if differences:
        shortest = min(each.ends_on - each.starts_on for each in differences)
        holds = [each for each in differences if each.ends_on - each.starts_on == shortest]
        closed = [each for each in holds if each.opens is None]
        spans = () if closed else tuple(sorted((each.opens, each.closes) for each in holds))
        return Day(day, spans, difference=(closed or holds)[0])
    if schedule.kind == Kind.ALWAYS:
        return Day(day, ((MIDNIGHT, MIDNIGHT),), always=True)
    if schedule.kind != Kind.WEEKLY or not schedule.slots:
        return Day(day, None)
    spans = tuple(
        sorted(
            (each.opens, each.closes) for each in schedule.slots if each.weekday == day.weekday()
        )
    )
    if spans and not schedule.open_on_holidays and is_holiday(day):
        return Day(day, (), holiday=True)
    return Day(day, spans)


def opening_at(schedule: Schedule, now: datetime) -> Opening:
    """How *schedule* looks at *now*, an aware datetime."""
    now = now.astimezone(UTC)
    today = day_of(schedule, now.astimezone(STOCKHOLM).date())
    coming = coming_after(schedule, today.date)
    if today.spans is None or today.always:
        changes_at = told_anew(schedule, today.date)
        return Opening(schedule.kind, today, changes_at, is_open=today.always, coming=coming)
    midnight = at(today.date + DAY, MIDNIGHT)
    intervals = [each for each in joined_from(schedule, today.date, 1) if each.start < midnight]
    opens_at = None
    if all(each.end <= now for each in intervals):
        later = joined_from(schedule, today.date + DAY)
        opens_at = next((each.start for each in later), None)
    moments = [midnight, *(moment for each in intervals for moment in each if moment > now)]
    return Opening(
        schedule.kind,
        today,
        min(moments),
        is_open=any(each.start <= now < each.end for each in intervals),
        intervals=tuple(_cut(each, today.date) for each in intervals),
        opens_at=opens_at,
        is_short_day=_is_short_day(schedule, today),
        coming=coming,
    )


def is_open_on(schedule: Schedule, day: date) -> bool:
    """Whether it is known to be open at some time of *day*."""
    return bool(day_of(schedule, day).spans)


def differing_on(schedule: Schedule, day: date) -> tuple[Difference, ...]:
    """The dated exceptions that hold on *day*."""
    return _in_order(each for each in schedule.differences if each.starts_on <= day <= each.ends_on)


def coming_after(schedule: Schedule, day: date) -> tuple[Difference, ...]:
    """The dated exceptions that begin soon after *day*."""
    last = day + TOLD_BEFORE
    return _in_order(each for each in schedule.differences if day < each.starts_on <= last)


def told_anew(schedule: Schedule, today: date) -> datetime | None:
    """The next midnight at which words without a date change: because of an exception."""
    days = (
        day
        for each in schedule.differences
        for day in (each.starts_on - TOLD_BEFORE, each.starts_on, each.ends_on + DAY)
    )
    return min((at(day, MIDNIGHT) for day in days if day > today), default=None)


def joined_from(
    schedule: Schedule, first: date, days_ahead: int = DAYS_AHEAD
) -> Iterator[Interval]:
    """The intervals of *first* and the days after it, those that meet or overlap joined.

    Bounded: hours that go on for ever end where the search does.
    """
    joined = None
    for number in range(days_ahead + 1):
        day = day_of(schedule, first + number * DAY)
        for opens, closes in day.spans or ():
            start = at(day.date, opens)
            # Where the clock is put back, an hour comes twice: open until the second one ends.
            end = at(day.date + DAY, MIDNIGHT) if closes == MIDNIGHT else at(day.date, closes, 1)
            if end <= start:  # all of it within the hour that the clock skips in spring
                continue
            if joined and start <= joined.end:
                joined = Interval(joined.start, max(joined.end, end))
                continue
            if joined:
                yield joined
            joined = Interval(start, end)
    if joined:
        yield joined


def at(day: date, clock: time, fold: int = 0) -> datetime:
    """The moment in UTC at which the clocks of Sweden show *clock* on *day*.

    In autumn the last hour comes twice: *fold* 0 is the first time, 1 the second. What lies in the
    hour that is skipped in spring comes when that hour would have ended.
    """
    moment = datetime.combine(day, clock.replace(fold=fold), STOCKHOLM).astimezone(UTC)
    if moment.astimezone(STOCKHOLM).time() != clock:
        return datetime.combine(day, time(clock.hour + 1), STOCKHOLM).astimezone(UTC)
    return moment


def _cut(interval: Interval, today: date) -> Interval:
    """*interval* as *today* tells it: to its end if that is tomorrow, otherwise to midnight."""
    goes_on = interval.end >= at(today + 2 * DAY, MIDNIGHT)
    return Interval(interval.start, at(today + DAY, MIDNIGHT)) if goes_on else interval


def _is_short_day(schedule: Schedule, day: Day) -> bool:
    weekly = schedule.kind == Kind.WEEKLY and not schedule.open_on_holidays
    return bool(weekly and day.spans and not day.difference and short_day_name(day.date))


def _in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(differences, key=lambda each: each[:2]))
