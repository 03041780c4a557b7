"""What is to be looked for when somebody has written some words."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from malmo_trygghet.search.compounds import head, split, with_part
from malmo_trygghet.search.text import (
    MAX_TERM,
    STOP_WORDS,
    is_stop_word,
    spellings,
    stem,
    words,
    words_of_visitor,
)
from malmo_trygghet.search.vocabulary import Vocabulary

#: How many words are looked for, and how many compounds of each.
MAX_WORDS = 12
MAX_COMPOUNDS = 8
#: How much a match counts, against 1 for the very word.
COMPOUND = 0.5
PART = 0.6
SYNONYM = 0.9
BESIDE_SYNONYM = 0.5
BESIDE_JOINED = 0.3
MISTAKE = 0.8

#: A term of the index: its language and its stem.
Term = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A line of the list of synonyms: *key* is what is written, *leads_to* what is looked for, by
    language; *danger* is whether the reader needs to know what to do right now, and *door* who
    writes so, where that is certain."""

    phrase: str
    key: str
    leads_to: Mapping[str, str]
    danger: bool = False
    door: int | None = None

    def is_meant(self, spelt: Container[str]) -> bool:
        """Whether one of the words *spelt* is meant by a rule whose key says nothing, but for its
        accents or capitals: "dö" and "IS" are not "do" and "is"."""
        return (self.phrase if self.phrase.isupper() else self.phrase.casefold()) in spelt


#: Where a rule holds among the words, and over how many of them.
Span = tuple[int, int, Rule]


class Rules:
    """The list of synonyms, by what is written."""

    def __init__(self, rules: Iterable[Rule]):
        self.by_key = {rule.key: rule for rule in rules}
        self.longest = max((key.count(" ") + 1 for key in self.by_key), default=0)

    def among(
        self, written: Sequence[str], keys: Sequence[str], spelt: Container[str]
    ) -> list[Span]:
        """The rules whose phrases stand among the words *written*, the longest first. *keys* are
        their stems, *spelt* what they are before they are folded (``spellings``).

        No word is too short or too common here. One that says nothing in some language must be all
        that is written, or spelt as in the rule.
        """
        return [
            (start, length, rule)
            for length in range(min(self.longest, len(keys)), 0, -1)
            for start in range(len(keys) - length + 1)
            if (rule := self._at(slice(start, start + length), written, keys))
            and (len(keys) == 1 or not says_nothing(rule.key) or rule.is_meant(spelt))
        ]

    def _at(self, place: slice, written: Sequence[str], keys: Sequence[str]) -> Rule | None:
        exact = self.by_key.get(f"={' '.join(written[place])}")
        return exact or self.by_key.get(" ".join(keys[place]))


