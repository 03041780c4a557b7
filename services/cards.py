"""The card for the wallet: a number, and what to say, in the reader's language and in Swedish."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property

from publishing import languages
from services.fallback import Audience, Line, may_be_offered
from services.hours import span_in_words
from services.models import CardLanguage, Channel, ContactPoint, HoursKind, Service, SupportLine
from services.opening import Slot


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
    #: Whether it asks for an interpreter, and on the Swedish side into what: "arabiska".
    asks: bool
    wanted: str = ""

    @property
    def code(self) -> str:
        return self.phrases.spoken_language.code


@dataclass(frozen=True)
class Card:
    """A card for *service* in *language*, beside Swedish unless that is the language.

    *wanted_point* is the key of the contact point to call, where there are several.
    """

    service: Service
    language: CardLanguage
    swedish: CardLanguage
    wanted_point: str = ""

    @property
    def is_sensitive(self) -> bool:
        return self.service.is_sensitive

    def get_absolute_url(self) -> str:
        return reverse("card", args=[self.service.address_slug()])

    @cached_property
    def points(self) -> list[ContactPoint]:
        """The ways to call the service that somebody has checked."""
        points = self.service.shown_contact_points
        return [p for p in points if p.channel == Channel.PHONE and p.is_verified]

    @cached_property
    def line(self) -> SupportLine | None:
        """Who answers instead, where the service has no checked number and somebody else has."""
        if self.points:
            return None
        named = (each.fallback_line for each in (self.service, self.service.parent) if each)
        return next((line for line in named if line and can_stand_in(line, self.service)), None)

    @cached_property
    def answers(self) -> ContactPoint | SupportLine | None:
        """Whose number and hours the card gives. Without any there is no card."""
        chosen = (point for point in self.points if str(point.pk) == self.wanted_point)
        return next(chosen, None) or next(iter(self.points), self.line)

    def sides(self) -> list[Side]:
        """The reader's language first, then Swedish; a Swedish card has one side."""
        if self.language == self.swedish:
            return [self._side(self.swedish)]
        wanted = text_in(settings.LANGUAGE_CODE, self.language.spoken_language, "name").words
        return [self._side(self.language), self._side(self.swedish, wanted)]

    def _side(self, phrases: CardLanguage, wanted: str = "") -> Side:
        code = phrases.spoken_language.code
        called = [] if self.service.is_sensitive else filter(None, [self.service, self.line])
        names = [text_in(code, each, "name") for each in called]
        hours = hours_in_words(phrases, self.answers)
        return Side(phrases, names, hours, self.language != self.swedish, wanted)


def can_stand_in(line: SupportLine, service: Service) -> bool:
    """Whether *line* is checked, and does no harm to anybody that *service* is for."""
    groups = tuple((group.pk, group.door) for group in line.target_groups.all())
    audiences = [
        Audience(row.target_group_id, row.target_group.door) for row in service.shown_audiences
    ]
    return line.is_verified and may_be_offered(Line(line.pk, line.phone, groups), audiences)


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
    """The one of *cards* with *code*; otherwise the page's language, or the first there is."""
    by_code = {card.spoken_language.code: card for card in cards}
    return by_code.get(code) or by_code.get(languages.active()) or cards[0]
