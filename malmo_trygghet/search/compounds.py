"""Swedish writes words together: "heder" + s + "våld". The parts are found among known words."""

from collections.abc import Callable, Container, Iterable

from malmo_trygghet.search.text import stem

#: Languages that write compounds as one word.
COMPOUNDING = frozenset({"sv"})
#: No part is shorter: Swedish has too many words of two letters.
SHORTEST = 3


def first_forms(part: str) -> Iterable[str]:
    """What the first *part* of a compound may be when it stands alone.

    "heders" is heder, "kvinno" is kvinna, "hjälte" may be hjält.
    """
    yield part
    if part.endswith("s"):
        yield part[:-1]
    if part[-1:] in ("o", "u", "e"):
        yield part[:-1] + "a"
        yield part[:-1]


def split(word: str, language: str, known: Container[str]) -> list[str]:
    """The stems of the parts of a folded *word*, all among the *known* stems; none if it has none.

    Of two ways to split, the one with the longest last part is taken: the last part says what the
    thing is.
    """
    if language not in COMPOUNDING or word.isdigit():
        return []
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        last = stem(word[cut:], language)
        if last not in known:
            continue
        for form in first_forms(word[:cut]):
            if len(form) < SHORTEST:
                continue
            first = stem(form, language)
            if first in known:
                return [first, last]
    for cut in range(len(word) - SHORTEST, 2 * SHORTEST - 1, -1):
        last = stem(word[cut:], language)
        if last in known and (first := split(word[:cut], language, known)):
            return [*first, last]
    return []


def head(word: str, language: str, known: Container[str]) -> str:
    """The longest known last part of the folded *word*, where its first part is unknown.

    The last part says what the thing is: "krissamtal" is a kind of samtal.
    """
    if language in COMPOUNDING:
        for cut in range(SHORTEST, len(word) - SHORTEST):
            if (last := stem(word[cut:], language)) in known and len(last) > SHORTEST:
                return last
    return ""


def with_part(
    word: str, language: str, known: Container[str], neighbours: Callable[[str], Iterable[str]]
) -> list[str]:
    """The known compounds of which the folded *word* is the first or the last part.

    *neighbours* gives the known stems that begin or end with some letters. The other part must be
    known too, or "vård" would find "vårdnad".
    """
    if language not in COMPOUNDING or len(word) < SHORTEST or word.isdigit():
        return []
    own = stem(word, language)
    return [
        candidate
        for candidate in neighbours(min(own, word, key=len))
        if candidate != own and _is_compound(candidate, own, language, known)
    ]


def _is_compound(candidate: str, own: str, language: str, known: Container[str]) -> bool:
    parts = split(candidate, language, known)
    return bool(parts) and own in (parts[0], parts[-1])
