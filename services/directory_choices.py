"""What a visitor has chosen in the directory, read from the address and written back to it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

#: More values of one kind than any form here sends are not read.
MOST_VALUES = 40
#: Above what any database key can be, so that absurd numbers are ignored like any other.
MOST_DIGITS = 18
AGES = range(121)
#: How much of a refused age is given back to whoever typed it.
SHOWN = 12


class Kind(StrEnum):
    """The kinds of choice, by the letter that stands for them in the address.

    Letters and numbers only, so that an address in a history or over a shoulder tells nothing.
    """

    DOOR = "d"
    TARGET_GROUP = "a"
    TOPIC = "t"
    AGE = "y"
    LANGUAGE = "l"
    OPEN_TODAY = "o"
    FREE = "f"
    ANONYMOUS = "n"
    DROP_IN = "r"


#: Kinds of which one thing can be chosen; of all others several.
SINGLE = (Kind.DOOR, Kind.AGE)


@dataclass(frozen=True)
class Choices:
    """Values by kind: any of each kind must fit, and all kinds. Kinds without a value are left out.

    ``?a=4&a=5&y=16`` is ``{"a": (4, 5), "y": (16,)}``.
    """

    values: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query, known: Mapping[Kind, Collection[int]]) -> "Choices":
        """Read *query*, a ``QueryDict``; what is not a number among the *known* is ignored."""
        values = {}
        for kind in Kind:
            numbers = (_number(text) for text in query.getlist(kind)[:MOST_VALUES])
            found = tuple(dict.fromkeys(n for n in numbers if n is not None and n in known[kind]))
            if found:
                values[kind] = found[:1] if kind in SINGLE else found
        return cls(values)

    def __bool__(self):
        return bool(self.values)

    def __contains__(self, kind: Kind):
        return kind in self.values

    def __iter__(self) -> Iterator[tuple[Kind, int]]:
        """Every choice by itself, in the order of the kinds."""
        return ((kind, value) for kind in Kind for value in self.of(kind))

    def of(self, kind: Kind) -> tuple[int, ...]:
        return self.values.get(kind, ())

    def one(self, kind: Kind) -> int | None:
        """The only value of a kind that has one, or none."""
        return next(iter(self.of(kind)), None)

    def with_only(self, kind: Kind, *values: int) -> "Choices":
        """These choices, with *values* as the only ones of their kind; without any, none of it."""
        others = {other: found for other, found in self.values.items() if other != kind}
        return Choices({**others, kind: values} if values else others)

    def without(self, kind: Kind, value: int) -> "Choices":
        """These choices but for one."""
        return self.with_only(kind, *(other for other in self.of(kind) if other != value))

    def query(self) -> str:
        """As the address has them, "" for none: "?a=4&y=16"."""
        return f"?{urlencode([(kind.value, value) for kind, value in self])}" if self else ""


def refused_age(query) -> str:
    """What was typed as an age and is none that a person can have, shortened; "" if all is well."""
    for text in query.getlist(Kind.AGE)[:MOST_VALUES]:
        if text.strip() and _number(text) not in AGES:
            return "".join(filter(str.isprintable, text.strip()[:SHOWN]))
    return ""


def _number(text: str) -> int | None:
    """The number that *text* says in any digits, Arabic ones too; None where it says none."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
