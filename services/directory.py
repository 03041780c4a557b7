"""Which services a visitor's choices leave, and how they are laid out.

Pure functions over plain entries: no database and no clock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from services.directory_choices import Choices, Kind
from services.fallback import EMERGENCY, Audience, Line, may_be_offered

#: Kinds of which an entry has any number of values, whatever else is chosen.
TERMS = (Kind.TARGET_GROUP, Kind.TOPIC, Kind.LANGUAGE)


class Fact(StrEnum):
    """A "yes" that somebody has checked, or one that only a source says."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class Point:
    """A way to reach a service. *door* is the only way in that it is for, if it is for one."""

    door: int | None = None
    is_open_today: bool = False
    drop_in: Fact | None = None


@dataclass(frozen=True)
class Entry:
    """A service as the choices see it. What is not known is empty: it fits no wish for it."""

    key: int
    audiences: tuple[Audience, ...] = ()
    topics: frozenset[int] = frozenset()
    languages: frozenset[int] = frozenset()
    points: tuple[Point, ...] = ()
    free: Fact | None = None
    anonymous: Fact | None = None

    @property
    def doors(self) -> set[int]:
        return {audience.door for audience in self.audiences if audience.door is not None}


class Near(NamedTuple):
    """Entries that fit all choices but those of one kind, and the choices that leave them."""

    missed: Kind
    choices: Choices
    entries: list[Entry]


def fits(entry: Entry, choices: Choices) -> bool:
    """Whether *entry* is for somebody who has made *choices*.

    An age narrows the audiences first: a service for adults harmed and for young relatives is not
    one for the young who are harmed. Where no ages are said, any age fits.
    """
    age = choices.one(Kind.AGE)
    if age is not None and entry.audiences and not audiences_of_age(entry, age):
        return False
    if any(
        kind in choices and terms_of(entry, kind, age).isdisjoint(choices.of(kind))
        for kind in (Kind.DOOR, *TERMS)
    ):
        return False
    if Kind.FREE in choices and not entry.free:
        return False
    if Kind.ANONYMOUS in choices and not entry.anonymous:
        return False
    wishes_point = Kind.OPEN_TODAY in choices or Kind.DROP_IN in choices
    return not wishes_point or bool(fitting_points(entry, choices))


def terms_of(entry: Entry, kind: Kind, age: int | None) -> Set[int | None]:
    """What *entry* has to say to a *kind* of choice, to somebody of *age*."""
    if kind is Kind.TOPIC:
        return entry.topics
    if kind is Kind.LANGUAGE:
        return entry.languages
    audiences = audiences_of_age(entry, age)
    return {each.door if kind is Kind.DOOR else each.group for each in audiences}


def audiences_of_age(entry: Entry, age: int | None) -> list[Audience]:
    return [each for each in entry.audiences if age is None or is_of_age(each, age)]


def fitting_points(entry: Entry, choices: Choices) -> list[Point]:
    """The contact points that are open to the visitor in the way wished for.

    Drop-in that is open today means one and the same contact point.
    """
    door = choices.one(Kind.DOOR)
    return [
        point
        for point in entry.points
        if (door is None or point.door in (None, door))
        and (Kind.OPEN_TODAY not in choices or point.is_open_today)
        and (Kind.DROP_IN not in choices or point.drop_in)
    ]


def is_of_age(ages, age: int) -> bool:
    """Whether *age* is from ``ages.min_age`` to ``ages.max_age``, either open."""
    return (ages.min_age or 0) <= age and (ages.max_age is None or age <= ages.max_age)


def facets(
    entries: Sequence[Entry], choices: Choices, values: Mapping[Kind, Iterable[int]]
) -> dict[Kind, dict[int, int]]:
    """For each of *values*, how many of *entries* would be left with it beside *choices*.

    Beside those of other kinds: a choice stands in place of the others of its own kind, so that
    the number says what it brings by itself.
    """
    age = choices.one(Kind.AGE)
    counts = {}
    for kind, offered in values.items():
        others = choices.with_only(kind)
        left = [entry for entry in entries if fits(entry, others)]
        if kind in TERMS:
            # Many values, each of them a matter of its own: counted in one go.
            found = Counter(value for entry in left for value in terms_of(entry, kind, age))
            counts[kind] = {value: found[value] for value in offered}
        else:
            counts[kind] = {
                value: sum(fits(entry, others.with_only(kind, value)) for entry in left)
                for value in offered
            }
    return counts


def nearest(entries: Sequence[Entry], choices: Choices, doors: set[int]) -> list[Near]:
    """The entries that fit all of *choices* but those of one kind: least personal kinds first.

    The way in is never left out, nor are the *doors* that chosen target groups belong to: somebody
    who uses violence is not sent to those who are subjected to it, nor the reverse. With one kind
    chosen there is nothing near: everything fits "all but one".
    """
    if len(choices.values) < 2:
        return []
    found, seen = [], set()
    for kind in reversed(Kind):
        if kind not in choices or kind is Kind.DOOR:
            continue
        others = choices.with_only(kind)
        if kind is Kind.TARGET_GROUP and doors:
            if len(doors) > 1:
                continue
            others = others.with_only(Kind.DOOR, *doors)
        left = [entry for entry in entries if fits(entry, others) and entry.key not in seen]
        seen.update(entry.key for entry in left)
        if left:
            found.append(Near(kind, others, left))
    return found


def lines_to_offer(
    lines: Iterable[Line], doors: set[int], age: int | None, topics: Iterable[int]
) -> list[Line]:
    """The *lines* that help onward and harm nobody: 112, the visitor's own, those for everybody.

    Of those that belong to a way in, only the visitor's own *doors* are offered; while these are
    not known, only lines about a topic that was chosen. A line for professionals never is, but to
    them. Lines that are not for the visitor's age are left out.
    """
    audiences = [Audience(group=0, door=door) for door in doors]
    topics = frozenset(topics)

    def is_own(line: Line) -> bool:
        return bool(line.doors & doors if doors else line.doors and line.topics & topics)

    offered = [
        line
        for line in lines
        if may_be_offered(line, audiences)
        and (age is None or is_of_age(line, age))
        and (not line.doors or is_own(line))
    ]
    return sorted(offered, key=lambda line: (line.phone != EMERGENCY[0], not is_own(line)))


@dataclass
class Branch:
    """An umbrella and its parts, or a service alone. *top* is None where only parts were left."""

    umbrella: object
    top: object | None
    parts: list


def by_umbrella(cards: Iterable, everything: Mapping[int, object]) -> list[Branch]:
    """Lay out *cards* (with a ``service`` each) under their umbrellas, keeping their order.

    *everything* holds the published services by key: an umbrella that the choices leave out still
    heads its parts, one that is not published does not. Umbrellas stand where they, or their first
    part, came.
    """
    branches: dict[int, Branch] = {}
    for card in cards:
        service = card.service
        umbrella = everything.get(service.parent_id, service)
        branch = branches.setdefault(umbrella.pk, Branch(umbrella, None, []))
        if umbrella is service:
            branch.top = card
        else:
            branch.parts.append(card)
    return list(branches.values())
