"""Events: what is coming and what was, when they are, and what changed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from events.models import ChangeKind, Event, EventStanding
from tests.factories import (
    make_date_change,
    make_event,
    make_place,
    make_programme_item,
    make_service,
)
from tests.visits import read, visit

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SECOND = timedelta(seconds=1)
STARTS = datetime(2020, 5, 1, 9, tzinfo=STOCKHOLM)
ENDS = datetime(2020, 5, 1, 15, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("now", "is_coming"),
    [(STARTS - SECOND, True), (STARTS, True), (ENDS - SECOND, True), (ENDS, False)],
)
def test_an_event_is_coming_until_it_has_ended(now, is_coming):
    event = make_event(starts_at=STARTS, ends_at=ENDS)
    assert Event.objects.coming(now).contains(event) is is_coming
    assert Event.objects.past(now).contains(event) is not is_coming
    assert event.has_ended(now) is not is_coming


def test_the_next_event_comes_first_and_no_past_one(client):
    for days in (2, 1, 3, -3, -1, -2):
        make_event(title_sv=f"Dag {days}", starts_at=timezone.now() + timedelta(days=days))
    [main] = visit(client, "event_list").all("main")
    titles = [heading.text() for heading in main.all("h3")]
    assert titles == ["Dag 1", "Dag 2", "Dag 3"]


def test_the_home_page_shows_the_next_three(client):
    for days in (4, 1, 3, 2, -1):
        make_event(title_sv=f"Dag {days}", starts_at=timezone.now() + timedelta(days=days))
    [main] = visit(client, "home").all("main")
    titles = [heading.text() for heading in main.all("h3")]
    assert titles == ["Dag 1", "Dag 2", "Dag 3"]


def test_a_page_says_that_its_event_is_over_from_the_second_it_ends(client):
    event = make_event(starts_at=STARTS, ends_at=ENDS)
    said = []
    for now in (ENDS - SECOND, ENDS):
        with time_machine.travel(now, tick=False):
            said.append("Det här evenemanget är över." in read(client, event))
    assert said == [False, True]


@pytest.mark.parametrize(
    ("starts", "ends", "swedish", "english"),
    [
        (
            STARTS,
            ENDS,
            "fredag 1 maj 2020 kl. 09.00–15.00",
            "Friday 1 May 2020 at 09:00–15:00",
        ),
        (
            STARTS,
            datetime(2020, 5, 2, 15, tzinfo=STOCKHOLM),
            "fredag 1 maj 2020 kl. 09.00 – lördag 2 maj 2020 kl. 15.00",
            "Friday 1 May 2020 at 09:00 – Saturday 2 May 2020 at 15:00",
        ),
        (
            datetime(2020, 12, 31, 23, 30, tzinfo=STOCKHOLM),
            datetime(2020, 12, 31, 23, 45, tzinfo=STOCKHOLM),
            "torsdag 31 december 2020 kl. 23.30–23.45",
            "Thursday 31 December 2020 at 23:30–23:45",
        ),
    ],
)
def test_date_and_time_are_told_in_swedish_time_in_both_languages(
    client, starts, ends, swedish, english
):
    event = make_event(starts_at=starts, ends_at=ends)
    assert swedish in read(client, event)
    assert english in read(client, event, "en")


MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)


@pytest.mark.parametrize(("number", "month"), [*enumerate(MONTHS, start=1)])
def test_every_month_has_its_swedish_name(client, number, month):
    event = make_event(starts_at=datetime(2020, number, 10, 9, tzinfo=STOCKHOLM))
    assert f" 10 {month} 2020" in read(client, event)


WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


@pytest.mark.parametrize(("number", "weekday"), [*enumerate(WEEKDAYS, start=1)])
def test_every_weekday_has_its_swedish_name(client, number, weekday):
    event = make_event(starts_at=datetime(2020, 6, number, 9, tzinfo=STOCKHOLM))
    assert f"{weekday} {number} juni 2020" in read(client, event)


@pytest.mark.parametrize(
    ("month", "offset"), [(1, "+01:00"), (5, "+02:00")], ids=["winter", "summer"]
)
def test_machines_are_told_the_same_with_the_offset_of_the_season(client, month, offset):
    starts_at = datetime(2020, month, 1, 9, tzinfo=STOCKHOLM)
    times = [
        element.attributes["datetime"]
        for element in visit(client, make_event(starts_at=starts_at)).all("time")
    ]
    assert times == [f"2020-0{month}-01T09:00{offset}"]


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (EventStanding.CANCELLED, "Inställt."),
        (EventStanding.POSTPONED, "Uppskjutet."),
        (EventStanding.MOVED, "Flyttat."),
    ],
)
def test_a_change_is_told_first_with_its_note_and_its_day(client, standing, said):
    event = make_event(
        standing=standing,
        standing_note_sv="Lokalen är stängd.",
        standing_changed_at=datetime(2020, 4, 30, 12, tzinfo=STOCKHOLM),
    )
    text = read(client, event)
    note = f"{said} Lokalen är stängd. Meddelat torsdag 30 april 2020."
    assert text.index(note) < text.index("Kom och träffa oss.")
    assert said.rstrip(".") in read(client, "event_list")


def test_a_moved_event_tells_from_when_and_where(client):
    event = make_event(
        standing=EventStanding.MOVED,
        standing_changed_at=timezone.now(),
        moved_from_starts_at=STARTS,
        moved_from_place=make_place(name_sv="Gamla salen"),
    )
    text = read(client, event)
    assert "Skulle först ha börjat: fredag 1 maj 2020 kl. 09.00" in text
    assert "Gamla salen" in text


def test_a_programme_has_its_items_in_rank_with_times_and_services(client):
    event = make_event()
    service = make_service()
    make_programme_item(event=event, title_sv="Sist", rank=2)
    make_programme_item(
        event=event,
        title_sv="Först",
        rank=1,
        service=service,
        starts_at=time(9, 30),
        ends_at=time(10),
        also_present_sv="Polisen.",
    )
    [programme] = [
        each for each in visit(client, event).all("ol") if "programme" in each.attributes.values()
    ]
    assert [heading.text() for heading in programme.all("h3")] == ["Först", "Sist"]
    [link] = programme.all("a")
    assert link.attributes["href"] == service.get_absolute_url()
    assert "09.30–10.00" in programme.text()
    assert "Polisen." in programme.text()


# --- A series, and what one must know to come ----------------------------------------------------

NOW = datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=STOCKHOLM)


def read_now(client, event, language="sv"):
    with time_machine.travel(NOW, tick=False):
        return read(client, event, language)


def make_series(times=20, **given):
    rule = f"FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT={times}"
    return make_event(**{"starts_at": WEDNESDAY, "recurrence": rule} | given)


def test_a_series_tells_how_it_is_repeated_its_next_date_and_at_most_twelve(client):
    event = make_series(starts_at=WEDNESDAY - timedelta(days=14))
    text = read_now(client, event)
    assert "Varje onsdag kl. 10.00–12.00, 20 gånger" in text
    assert "nästa gång onsdag 25 november 2026 kl. 10.00–12.00" in text
    assert "Och 6 datum till efter det." in text
    with time_machine.travel(NOW, tick=False):
        [dates] = [
            each
            for each in visit(client, event).all("ol")
            if each.attributes.get("class") == "event-dates"
        ]
    assert len([*dates.all("li")]) == 12


def test_the_next_date_is_the_first_that_is_not_off_and_each_tells_of_itself(client):
    event = make_series(place=make_place(name_sv="Gamla salen"))
    make_date_change(event=event, announced_at=NOW)
    make_date_change(
        event=event,
        date=date(2026, 12, 2),
        kind=ChangeKind.MOVED,
        place=make_place(name_sv="Nya salen"),
        note_sv="Gamla salen målas.",
    )
    make_date_change(event=event, date=date(2026, 12, 9), kind=ChangeKind.POSTPONED, note_sv="Sjuk")
    make_date_change(
        event=event, date=date(2026, 12, 16), kind=ChangeKind.NOTED, note_sv="Luciatåg"
    )
    text = read_now(client, event)
    assert "nästa gång onsdag 2 december 2026" in text
    assert "Inställt. Lokalen är stängd. Meddelat måndag 23 november 2026." in text
    assert "Flyttat. Gamla salen målas." in text
    assert "Var först planerat på: Gamla salen Plats den här dagen: Nya salen" in text
    assert "Uppskjutet. Sjuk" in text
    assert "Inget nytt datum är bestämt." in text
    assert "Luciatåg" in text


def test_a_whole_series_that_is_cancelled_leaves_no_date_moved(client):
    event = make_series(
        2, standing=EventStanding.CANCELLED, standing_changed_at=NOW, standing_note_sv="Slut."
    )
    make_date_change(event=event, kind=ChangeKind.MOVED, place=make_place())
    assert {each.standing for each in event.occurrences.all()} == {EventStanding.CANCELLED}
    text = read_now(client, event)
    assert "Inställt. Slut." in text
    assert "Flyttat" not in text


def test_a_series_that_is_moved_tells_of_its_former_weekday_and_hour(client):
    event = make_series(
        standing=EventStanding.MOVED,
        standing_note_sv="Vi får en annan lokal.",
        standing_changed_at=NOW,
        moved_from_starts_at=WEDNESDAY - timedelta(days=60, hours=1),
    )
    text = read_now(client, event)
    assert text.index("Var tidigare: lördag kl. 09.00") < text.index("Kom och träffa oss.")
    assert "Skulle först ha börjat" not in text
    with time_machine.travel(NOW, tick=False):
        assert "Var tidigare: lördag kl. 09.00" in read(client, "event_list")
        calendar = client.get(f"{event.get_absolute_url()}kalender.ics").content.decode()
    assert "Var tidigare: lördag kl. 09.00" in calendar.replace("\r\n ", "")


def test_a_postponed_event_says_that_no_new_date_is_decided(client):
    event = make_event(
        starts_at=WEDNESDAY, standing=EventStanding.POSTPONED, standing_changed_at=NOW
    )
    assert "Inget nytt datum är bestämt." in read_now(client, event)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"registration": "none"}, "Behövs inte, det är bara att komma."),
        ({"registration": "email", "registration_email": "a@example.org"}, "a@example.org"),
        ({"registration": "phone", "registration_phone": "040-628 04 00"}, "040-628 04 00"),
        (
            {"registration": "link", "registration_url": "https://example.org/"},
            "https://example.org/",
        ),
        ({"is_full": True}, "Det är fullt: inga fler kan komma."),
        ({"registration_until": WEDNESDAY}, "Anmäl dig före onsdag 25 november 2026 kl. 10.00."),
        ({"is_free": True}, "Det kostar ingenting."),
        ({"cost_sv": "50 kronor"}, "50 kronor"),
        ({"interpreter_sv": "Arabiska"}, "Arabiska"),
        ({"media_welcome": True}, "Medier är välkomna."),
        ({"services_count": 15}, "15 verksamheter"),
    ],
)
def test_what_is_known_for_those_who_come_is_told_and_nothing_else(client, given, said):
    assert said in read_now(client, make_event(starts_at=WEDNESDAY, **given))
    bare = make_event(starts_at=WEDNESDAY, title_sv="Ett annat")
    text = read_now(client, bare)
    for heading in ("Anmälan", "Vad det kostar", "Tolk", "Press", "Deltar", "Plats"):
        assert heading not in text


BY_EMAIL = {"registration": "email", "registration_email": "a@example.org"}


def test_registration_that_is_too_late_or_full_leads_nowhere(client):
    late = make_event(starts_at=WEDNESDAY, registration_until=NOW, **BY_EMAIL)
    text = read_now(client, late)
    assert "Det är för sent att anmäla sig." in text
    assert "a@example.org" not in text
    full = make_event(starts_at=WEDNESDAY, is_full=True, **BY_EMAIL)
    assert "a@example.org" not in read_now(client, full)


@pytest.mark.parametrize(
    "given",
    [
        {"starts_at": NOW - timedelta(days=1)},
        {"standing": EventStanding.CANCELLED, "standing_changed_at": NOW},
    ],
    ids=["over", "cancelled"],
)
def test_nobody_registers_for_what_is_over_or_cancelled(client, given):
    event = make_event(**{"starts_at": WEDNESDAY} | BY_EMAIL | given)
    assert "a@example.org" not in read_now(client, event)


def test_the_home_page_shows_the_next_date_of_each_event_once(client):
    make_series(title_sv="Serien")
    make_event(title_sv="Senare", starts_at=WEDNESDAY + timedelta(days=60))
    with time_machine.travel(NOW, tick=False):
        [main] = visit(client, "home").all("main")
    assert [heading.text() for heading in main.all("h3")] == ["Serien", "Senare"]
    assert main.text().index("25 november 2026") < main.text().index("24 januari 2027")


def test_a_search_shows_the_next_date_of_a_series(client):
    make_series(title_sv="Fjärilsträffen", starts_at=WEDNESDAY - timedelta(days=7))
    with time_machine.travel(NOW, tick=False):
        response = client.post(
            "/sv/sok/", {"q": "fjärilsträffen"}, HTTP_SEC_FETCH_SITE="same-origin"
        )
    text = response.content.decode()
    assert "onsdag 25 november 2026 kl. 10.00" in text
    assert "18 november" not in text
