"""The card for the wallet: a number, and what to say, in the reader's language and in Swedish."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing import languages
from services.fallback import EMERGENCY, Audience, covers, who_answers
from services.hours import span_in_words
from services.models import (
    CardLanguage,
    Channel,
    ContactPoint,
    Door,
    HoursKind,
    Service,
    SpokenLanguage,
    SupportLine,
)
from services.opening import Slot
from services.reach import Route, audiences_of, doors_of, line_as_data, merged, points_of


@dataclass(frozen=True)
class Text:
    """Words, and the code of the language that they are in."""

    words: str
    language: str


@dataclass(frozen=True)
class Side:
    """One side of a card: phrases in one language, and the rest in words of that language."""

    phrases: CardLanguage
    #: Whom one calls; nothing for a sensitive service.
    names: list[Text]
    #: Days and times; the days are empty where it is day and night.
    hours: list[tuple[Text, str]]
    #: Whether it asks for an interpreter, and on the Swedish side why: "Jag talar arabiska."
    asks: bool
    speaks: str = ""

    @property
    def code(self) -> str:
        return self.phrases.spoken_language.code


@dataclass(frozen=True)
class Card:
    """A card for *service* in *language*, beside Swedish unless that is the language.

    *lines* are all published lines (``with_who_they_are_for``), in rank. *wanted_door* says which
    way in the card is for, and *wanted_point* is the key of the contact point to call, where there
    are several.
    """

    service: Service
    language: CardLanguage
    swedish: CardLanguage
    lines: list[SupportLine] = field(default_factory=list)
    wanted_door: str = ""
    wanted_point: str = ""

    @property
    def is_sensitive(self) -> bool:
        return self.service.is_sensitive

    @property
    def is_swedish(self) -> bool:
        """Whether it is in Swedish alone, and so has nothing to say aloud."""
        return self.language == self.swedish

    def get_absolute_url(self) -> str:
        return reverse("card", args=[self.service.address_slug()])

    @cached_property
    def routes(self) -> list[Route]:
        """The ways in that have different numbers: each has a card of its own."""
        return merged(self._route(door) for door in doors_of(self.service))

    @cached_property
    def route(self) -> Route | None:
        """Whose card it is; nothing until the reader has said so, where there are several."""
        if len(self.routes) == 1:
            return self.routes[0]
        return next((each for each in self.routes if str(each.door) == self.wanted_door), None)

    @property
    def points(self) -> list[ContactPoint]:
        """The ways to call the service that somebody has checked."""
        return self.route.points if self.route else []

    @property
    def line(self) -> SupportLine | None:
        """Who answers instead, where the service has no checked number and somebody else has."""
        return next(iter(self.route.answers), None) if self.route else None

    @property
    def has_number(self) -> bool:
        """Whether there is a number to give on any way in: without any there is no card."""
        return any(route.points or route.answers for route in self.routes)

    @property
    def answers(self) -> ContactPoint | SupportLine | None:
        """Whose number and hours the card gives."""
        chosen = (point for point in self.points if str(point.pk) == self.wanted_point)
        return next(chosen, None) or next(iter(self.points), self.line)

    def sides(self) -> list[Side]:
        """The reader's language first, then Swedish; a Swedish card has one side."""
        if self.is_swedish:
            return [self._side(self.swedish)]
        speaks = i_speak(self.language.spoken_language)
        return [self._side(self.language), self._side(self.swedish, speaks)]

    def _side(self, phrases: CardLanguage, speaks: str = "") -> Side:
        code = phrases.spoken_language.code
        called = [] if self.service.is_sensitive else filter(None, [self.service, self.line])
        names = [text_in(code, each, "name") for each in called]
        hours = hours_in_words(phrases, self.answers)
        return Side(phrases, names, hours, not self.is_swedish, speaks)

    def _route(self, door: Door | None) -> Route:
        """One way in, with its checked telephone numbers, or else one line."""
        points = [
            point
            for point in points_of(self.service, door)
            if point.channel == Channel.PHONE and point.is_verified
        ]
        line = None if points else line_to_keep(self.service, door, self.lines)
        return Route(door, points, "", [line] if line else [])


