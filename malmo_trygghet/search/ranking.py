"""In what order the objects found are shown. Pure: the same rows always give the same order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from malmo_trygghet.search.query import Clause, Term

#: At most so many rows are read per term, the heaviest first; a word in more is a common word.
ROWS_PER_TERM = 150
#: The weight at which a row counts half of what it can.
HALF = 60

#: With so many objects found in the reader's language, the others are not asked; and how much
#: they count when they are.
ENOUGH = 5
SECOND = 0.6

#: What scores less than this part of the best is not about what was looked for.
WEAK = 0.16

#: An object: its kind and its key.
Found = tuple[int, int]
Rows = Mapping[Term, Mapping[Found, int]]


@dataclass
class Hit:
    """An object found: how well, and by which terms."""

    found: Found
    score: float = 0.0
    matched: float = 0.0
    terms: set[Term] = field(default_factory=set)


def live_terms(clause: Clause, rows: Rows) -> dict[Term, float]:
    """The terms of *clause* that found something: those in the reader's language, and where they
    found too little, those in the others."""
    own = {term: factor for term, factor in clause.terms.items() if rows.get(term)}
    if len({found for term in own for found in rows[term]}) >= ENOUGH:
        return own
    second = {term: SECOND * factor for term, factor in clause.second.items() if rows.get(term)}
    return second | own


def rank(clauses: Iterable[Clause], rows: Rows) -> list[Hit]:
    """The objects in *rows*, the best first.

    A rare word counts more than a common one, a word in the name more than one in the text, and
    an object that answers to more of what was written goes before one that answers to less. What
    answers far worse than the best is left out.
    """
    hits: dict[Found, Hit] = {}
    total = 0.0
    for clause in clauses:
        live = live_terms(clause, rows)
        if not live:
            continue
        total += clause.weight
        best: dict[Found, float] = {}
        rarity = log(1 + ROWS_PER_TERM / len({found for term in live for found in rows[term]}))
        for term, factor in live.items():
            for found, weight in rows[term].items():
                value = factor * rarity * weight / (weight + HALF)
                best[found] = max(value, best.get(found, 0.0))
                hits.setdefault(found, Hit(found)).terms.add(term)
        for found, value in best.items():
            hits[found].score += clause.weight * value
            hits[found].matched += clause.weight
    for hit in hits.values():
        hit.score = round(hit.score * hit.matched / total, 9)
    ranked = sorted(hits.values(), key=lambda hit: (-hit.score, hit.found))
    return [hit for hit in ranked if hit.score >= WEAK * ranked[0].score]