def says_nothing(word: str) -> bool:
    """Whether the folded *word* is a stop word in any language."""
    return any(is_stop_word(word, language) for language in STOP_WORDS)


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Those of *spans* that are in no longer one: "jag slår min fru" is not "slår"."""
    kept: list[Span] = []
    for start, length, rule in spans:
        if not any(s <= start and start + length <= s + n for s, n, _rule in kept):
            kept.append((start, length, rule))
    return kept


@dataclass
class Clause:
    """One thing to look for: *terms* and how much each counts.

    *second* are the terms in the other languages, of use only when none of *terms* is found.
    *word* is what was written, where a mistake in it may be mended.
    """

    weight: float
    terms: dict[Term, float]
    second: dict[Term, float] = field(default_factory=dict)
    word: str = ""
    place: int = -1


@dataclass
class Query:
    """All that is to be looked for, whether the words are about danger, and the ways in of those
    who write so."""

    clauses: list[Clause] = field(default_factory=list)
    danger: bool = False
    doors: frozenset[int] = frozenset()
    #: Whether anything was written that says something.
    has_words: bool = False

    def all_terms(self) -> list[Term]:
        """Each term once, the words themselves before their compounds."""
        ranked = [
            (-factor, term)
            for clause in self.clauses
            for terms in (clause.terms, clause.second)
            for term, factor in terms.items()
        ]
        return list(dict.fromkeys(term for _factor, term in sorted(ranked, key=lambda one: one[0])))

    def heed(self, spans: Iterable[Span]) -> list[Span]:
        """Note what the rules of *spans* say of danger and of who writes; those to be followed."""
        spans = list(spans)
        self.danger = self.danger or any(rule.danger for _start, _length, rule in spans)
        meant = outermost(spans)
        self.doors = frozenset(rule.door for *_place, rule in meant if rule.door is not None)
        return meant


class Reader:
    """Reads what visitors write, knowing the languages, the vocabulary and the synonyms.

    *languages* are all of the site, the reader's own first; *phrase_language* is the one whose
    stems the keys of *rules* are made of.
    """

    def __init__(
        self,
        languages: Sequence[str],
        vocabularies: Mapping[str, Vocabulary],
        rules: Rules,
        phrase_language: str,
    ):
        self.languages = languages
        self.vocabularies = vocabularies
        self.rules = rules
        self.phrase_language = phrase_language

    def read(self, text: str) -> Query:
        """The query for *text*; without clauses where it holds nothing to look for."""
        written = words_of_visitor(text)
        query = Query()
        keys = [stem(word, self.phrase_language) for word in written]
        meant = query.heed(self.rules.among(written, keys, spellings(text)))
        beside = {}
        for start, length, rule in meant:
            beside |= dict.fromkeys(range(start, start + length), BESIDE_SYNONYM)
            self._follow(rule, query)
        own = self.languages[0]
        written = written[: 4 * MAX_WORDS]
        for place, joined in self._joined(written):
            query.clauses.append(Clause(1, {(own, joined): 1.0}))
            beside |= {place: BESIDE_JOINED, place + 1: BESIDE_JOINED}
        if len(written) > 1:
            # All of it may be a name.
            whole = {
                (code, f"={' '.join(stem(word, code) for word in written)}"[:MAX_TERM])
                for code in self.languages
            }
            query.clauses.append(Clause(1, dict.fromkeys(sorted(whole), 1.0)))
        seen = set()
        for place, word in enumerate(written):
            if self._says_nothing(word) or word in seen or len(seen) == MAX_WORDS:
                continue
            seen.add(word)
            query.has_words = True
            clause = self._clause(word, beside.get(place, 1))
            if place not in beside:
                clause.word, clause.place = word, place
            query.clauses.append(clause)
            parts = split(word, own, self.vocabularies[own])
            for part in parts:
                query.clauses.append(Clause(PART * clause.weight, self._terms(part, part, own)))
            if parts:
                clause.word = ""
        return query

    def mend(self, text: str, query: Query, missing: Sequence[Clause], more: int = 0) -> dict:
        """Give the *missing* clauses of *query* the terms that their words may be meant as.

        Returns the corrections: what was written, and the terms or the rule it is read as.
        """
        written = words_of_visitor(text)
        keys = [stem(word, self.phrase_language) for word in written]
        single = Vocabulary(key for key in self.rules.by_key if " " not in key)
        read_as = {}
        own = self.languages[0]
        for clause in missing:
            near = self._near(clause.word, more)
            by_rule = single.near(keys[clause.place], more, at_most=1)
            if by_rule and (not near or by_rule[0][1] < near[0][1]):
                keys[clause.place] = by_rule[0][0]
                rule = self.rules.by_key[by_rule[0][0]]
                self._follow(rule, query)
                read_as[clause.word] = rule
            elif not near and (last := head(clause.word, own, self.vocabularies[own])):
                clause.terms[own, last] = COMPOUND
            elif near:
                keys[clause.place] = near[0][0][1]
                clause.terms |= {term: MISTAKE / mistakes for term, mistakes in near}
                read_as[clause.word] = [term for term, _mistakes in near]
        query.heed(self.rules.among(written, keys, spellings(text)))
        return read_as

    def _says_nothing(self, word: str) -> bool:
        """Whether *word* is a stop word: the reader's, or another language's that means nothing
        else here."""
        own, *others = self.languages
        return is_stop_word(word, own) or (
            stem(word, own) not in self.vocabularies[own]
            and any(is_stop_word(word, language) for language in others)
        )

    def _near(self, word: str, more: int) -> list[tuple[Term, int]]:
        """What *word* may be meant as in the reader's language, otherwise in another."""
        for language in self.languages:
            near = self.vocabularies[language].near(stem(word, language), more)
            if near:
                return [((language, term), max(mistakes, 1)) for term, mistakes in near]
        return []

    def _clause(self, word: str, weight: float) -> Clause:
        own, *others = self.languages
        second = {}
        for language in others:
            second |= self._terms(word, stem(word, language), language)
        return Clause(weight, self._terms(word, stem(word, own), own), second)

    def _terms(self, word: str, key: str, language: str) -> dict[Term, float]:
        vocabulary = self.vocabularies[language]
        compounds = with_part(word, language, vocabulary, vocabulary.neighbours)
        found = {(language, compound): COMPOUND for compound in compounds[:MAX_COMPOUNDS]}
        return {(language, key): 1.0, **found}

    def _joined(self, written: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Where two words stand that the site writes as one: "kris centrum"."""
        own = self.languages[0]
        for place, (first, last) in enumerate(pairwise(written)):
            joined = stem(first + last, own)
            if len(first) > 1 and len(last) > 2 and joined in self.vocabularies[own]:
                yield place, joined

    def _follow(self, rule: Rule, query: Query) -> None:
        """Look for what *rule* leads to, in the reader's language where it says so in that."""
        query.has_words = True
        for language in self.languages:
            wanted = [
                word
                for word in words(rule.leads_to.get(language) or "")
                if not is_stop_word(word, language)
            ]
            if wanted:
                weight = SYNONYM / len(wanted) ** 0.5
                for word in wanted[:MAX_WORDS]:
                    terms = self._terms(word, stem(word, language), language)
                    query.clauses.append(Clause(weight, terms))
                return
