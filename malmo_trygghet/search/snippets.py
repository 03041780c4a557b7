"""A few words from what was found, with those that matched marked. Everything is escaped."""

from collections.abc import Callable, Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from malmo_trygghet.search.text import WORD, fold, is_stop_word, stem

#: Of a long text so much is shown, in letters, and so much of it before the first match.
LENGTH = 180
BEFORE = 50


def matcher(terms: Iterable[str], language: str) -> Callable[[str], bool]:
    """A function that tells whether a word of a text has one of the stems *terms*."""
    wanted = frozenset(terms)
    # A stem begins as its word does, but for an English y that became i. Asking for that first
    # leaves few words to be stemmed.
    beginnings = tuple({term[: max(2, len(term) - 1)] for term in wanted})

    def matches(word: str) -> bool:
        folded = fold(word).replace("'", "")
        return (
            folded.startswith(beginnings)
            and not is_stop_word(folded, language)
            and stem(folded, language) in wanted
        )

    return matches


def marks(text: str, matches: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where the words of *text* stand that match: first letter and the one after the last."""
    return [each.span() for each in WORD.finditer(text) if matches(each.group())]


def marked(text: str, places: Iterable[tuple[int, int]]) -> SafeString:
    """*text* as HTML, with a ``mark`` around each of *places*."""
    parts, end = [], 0
    for start, stop in places:
        parts += [escape(text[end:start]), format_html("<mark>{}</mark>", text[start:stop])]
        end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308


def passage(text: str, matches: Callable[[str], bool]) -> SafeString:
    """The part of *text* around its first match, cut between words, as HTML with marks."""
    places = marks(text, matches)
    start = 0
    if len(text) > LENGTH and places and places[0][0] > LENGTH - BEFORE:
        start = text.find(" ", max(0, places[0][0] - BEFORE)) + 1
        start = min(start, places[0][0])
    end = len(text)
    if end - start > LENGTH:
        cut = text.rfind(" ", start, start + LENGTH)
        end = cut if cut > start else start + LENGTH
    shown = [(a - start, b - start) for a, b in places if a >= start and b <= end]
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text[start:end], shown), after)
