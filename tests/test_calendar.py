"""Calendars are told what the site tells: two readers expand the files to the dates stored."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from dateutil.rrule import rruleset, rrulestr
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from events import calendar_views
from events.calendar import timezone as written_timezone
from events.models import ChangeKind, Event, EventStanding
from events.recurrence import STOCKHOLM
from tests.factories import (
    make_date_change,
    make_event,
    make_place,
    make_programme_item,
    make_service,
    make_spoken_language,
)
from tests.markup import parse
from tests.test_discreet_forms import DISCREET
from tests.visits import hrefs, path_of

pytestmark = pytest.mark.django_db

TESTS = Path(__file__).parent
NODE = TESTS.parent / ".venv/bin/node"
NOW = datetime(2026, 9, 1, 12, tzinfo=STOCKHOLM)
#: A Wednesday.
STARTS = datetime(2026, 10, 14, 10, tzinfo=STOCKHOLM)
WEEKLY = "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=5"
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _in_september():
    with time_machine.travel(NOW, tick=False):
        yield


def at(*given: int, fold: int = 0) -> datetime:
    """A time by the Swedish clock."""
    return datetime(*given, tzinfo=STOCKHOLM, fold=fold)


def series(starts_at: datetime = STARTS, hours: float = 2, **given: object) -> Event:
    ends_at = starts_at.astimezone(UTC) + timedelta(hours=hours)
    made = make_event(**{"starts_at": starts_at, "ends_at": ends_at, "recurrence": WEEKLY} | given)
    return Event.objects.get(pk=made.pk)


def change(event: Event, day: int, kind: str, month: int = 10, **given: object):
    return make_date_change(event=event, date=date(2026, month, day), kind=kind, **given)


def feed(client: Client, language: str = "sv") -> bytes:
    return fetched(client, path_of("calendar", language))


def one(client: Client, event: Event, language: str = "sv") -> bytes:
    return fetched(client, address(event, language))


def fetched(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    return response.content


def address(event: Event, language: str = "sv") -> str:
    with translation.override(language):
        return reverse("event_calendar", args=[event.address_slug()])


def entries(file: bytes) -> list:
    return Calendar.from_ical(file).walk("VEVENT")


def status(client: Client, path: str) -> int:
    return client.get(path).status_code


# --- Two readers ---------------------------------------------------------------------------------


class Read(NamedTuple):
    """A date as a reader takes it, in UTC."""

    starts_at: datetime
    ends_at: datetime
    summary: str
    status: str
    location: str | None = None


def python_reads(file: bytes) -> list[Read]:
    """The rules of RFC 5545 applied by dateutil to what the package icalendar parses."""
    found = entries(file)
    changed = {
        (str(each["UID"]), each["RECURRENCE-ID"].dt.astimezone(UTC)): each
        for each in found
        if "RECURRENCE-ID" in each
    }
    dates = []
    for whole in (each for each in found if "RECURRENCE-ID" not in each):
        start = whole["DTSTART"].dt
        if "DURATION" in whole:
            lasts = whole["DURATION"].dt
        else:
            lasts = whole["DTEND"].dt.astimezone(UTC) - start.astimezone(UTC)
        moments = rruleset()
        moments.rdate(start)
        if "RRULE" in whole:
            moments.rrule(rrulestr(whole["RRULE"].to_ical().decode(), dtstart=start))
        for moment in listed(whole, "RDATE"):
            moments.rdate(moment)
        for moment in listed(whole, "EXDATE"):
            moments.exdate(moment)
        for moment in (each.astimezone(UTC) for each in moments):
            entry = changed.pop((str(whole["UID"]), moment), None)
            begins, ends = moment, moment + lasts
            if entry is not None:
                begins, ends = (entry[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
            told = whole if entry is None else entry
            location = told.get("LOCATION")
            words = str(told["SUMMARY"]), str(told["STATUS"]), location and str(location)
            dates.append(Read(begins, ends, *words))
    assert not changed, "An exception to a date that there is none of."
    return sorted(dates)


def listed(entry, name: str) -> list[datetime]:
    """All moments of a property that may stand once, again and again, or not at all."""
    values = entry.get(name, [])
    values = values if isinstance(values, list) else [values]
    return [each.dt for value in values for each in value.dts]


def ical_js_reads(file: bytes) -> list[Read]:
    """What ical.js makes of it, with the file's own VTIMEZONE."""
    done = subprocess.run(
        [NODE, TESTS / "calendar_reader.mjs"],
        input=file,
        capture_output=True,
        check=True,
        cwd=TESTS,
    )
    return sorted(
        Read(
            datetime.fromtimestamp(each["starts_at"], UTC),
            datetime.fromtimestamp(each["ends_at"], UTC),
            each["summary"],
            each["status"],
            each["location"],
        )
        for each in json.loads(done.stdout)
    )


