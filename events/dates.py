"""The dates on which an event happens. Pure functions: a plan in, dates out; no database, no clock.

A plan has a first time, a rule by which it is repeated or none, and dates that differ. What is
planned for a date, and what becomes of it, are kept apart: visitors and their calendars are told
from what it changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from events.recurrence import STOCKHOLM, Rule, dates_of, local, local_day


class Kind(StrEnum):
    """How a date differs. Only what is skipped was never told of."""

    EXTRA = "extra"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    MOVED = "moved"
    POSTPONED = "postponed"
    NOTED = "noted"


class Difference(NamedTuple):
    """That the planned *date* differs. Times, both or none and aware, for one that is extra or
    moved; *source* is whatever the caller knows it by."""

    date: date
    kind: Kind
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    source: Any = None


@dataclass(frozen=True)
class Dated:
    """One date of an event, all times aware: what was planned, and what is true now.

    *difference* is what makes it differ, or None. What lasted longest of both is over at *over_at*:
    so long a visitor may still come in vain.
    """

    date: date
    planned_starts_at: datetime
    planned_ends_at: datetime
    starts_at: datetime
    ends_at: datetime
    difference: Difference | None = None

    @property
    def over_at(self) -> datetime:
        return max(self.planned_ends_at, self.ends_at)


@dataclass(frozen=True)
class Plan:
    """When an event happens: the first time, aware, and how it goes on from there.

    *moved_from* is when it was to begin before all of it was moved.
    """

    starts_at: datetime
    ends_at: datetime
    rule: Rule | None = None
    differences: tuple[Difference, ...] = ()
    moved_from: datetime | None = None

    @property
    def first(self) -> date:
        return local_day(self.starts_at)


def planned_dates(plan: Plan) -> list[date]:
    """The dates that the rule gives, in order; the first one alone where there is no rule."""
    return dates_of(plan.rule, plan.first) if plan.rule else [plan.first]


def dates(plan: Plan) -> list[Dated]:
    """Every date on which it happens or was to happen, in the order planned; skipped ones not.

    A difference for a date that is not among the planned ones says nothing.
    """
    extra = {each.date: each for each in plan.differences if each.kind == Kind.EXTRA}
    other = {each.date: each for each in plan.differences if each.kind != Kind.EXTRA}
    found = []
    for day in sorted({*planned_dates(plan), *extra}):
        difference = other.get(day)
        if difference and difference.kind == Kind.SKIPPED:
            continue
        found.append(_dated(plan, day, extra.get(day), difference))
    return found


def not_planned(differences: Iterable[Difference], plan: Plan) -> list[Difference]:
    """Those of *differences* that are for a date on which nothing is planned, or, if they are
    extra, for one on which something is."""
    rule_days = set(planned_dates(plan))
    extra = {each.date for each in plan.differences if each.kind == Kind.EXTRA}
    return [
        each
        for each in differences
        if (
            each.date in rule_days
            if each.kind == Kind.EXTRA
            else each.date not in rule_days | extra
        )
    ]


def _dated(plan: Plan, day: date, extra: Difference | None, other: Difference | None) -> Dated:
    has_times = extra and extra.starts_at
    usual = (extra.starts_at, extra.ends_at) if has_times else usual_times(plan, day)
    planned = usual
    if plan.moved_from and day == plan.first:
        planned = plan.moved_from, plan.moved_from + (plan.ends_at - plan.starts_at)
    now = (other.starts_at, other.ends_at) if other and other.starts_at else usual
    return Dated(day, *planned, *now, other or extra)


def usual_times(plan: Plan, day: date) -> tuple[datetime, datetime]:
    """The times of the first date, by the clock, on *day*."""
    starts, ends = (each.astimezone(STOCKHOLM) for each in (plan.starts_at, plan.ends_at))
    if day == starts.date():
        return plan.starts_at, plan.ends_at
    start = local(day, starts.time())
    end = local(day + (ends.date() - starts.date()), ends.time())
    # Where the clock change swallows it, it lasts as long as the first one.
    lasts = ends.astimezone(UTC) - starts.astimezone(UTC)
    return start, end if end > start else (start.astimezone(UTC) + lasts).astimezone(STOCKHOLM)
