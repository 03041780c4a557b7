"""A search from beginning to end: from what was written to what is shown."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model, prefetch_related_objects
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from events.models import Event
from malmo_trygghet.models import Kind, Synonym
from malmo_trygghet.search.index import heaviest
from malmo_trygghet.search.known_words import known_words
from malmo_trygghet.search.lines import harmless_to, helps_to_stop
from malmo_trygghet.search.query import Reader, Rule, Rules, Term
from malmo_trygghet.search.ranking import Found, Hit, live_terms, rank
from malmo_trygghet.search.snippets import marked, marks, matcher, passage
from malmo_trygghet.search.sources import SOURCES, Piece
from malmo_trygghet.search.text import WORD, fold, spellings, stem, words
from publishing import languages
from services.models import Service, Standing

#: So many results are shown, so many more each time that is asked for, and never more than these.
SHOWN = 15
MOST = 60
#: What is over goes down among what is shown: so many more are looked at for what takes its place.
SPARE = 10
#: What is over, and news, go below what can help: a match counts for so much less.
OVER = 0.2
NEWS = frozenset({Kind.EVENT, Kind.PRESS_RELEASE})
OF_NEWS = 0.45
SUGGESTIONS = 3
#: Which mistakes are forgiven when nothing at all is found, beyond the usual.
MORE_MISTAKES = 1


@dataclass(frozen=True)
class Why:
    """The words of an object that answer to what was written, and where they stand."""

    text: SafeString
    piece: Piece


@dataclass
class Result:
    """An object found, ready to be shown; *why* where its name and summary do not say it."""

    kind: Kind
    object: Model
    hit: Hit
    heading: SafeString
    heading_field: str
    summary: SafeString
    summary_field: str
    says_why: bool
    is_over: bool
    why: Why | None = None


@dataclass
class Outcome:
    """What a search found: *results* to show, of *found* in all. *corrected* are the words that it
    took others to mean; *suggestions* are words to search for instead, where nothing was found.
    *doors* are the ways in of those who write so, where that is certain."""

    results: list[Result] = field(default_factory=list)
    found: int = 0
    danger: bool = False
    doors: frozenset[int] = frozenset()
    corrected: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    has_words: bool = False

    @property
    def is_more_than_shown(self) -> bool:
        return self.found > len(self.results)

    @property
    def is_more_than_most(self) -> bool:
        """Whether more are found than are ever shown. How many is not known: of a common word not
        all rows are read."""
        return self.found > MOST

    @property
    def next_shown(self) -> int:
        """How many to show when more are asked for; 0 where there are no more to show."""
        return len(self.results) + SHOWN if len(self.results) < min(self.found, MOST) else 0


def find(text: str, now: datetime | None = None, shown: int = SHOWN) -> Outcome:
    """Search for *text*, cleaned, in the language in use, at *now* (default: the present), and
    bring the *shown* best results."""
    now = now or timezone.now()
    own = languages.active()
    order = [own, *(code for code in languages.codes() if code != own)]
    reader = Reader(order, known_words.now(), rules(), languages.codes()[0])
    query = reader.read(text)
    rows = heaviest(query.all_terms(), now)
    missing = [one for one in query.clauses if can_be_mended(one) and not live_terms(one, rows)]
    read_as: Mapping[str, list[Term] | Rule] = {}
    if missing:
        read_as = reader.mend(text, query, missing)
        rows |= heaviest([term for term in query.all_terms() if term not in rows], now)
    hits = rank(query.clauses, rows)
    outcome = Outcome(danger=query.danger, doors=query.doors, has_words=query.has_words)
    if missing and not hits:
        read_as = reader.mend(text, query, missing, MORE_MISTAKES)
        rows |= heaviest([term for term in query.all_terms() if term not in rows], now)
        guessed = rank(query.clauses, rows)
        outcome.suggestions = readings(read_as, rows, load(guessed[:SUGGESTIONS]))
        return outcome
    looked_at = hits[: shown + SPARE]
    objects = harmless(load(looked_at), query.doors)
    outcome.corrected = readings(read_as, rows, objects)
    outcome.results = results(hits, objects, now, shown, query.doors)
    outcome.found = len(hits) - len(looked_at) + len(objects)
    return outcome


def tells_of_danger(text: str, known: Rules | None = None) -> bool:
    """Whether *text*, in a visitor's words, holds any that staff have marked as danger.

    *known*: the ``rules``, of somebody who asks of many texts.
    """
    written = words(text)
    keys = [stem(word, languages.codes()[0]) for word in written]
    spans = (known or rules()).among(written, keys, spellings(text))
    return any(rule.danger for _start, _length, rule in spans)


def rules() -> Rules:
    """The list of synonyms. One query."""
    columns = languages.columns("leads_to")
    return Rules(
        Rule(phrase, key, dict(zip(languages.codes(), leads_to, strict=True)), danger, door)
        for phrase, key, danger, door, *leads_to in Synonym.objects.order_by("key").values_list(
            "phrase", "key", "danger", "door", *columns
        )
    )


def can_be_mended(clause) -> bool:
    return bool(clause.word) and not any(char.isdigit() for char in clause.word)


def load(hits: Iterable[Hit]) -> dict[Found, Model]:
    """The objects of *hits* that are published, by kind and key."""
    keys: dict[int, list[int]] = {}
    for hit in hits:
        kind, key = hit.found
        keys.setdefault(kind, []).append(key)
    objects = {}
    for kind in sorted(keys):
        published = SOURCES[kind].model.objects.published()
        if kind == Kind.EVENT:
            published = published.with_next_date()
        for one in published.filter(pk__in=keys[kind]):
            objects[kind, one.pk] = one
    return objects


def harmless(objects: dict[Found, Model], doors: Collection[int]) -> dict[Found, Model]:
    """*objects* without the lines that must not be offered to somebody of *doors*."""
    lines = [one for found, one in objects.items() if found[0] == Kind.SUPPORT_LINE]
    offered = {(Kind.SUPPORT_LINE, line.pk) for line in harmless_to(lines, doors)}
    return {
        found: one
        for found, one in objects.items()
        if found[0] != Kind.SUPPORT_LINE or found in offered
    }


def results(
    hits: Iterable[Hit],
    objects: Mapping[Found, Model],
    now: datetime,
    shown: int,
    doors: Collection[int],
) -> list[Result]:
    """The *shown* best of those *hits* that are among *objects*; what is over goes down, and news
    too, unless somebody wrote its very name. The line that helps somebody of *doors* to stop using
    violence goes first."""
    ranked = []
    for hit in hits:
        if hit.found in objects:
            over = is_over(objects[hit.found], now)
            factor = 1 if is_named(hit) else OVER if over else OF_NEWS if is_news(hit) else 1
            first = hit.found[0] == Kind.SUPPORT_LINE and helps_to_stop(objects[hit.found], doors)
            ranked.append((not first, -hit.score * factor, hit.found, hit, over))
    ranked.sort(key=lambda one: one[:3])
    made = [result(hit, objects[found], over) for *_rank, found, hit, over in ranked[:shown]]
    silent = [one for one in made if one.why is None and not one.says_why]
    for kind in sorted({one.kind for one in silent}):
        of_kind = [one.object for one in silent if one.kind == kind]
        prefetch_related_objects(of_kind, *SOURCES[kind].parts)
    for one in silent:
        one.why = why(SOURCES[one.kind].around(one.object), one.hit)
    return made


def is_named(hit: Hit) -> bool:
    return any(term.startswith("=") for _language, term in hit.terms)


def is_news(hit: Hit) -> bool:
    return hit.found[0] in NEWS


def is_over(instance: Model, now: datetime) -> bool:
    """Whether an event is past, or a service or organisation has ended, at *now*."""
    if isinstance(instance, Service):
        return instance.standing(timezone.localdate(now)) is Standing.ENDED
    if isinstance(instance, Event):
        return instance.has_ended(now)
    return getattr(instance, "has_ended", False)


def result(hit: Hit, instance: Model, over: bool) -> Result:
    """How *instance* is shown: name, summary, and why it was found where they do not say."""
    kind = Kind(hit.found[0])
    source = SOURCES[kind]
    heading, in_heading = said(Piece(instance, instance.heading_field, 1), hit)
    summary, in_summary = said(Piece(instance, source.summary, 1), hit)
    made = Result(
        kind,
        instance,
        hit,
        heading,
        instance.heading_field,
        summary,
        source.summary,
        in_heading or in_summary,
        over,
    )
    if not made.says_why:
        made.why = why(source.own(instance), hit)
    return made


def said(piece: Piece, hit: Hit) -> tuple[SafeString, bool]:
    """The text of *piece* with what matched marked, whole; and whether anything did."""
    code = piece.shown_language()
    text = piece.text(code)
    places = marks(text, matching(hit, code))
    return marked(text, places), bool(places)


def matching(hit: Hit, code: str) -> Callable[[str], bool]:
    return matcher((term for language, term in hit.terms if language == code), code)


def why(pieces: Iterable[Piece], hit: Hit) -> Why | None:
    """The first of *pieces* that holds what was looked for; None where none does in the language
    that it is shown in."""
    for piece in pieces:
        code = piece.shown_language()
        if piece.is_published and marks(text := piece.text(code), matching(hit, code)):
            return Why(passage(capfirst(text), matching(hit, code)), piece)
    return None


def readings(
    read_as: Mapping[str, list[Term] | Rule], rows: Mapping, objects: Mapping[Found, Model]
) -> list[str]:
    """The words, as people spell them, that mistaken ones were read as.

    The index knows stems only, so a word is taken from the text of an object that holds it.
    """
    found = []
    for meant in read_as.values():
        if isinstance(meant, Rule):
            found.append(meant.phrase)
            continue
        live = [term for term in meant if rows.get(term)]
        found += filter(None, (spelling(term, rows[term], objects) for term in live[:1]))
    return list(dict.fromkeys(found))


def spelling(term: Term, holders: Iterable[Found], objects: Mapping[Found, Model]) -> str:
    """A word with the stem *term* in the texts of *objects*, the shortest; "" where none has."""
    language, key = term
    spelt = set()
    for found in holders:
        if found not in objects:
            continue
        for piece in SOURCES[found[0]].own(objects[found]):
            if piece.is_published:
                spelt |= {
                    word.lower()
                    for word in WORD.findall(piece.text(language))
                    if fold(word).startswith(key[:-1]) and stem(fold(word), language) == key
                }
        if spelt:
            break
    return min(spelt, key=lambda word: (len(word), word), default="")
