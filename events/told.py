"""What visitors are told of an event's dates: the next, the rest, and what became of each.

Plain functions over objects that are loaded already; they ask the database nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from events.models import ChangeKind, Event, EventStanding, Occurrence
from events.models.event import Registration
from services.models import Place

#: So many coming dates of a series are named; the rest are counted.
DATES_SHOWN = 12
#: What does not happen on its date.
NOT_HAPPENING = frozenset({EventStanding.CANCELLED, EventStanding.POSTPONED})


class Told(NamedTuple):
    """How a date, or a whole event, stands. *source* is the object whose *field* says why.

    *from_starts_at* and *from_place* are set where it was planned for another time or place. Of a
    series, *from_usual* is a moment on its former weekday at its former hour.
    """

    standing: EventStanding
    source: Event | object
    field: str
    announced_at: datetime | None
    from_starts_at: datetime | None = None
    from_place: Place | None = None
    from_usual: datetime | None = None

    @property
    def is_changed(self) -> bool:
        return self.standing != EventStanding.PLANNED

    @property
    def is_moved(self) -> bool:
        return self.standing == EventStanding.MOVED

    @property
    def is_postponed(self) -> bool:
        return self.standing == EventStanding.POSTPONED

    @property
    def note(self) -> str:
        return getattr(self.source, self.field)

    @property
    def says_anything(self) -> bool:
        return bool(self.is_changed or self.note)


def told_of_event(event: Event) -> Told:
    """How the whole of *event* stands."""
    standing = EventStanding(event.standing)
    moved = standing == EventStanding.MOVED
    former = event.moved_from_starts_at if moved else None
    if former == event.starts_at:
        former = None
    elsewhere = moved and event.moved_from_place_id != event.place_id
    return Told(
        standing,
        event,
        "standing_note",
        event.standing_changed_at,
        None if event.recurrence else former,
        event.moved_from_place if elsewhere else None,
        former if event.recurrence else None,
    )


def told_of_date(occurrence: Occurrence) -> Told:
    """How *occurrence*, with its event and its change, stands: by its own change where it has one
    that says as much as the standing of the whole event."""
    change, event = occurrence.change, occurrence.event
    standing = occurrence.standing
    whole = told_of_event(event)
    from_starts_at = None
    if standing == EventStanding.MOVED and occurrence.planned_starts_at != occurrence.starts_at:
        from_starts_at = occurrence.planned_starts_at
    if change is None or (whole.is_changed and standing == whole.standing):
        from_usual = None if from_starts_at else whole.from_usual
        return whole._replace(from_starts_at=from_starts_at, from_usual=from_usual)
    moved_elsewhere = change.kind == ChangeKind.MOVED and change.place_id not in (
        None,
        event.place_id,
    )
    from_place = event.place if moved_elsewhere else None
    return Told(standing, change, "note", change.announced_at, from_starts_at, from_place)


@dataclass(frozen=True)
class Dates:
    """The dates of an event at a moment: *main* is the one that it is next about, None if it has
    none; *coming* those to name, of which *rest* more are not named."""

    event: Event
    is_over: bool
    main: Occurrence | None
    coming: Sequence[Occurrence]
    rest: int

    @property
    def told(self) -> Told:
        """What stands above everything else: of the only date, or of the whole series."""
        if self.event.recurrence or self.main is None:
            return told_of_event(self.event)
        return told_of_date(self.main)

    @property
    def is_series(self) -> bool:
        return bool(self.event.recurrence) or len(self.coming) > 1

    @property
    def is_off(self) -> bool:
        """Whether nobody should come at all."""
        return self.told.standing == EventStanding.CANCELLED


def dates_of_event(event: Event, occurrences: Sequence[Occurrence], now: datetime) -> Dates:
    """The dates of *event* at *now*, from its *occurrences* in order.

    It is next about the first one that happens; where none does, about the first to come; where all
    are over, about the last.
    """
    coming = [each for each in occurrences if not each.is_over(now)]
    happening = [each for each in coming if each.standing not in NOT_HAPPENING]
    main = next(iter([*happening, *coming, *reversed(occurrences)]), None)
    return Dates(event, not coming, main, coming[:DATES_SHOWN], len(coming[DATES_SHOWN:]))


def by_month(occurrences: Sequence[Occurrence]) -> list[tuple[datetime, list[Occurrence]]]:
    """*occurrences*, in order, under a moment in the Swedish month in which they begin."""
    local = ((timezone.localtime(each.starts_at), each) for each in occurrences)
    groups = groupby(local, key=lambda pair: (pair[0].year, pair[0].month))
    found = ([*group] for _month, group in groups)
    return [(group[0][0], [each for _moment, each in group]) for group in found]


class RegistrationTold(NamedTuple):
    """How one registers. *is_open* is False where it is full or too late."""

    is_open: bool
    is_needed: bool
    is_too_late: bool


def registration_of(event: Event, dates: Dates, now: datetime) -> RegistrationTold | None:
    """What there is to say of it at *now*; None for what is not known, over or cancelled."""
    known = event.registration or event.registration_until or event.is_full
    if dates.is_over or dates.is_off or not known:
        return None
    too_late = event.registration_until is not None and event.registration_until <= now
    needed = event.registration != Registration.NONE
    return RegistrationTold(not (too_late or event.is_full), needed, too_late)
