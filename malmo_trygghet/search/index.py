"""Writes and reads the index. Its rows are data: they change in the transaction of their object."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from math import log

from django.db import connection, models, transaction

from malmo_trygghet.models import Kind, Posting
from malmo_trygghet.search.query import Term
from malmo_trygghet.search.ranking import ROWS_PER_TERM, Found
from malmo_trygghet.search.sources import SOURCES, Piece, Source
from malmo_trygghet.search.text import names, terms
from publishing import languages
from publishing.models import Publishable

#: Weights are whole numbers in the table.
SCALE = 10
HEAVIEST = 2**15 - 1
#: So many objects are in memory at a time.
BATCH = 100
#: So many terms are asked for at once: SQLite joins no more than 500 queries.
MOST_TERMS = 150

#: What a row holds besides its object.
Row = tuple[str, str, int, datetime, datetime | None]

_postponed: ContextVar[set[Found] | None] = ContextVar("postponed", default=None)


def window(source: Source, instance: Publishable, piece: Piece) -> tuple | None:
    """From when and until when *piece* of *instance* can be found; None for never."""
    ends = {instance.expires_at, getattr(instance, source.ends_with)}
    begins = {instance.publish_at}
    if isinstance(piece.owner, Publishable):
        begins.add(piece.owner.publish_at)
        ends.add(piece.owner.expires_at)
    if None in begins:
        return None
    begin, end = max(begins), min(filter(None, ends), default=None)
    return None if end and end <= begin else (begin, end)


def rows_of(source: Source, instance: Publishable) -> set[Row]:
    """The rows of *instance*: they follow from its texts and times alone."""
    weights: dict[tuple, float] = defaultdict(float)
    importance = source.importance(instance)
    for piece in (*source.own(instance), *source.around(instance)):
        if (times := window(source, instance, piece)) is None:
            continue
        is_name = piece.owner is instance and piece.field == instance.heading_field
        for language in languages.codes():
            text = piece.text(language)
            if is_name:
                for name in names(text, language):
                    weights[language, name, *times] += 2 * piece.weight
            if piece.field == "phone":
                # "11414" is found as well as "114 14".
                text = f"{text} {''.join(c for c in text if c.isdigit())}"
            for term, times_used in Counter(terms(text, language)).items():
                # The tenth time a word is used says little more than the ninth.
                weights[language, term, *times] += piece.weight * (1 + log(times_used))
    return {
        (language, term, min(round(SCALE * importance * weight), HEAVIEST), begin, end)
        for (language, term, begin, end), weight in weights.items()
    }


@transaction.atomic
def index(kind: Kind, keys: Iterable[int]) -> None:
    """Bring the rows of the objects of *kind* with these primary *keys* up to date.

    Only rows that differ are written. The objects are locked first, so that two who change what
    the same object says do so one after the other.
    """
    source = SOURCES[kind]
    keys = sorted(keys)
    objects = models.QuerySet(source.model).filter(pk__in=keys).order_by("pk")
    wanted = {
        (instance.pk, row)
        for instance in source.with_parts(objects.select_for_update(of=("self",)))
        for row in rows_of(source, instance)
    }
    stored = defaultdict(list)
    for pk, object_id, *row in Posting.objects.filter(kind=kind, object_id__in=keys).values_list(
        "pk", "object_id", "language", "term", "weight", "publish_at", "expires_at"
    ):
        stored[object_id, tuple(row)].append(pk)
    for outdated in batches([pk for row in stored.keys() - wanted for pk in stored[row]]):
        Posting.objects.filter(pk__in=outdated).delete()
    Posting.objects.bulk_create(
        (
            Posting(
                kind=kind,
                object_id=object_id,
                language=language,
                term=term,
                weight=weight,
                publish_at=begin,
                expires_at=end,
            )
            for object_id, (language, term, weight, begin, end) in sorted(
                wanted - stored.keys(), key=lambda one: (one[0], one[1][:3])
            )
        ),
        batch_size=BATCH * 10,
    )


def batches(keys: list[int]) -> Iterator[list[int]]:
    yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def touch(kind: Kind, keys: Iterable[int]) -> None:
    """Index these objects, now or at the end of ``postponed()``."""
    waiting = _postponed.get()
    if waiting is not None:
        waiting.update((kind, key) for key in keys)
        return
    for batch in batches(sorted({*keys})):
        index(kind, batch)


@contextmanager
def postponed() -> Iterator[None]:
    """Index each object once, at the end, that is changed inside; for changes in bulk.

    It belongs inside the transaction of these changes.
    """
    waiting: set[Found] = set()
    token = _postponed.set(waiting)
    try:
        yield
    finally:
        _postponed.reset(token)
    for kind in sorted({kind for kind, _key in waiting}):
        touch(kind, [key for each, key in waiting if each == kind])


def heaviest(wanted: Iterable[Term], now: datetime) -> dict[Term, dict[Found, int]]:
    """The objects that hold each of the *wanted* terms and may be seen at *now*, with weights.

    One query, however many terms. It reads at most ``ROWS_PER_TERM`` rows of each along the index,
    so that what a search costs does not follow the number of objects.
    """
    wanted = [*wanted][:MOST_TERMS]
    found: dict[Term, dict[Found, int]] = {}
    if not wanted:
        return found
    # Made into SQL once, for a term that stands for all.
    rows = Posting.objects.live(now).of_term("a language", "a term")[:ROWS_PER_TERM]
    columns = ("language", "term", "kind", "object_id", "weight")
    sql, values = rows.values_list(*columns).query.sql_with_params()
    parts = (f"SELECT * FROM ({sql}) AS part{number}" for number in range(len(wanted)))  # noqa: S608
    parameters = [
        {"a language": language, "a term": term}.get(value, value)
        for language, term in wanted
        for value in values
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for language, term, kind, object_id, weight in cursor.fetchall():
            of_term = found.setdefault((language, term), {})
            of_term[kind, object_id] = of_term.get((kind, object_id), 0) + weight
    return found
