"""Long lists in pages of a bounded length."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from events.filters import MOST_DIGITS

#: So many entries stand on a page.
PER_PAGE = 50


@dataclass
class Paged:
    """One page of *found*: the one that *asked*, from an address, says, or the nearest there is."""

    found: QuerySet
    asked: str

    @cached_property
    def count(self) -> int:
        return self.found.count()

    @property
    def last(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def number(self) -> int:
        return nearest_page(self.asked, self.last)

    @cached_property
    def entries(self) -> list:
        begins = (self.number - 1) * PER_PAGE
        return list(self.found[begins : begins + PER_PAGE]) if self.count else []

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def nearest_page(asked: str, last: int) -> int:
    """The page between 1 and *last* that comes nearest to *asked*; 1 for what is no number."""
    asked = asked.strip()
    if not asked.isdecimal():
        return 1
    return min(max(1, int(asked[: MOST_DIGITS + 1])), last)