def stored(*events: Event) -> list[tuple[datetime, datetime]]:
    rows = [each for event in events for each in event.occurrences.all()]
    return sorted((each.starts_at, each.ends_at) for each in rows)


def read(file: bytes) -> list[Read]:
    """What both readers agree on."""
    found = python_reads(file)
    assert ical_js_reads(file) == found
    return found


# --- The dates -----------------------------------------------------------------------------------

RULES = {
    "once": {"recurrence": ""},
    "weekly, across the change in October": {},
    "weekly, across both changes": {
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;UNTIL=20270630T215959Z"
    },
    "every second week on two days": {
        "recurrence": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;UNTIL=20270430T215959Z"
    },
    "the last Wednesday of the month": {
        "starts_at": at(2026, 10, 28, 18),
        "recurrence": "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1WE;COUNT=12",
    },
    "the third Wednesday of every other month": {
        "starts_at": at(2026, 10, 21, 18),
        "recurrence": "FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE;COUNT=6",
    },
    "in the hour that comes twice": {
        "starts_at": at(2026, 10, 18, 2, 30),
        "hours": 0.25,
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;COUNT=3",
    },
    "through the hour that comes twice": {
        "starts_at": at(2026, 10, 18, 1, 30),
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;COUNT=3",
    },
    "in the hour that does not exist": {
        "starts_at": at(2027, 3, 21, 2, 30),
        "hours": 0.25,
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;COUNT=3",
    },
    "through the hour that does not exist": {
        "starts_at": at(2027, 3, 21, 2, 30),
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;COUNT=3",
    },
    "all night, the first of them the longest": {
        "starts_at": at(2026, 10, 24, 22),
        "hours": 8,
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;COUNT=30",
    },
    "first in the second of the two hours": {
        "starts_at": at(2026, 10, 25, 2, 30, fold=1),
        "hours": 1,
        "recurrence": "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU;COUNT=3",
    },
    "once, in the second of the two hours": {
        "starts_at": at(2026, 10, 25, 2, 30, fold=1),
        "hours": 0.25,
        "recurrence": "",
    },
}


@pytest.mark.parametrize("rule", RULES)
def test_both_readers_find_the_dates_that_are_stored(client, rule):
    event = series(**RULES[rule])
    found = read(one(client, event))
    assert [each[:2] for each in found] == stored(event)
    assert {(each.summary, each.status) for each in found} == {("Öppet hus", "CONFIRMED")}


DIFFERENT = {
    "skipped": [(21, "skipped", {})],
    "the first one skipped": [(14, "skipped", {})],
    "extra at the usual time": [(16, "extra", {})],
    "extra at the usual time on the night of the change": [(25, "extra", {})],
    "extra at a time of its own": [
        (16, "extra", {"starts_at": at(2026, 10, 16, 18), "ends_at": at(2026, 10, 16, 23)})
    ],
    "extra before the first": [(2, "extra", {})],
    "moved in time": [
        (21, "moved", {"starts_at": at(2026, 10, 22, 9), "ends_at": at(2026, 10, 22, 10)})
    ],
    "moved to the second of the two hours": [
        (
            21,
            "moved",
            {
                "starts_at": at(2026, 10, 25, 2, 15, fold=1),
                "ends_at": at(2026, 10, 25, 2, 45, fold=1),
            },
        )
    ],
    "the first one moved": [
        (14, "moved", {"starts_at": at(2026, 10, 13, 9), "ends_at": at(2026, 10, 13, 10)})
    ],
    "cancelled": [(21, "cancelled", {})],
    "an extra one cancelled": [(16, "extra", {}), (16, "cancelled", {})],
    "all kinds": [
        (14, "skipped", {}),
        (16, "extra", {}),
        (21, "cancelled", {}),
        (28, "postponed", {}),
    ],
}


@pytest.mark.parametrize("recurrence", [WEEKLY, ""])
@pytest.mark.parametrize("differences", DIFFERENT)
def test_both_readers_find_the_dates_that_differ(client, differences, recurrence):
    event = series(recurrence=recurrence)
    for day, kind, given in DIFFERENT[differences]:
        change(event, day, kind, **given)
    assert [each[:2] for each in read(one(client, event))] == stored(event)


