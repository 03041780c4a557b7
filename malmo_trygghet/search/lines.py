"""Which lines to call stand beside a search, when its words tell who writes."""

from collections.abc import Collection, Iterable

from django.db.models import prefetch_related_objects

from services.fallback import EMERGENCY, Audience, Line, may_be_offered
from services.models import Door, SupportLine


def doors_of(line: SupportLine) -> set[int]:
    """The ways in that *line* is for; none where it is for everybody."""
    return {group.door for group in line.target_groups.all()} - {None}


def harmless_to(lines: Iterable[SupportLine], doors: Collection[int]) -> list[SupportLine]:
    """Those of *lines* that may be offered to somebody of *doors*; all where these are unknown."""
    lines = list(lines)
    if not doors:
        return lines
    prefetch_related_objects(lines, "target_groups")
    audiences = [Audience(group=0, door=door) for door in doors]
    return [line for line in lines if may_be_offered(as_data(line), audiences)]


def as_data(line: SupportLine) -> Line:
    groups = tuple((group.pk, group.door) for group in line.target_groups.all())
    return Line(line.pk, line.phone, groups)


def helps_to_stop(line: SupportLine, doors: Collection[int]) -> bool:
    """Whether *line* is there for those who use violence alone, and only they write."""
    return {*doors} == {Door.USES_VIOLENCE} == doors_of(line)


def for_right_now(doors: Collection[int]) -> list[SupportLine] | None:
    """The lines for danger where somebody who uses violence writes: 112, then those who help to
    stop. None where nobody does, and the lines of every page are right."""
    if Door.USES_VIOLENCE not in doors:
        return None
    lines = SupportLine.objects.published().for_residents().in_rank()
    offered = harmless_to(lines, doors)
    wanted = [line for line in offered if line.right_now or helps_to_stop(line, doors)]
    return sorted(
        wanted,
        key=lambda line: (line.phone != EMERGENCY[0], not helps_to_stop(line, doors)),
    )


def for_no_results(doors: Collection[int]) -> list[SupportLine]:
    """The lines to call where nothing is found: those for everybody first, with their hours."""
    lines = SupportLine.objects.published().for_residents().with_details().in_rank()
    return sorted(harmless_to(lines, doors), key=lambda line: bool(line.target_groups.all()))
