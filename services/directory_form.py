"""The form of the directory: questions, the answers on offer, and what each of them leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from publishing import languages
from publishing.sortkey import sort_key
from services.directory import Entry, facets
from services.directory_choices import AGES, Choices, Kind, refused_age
from services.directory_entries import languages_of
from services.models import Door, Service

QUESTIONS = {
    Kind.TARGET_GROUP: _("Who is it for?"),
    Kind.TOPIC: _("What is it about?"),
    Kind.LANGUAGE: _("Language that staff speak"),
}
#: The field that names an answer in the words of the reader.
NAMES = {Kind.TARGET_GROUP: "plain_name", Kind.TOPIC: "plain_name", Kind.LANGUAGE: "name"}
SWITCHES = {
    Kind.OPEN_TODAY: _("Open today"),
    Kind.FREE: _("Free of charge"),
    Kind.ANONYMOUS: _("You can be anonymous"),
    Kind.DROP_IN: _("Drop-in, without booking"),
}


@dataclass
class Option:
    """An answer on offer. *language* is set where the label is not in that of the page.

    *count* is how many services it leaves, *href* leads to the page without it.
    """

    kind: Kind
    value: int
    label: str
    language: str
    count: int
    chosen: bool
    href: str

    @property
    def disabled(self) -> bool:
        """Whether it would leave nothing; what is chosen can always be undone."""
        return not self.count and not self.chosen


@dataclass
class Fieldset:
    """A question and the answers on offer."""

    kind: Kind
    question: str
    options: list[Option]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in self.options)


class DirectoryForm:
    """The form over *services* (with their parts) and *entries*, those of them that are counted.

    *query* is the ``QueryDict`` of the address.
    """

    def __init__(self, query, services: Iterable[Service], entries: Sequence[Entry]):
        self.entries = entries
        self.terms = all_terms(services)
        known = {kind: values.keys() for kind, values in self.terms.items()}
        self.choices = Choices.from_query(query, {**known, Kind.AGE: AGES})
        self.refused_age = refused_age(query)

    @cached_property
    def counts(self) -> dict[Kind, dict[int, int]]:
        return facets(self.entries, self.choices, self.terms)

    @cached_property
    def doors(self) -> list[Option]:
        return self._options(Kind.DOOR)

    @property
    def any_door(self) -> bool:
        return Kind.DOOR not in self.choices

    @cached_property
    def fieldsets(self) -> list[Fieldset]:
        """The questions with a list of answers. Answers that leave nothing are left out."""
        asked = [Fieldset(kind, text, self._offered(kind)) for kind, text in QUESTIONS.items()]
        return [fieldset for fieldset in asked if fieldset.options]

    @cached_property
    def switches(self) -> list[Option]:
        return [self._option(kind, 1) for kind in SWITCHES]

    @cached_property
    def chosen(self) -> list[Option]:
        """Every choice that is made."""
        return [self._option(kind, value) for kind, value in self.choices]

    @property
    def age(self) -> int | str:
        """What stands in the field: the age chosen, or what was typed instead of one."""
        age = self.choices.one(Kind.AGE)
        return self.refused_age if age is None else age

    @property
    def doors_of_visitor(self) -> set[int]:
        """The ways in that the visitor is known to belong to: chosen, or by target groups."""
        groups = self.terms[Kind.TARGET_GROUP]
        doors = {groups[value].door for value in self.choices.of(Kind.TARGET_GROUP)}
        return {*self.choices.of(Kind.DOOR), *doors} - {None}

    def _options(self, kind: Kind) -> list[Option]:
        return [self._option(kind, value) for value in self.terms[kind]]

    def _offered(self, kind: Kind) -> list[Option]:
        door = self.choices.one(Kind.DOOR)
        options = [option for option in self._options(kind) if not option.disabled]
        if kind is not Kind.TARGET_GROUP or door is None:
            return options
        # A service for both sides of violence does not put one side's words to the other.
        groups = self.terms[kind]
        return [each for each in options if each.chosen or groups[each.value].door in (None, door)]

    def _option(self, kind: Kind, value: int) -> Option:
        return Option(
            kind,
            value,
            *self._label(kind, value),
            count=self.counts.get(kind, {}).get(value, 0),
            chosen=value in self.choices.of(kind),
            href=self.choices.without(kind, value).query(),
        )

    def _label(self, kind: Kind, value: int) -> tuple[str, str]:
        if kind is Kind.AGE:
            return ngettext("%(age)s year", "%(age)s years", value) % {"age": value}, ""
        term = self.terms[kind][value]
        if kind not in NAMES:
            return str(term), ""
        shown = languages.shown_language(term, NAMES[kind])
        label = capfirst(getattr(term, NAMES[kind]))
        return label, "" if shown == languages.active() else shown


def all_terms(services: Iterable[Service]) -> dict[Kind, dict[int, object]]:
    """All that can be chosen, but ages, by key: what any of *services* is for, about or speaks.

    In Swedish alphabetical order of the reader's words. The database has told already, and is not
    asked again.
    """
    groups, topics, spoken = {}, {}, {}
    for service in services:
        groups |= {row.target_group_id: row.target_group for row in service.shown_audiences}
        topics |= {topic.pk: topic for topic in service.shown_topics}
        spoken |= {language.pk: language for language in languages_of(service)}
    found = {Kind.TARGET_GROUP: groups, Kind.TOPIC: topics, Kind.LANGUAGE: spoken}
    return {
        Kind.DOOR: {door.value: door.label for door in Door},
        **{kind: in_order(terms, NAMES[kind]) for kind, terms in found.items()},
        **{kind: {1: label} for kind, label in SWITCHES.items()},
    }


def in_order(terms: dict[int, object], name: str) -> dict[int, object]:
    """*terms* in the order of the field *name*."""
    return dict(sorted(terms.items(), key=lambda item: (sort_key(getattr(item[1], name)), item[0])))