def line_to_keep(
    service: Service, door: Door | None, lines: Iterable[SupportLine]
) -> SupportLine | None:
    """The one of *lines* for a card of one way in to *service*.

    As on the page, but a card is read at any hour: those that always answer count as open, the
    others as closed. And it has room for one: those for all ages go before those for some.
    """
    now = timezone.now()
    found = {line.pk: line for line in lines if line.is_verified}
    as_data = {
        pk: replace(line_as_data(line, now), is_open=line.hours_kind == HoursKind.ALWAYS)
        for pk, line in found.items()
    }
    audiences = audiences_of(
        [
            Audience(row.target_group_id, row.target_group.door, row.min_age, row.max_age)
            for row in service.shown_audiences
        ],
        door,
    )
    nearest = [each.fallback_line_id for each in (service, service.parent) if each]
    named = [[as_data[pk]] for pk in nearest if pk in as_data]
    topics = [topic.pk for topic in service.shown_topics]
    offered = who_answers(named, list(as_data.values()), audiences, topics)
    fit = [line for line in offered if line.phone not in EMERGENCY]
    fit.sort(key=lambda line: not all(covers(line, each) for each in audiences))
    return found[fit[0].key] if fit else None


def i_speak(language: SpokenLanguage) -> str:
    """Said in Swedish whatever the page is in: "Jag talar arabiska."."""
    swedish = settings.LANGUAGE_CODE
    with translation.override(swedish):
        return _("I speak %(language)s.") % {"language": text_in(swedish, language, "name").words}


def text_in(code: str, instance, field: str) -> Text:
    """A translated *field* in the language *code*; in Swedish where it has no such text."""
    if code in languages.codes() and (words := getattr(instance, languages.column(field, code))):
        return Text(words, code)
    swedish = settings.LANGUAGE_CODE
    return Text(getattr(instance, languages.column(field, swedish)), swedish)


def hours_in_words(phrases: CardLanguage, reachable) -> list[tuple[Text, str]]:
    """The hours of a contact point or line for a card; nothing where they are not known."""
    if reachable.hours_kind == HoursKind.ALWAYS:
        code = phrases.spoken_language.code
        return [(Text("", code), phrases.day_and_night)]
    if reachable.hours_kind != HoursKind.WEEKLY:
        return []
    known = names_of_days(phrases.spoken_language.code)
    slots = ((slot.weekday, slot.opens, slot.closes) for slot in reachable.hours.all())
    with translation.override(known):
        return [(Text(days, known), times) for days, times in short_week(slots)]


def names_of_days(code: str) -> str:
    """*code* if Django has the names of the days in that language, otherwise Swedish's."""
    return code if translation.check_for_language(code) else settings.LANGUAGE_CODE


def short_week(slots: Iterable[Slot]) -> list[tuple[str, str]]:
    """A week as pairs of days and times, without a word between them, so that it is right in any
    language: [("måndag–fredag", "8.00–17.00"), ("lördag", "10.00–12.00, 13.00–15.00")].

    A slot is (weekday from 0 for Monday, opens, closes); one that closes at 00.00 lasts until
    midnight. Neighbouring days with the same times stand together; other days are not mentioned.
    """
    days: dict[int, list[str]] = {}
    for weekday, opens, closes in sorted(slots):
        days.setdefault(weekday, []).append(span_in_words(opens, closes))
    runs = groupby(enumerate(days.items()), key=lambda place: (place[1][0] - place[0], place[1][1]))
    week = []
    for (_run, spans), members in runs:
        names = [str(WEEKDAYS[weekday]) for _place, (weekday, _spans) in members]
        first_to_last = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
        week.append((first_to_last, ", ".join(spans)))
    return week


def chosen_language(cards: list[CardLanguage], code: str) -> CardLanguage:
    """The one of *cards* with *code*; otherwise the page's language, or the first there is.

    But where that is Swedish, another: a card in Swedish alone is for those who ask for it.
    """
    by_code = {card.spoken_language.code: card for card in cards}
    if code in by_code:
        return by_code[code]
    own = by_code.get(languages.active(), cards[0])
    others = (card for card in cards if card.spoken_language.code != settings.LANGUAGE_CODE)
    return own if own.spoken_language.code != settings.LANGUAGE_CODE else next(others, own)
