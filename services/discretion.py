"""What a sensitive service may be called where others can look, and what is not written of it.

Plain functions, the rule for forms, actions in bulk and shipped content alike.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from urllib.parse import unquote_plus

from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

TITLE_NEEDED = _(
    "A sensitive service cannot be shown without it. Write what the help is, true and calm: "
    "“Talk and support”."
)
SLUG_NEEDED = _(
    "A sensitive service cannot be shown without it. Take the words of the discreet title: "
    "“talk-and-support”."
)
TELLS = _("It must not hold what the service or its umbrella is called. It stands in the history.")
TAKEN = _("Another service is called so. Two pages must not look the same in the history.")
NO_PLACE = _(
    "The service is sensitive: somebody may look for the people who are there. Leave the place "
    "empty. Visitors are told to ask for the address when they get in touch."
)
NO_ADDRESS = _(
    "This looks like a street address or a postcode. The service is sensitive, so no address is "
    "stored. Write how to get in touch instead."
)

#: Shorter parts of a name say nothing by themselves.
SHORTEST = 3
#: As they end in Swedish, with the letters of addresses on the web too.
STREETS = (
    "gatan|gata|g[.]|v[äa]gen|v[äa]g|v[.]|gr[äa]nden|gr[äa]nd|torget|torg|all[ée]n|all[ée]"
    "|stigen|stig|backen|leden|kajen"
)
ENGLISH_STREETS = "road|street|avenue|lane|square"
NUMBERS = (
    "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton"
    "|arton|nitton|tjugo|trettio|fyrtio|femtio"
)
NUMBER = rf"(?:\d{{1,3}}|{NUMBERS})\b"
#: "Exempelgatan 12", "Norra Exempelv. tre", "Stora Torg 1", "Example Road 1", "211 00 Malmö" (114
#: 14 is the number of the police), coordinates, and links to maps.
ADDRESS = re.compile(
    rf"\w(?:{STREETS})\s*{NUMBER}|\bTorg(?:et)?\s+{NUMBER}"
    rf"|\w\s(?:{ENGLISH_STREETS})\s+\d{{1,3}}\b|\b\d{{1,3}}\s+\w+\s(?:{ENGLISH_STREETS})\b"
    r"|(?<![\d-])(?!114)[1-9]\d\d\s\d\d\s+[^\W\d_]{2}"
    r"|\b5[5-6]\.\d{3,}\D{1,4}1[2-3]\.\d{3,}"
    r"|\bmaps\.|/maps\b|\bopenstreetmap\.",
    re.IGNORECASE,
)
TAG = re.compile("<[^>]*>")
#: What stands within a word unseen.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def title_fault(title: str, *, names: Iterable[str], others: Collection[str]):
    """Why *title* cannot stand in the history, in words; None if it can.

    *names* are what it must not tell; *others* are the titles of other services, in any case.
    """
    if not title.strip():
        return TITLE_NEEDED
    if tells(title, names):
        return TELLS
    return TAKEN if is_taken(title, others) else None


def slug_fault(slug: str, *, names: Iterable[str]):
    """The same of the discreet address. That it is nobody else's, every address looks after."""
    if not slug:
        return SLUG_NEEDED
    return TELLS if tells(slug, names) else None


def is_taken(title: str, others: Collection[str]) -> bool:
    """Whether one of *others* reads the same as *title*, whatever the case."""
    return _plain(title) in {_plain(other) for other in others}


def tells(text: str, names: Iterable[str]) -> bool:
    """Whether *text* holds one of *names*, or what stands before or within its brackets.

    Words are compared as addresses write them, so that case, accents and hyphens hide nothing.
    """
    said = f"-{slugify(text)}-"
    parts = (slugify(part) for name in names for part in [name, *re.split(r"[()]", name)])
    return any(f"-{part}-" in said for part in parts if len(part) >= SHORTEST)


def looks_like_an_address(text: str) -> bool:
    """Whether *text* (plain, rich or of a web address) seems to tell where something is."""
    return any(ADDRESS.search(form) for form in _forms(text))


def _forms(text: str) -> Iterator[str]:
    """*text* as a reader meets it: its marks away, what is escaped written out."""
    plain = UNSEEN.sub("", unescape(unquote_plus(text)))
    yield plain
    yield strip_tags(plain)
    yield TAG.sub(" ", plain)
    yield plain.replace("-", " ")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
