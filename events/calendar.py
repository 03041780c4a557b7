"""Events as an iCalendar file (RFC 5545 and 7986). Pure functions: plain data in, bytes out.

- Each entry keeps its UID for ever: the bare UUID, as RFC 7986 (5.3) recommends. No host stands in
  it: a site that moves would give every subscriber each event twice.
- There is no METHOD: the one that would fit, PUBLISH, demands an ORGANIZER with an address to send
  answers to (RFC 5546, 3.2.1), and nobody is there who takes them. Without it, DTSTAMP is when the
  entry was last changed (RFC 5545, 3.8.7.2), and the file depends on nothing but the events.
- What is postponed without a new date is CANCELLED at its old time, with the word for it first:
  TENTATIVE would leave it there, and somebody would come in vain.
- Entries are TRANSPARENT: to know of a public event makes nobody busy.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDatetime,
    vDuration,
    vRecur,
    vText,
    vUri,
)

from events.dates import Dated, Plan, dates, planned_dates, usual_times
from events.recurrence import STOCKHOLM, rule_text

PRODID = "-//malmo_trygghet//Events//SV"
TZID = STOCKHOLM.key
#: All but tab and line feed.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: How often calendars are asked to look again.
REFRESH = timedelta(hours=1)
HOUR = timedelta(hours=1)
#: Since 1996 Swedish clocks change at 1.00 UTC on the last Sundays of March and October. Written as
#: the rule, which reaches as far as any event; the library's own list of changes is an hour late
#: in spring.
CLOCK_CHANGES = (
    (TimezoneDaylight, "CEST", "19960331T020000", HOUR, 2 * HOUR, 3),
    (TimezoneStandard, "CET", "19961027T030000", 2 * HOUR, HOUR, 10),
)


class Text(NamedTuple):
    """Words, and the language that all of them are in; None if they are in several."""

    words: str
    language: str | None = None


@dataclass(frozen=True)
class Said:
    """What an entry says; *is_off* if nobody should come."""

    summary: Text
    description: Text
    location: Text | None = None
    is_off: bool = False


@dataclass(frozen=True)
class Item:
    """An event. *usual* is said of it, and *by_date* of dates of which something else is said."""

    uid: UUID
    url: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    plan: Plan
    usual: Said
    by_date: Mapping[date, Said] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """A calendar: what it is called, the page that shows the same, and where it is itself."""

    name: Text
    url: str
    source: str
    items: Iterable[Item]


def calendar(feed: Feed) -> bytes:
    """*feed* as a file: lines that end in CRLF, none longer than 75 octets."""
    made = Calendar()
    made.add("PRODID", PRODID)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    _add_text(made, "NAME", feed.name)
    made.add("X-WR-CALNAME", vText(feed.name.words))
    made.add("X-WR-TIMEZONE", vText(TZID))
    made.add("URL", vUri(feed.url))
    made.add("SOURCE", vUri(feed.source), parameters={"VALUE": "URI"})
    made.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    made.add_component(timezone())
    for item in feed.items:
        for entry in entries(item):
            made.add_component(entry)
    return made.to_ical()


def timezone() -> Timezone:
    """Swedish time since 1996."""
    made = Timezone()
    made.add("TZID", TZID)
    for kind, name, first, before, after, month in CLOCK_CHANGES:
        part = kind()
        part.add("DTSTART", vDatetime(vDatetime.from_ical(first)))
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        part.add("TZNAME", name)
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", after)
        made.add_component(part)
    return made


def entries(item: Item) -> list[Event]:
    """The entry of *item*, and one more for each date that differs from what that one says.

    None for an event of which no date is left.
    """
    found = dates(item.plan)
    repeated = planned_dates(item.plan)
    if not found:
        return []
    if len(repeated) == len(found) == 1:
        [only] = found
        said = item.by_date.get(only.date, item.usual)
        return [_entry(item, said, only.starts_at, only.ends_at)]
    return _series(item, found, repeated)


def _series(item: Item, found: list[Dated], repeated: list[date]) -> list[Event]:
    """Dates by a rule, extra ones, or both.

    Dates last by the clock: where it changes, one is shorter or longer. Calendars let each last
    just as long as the first (3.8.5.3), so that such a one is written by itself; and so is one that
    begins in an hour that comes twice or not at all.
    """
    plan = item.plan
    usual = {day: usual_times(plan, day) for day in repeated}
    if not (plan.rule and repeated):
        usual |= {each.date: (each.planned_starts_at, each.planned_ends_at) for each in found}
    [(span, _times)] = Counter(_lasts(*times) for times in usual.values()).most_common(1)
    by_rule = {day: _clock_on(plan, day) for day in repeated}
    known_as = {
        each.date: by_rule.get(each.date) or written(each.planned_starts_at) for each in found
    }

    if plan.rule and repeated:
        first = by_rule[repeated[0]]
        listed = [start for day, start in known_as.items() if day not in by_rule]
    else:
        # The first among them, as some calendars demand.
        first, *_rest = listed = sorted(known_as.values(), key=_in_utc)
    whole = _entry(item, item.usual, first, _in_utc(first) + span)
    if is_unsure(first):
        # A rule goes by the clock that it begins with; in UTC it would be an hour off in winter.
        del whole["DTSTART"], whole["DTEND"]
        whole.add("DTSTART", first)
        whole.add("DURATION", span)
    if plan.rule and repeated:
        whole.add("RRULE", vRecur.from_ical(rule_text(plan.rule)))
        for day, start in by_rule.items():
            if day not in known_as:
                whole.add("EXDATE", [start])
    for start in listed:
        whole.add("RDATE", [start])

    made = [whole]
    for each in found:
        start = known_as[each.date]
        # In UTC: Python calls no two times equal in an hour that comes twice (PEP 495).
        as_read = _in_utc(start), _in_utc(start) + span
        as_it_is = _in_utc(each.starts_at), _in_utc(each.ends_at)
        if each.date in item.by_date or as_it_is != as_read or is_unsure(start):
            said = item.by_date.get(each.date, item.usual)
            one = _entry(item, said, each.starts_at, each.ends_at)
            one.add("RECURRENCE-ID", start)
            made.append(one)
    return made


def _clock_on(plan: Plan, day: date) -> datetime:
    """When calendars take the rule of *plan* to begin on *day*: by the clock, even where it does
    not exist or comes twice."""
    return datetime.combine(day, plan.starts_at.astimezone(STOCKHOLM).time(), STOCKHOLM)


def is_unsure(moment: datetime) -> bool:
    """Whether *moment*, by the Swedish clock, comes twice or not at all. RFC 5545 says how to take
    it (3.3.5), but not every calendar does."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def written(moment: datetime) -> datetime:
    """*moment*, aware, as it is written: by the Swedish clock, or in UTC where that is unsure."""
    local = moment.astimezone(STOCKHOLM)
    return local.astimezone(UTC) if is_unsure(local) else local


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _lasts(starts_at: datetime, ends_at: datetime) -> timedelta:
    """Real time, whatever clocks do in between."""
    return _in_utc(ends_at) - _in_utc(starts_at)


def _entry(item: Item, said: Said, starts_at: datetime, ends_at: datetime) -> Event:
    made = Event()
    made.add("UID", str(item.uid))
    made.add("DTSTAMP", item.changed_at.astimezone(UTC))
    made.add("CREATED", item.created_at.astimezone(UTC))
    made.add("LAST-MODIFIED", item.changed_at.astimezone(UTC))
    made.add("SEQUENCE", item.sequence)
    made.add("DTSTART", written(starts_at))
    made.add("DTEND", written(ends_at))
    _add_text(made, "SUMMARY", said.summary)
    _add_text(made, "DESCRIPTION", said.description)
    if said.location:
        _add_text(made, "LOCATION", said.location)
    made.add("URL", vUri(item.url))
    made.add("STATUS", "CANCELLED" if said.is_off else "CONFIRMED")
    made.add("TRANSP", "TRANSPARENT")
    return made


def _add_text(made: Calendar | Event, name: str, text: Text) -> None:
    """Without the control characters that no value may hold (3.1)."""
    words = CONTROL.sub("", text.words)
    language = {"LANGUAGE": text.language} if text.language else None
    made.add(name, vText(words), parameters=language)
