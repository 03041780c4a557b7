"""Rules by which an event is repeated (RFC 5545, 3.3.10). Pure functions: no database, no clock.

Only two kinds of rules are known, the ones that staff can enter with plain fields: every n weeks on
some weekdays, and every n months on the first to fourth or the last of a weekday. Each has an end.
Dates and times are Swedish local time: an event at 10.00 stays at 10.00 across both clock changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MIDNIGHT = time(0)
LAST_SECOND = time(23, 59, 59)
#: Nobody plans longer; and what is repeated must end somewhere.
LONGEST = timedelta(days=3 * 366)
#: A number of times that no rule within that span exceeds: every day of three years.
MOST_TIMES = 1100
MOST_INTERVAL = 12
LAST_WEEK = -1
WEEKS = (1, 2, 3, 4, LAST_WEEK)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NotARuleError(ValueError):
    """No rule of the kinds that we know."""


class Frequency(StrEnum):
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True)
class Rule:
    """How something is repeated, until *last_day* or *times* times; exactly one of them is given.

    *weekdays* count from 0 for Monday; a monthly rule has one, and the *week* of the month in which
    it falls: 1 to 4, or -1 for the last.
    """

    frequency: Frequency
    weekdays: tuple[int, ...]
    interval: int = 1
    week: int | None = None
    last_day: date | None = None
    times: int | None = None

    def __post_init__(self):
        """Raise NotARuleError for what is no such rule."""
        is_monthly = self.frequency == Frequency.MONTHLY
        sound = (
            self.weekdays
            and list(self.weekdays) == sorted(set(self.weekdays) & set(range(7)))
            and 1 <= self.interval <= MOST_INTERVAL
            and (self.week in WEEKS and len(self.weekdays) == 1 if is_monthly else not self.week)
            and (self.last_day is None) != (self.times is None)
            and (self.times is None or 1 <= self.times <= MOST_TIMES)
        )
        if not sound:
            raise NotARuleError(str(self))


def rule_text(rule: Rule) -> str:
    """*rule* as the value of an RRULE: "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20261216T225959Z".

    UNTIL is in UTC, as RFC 5545 demands beside a start with a time zone.
    """
    week = rule.week or ""
    days = ",".join(f"{week}{DAYS[each]}" for each in rule.weekdays)
    parts = [f"FREQ={rule.frequency}", f"INTERVAL={rule.interval}", f"BYDAY={days}"]
    if rule.times is not None:
        return ";".join([*parts, f"COUNT={rule.times}"])
    until = datetime.combine(rule.last_day, LAST_SECOND, STOCKHOLM).astimezone(UTC)
    return ";".join([*parts, f"UNTIL={until:%Y%m%dT%H%M%SZ}"])


def parse_rule(text: str) -> Rule:
    """The rule that *text* stands for, as ``rule_text`` writes it. NotARuleError otherwise."""
    try:
        rule = _parsed(text)
    except (KeyError, ValueError) as error:
        raise NotARuleError(text) from error
    if rule_text(rule) != text:
        raise NotARuleError(text)
    return rule


def dates_of(rule: Rule, first: date) -> list[date]:
    """The dates of *rule* from *first* on: none before it, none longer after it than LONGEST."""
    return list(takewhile(lambda each: each <= first + LONGEST, _dates(rule, first)))


def goes_on_too_long(rule: Rule, first: date) -> bool:
    """Whether *rule* has dates longer after *first* than LONGEST."""
    return any(each > first + LONGEST for each in _dates(rule, first))


def week_of(day: date) -> int:
    """Which of its weekday in the month *day* is: 1 to 5."""
    return (day.day - 1) // 7 + 1


def local(day: date, clock: time) -> datetime:
    """The moment at which the clocks of Sweden show *clock* on *day*, aware.

    As RFC 5545 says (3.3.5): an hour that comes twice is meant the first time; one that is skipped
    is told by the offset before it, so that 2.30 is 3.30.
    """
    moment = datetime.combine(day, clock, STOCKHOLM)
    return moment.astimezone(UTC).astimezone(STOCKHOLM)


def local_day(moment: datetime) -> date:
    """The Swedish date of *moment*, aware."""
    return moment.astimezone(STOCKHOLM).date()


def _dates(rule: Rule, first: date) -> Iterator[date]:
    """In order, and not for ever: a year beyond LONGEST is the end of any rule."""
    begins = datetime.combine(first, MIDNIGHT)
    last = begins + LONGEST + timedelta(days=366)
    if rule.last_day:
        last = min(last, datetime.combine(rule.last_day, MIDNIGHT))
    days = [weekday(each, rule.week) if rule.week else weekday(each) for each in rule.weekdays]
    frequency = MONTHLY if rule.frequency == Frequency.MONTHLY else WEEKLY
    found = rrule(frequency, begins, interval=rule.interval, byweekday=days, until=last)
    for number, moment in enumerate(found):
        if rule.times is not None and number >= rule.times:
            return
        yield moment.date()


def _parsed(text: str) -> Rule:
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    days = parts["BYDAY"].split(",")
    [week] = {day[:-2] for day in days}
    until = parts.get("UNTIL")
    return Rule(
        Frequency(parts["FREQ"]),
        tuple(DAYS.index(day[-2:]) for day in days),
        interval=int(parts["INTERVAL"]),
        week=int(week) if week else None,
        last_day=_local_day(until) if until else None,
        times=int(parts["COUNT"]) if "COUNT" in parts else None,
    )


def _local_day(until: str) -> date:
    return local_day(datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
