"""The support lines laid out by need, so that each reader finds theirs under one heading."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from publishing import languages
from services.models import Door, SupportLine
from services.reach import heading_for


@dataclass
class Group:
    """A heading (in a *language* of its own, if not the page's) and its lines, in rank."""

    heading: str
    language: str = ""
    for_right_now: bool = False
    lines: list[SupportLine] = field(default_factory=list)


def by_need(lines: Iterable[SupportLine]) -> list[Group]:
    """*lines* (``with_details``, in rank) under headings, each line once.

    Those for right now first, then those for everybody, then the target groups that belong to no
    way in, then the ways in, those for professionals last. A line for several stands under the
    first of them.
    """
    groups: dict[tuple, Group] = {}
    for line in lines:
        place, group = _place_of(line)
        groups.setdefault(place, group).lines.append(line)
    return [groups[place] for place in sorted(groups)]


def _place_of(line: SupportLine) -> tuple[tuple, Group]:
    """Where the group of *line* comes among the others, and the group, still empty."""
    if line.right_now:
        return (0,), Group(_("For right now"), for_right_now=True)
    # Of unpublished groups too: no line for some becomes one for everybody with them.
    doors = [target.door for target in line.target_groups.all() if target.door]
    if doors:
        return (3, min(doors)), Group(heading_for(Door(min(doors))))
    targets = [target for target in line.target_groups.all() if target.is_published()]
    if not targets:
        return (1,), Group(_("For everyone"))
    first = min(targets, key=lambda target: target.pk)
    shown_in = languages.shown_language(first, "name")
    language = "" if shown_in == languages.active() else shown_in
    return (2, first.pk), Group(first.name, language)
