"""Search engines are told of an event what its page shows, in the words of schema.org."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine

from events.models import ChangeKind, EventStanding
from events.recurrence import STOCKHOLM
from tests.factories import (
    make_date_change,
    make_event,
    make_organisation,
    make_place,
    make_service,
    make_spoken_language,
)
from tests.visits import ask, path_of, visit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
STARTS = datetime(2026, 11, 25, 10, tzinfo=STOCKHOLM)
WEEKLY = "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=20"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def blocks(client, event, language="sv"):
    scripts = visit(client, event, language).all("script")
    found = [each for each in scripts if each.attributes.get("type") == "application/ld+json"]
    return [json.loads(each.source()) for each in found]


def told(client, event, language="sv"):
    [data] = blocks(client, event, language)
    return data


def test_what_is_known_of_an_event_is_told(client, settings):
    settings.SITE_URL = "https://example.org"
    event = make_event(
        starts_at=STARTS,
        place=make_place(postcode="211 00"),
        organiser=make_organisation(),
        is_free=True,
        languages=[make_spoken_language(code="x-so")],
    )
    assert told(client, event, "en") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "url": f"https://example.org{path_of(event, 'en')}",
        "name": "Open house",
        "description": "Come and meet us.",
        "startDate": "2026-11-25T10:00+01:00",
        "endDate": "2026-11-25T12:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "The meeting place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Exempelgatan 1",
                "postalCode": "211 00",
                "addressLocality": "Malmö",
            },
        },
        "organizer": {
            "@type": "Organization",
            "name": "The safety unit",
            "url": f"https://example.org{path_of(event.organiser, 'en')}",
        },
        "isAccessibleForFree": True,
        "inLanguage": ["x-so"],
    }


def test_what_is_not_known_is_left_out(client):
    data = told(client, make_event(starts_at=STARTS))
    assert {*data} == {
        *("@context", "@type", "url", "name", "description"),
        *("startDate", "endDate", "eventStatus"),
    }
    place = make_place(street="", city="")
    data = told(client, make_event(starts_at=STARTS, place=place, is_free=False))
    assert data["location"] == {"@type": "Place", "name": "Träffpunkten"}
    assert data["isAccessibleForFree"] is False


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (EventStanding.CANCELLED, "EventCancelled"),
        (EventStanding.POSTPONED, "EventPostponed"),
        (EventStanding.MOVED, "EventRescheduled"),
    ],
)
def test_a_change_is_told(client, standing, status):
    event = make_event(starts_at=STARTS, standing=standing, standing_changed_at=NOW)
    assert told(client, event)["eventStatus"] == f"https://schema.org/{status}"


def test_a_moved_event_tells_when_it_was_to_begin(client):
    event = make_event(
        starts_at=STARTS,
        standing=EventStanding.MOVED,
        standing_changed_at=NOW,
        moved_from_starts_at=STARTS - timedelta(days=60),
    )
    assert told(client, event)["previousStartDate"] == "2026-09-26T10:00+02:00"


def test_a_series_tells_its_schedule_and_its_next_dates(client):
    event = make_event(starts_at=STARTS, recurrence=WEEKLY)
    new = STARTS + timedelta(days=1)
    given = {"starts_at": new, "ends_at": new + timedelta(hours=1)}
    make_date_change(event=event, kind=ChangeKind.MOVED, **given)
    skipped = (STARTS + timedelta(days=7)).date()
    make_date_change(event=event, kind=ChangeKind.SKIPPED, date=skipped)
    make_date_change(event=event, date=(STARTS + timedelta(days=14)).date())
    data = told(client, event)
    assert data["startDate"] == "2026-11-26T10:00+01:00"
    assert data["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Wednesday"],
        "startDate": "2026-11-25",
        "repeatCount": 20,
        "startTime": "10:00",
        "endTime": "12:00",
        "scheduleTimezone": "Europe/Stockholm",
        "exceptDate": ["2026-12-02"],
    }
    assert len(data["subEvent"]) == 12
    first, second, third, *_rest = data["subEvent"]
    assert first["previousStartDate"] == "2026-11-25T10:00+01:00"
    assert first["eventStatus"].endswith("EventRescheduled")
    assert second["eventStatus"].endswith("EventCancelled")
    assert third["eventStatus"].endswith("EventScheduled")


def test_nothing_is_told_of_a_sensitive_service(client):
    discreet = {"discreet_title_sv": "Samtal", "discreet_title_en": "Talks"}
    slugs = {"discreet_slug_sv": "samtal", "discreet_slug_en": "talks"}
    service = make_service(sensitive=True, **discreet, **slugs)
    assert blocks(client, make_event(starts_at=STARTS, services=[service])) == []


def test_a_title_cannot_end_the_element(client):
    title = "</script><script>alert(1)</script>&<!--"
    event = make_event(starts_at=STARTS, title_sv=title)
    assert told(client, event)["name"] == title
    assert "<script>alert" not in ask(client, event)
