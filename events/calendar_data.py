"""What calendars are told of events, in the language in use.

Each entry is in one language as far as it can be: where the title is missing in the language in
use, all of it is in Swedish, and says so. Only places, notes and the like may be in the other one.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from events.calendar import Feed, Item, Said, Text
from events.dates import Plan, dates
from events.models import ChangeKind, Event, Occurrence
from events.models.event import Registration
from events.told import NOT_HAPPENING, Told, told_of_date, told_of_event
from publishing import languages
from publishing.templatetags.texts import absolute, clock, day, moment
from services.models import Place

#: What a date that differs is about, beside what has words of its own.
SAYS_SOMETHING = frozenset(
    {ChangeKind.CANCELLED, ChangeKind.MOVED, ChangeKind.POSTPONED, ChangeKind.NOTED}
)


def feed_of(name: Text, page: str, path: str, events: Iterable[Event]) -> Feed:
    """The calendar at *path* of *events* (see ``EventQuerySet.with_calendar_parts``)."""
    return Feed(name, absolute(page), absolute(path), [item_of(event) for event in events])


def item_of(event: Event) -> Item:
    url = absolute(event.get_absolute_url())
    plan = event.plan()
    with translation.override(languages.shown_language(event, "title")):
        return Item(
            uid=event.uuid,
            url=url,
            sequence=event.sequence,
            created_at=event.created_at,
            changed_at=event.public_changed_at,
            plan=plan,
            usual=_said(event, told_of_event(event), event.place, url),
            by_date=_said_by_date(event, plan, url),
        )


def _said_by_date(event: Event, plan: Plan, url: str) -> dict[date, Said]:
    found = {}
    for each in dates(plan) if plan.differences else ():
        change = each.difference and each.difference.source
        if not change or not (change.kind in SAYS_SOMETHING or change.place_id or change.note):
            continue
        occurrence = Occurrence(
            event=event,
            date=each.date,
            planned_starts_at=each.planned_starts_at,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            change=change,
        )
        found[each.date] = _said(event, told_of_date(occurrence), occurrence.place, url)
    return found


def _said(event: Event, told: Told, place: Place | None, url: str) -> Said:
    title = _text(event, "title")
    if told.is_changed:
        words = {"standing": told.standing.label, "title": title.words}
        title = title._replace(words=_("%(standing)s: %(title)s") % words)
    paragraphs = [_change(told), [_text(event, "summary")], _practical(event), [Text(url)]]
    return Said(
        summary=title,
        description=_joined([_joined(each, "\n") for each in paragraphs if each], "\n\n"),
        location=_location(event, place),
        is_off=told.standing in NOT_HAPPENING,
    )


def _change(told: Told) -> list[Text]:
    """What has changed, why, and from what."""
    lines = []
    if told.is_changed:
        lines.append(_own(f"{told.standing.label}."))
    if told.note:
        lines.append(_text(told.source, told.field))
    if told.from_starts_at:
        planned = f"{day(told.from_starts_at)} {clock(told.from_starts_at)}"
        lines.append(_own(f"{_('First planned to begin:')} {planned}"))
    if told.from_usual:
        before = f"{date_format(localtime(told.from_usual), 'l')} {clock(told.from_usual)}"
        lines.append(_own(f"{_('Was before:')} {before}"))
    if told.from_place:
        name = _text(told.from_place, "name")
        lines.append(_joined([_own(_("First planned at:")), name], " "))
    if told.is_changed and told.announced_at:
        lines.append(_own(_("Announced %(date)s.") % {"date": day(told.announced_at)}))
    return lines


def _practical(event: Event) -> list[Text]:
    """Registration, cost and languages, as far as they are known."""
    lines = [_own(line) for line in _registration(event)]
    if event.is_free:
        lines.append(_own(_("Free of charge.")))
    elif event.cost:
        lines.append(_joined([_own(_("Cost:")), _text(event, "cost")], " "))
    if spoken := list(event.languages.all()):
        names = _joined([_text(each, "name") for each in spoken], ", ")
        lines.append(_joined([_own(_("Languages spoken:")), names], " "))
    if event.interpreter:
        lines.append(_joined([_own(_("Interpreter:")), _text(event, "interpreter")], " "))
    return lines


def _registration(event: Event) -> list[str]:
    if event.standing in NOT_HAPPENING:
        return []
    if event.is_full:
        return [_("It is full: no more can come.")]
    where = event.registration_email or event.registration_phone or event.registration_url
    lines = []
    if event.registration == Registration.NONE:
        lines.append(_("You need not register: just come."))
    elif where:
        lines.append(_("Register: %(where)s") % {"where": where})
    if event.registration_until:
        lines.append(_("Register before: %(time)s") % {"time": moment(event.registration_until)})
    return lines


def _location(event: Event, place: Place | None) -> Text | None:
    """Where it is; which room too, where it is in the event's own place."""
    if place is None:
        return None
    parts = [_text(place, "name")]
    if event.place_note and place == event.place:
        parts.append(_text(event, "place_note"))
    if place.address():
        # An address is the same in every language.
        parts.append(Text(place.address(), parts[0].language))
    return _joined(parts, ", ")


def _own(words: str) -> Text:
    """Words of the site itself."""
    return Text(str(words), languages.active())


def _text(instance, field: str) -> Text:
    return Text(getattr(instance, field), languages.shown_language(instance, field))


def _joined(parts: list[Text], between: str) -> Text:
    """All of *parts* as one; addresses of pages are in no language and count for none."""
    spoken = {each.language for each in parts if not each.words.startswith(settings.SITE_URL)}
    return Text(between.join(each.words for each in parts), *(spoken if len(spoken) == 1 else ()))


def name_of_feed() -> Text:
    """What the calendar of all events is called."""
    return _own(_("What’s on: safety and support in Malmö"))


def name_of(event: Event) -> Text:
    """What the calendar of *event* alone is called."""
    return _text(event, "title")
