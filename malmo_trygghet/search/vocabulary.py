"""The words that the index knows, kept sorted in memory: neighbours and near misses of a word."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: The least letters a word must have to be corrected: shorter ones are near to too much.
CORRECTED_FROM = 5
#: From so many letters on, also the first may be wrong, if the last is right.
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
        #: By length and a letter: few are compared with a word, however many there are.
        self._beginning: dict[tuple[int, str], list[str]] = {}
        self._ending: dict[tuple[int, str], list[str]] = {}
        for term in self._terms:
            self._file(term)

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
            self._file(term)

    def _file(self, term: str) -> None:
        self._beginning.setdefault((len(term), term[0]), []).append(term)
        self._ending.setdefault((len(term), term[-1]), []).append(term)

    def neighbours(self, letters: str, at_most: int = 60) -> list[str]:
        """The terms that begin with *letters*, then those that end with them."""
        back = letters[::-1]
        ending = _with_prefix(self._backwards, back, at_most)
        return [*_with_prefix(self._terms, letters, at_most), *(term[::-1] for term in ending)]

    def near(self, word: str, more: int = 0, at_most: int = 3) -> list[tuple[str, int]]:
        """The terms that *word* may be meant as, with the number of mistakes, fewest first.

        *more* is how many mistakes are forgiven beyond the usual, where the first letter is right.
        Ties go by the alphabet.
        """
        if len(word) < CORRECTED_FROM:
            return []
        limit = allowed_mistakes(word) + more
        alike = [
            bucket
            for length in range(max(1, len(word) - limit), len(word) + limit + 1)
            for bucket in self._alike(word, length, also_ending=not more)
        ]
        found = {
            # The first letter is seldom mistaken.
            (mistakes, term[0] != word[0], term)
            for bucket in alike
            for term, mistakes, _place in process.extract(
                word, bucket, scorer=OSA.distance, score_cutoff=limit, limit=None
            )
        }
        return [(term, mistakes) for mistakes, _other, term in sorted(found)[:at_most]]

    def _alike(self, word: str, length: int, also_ending: bool) -> Iterable[list[str]]:
        """The terms of *length* letters that begin as *word* does, and those that end so."""
        yield self._beginning.get((length, word[0]), [])
        if also_ending and len(word) >= FIRST_LETTER_FROM:
            yield self._ending.get((length, word[-1]), [])


def _is_word(term: str) -> bool:
    """Whether *term* is neither a number nor a whole name."""
    return term[:1] not in ("", "=") and not term.isdigit()


def _with_prefix(terms: list[str], prefix: str, at_most: int) -> list[str]:
    start = bisect_left(terms, prefix)
    found = []
    for term in terms[start : start + at_most]:
        if not term.startswith(prefix):
            break
        found.append(term)
    return found