def test_all_events_of_the_feed_are_found(client):
    events = [series(), series(recurrence=""), series(starts_at=at(2026, 12, 24, 15))]
    for event in events[:2]:
        change(event, 14, "cancelled")
    assert [each[:2] for each in read(feed(client))] == stored(*events)


def test_a_moved_event_is_at_its_new_time_alone(client):
    event = series(
        standing="moved",
        standing_changed_at=NOW,
        moved_from_starts_at=STARTS - timedelta(days=1),
    )
    found = read(one(client, event))
    assert [each[:2] for each in found] == stored(event)
    assert {each.summary for each in found} == {"Flyttat: Öppet hus"}


def test_an_event_without_any_date_left_is_not_told(client):
    event = series(recurrence="")
    change(event, 14, "skipped")
    assert entries(one(client, event)) == []


def test_the_zone_of_the_file_is_swedish_time():
    zone = written_timezone().to_tz(lookup_tzid=False)
    moment = datetime(1997, 1, 1, tzinfo=UTC)
    while moment.year < 2060:
        assert moment.astimezone(zone).utcoffset() == moment.astimezone(STOCKHOLM).utcoffset()
        moment += timedelta(hours=7)


def test_ical_js_knows_the_hours_around_every_change_by_the_zone_of_the_file(client):
    nights = [at(2026, 10, 25), at(2027, 3, 28), at(2027, 10, 31), at(2028, 3, 26)]
    for night in nights:
        for minutes in range(0, 360, 30):
            starts_at = night.astimezone(UTC) + timedelta(minutes=minutes)
            series(starts_at=starts_at, hours=0.25, recurrence="")
    assert [each[:2] for each in read(feed(client))] == stored(*Event.objects.all())


# --- What became of a date -----------------------------------------------------------------------


def test_a_date_that_differs_is_known_by_when_it_was_planned(client):
    event = series()
    moved = {"starts_at": at(2026, 10, 22, 9), "ends_at": at(2026, 10, 22, 10)}
    change(event, 21, "moved", **moved)
    [_whole, entry] = entries(one(client, event))
    assert entry["RECURRENCE-ID"].dt == at(2026, 10, 21, 10)
    assert entry["RECURRENCE-ID"].params["TZID"] == "Europe/Stockholm"
    assert entry["DTSTART"].dt == moved["starts_at"]
    description = str(entry["DESCRIPTION"])
    assert "Lokalen är stängd." in description
    assert "onsdag 21 oktober 2026 kl. 10.00" in description
    assert "Meddelat tisdag 1 september 2026." in description


@pytest.mark.parametrize(
    ("kind", "summary", "state"),
    [
        ("cancelled", "Inställt: Öppet hus", "CANCELLED"),
        ("postponed", "Uppskjutet: Öppet hus", "CANCELLED"),
        ("noted", "Öppet hus", "CONFIRMED"),
    ],
)
@pytest.mark.parametrize("recurrence", [WEEKLY, ""])
def test_a_date_says_in_words_what_becomes_of_it(client, recurrence, kind, summary, state):
    event = series(recurrence=recurrence)
    change(event, 14, kind)
    [first, *rest] = read(one(client, event))
    assert (first.summary, first.status) == (summary, state)
    assert {(each.summary, each.status) for each in rest} <= {("Öppet hus", "CONFIRMED")}
    assert "Lokalen är stängd." in str(entries(one(client, event))[-1]["DESCRIPTION"])


def test_a_date_is_where_it_was_moved_to(client):
    event = series(place=make_place(name_sv="Här", street="Ettgatan 1"), place_note_sv="Plan 2")
    change(event, 14, "moved", place=make_place(name_sv="Där", street="Tvågatan 2"))
    [first, *rest] = read(one(client, event))
    assert first.location == "Där, Tvågatan 2, Malmö"
    assert {each.location for each in rest} == {"Här, Plan 2, Ettgatan 1, Malmö"}
    assert "Var först planerat på: Här" in str(entries(one(client, event))[1]["DESCRIPTION"])


@pytest.mark.parametrize(
    ("standing", "word"), [("cancelled", "Inställt"), ("postponed", "Uppskjutet")]
)
def test_when_the_whole_event_is_off_every_date_says_so(client, standing, word):
    event = series(standing=standing, standing_changed_at=NOW, standing_note_sv="Vi är sjuka.")
    change(event, 14, "noted")
    change(event, 21, "moved", place=make_place())
    change(event, 16, "extra")
    change(event, 28, "skipped")
    found = read(one(client, event))
    assert len(found) == 5
    assert {(each.summary, each.status) for each in found} == {(f"{word}: Öppet hus", "CANCELLED")}
    for entry in entries(one(client, event)):
        assert "Vi är sjuka." in str(entry["DESCRIPTION"])


