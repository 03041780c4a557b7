"""How a service can be reached now: its ways in, and who answers when it does not itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from services.fallback import Audience, Line, who_answers
from services.models import ContactPoint, Door, Service, Standing, SupportLine

#: A service for both has a way in for each of them, so that they need not meet.
APART = (Door.SUBJECTED, Door.USES_VIOLENCE)


@dataclass
class Route:
    """A way in, or the only one: its contact points, and the lines that answer instead.

    *state* says what a visitor can count on now: ``open``, ``closed``, ``unsure`` (hours unknown
    or by appointment), ``unconfirmed`` (nobody has checked how to reach it) or ``none``. *others*
    are those for whom just the same holds, under one heading.
    """

    door: Door | None
    points: list[ContactPoint]
    state: str
    answers: list[SupportLine]
    others: list[Door] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """ "För dig som är utsatt"; nothing where there is only one way in."""
        headings = [heading_for(door) for door in (self.door, *self.others) if door]
        return _(" and ").join(
            [*headings[:1], *(each[:1].lower() + each[1:] for each in headings[1:])]
        )

    def says_the_same_as(self, other: "Route") -> bool:
        """Whether *other* leads to the same contact points and lines."""
        return self.points == other.points and self.answers == other.answers

    def takes_in(self, other: "Route") -> bool:
        """Whether *other* says just the same, for people who may stand under one heading."""
        return self.says_the_same_as(other) and Door.USES_VIOLENCE not in (self.door, other.door)


@dataclass
class Reach:
    """All ways in to a service, and when any of this changes by itself (None: never).

    *shared* are the contact points where there are several ways in and none has one of its own:
    shown once, before them.
    """

    routes: list[Route]
    shared: list[ContactPoint]
    changes_at: datetime | None = None

    @property
    def apart(self) -> bool:
        return len(self.routes) > 1


def heading_for(door: Door) -> str:
    """Whom a way in is for, as a heading in the active language."""
    return {
        Door.SUBJECTED: _("If you are being harmed"),
        Door.WORRIED: _("If you are worried about someone"),
        Door.USES_VIOLENCE: _("If you use violence"),
        Door.PROFESSIONAL: _("If you meet this in your job"),
    }[door]


def reach(service: Service, lines: Iterable[SupportLine], now: datetime) -> Reach:
    """How *service* (``with_page_parts``) is reached at *now*.

    *lines* are all published lines (``with_who_they_are_for``), in rank.
    """
    found = {line.pk: line for line in lines}
    as_data = {pk: line_as_data(line, now) for pk, line in found.items()}
    checked = [as_data[pk] for pk, line in found.items() if line.is_verified]
    audiences = [
        Audience(row.target_group_id, row.target_group.door, row.min_age, row.max_age)
        for row in service.shown_audiences
    ]
    topics = [topic.pk for topic in service.shown_topics]
    above = [service.fallback_line_id, service.parent and service.parent.fallback_line_id]
    standing = service.standing(now.date())
    doors = doors_of(service)
    every_point = service.shown_contact_points
    is_shared = len(doors) > 1 and not any(point.door for point in every_point)
    routes: list[Route] = []
    for door in doors:
        points = points_of(service, door)
        state = state_of(points, standing, now)
        nearest = [[point.when_closed_id for point in points], *([pk] for pk in above)]
        named = [[as_data[pk] for pk in step if pk in as_data] for step in nearest]
        answers = who_answers(named, checked, audiences_of(audiences, door), topics)
        own = [] if is_shared else points
        routes.append(Route(door, own, state, [found[line.key] for line in answers]))
    changes_at = next_change([*every_point, *found.values()], now)
    routes = merged(routes)
    if is_shared and len(routes) == 1:
        routes[0].points, is_shared = every_point, False
    return Reach(routes, every_point if is_shared else [], changes_at)


def merged(routes: Iterable[Route]) -> list[Route]:
    """*routes*, those that say just the same under one heading; no heading over only one."""
    kept: list[Route] = []
    for route in routes:
        if kept and kept[0].takes_in(route):
            kept[0].others.append(route.door)
        else:
            kept.append(route)
    first, *rest = kept
    if rest and all(first.says_the_same_as(each) for each in rest):
        # Two headings over the same words would only make the reader look for a difference.
        return [Route(None, first.points, first.state, first.answers)]
    return kept


def doors_of(service: Service) -> list[Door | None]:
    """The ways in to *service*, each on its own where both sides of violence come to it.

    And where a contact point is for some only: nobody else shall take it for theirs.
    """
    doors = {row.target_group.door for row in service.shown_audiences}
    kept = {point.door for point in service.shown_contact_points if point.door}
    if not kept and not doors.issuperset(APART):
        return [None]
    return [door for door in Door if door in doors | kept]


def points_of(service: Service, door: Door | None) -> list[ContactPoint]:
    """The contact points of one way in: its own, and those for everybody."""
    if door is None:
        return service.shown_contact_points
    return [point for point in service.shown_contact_points if point.door in (None, door)]


def audiences_of(audiences: list[Audience], door: Door | None) -> list[Audience]:
    """Those of one way in, and those that belong to none."""
    return audiences if door is None else [a for a in audiences if a.door in (None, door)]


def state_of(points: list[ContactPoint], standing: Standing, now: datetime) -> str:
    """What a visitor can count on (see ``Route``). Only checked contact points can be open."""
    if not points:
        return "none"
    openings = [point.opening(now) for point in points if point.is_verified]
    if not openings:
        return "unconfirmed"
    if standing in (Standing.PAUSED, Standing.ENDED):
        return "closed"
    if any(opening.is_open for opening in openings):
        return "open"
    return "closed" if any(opening.today.spans is not None for opening in openings) else "unsure"


def line_as_data(line: SupportLine, now: datetime) -> Line:
    opening = line.opening(now)
    return Line(
        key=line.pk,
        phone=line.phone,
        groups=tuple((group.pk, group.door) for group in line.target_groups.all()),
        topics=frozenset(topic.pk for topic in line.topics.all()),
        min_age=line.min_age,
        max_age=line.max_age,
        is_open=bool(opening and opening.is_open),
    )


def next_change(reachable: Iterable, now: datetime) -> datetime | None:
    """When the words about the hours of any of *reachable* change next; None if they never do."""
    return min(filter(None, (each.changes_at(now) for each in reachable)), default=None)
