"""Services from A to Ö. Swedish order, in every language of the site: Å, Ä and Ö come last."""

from collections.abc import Iterable
from itertools import groupby

from publishing import languages
from publishing.sortkey import ALPHABET
from services.models import Service

DIGITS = "0–9"
#: Names in other scripts stand last, under no letter.
NO_LETTER = "…"


def by_letter(services: Iterable[Service]) -> list[tuple[str, list[Service]]]:
    """*services*, in alphabetical order, under the letters with which their names begin."""
    column = languages.column("sort_key", languages.active())
    services = sorted(services, key=lambda service: not getattr(service, column))
    groups = groupby(services, key=lambda service: first_letter(getattr(service, column)))
    return [(letter, list(found)) for letter, found in groups]


def first_letter(key: str) -> str:
    """The heading for a name with the sort *key* (``publishing.sortkey``)."""
    if not key:
        return NO_LETTER
    letter = ALPHABET[int(key[:2]) - 1]
    return DIGITS if letter.isdigit() else letter.upper()