# --- Who is in the feed, and when ----------------------------------------------------------------


def uids(file: bytes) -> set[str]:
    return {str(each["UID"]) for each in entries(file)}


@pytest.mark.parametrize(
    ("field", "before", "after"), [("publish_at", 404, 200), ("expires_at", 200, 404)]
)
def test_an_event_comes_and_goes_to_the_second(client, field, before, after):
    event = series(**{field: NOW + timedelta(hours=1)})
    for moment, wanted in (
        (NOW + timedelta(hours=1) - SECOND, before),
        (NOW + timedelta(hours=1), after),
    ):
        with time_machine.travel(moment, tick=False):
            assert status(client, address(event)) == wanted
            assert uids(feed(client)) == ({str(event.uuid)} if wanted == 200 else set())


def test_what_is_unpublished_is_in_no_calendar(client):
    event = series(publish_at=None)
    assert status(client, address(event)) == 404
    assert entries(feed(client)) == []


def test_what_is_over_stays_in_the_feed_for_31_days_and_has_its_own_file_for_ever(client):
    event = series(recurrence="")
    leaves = event.over_at + timedelta(days=31)
    for moment, wanted in ((leaves - SECOND, {str(event.uuid)}), (leaves, set())):
        with time_machine.travel(moment, tick=False):
            assert uids(feed(client)) == wanted
            assert uids(one(client, event)) == {str(event.uuid)}


@pytest.mark.parametrize("part", ["services", "programme"])
def test_what_tells_of_a_sensitive_service_is_in_no_calendar_and_links_to_none(client, part):
    service = make_service(sensitive=True, **DISCREET)
    event = series(services=[service] if part == "services" else [])
    if part == "programme":
        make_programme_item(event=event, service=service)
    assert status(client, address(event)) == status(client, address(event, "en")) == 404
    assert entries(feed(client)) == []
    assert links(event) == []


def test_nor_while_that_service_is_unpublished(client):
    event = series(services=[make_service(sensitive=True, publish_at=None, **DISCREET)])
    assert status(client, address(event)) == 404
    assert links(event) == []


def test_the_feed_is_bounded_and_keeps_what_begins_first(client, monkeypatch):
    monkeypatch.setattr(calendar_views, "MOST_EVENTS", 2)
    events = [series(starts_at=STARTS + timedelta(days=day)) for day in (2, 0, 1)]
    assert uids(feed(client)) == {str(event.uuid) for event in events[1:]}


def test_the_place_is_told_while_it_is_published(client):
    place = make_place(publish_at=None)
    assert "LOCATION" not in entries(one(client, series(place=place)))[0]


# --- Addresses -----------------------------------------------------------------------------------


def test_the_addresses_are_in_the_language_of_the_reader():
    event = make_event(title_sv="Öppet hus", title_en="Open house")
    assert path_of("calendar", "sv") == "/sv/evenemang/kalender.ics"
    assert path_of("calendar", "en") == "/en/events/calendar.ics"
    assert address(event, "sv") == "/sv/evenemang/oppet-hus/kalender.ics"
    assert address(event, "en") == "/en/events/open-house/calendar.ics"


def test_an_old_address_leads_to_the_present_one_and_the_event_stays_the_same(client):
    event = series()
    old, before = address(event), uids(one(client, event))
    event.slug_sv = "nytt"
    event.save()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, address(event))
    assert uids(one(client, event)) == before == {str(event.uuid)}


@pytest.mark.parametrize("slug", ["finns-inte", "x" * 300])
def test_an_event_that_does_not_exist_has_no_calendar(client, slug):
    response = client.get(f"/sv/evenemang/{slug}/kalender.ics")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


@pytest.fixture(params=["all", "one"])
def path(request: pytest.FixtureRequest) -> str:
    """The address of each kind of calendar in turn."""
    event = series(slug_sv="oppet-hus")
    return path_of("calendar") if request.param == "all" else address(event)


