"""The words that the index knows, kept sorted in memory: neighbours and near misses of a word."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: The least letters a word must have to be corrected: shorter ones are near to too much.
CORRECTED_FROM = 5
#: From so many letters on, also the first may be wrong.
FIRST_LETTER_FROM = 7


def allowed_mistakes(word: str) -> int:
    """How many letters of *word* may be wrong, missing, too many or swapped."""
    return 1 if len(word) < 7 else 2 if len(word) < 11 else 3


class Vocabulary:
    """The terms of one language."""

    def __init__(self, terms: Iterable[str] = ()):
        self._terms = sorted({term for term in terms if _is_word(term)})
        self._known = set(self._terms)
        self._backwards = sorted(term[::-1] for term in self._terms)
        self._by_length: dict[int, list[str]] = {}
        for term in self._terms:
            self._by_length.setdefault(len(term), []).append(term)

    def __contains__(self, term: str) -> bool:
        return term in self._known

    def __len__(self) -> int:
        return len(self._terms)

    def learn(self, terms: Iterable[str]) -> None:
        """Add *terms*; those known already change nothing."""
        new = [term for term in {*terms} - self._known if _is_word(term)]
        if len(new) > 100:
            self.__init__([*self._terms, *new])
            return
        for term in new:
            self._known.add(term)
            insort(self._terms, term)
            insort(self._backwards, term[::-1])
            self._by_length.setdefault(len(term), []).append(term)

    def neighbours(self, letters: str, at_most: int = 60) -> list[str]:
        """The terms that begin with *letters*, then those that end with them."""
        back = letters[::-1]
        ending = _with_prefix(self._backwards, back, at_most)
        return [*_with_prefix(self._terms, letters, at_most), *(term[::-1] for term in ending)]

    def near(self, word: str, more: int = 0, at_most: int = 3) -> list[tuple[str, int]]:
        """The terms that *word* may be meant as, with the number of mistakes, fewest first.

        *more* is how many mistakes are forgiven beyond the usual. Ties go by the alphabet.
        """
        if len(word) < CORRECTED_FROM:
            return []
        limit = allowed_mistakes(word) + more
        found = [
            one
            for length in range(len(word) - limit, len(word) + limit + 1)
            for one in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=limit,
                limit=None,
            )
        ]
        # The first letter is seldom mistaken.
        ranked = sorted((mistakes, term[:1] != word[:1], term) for term, mistakes, _place in found)
        if len(word) < FIRST_LETTER_FROM:
            ranked = [one for one in ranked if not one[1]]
        return [(term, mistakes) for mistakes, _other, term in ranked[:at_most]]


def _is_word(term: str) -> bool:
    """Whether *term* is neither a number nor a whole name."""
    return not term.isdigit() and term[:1] != "="


def _with_prefix(terms: list[str], prefix: str, at_most: int) -> list[str]:
    start = bisect_left(terms, prefix)
    found = []
    for term in terms[start : start + at_most]:
        if not term.startswith(prefix):
            break
        found.append(term)
    return found
