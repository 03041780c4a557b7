"""What a visitor has chosen in the directory, and how the services left are laid out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.models import Door, Service, Standing, TargetGroup, Topic

#: Above what any database key can be, so that absurd numbers are ignored like any other.
MAX_ID = 2**63 - 1


@dataclass(frozen=True)
class DirectoryFilter:
    """The choices in the address, as opaque numbers: ``?d=1&a=4&t=7``.

    What is not a number is ignored; so is, by ``among``, what is no longer a choice: an old or
    mistyped address still shows services.
    """

    door: Door | None = None
    target_groups: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()

    @classmethod
    def from_query(cls, query) -> "DirectoryFilter":
        """Read *query*, a ``QueryDict``."""
        doors = [number for number in _numbers(query, "d") if number in Door.values]
        return cls(
            door=Door(doors[0]) if doors else None,
            target_groups=_numbers(query, "a"),
            topics=_numbers(query, "t"),
        )

    def among(
        self, target_groups: Iterable[TargetGroup], topics: Iterable[Topic]
    ) -> "DirectoryFilter":
        """These choices, without what is not among *target_groups* and *topics*."""
        return replace(
            self,
            target_groups=tuple(t.pk for t in target_groups if t.pk in self.target_groups),
            topics=tuple(t.pk for t in topics if t.pk in self.topics),
        )

    def __bool__(self):
        return bool(self.door or self.target_groups or self.topics)


def _numbers(query, name: str) -> tuple[int, ...]:
    values = [value for value in query.getlist(name)[:20] if value.isascii() and value.isdigit()]
    return tuple(int(value) for value in values if len(value) < 20 and int(value) <= MAX_ID)


def by_umbrella(
    services: Iterable[Service],
) -> tuple[list[tuple[Service, list[Service]]], list[Service]]:
    """Lay out *services* as (umbrella, its parts) pairs, and the ended ones by themselves.

    An umbrella that is not among *services* still heads its parts. The order of *services* is
    kept: umbrellas stand where they, or their first part, came.
    """
    groups: dict[Service, list[Service]] = {}
    ended = []
    for service in services:
        if service.standing() is Standing.ENDED:
            ended.append(service)
        elif service.parent:
            groups.setdefault(service.parent, []).append(service)
        else:
            groups.setdefault(service, [])
    return list(groups.items()), ended
