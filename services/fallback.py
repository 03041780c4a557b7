"""Who answers when a service does not. Pure functions over plain data; the queries are elsewhere.

A line for those subjected to violence is never offered to somebody who uses it, nor the reverse,
and a line for professionals is offered to nobody else: not even when an editor has named it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.models.taxonomy import Door

#: Always there for everybody: danger to life, and the police when it is not urgent.
EMERGENCY = ("112", "114 14")
#: How many of the lines that fit are offered; a stressed reader chooses among few.
AT_MOST = 3
#: Those who must never be given each other's lines.
OPPOSITE = {Door.SUBJECTED: Door.USES_VIOLENCE, Door.USES_VIOLENCE: Door.SUBJECTED}
NO_AGE, ANY_AGE = 0, 200


@dataclass(frozen=True)
class Audience:
    """A target group that a page is for, the way in that it belongs to (if any), and ages."""

    group: int
    door: int | None = None
    min_age: int | None = None
    max_age: int | None = None


@dataclass(frozen=True)
class Line:
    """A support line as it is now; *groups* map its target groups to their ways in."""

    key: int
    phone: str
    groups: tuple[tuple[int, int | None], ...] = ()
    topics: frozenset[int] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    is_open: bool = False

    @property
    def doors(self) -> set[int]:
        return {door for _group, door in self.groups if door is not None}


def who_answers(
    named: Iterable[Sequence[Line]],
    lines: Sequence[Line],
    audiences: Sequence[Audience],
    topics: Iterable[int],
) -> list[Line]:
    """The lines to offer, those that answer now first; one does whenever any that fits does.

    *named* are the lines that editors have named, nearest first: those of the contact points, of
    the service, of its umbrella. *lines* are all that are published, in rank. *audiences* are
    those of this page, or of one way in where it has two.

    The nearest is enough if it is open. Otherwise the next are added: those that fit topic, target
    group and age, and if none of all these is open, the emergency numbers.
    """
    offered: list[Line] = []
    for step in (*named, fitting(lines, audiences, frozenset(topics))):
        offered += [
            line for line in step if may_be_offered(line, audiences) and line not in offered
        ]
        if any(line.is_open for line in offered):
            break
    else:
        offered += [line for line in lines if line.phone in EMERGENCY and line not in offered]
    return sorted(offered, key=lambda line: not line.is_open)


def fitting(
    lines: Iterable[Line], audiences: Sequence[Audience], topics: frozenset[int]
) -> list[Line]:
    """The first of *lines* that fit: the open ones, or those that are not if none is."""
    found = [line for line in lines if fits(line, audiences, topics)]
    return ([line for line in found if line.is_open] or found)[:AT_MOST]


def fits(line: Line, audiences: Sequence[Audience], topics: frozenset[int]) -> bool:
    """Whether *line* is about one of *topics* and for one of *audiences*, in age too."""
    if not line.topics & topics:
        return False
    if not line.groups:
        return not audiences or any(ages_meet(line, each) for each in audiences)
    groups = {group for group, _door in line.groups}
    return any(each.group in groups and ages_meet(line, each) for each in audiences)


def may_be_offered(line: Line, audiences: Sequence[Audience]) -> bool:
    """Whether *line* does no harm on a page for *audiences*."""
    here = {each.door for each in audiences}
    is_for_professionals_only = bool(line.groups) and all(
        door == Door.PROFESSIONAL for _group, door in line.groups
    )
    if is_for_professionals_only:
        return here == {Door.PROFESSIONAL}
    return not any(
        opposite in line.doors and door not in line.doors
        for door, opposite in OPPOSITE.items()
        if door in here
    )


def ages_meet(one, other) -> bool:
    """Whether somebody can be of both ages: ``min_age`` to ``max_age``, either open."""
    lowest = max(one.min_age or NO_AGE, other.min_age or NO_AGE)
    return lowest <= min(one.max_age or ANY_AGE, other.max_age or ANY_AGE)


def covers(one, other) -> bool:
    """Whether everybody of the ages of *other* is of the ages of *one*."""
    lowest, highest = one.min_age or NO_AGE, one.max_age or ANY_AGE
    return lowest <= (other.min_age or NO_AGE) and (other.max_age or ANY_AGE) <= highest
