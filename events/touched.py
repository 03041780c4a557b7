"""What a change of an event's times or place does to those who have read of it.

Pure functions: two plans in, the dates that are touched out; no database, no clock.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from events.dates import Dated, Kind, Plan, dates

#: A date that vanishes and one that appears so close to it are one date that moves.
CLOSE = timedelta(days=6)
#: On these it does not happen anyway.
OFF = {Kind.CANCELLED, Kind.POSTPONED}


class Touched(NamedTuple):
    """One coming date: what was told, and what holds instead; no *new* one if it is dropped."""

    old: Dated
    new: Dated | None


def touched(before: Plan, after: Plan, now: datetime, place_changes: bool = False) -> list[Touched]:
    """The dates of *before*, not over at *now*, that are otherwise by *after*, in order.

    All that stay are touched when the place changes. Dates that are only added touch nobody, nor
    does a change of one that is cancelled or postponed.
    """
    new_dates = {each.date: each for each in dates(after)}
    old_dates = {each.date: each for each in dates(before)}
    added = [each for day, each in new_dates.items() if day not in old_dates]
    coming = [each for each in old_dates.values() if each.over_at > now and happens(each)]
    found = _pairs(coming, new_dates, added, is_one=before.rule is None and after.rule is None)
    return [each for each in found if place_changes or differs(each)]


def rewritten(before: Plan, after: Plan, now: datetime) -> bool:
    """Whether a date of *before* that is over at *now* is otherwise by *after*, or gone."""
    new_dates = {each.date: each for each in dates(after)}
    past = [each for each in dates(before) if each.over_at <= now]
    return any(differs(Touched(each, new_dates.get(each.date))) for each in past)


def happens(dated: Dated) -> bool:
    return not dated.difference or dated.difference.kind not in OFF


def differs(each: Touched) -> bool:
    return each.new is None or times_of(each.old) != times_of(each.new)


def times_of(dated: Dated) -> tuple[datetime, datetime]:
    """When it begins and ends, to the minute, as forms know it."""
    return tuple(each.replace(second=0, microsecond=0) for each in (dated.starts_at, dated.ends_at))


def _pairs(coming, new_dates, added, is_one: bool) -> Iterator[Touched]:
    for old in coming:
        new = new_dates.get(old.date)
        if new is None:
            near = (each for each in added if is_one or abs(each.date - old.date) <= CLOSE)
            new = next(near, None)
            if new:
                added.remove(new)
        yield Touched(old, new)
