"""What the directory shows: its form, what the choices leave, and what to do if that is nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from services.directory import (
    Branch,
    Entry,
    Fact,
    by_umbrella,
    fits,
    fitting_points,
    lines_to_offer,
    nearest,
)
from services.directory_choices import Kind
from services.directory_entries import entry_of, services_with_entry_parts
from services.directory_form import DirectoryForm, Option
from services.guide.questions import FOR_ANOTHER
from services.models import ContactPoint, Door, Service, Standing, SupportLine
from services.reach import line_as_data

#: So many services are shown for each choice that one might do without.
NEAR_SHOWN = 3
UNCONFIRMED = {
    Kind.FREE: _("We have not confirmed that it is free. Ask first."),
    Kind.ANONYMOUS: _(
        "We have not confirmed that you can be anonymous. Ask before you say who you are."
    ),
    Kind.DROP_IN: _("We have not confirmed that you can come without booking. Ask first."),
}


@dataclass
class Card:
    """A service among the results, with what there is to say about the visitor's wishes.

    *open_points* are its contact points that are open today, if that was wished for; *unsure* are
    sentences about wishes that a source says it fulfils, and nobody has checked.
    """

    service: Service
    open_points: list[ContactPoint]
    unsure: list[str]


@dataclass
class Near:
    """Services that fit all choices but *missed*; *more* leads to them if not all are shown."""

    missed: list[Option]
    cards: list[Card]
    count: int
    more: str


class DirectoryPage:
    """The directory at *now* (default: now) for the choices in *query*, a ``QueryDict``."""

    def __init__(self, query, now: datetime | None = None):
        self.now = now or timezone.now()
        today = timezone.localdate(self.now)
        found = list(services_with_entry_parts())
        self.services = {service.pk: service for service in found}
        self.entries, self.ended_entries = [], []
        for service in found:
            ended = service.standing(today) is Standing.ENDED
            (self.ended_entries if ended else self.entries).append(entry_of(service, self.now))
        self.form = DirectoryForm(query, found, self.entries)
        self.choices = self.form.choices

    @cached_property
    def cards(self) -> list[Card]:
        return self._cards(entry for entry in self.entries if fits(entry, self.choices))

    @cached_property
    def branches(self) -> list[Branch]:
        return by_umbrella(self.cards, self.services)

    @property
    def count_in_words(self) -> str:
        count = len(self.cards)
        if not count and self.choices:
            return _("No service here fits all that you chose.")
        if self.choices:
            words = ngettext(
                "%(count)s service fits what you chose.",
                "%(count)s services fit what you chose.",
                count,
            )
        else:
            words = ngettext("%(count)s service.", "%(count)s services.", count)
        return words % {"count": count}

    @cached_property
    def ended(self) -> list[Card]:
        """Services that have ended lead onward, but are no result."""
        return self._cards(entry for entry in self.ended_entries if fits(entry, self.choices))

    @cached_property
    def near(self) -> list[Near]:
        """Where nothing is left: what fits all choices but one."""
        if self.cards:
            return []
        return [
            Near(
                missed=[option for option in self.form.chosen if option.kind is near.missed],
                cards=self._cards(near.entries[:NEAR_SHOWN]),
                count=len(near.entries),
                more=near.choices.query() if len(near.entries) > NEAR_SHOWN else "",
            )
            for near in nearest(self.entries, self.choices, self.form.doors_of_visitor)
        ]

    @cached_property
    def lines(self) -> list[SupportLine]:
        """The lines to call, for every choice and where nothing is left; otherwise none."""
        if self.cards and not self.choices:
            return []
        lines = SupportLine.objects.published().with_who_they_are_for().in_rank()
        found = {line.pk: line for line in lines}
        offered = lines_to_offer(
            [line_as_data(line, self.now) for line in found.values()],
            self.form.doors_of_visitor,
            self.choices.one(Kind.AGE),
            self.choices.of(Kind.TOPIC),
        )
        return [found[line.key] for line in offered]

    @property
    def for_work(self) -> bool:
        return Door.PROFESSIONAL in self.form.doors_of_visitor

    @property
    def for_another(self) -> bool:
        """Whether the visitor looks for somebody else, and not only for themselves."""
        return not self.form.doors_of_visitor.isdisjoint(FOR_ANOTHER)

    def _cards(self, entries: Iterable[Entry]) -> list[Card]:
        return [
            Card(self.services[entry.key], self._open_points(entry), self._unsure(entry))
            for entry in entries
        ]

    def _open_points(self, entry: Entry) -> list[ContactPoint]:
        if Kind.OPEN_TODAY not in self.choices:
            return []
        fitting = fitting_points(entry, self.choices)
        stored = self.services[entry.key].shown_contact_points
        return [each for each, point in zip(stored, entry.points, strict=True) if point in fitting]

    def _unsure(self, entry: Entry) -> list[str]:
        drop_in = {point.drop_in for point in fitting_points(entry, self.choices)}
        facts = {
            Kind.FREE: entry.free,
            Kind.ANONYMOUS: entry.anonymous,
            Kind.DROP_IN: None if Fact.CONFIRMED in drop_in else Fact.UNCONFIRMED,
        }
        return [
            str(UNCONFIRMED[kind])
            for kind, fact in facts.items()
            if kind in self.choices and fact is Fact.UNCONFIRMED
        ]
