"""What a visitor has chosen among coming dates, and what there is to choose.

Choices stand in the address as letters and numbers only, as in the directory of services:
``?s=4&l=2``. Any of each kind must fit, and all kinds. Sensitive services and topics are no choice.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.models import Event, Occurrence, ProgrammeItem
from publishing import languages
from publishing.sortkey import sort_key
from services.models import Place, Service, SpokenLanguage, Topic

#: More values of one kind than any form here sends are not read.
MOST_VALUES = 40
#: Above what any database key can be, so that absurd numbers are ignored like any other.
MOST_DIGITS = 18


class Kind(StrEnum):
    """The kinds of choice, by the letter that stands for them in the address."""

    SERVICE = "s"
    TOPIC = "t"
    PLACE = "p"
    LANGUAGE = "l"


QUESTIONS = {
    Kind.SERVICE: _("Which service?"),
    Kind.TOPIC: _("What is it about?"),
    Kind.PLACE: _("Where?"),
    Kind.LANGUAGE: _("Language spoken"),
}
#: The field that names an answer in the words of the reader.
NAMES = {
    Kind.SERVICE: "name",
    Kind.TOPIC: "plain_name",
    Kind.PLACE: "name",
    Kind.LANGUAGE: "name",
}


@dataclass(frozen=True)
class Choices:
    """Keys by kind; kinds without any are left out."""

    values: Mapping[Kind, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def from_query(cls, query, known: Mapping[Kind, Collection[int]]) -> "Choices":
        """Read *query*, a ``QueryDict``; what is not a number among the *known* is ignored."""
        read = {kind: map(as_number, query.getlist(kind)[:MOST_VALUES]) for kind in Kind}
        found = {
            kind: tuple(dict.fromkeys(each for each in numbers if each in known[kind]))
            for kind, numbers in read.items()
        }
        return cls({kind: keys for kind, keys in found.items() if keys})

    def __bool__(self):
        return bool(self.values)

    def __iter__(self) -> Iterator[tuple[Kind, int]]:
        """Every choice by itself, in the order of the kinds."""
        return ((kind, key) for kind in Kind for key in self.of(kind))

    def of(self, kind: Kind) -> tuple[int, ...]:
        return self.values.get(kind, ())

    def without(self, kind: Kind, key: int) -> "Choices":
        """These choices but for one."""
        rest = tuple(other for other in self.of(kind) if other != key)
        values = {**self.values, kind: rest}
        return Choices({each: keys for each, keys in values.items() if keys})

    def query(self, page: int = 1) -> str:
        """As the address has them, "" for none on the first page: "?s=4&page=2"."""
        pairs = [(kind.value, key) for kind, key in self]
        if page > 1:
            pairs.append(("page", page))
        return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True)
class Option:
    """An answer on offer. *language* is set where the label is not in that of the page; *href*
    leads to the page without it."""

    kind: Kind
    value: int
    label: str
    language: str
    chosen: bool
    href: str


@dataclass(frozen=True)
class Fieldset:
    """A question and the answers on offer."""

    kind: Kind
    question: str
    options: list[Option]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in self.options)


class EventFilter:
    """The choices in *query*, a ``QueryDict``, among what is coming at *now*. One query a kind."""

    def __init__(self, query, now: datetime):
        self.terms = {kind: in_order(offer(now), NAMES[kind]) for kind, offer in OFFERED.items()}
        self.choices = Choices.from_query(query, self.terms)

    def apply(self, occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
        """Those of *occurrences* that fit."""
        for kind in self.choices.values:
            occurrences = occurrences.filter(FITTING[kind](self.choices.of(kind)))
        return occurrences

    @cached_property
    def fieldsets(self) -> list[Fieldset]:
        """The questions that have an answer."""
        asked = (
            Fieldset(kind, text, [self._option(kind, key) for key in self.terms[kind]])
            for kind, text in QUESTIONS.items()
        )
        return [fieldset for fieldset in asked if fieldset.options]

    @cached_property
    def chosen(self) -> list[Option]:
        return [self._option(kind, key) for kind, key in self.choices]

    def _option(self, kind: Kind, key: int) -> Option:
        term, name = self.terms[kind][key], NAMES[kind]
        shown = languages.shown_language(term, name)
        return Option(
            kind,
            key,
            capfirst(getattr(term, name)),
            "" if shown == languages.active() else shown,
            chosen=key in self.choices.of(kind),
            href=self.choices.without(kind, key).query(),
        )


def as_number(text: str) -> int | None:
    """The number that *text* says; None where it says none that could be a key."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def in_order(terms: QuerySet, name: str) -> dict[int, Model]:
    """*terms* by key, in the Swedish alphabetical order of their *name*, in the reader's words."""
    return {
        term.pk: term
        for term in sorted(terms, key=lambda term: (sort_key(getattr(term, name)), term.pk))
    }


def services_offered(now: datetime) -> QuerySet[Service]:
    coming = Event.objects.published(now).filter(over_at__gt=now).values("pk")
    about = Event.services.through.objects.filter(event__in=coming).values("service")
    presented = ProgrammeItem.objects.filter(event__in=coming, service__isnull=False)
    named = Q(pk__in=about) | Q(pk__in=presented.values("service"))
    return Service.objects.published(now).filter(named, is_sensitive=False)


def topics_offered(now: datetime) -> QuerySet[Topic]:
    tagged = Service.topics.through.objects.filter(service__in=services_offered(now).values("pk"))
    found = Topic.objects.published(now).filter(sensitive=False)
    return found.filter(pk__in=tagged.values("topic"))


def places_offered(now: datetime) -> QuerySet[Place]:
    coming = Occurrence.objects.published(now).filter(over_at__gt=now)
    moved_to = coming.filter(change__place__isnull=False).values("change__place")
    usual = coming.filter(change__place=None, event__place__isnull=False).values("event__place")
    return Place.objects.published(now).filter(Q(pk__in=moved_to) | Q(pk__in=usual))


def languages_offered(now: datetime) -> QuerySet[SpokenLanguage]:
    coming = Event.objects.published(now).filter(over_at__gt=now).values("pk")
    spoken = Event.languages.through.objects.filter(event__in=coming)
    return SpokenLanguage.objects.filter(pk__in=spoken.values("spokenlanguage"))


def of_services(services) -> Q:
    """That an event is about one of *services*, keys or a query, or presents it."""
    about = Event.services.through.objects.filter(service__in=services)
    presenting = ProgrammeItem.objects.filter(service__in=services)
    return Q(event__in=about.values("event")) | Q(event__in=presenting.values("event"))


def about_topics(topics: Collection[int]) -> Q:
    """The same of a published service with one of *topics* that is not sensitive."""
    services = Service.objects.published().filter(is_sensitive=False)
    return of_services(services.filter(topics__in=topics).values("pk"))


def at_places(places: Collection[int]) -> Q:
    """That it is now at one of *places*."""
    return Q(change__place__in=places) | Q(change__place=None, event__place__in=places)


def in_languages(spoken: Collection[int]) -> Q:
    """That one of the languages *spoken* is spoken there."""
    found = Event.languages.through.objects.filter(spokenlanguage__in=spoken)
    return Q(event__in=found.values("event"))


OFFERED = {
    Kind.SERVICE: services_offered,
    Kind.TOPIC: topics_offered,
    Kind.PLACE: places_offered,
    Kind.LANGUAGE: languages_offered,
}
FITTING = {
    Kind.SERVICE: of_services,
    Kind.TOPIC: about_topics,
    Kind.PLACE: at_places,
    Kind.LANGUAGE: in_languages,
}