def test_the_file_is_a_calendar_with_the_headers_of_every_public_page(client, path):
    response, page = client.get(path), client.get(path_of("event_list"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    name = "calendar.ics" if path == path_of("calendar") else "oppet-hus.ics"
    assert response["Content-Disposition"] == f'inline; filename="{name}"'
    own = {"Content-Type", "Content-Disposition", "Content-Length", "Content-Security-Policy"}
    assert {k: v for k, v in response.items() if k not in own} == {
        k: v for k, v in page.items() if k not in own
    }
    assert not response.cookies


def test_head_gets_the_headers_alone_and_nothing_can_be_sent(client, path):
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405


def test_the_file_is_the_same_until_something_changes(client, path):
    before = client.get(path).content
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert client.get(path).content == before


def links(event: Event | None = None, language: str = "sv") -> list[str]:
    """Where the links of the partial lead, on the page of *event* or of all."""
    with translation.override(language):
        found = event and Event.objects.with_page_parts().get(pk=event.pk)
        context = {"event": found} if found else {}
        return hrefs(parse(render_to_string("events/calendar_links.html", context)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("site", "webcal"),
    [
        ("https://trygg.example.org", "webcal://trygg.example.org"),
        ("http://127.0.0.1:8000", "webcal://127.0.0.1:8000"),
    ],
)
def test_pages_link_to_the_file_and_to_the_subscription(settings, language, site, webcal):
    settings.SITE_URL = site
    event = make_event()
    for path, found in (
        (path_of("calendar", language), links(language=language)),
        (address(event, language), links(event, language)),
    ):
        assert found == [path, webcal + path]


def test_beside_each_link_stands_who_may_see_the_calendar():
    page = parse(render_to_string("events/calendar_links.html"))
    [note] = [each for each in page.all("p") if each.attributes.get("id") == "calendar-note"]
    assert note.text() == "Kalendern kan synas för andra och på låst skärm."
    assert [link.attributes["aria-describedby"] for link in page.all("a")] == ["calendar-note"] * 2


# --- What is said, and how it is written ---------------------------------------------------------


def test_the_calendar_says_what_it_is_and_when_to_look_again(client, settings):
    settings.SITE_URL = "https://trygg.example.org"
    series()
    text = feed(client).decode()
    for line in (
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "NAME;LANGUAGE=sv:På gång: trygghet och stöd i Malmö",
        "X-WR-CALNAME:På gång: trygghet och stöd i Malmö",
        "URL:https://trygg.example.org/sv/evenemang/",
        "SOURCE;VALUE=URI:https://trygg.example.org/sv/evenemang/kalender.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert f"\r\n{line}\r\n" in text
    assert "METHOD" not in text
    assert "ORGANIZER" not in text


def test_an_entry_says_where_to_read_more(client, settings):
    settings.SITE_URL = "https://trygg.example.org"
    event = series()
    [entry] = entries(one(client, event))
    assert str(entry["URL"]) == f"https://trygg.example.org{path_of(event)}"
    assert str(entry["DESCRIPTION"]).endswith(str(entry["URL"]))
    assert str(entry["UID"]) == str(event.uuid)


def test_an_entry_says_what_is_known_and_no_more(client):
    described = [
        str(entries(one(client, event))[0]["DESCRIPTION"]).splitlines()[:-2]
        for event in (
            make_event(),
            make_event(
                registration="email",
                registration_email="anmal@example.org",
                registration_until=at(2026, 9, 20, 12),
                cost_sv="50 kronor",
                languages=[make_spoken_language(name_sv="arabiska")],
                interpreter_sv="Säg till.",
            ),
            make_event(registration="none", is_free=True),
            make_event(registration="phone", registration_phone="040-628 04 00", is_full=True),
        )
    ]
    assert described == [
        ["Kom och träffa oss."],
        [
            "Kom och träffa oss.",
            "",
            "Anmäl dig: anmal@example.org",
            "Anmäl dig före: 20 september 2026 kl. 12.00 (CEST)",
            "Kostnad: 50 kronor",
            "Språk som talas: arabiska",
            "Tolk: Säg till.",
        ],
        [
            "Kom och träffa oss.",
            "",
            "Du behöver inte anmäla dig, det är bara att komma.",
            "Kostar ingenting.",
        ],
        ["Kom och träffa oss.", "", "Det är fullt: inga fler kan komma."],
    ]


def test_english_text_is_english_and_swedish_text_swedish_in_the_english_feed(client):
    series(standing="cancelled", standing_changed_at=NOW, standing_note_en="All are ill.")
    series(
        title_sv="Träff",
        title_en="",
        summary_en="",
        standing="cancelled",
        standing_changed_at=NOW,
        standing_note_sv="Alla är sjuka.",
    )
    english, swedish = sorted(entries(feed(client, "en")), key=lambda each: str(each["SUMMARY"]))
    assert str(english["SUMMARY"]) == "Cancelled: Open house"
    assert str(swedish["SUMMARY"]) == "Inställt: Träff"
    for name in ("SUMMARY", "DESCRIPTION"):
        assert english[name].params["LANGUAGE"] == "en"
        assert swedish[name].params["LANGUAGE"] == "sv"
    assert "/en/events/" in str(swedish["URL"])


def test_no_language_is_claimed_for_text_in_two(client):
    series(summary_en="", registration="none")
    [entry] = entries(feed(client, "en"))
    assert entry["SUMMARY"].params["LANGUAGE"] == "en"
    assert "LANGUAGE" not in entry["DESCRIPTION"].params


HARD = 'Åäö, semikolon; snedstreck \\ och \\n, ”citat” "x": \N{FAMILY} 👩‍👩‍👧 🇸🇪 '


def test_whatever_is_written_comes_out_the_same_in_short_lines(client):
    title, place = (HARD * 3)[:120].strip(), (HARD * 2)[:100].strip()
    note = "Första raden\nAndra; raden, med \\ " + "å" * 150
    event = series(title_sv=title, summary_sv=HARD * 4, place=make_place(name_sv=place))
    change(event, 14, "cancelled", note_sv=note)
    for file in (feed(client), one(client, event)):
        for line in file.split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            assert b"\r" not in line
            line.decode()
        assert file.endswith(b"END:VCALENDAR\r\n")
        found = read(file)
        assert [each.summary for each in found] == [f"Inställt: {title}"] + [title] * 4
        assert found[0].location == f"{place}, Exempelgatan 1, Malmö"
        assert note in str(entries(file)[1]["DESCRIPTION"])


def test_control_characters_are_left_out(client):
    series(title_sv="Öppet\x01\x0b\x1b hus\r")
    assert str(entries(feed(client))[0]["SUMMARY"]) == "Öppet hus"


# --- Changes reach those who subscribe -----------------------------------------------------------


def renamed(event: Event) -> None:
    event.title_sv = "Ett annat namn"
    event.save()


def cancelled(event: Event) -> None:
    event.standing, event.standing_changed_at = EventStanding.CANCELLED, NOW
    event.save()


def later(event: Event) -> None:
    event.starts_at += timedelta(hours=1)
    event.save()


def elsewhere(event: Event) -> None:
    event.place.street = "Annangatan 3"
    event.place.save()


def uncancelled(event: Event) -> None:
    made = change(event, 21, "cancelled")
    made.delete()


PUBLIC_CHANGES: dict[str, Callable[[Event], object]] = {
    "renamed": renamed,
    "cancelled": cancelled,
    "at another time": later,
    "its place has another address": elsewhere,
    "a language more": lambda event: event.languages.add(make_spoken_language()),
    "a date taken back": uncancelled,
    **{
        f"a date {kind}": lambda event, kind=kind: change(event, 21, kind)
        for kind in (ChangeKind.CANCELLED, ChangeKind.NOTED, ChangeKind.SKIPPED)
    },
    "an extra date": lambda event: change(event, 22, ChangeKind.EXTRA),
}


@pytest.mark.parametrize("kind", PUBLIC_CHANGES)
def test_every_public_change_is_a_later_version_of_the_same(client, kind):
    event = series(place=make_place())
    before = entries(one(client, event))[0]
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        PUBLIC_CHANGES[kind](event)
        found = entries(one(client, event))
    for entry in found:
        assert entry["UID"] == before["UID"]
        assert entry["SEQUENCE"] > before["SEQUENCE"]
        assert entry["LAST-MODIFIED"].dt == entry["DTSTAMP"].dt == NOW + timedelta(hours=1)
        assert entry["CREATED"].dt == before["CREATED"].dt == NOW


# --- What it costs -------------------------------------------------------------------------------

#: The events, where they are and were to be, what differs and where, and their languages.
FEED_QUERIES = 6


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_feed_asks_as_much_for_many_as_for_one(client, number):
    places = make_place(), make_place()
    for _ in range(number):
        event = series(
            place=places[0], moved_from_place=places[1], languages=[make_spoken_language()]
        )
        change(event, 21, "moved", place=places[1])
    with CaptureQueriesContext(connection) as asked:
        feed(client)
    assert len(asked) == FEED_QUERIES
    with CaptureQueriesContext(connection) as asked:
        one(client, event)
    assert len(asked) == FEED_QUERIES
