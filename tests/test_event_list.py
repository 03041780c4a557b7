"""Coming dates by month, chosen among; and what was, by year."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import ChangeKind, Event, EventStanding, Occurrence
from events.recurrence import STOCKHOLM
from tests.factories import (
    make_date_change,
    make_event,
    make_place,
    make_programme_item,
    make_service,
    make_spoken_language,
    make_topic,
)
from tests.visits import hrefs, path_of, read, visit

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=STOCKHOLM)
STARTS = datetime(2026, 11, 25, 10, tzinfo=STOCKHOLM)
DISCREET = {
    "sensitive": True,
    "discreet_title_sv": "Samtal",
    "discreet_title_en": "Talks",
    "discreet_slug_sv": "samtal",
    "discreet_slug_en": "talks",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def weekly(times, **given):
    rule = f"FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT={times}"
    return make_event(**{"starts_at": STARTS, "recurrence": rule} | given)


def titles(client, query=""):
    [main] = visit(client, "event_list", query=query).all("main")
    return [heading.text() for heading in main.all("h3")]


def headings(client):
    [main] = visit(client, "event_list").all("main")
    return [heading.text() for heading in main.all("h2") if "month-" in heading.attributes["id"]]


def year(client, number, language="sv"):
    way = {"sv": "/sv/evenemang/ar/", "en": "/en/events/year/"}[language]
    return read(client, f"{way}{number}/")


def test_the_dates_of_a_series_stand_under_their_months(client):
    weekly(3)
    assert headings(client) == ["November 2026", "December 2026"]
    assert titles(client) == ["Öppet hus"] * 3


def test_a_month_is_that_of_the_swedish_clock(client):
    make_event(starts_at=datetime(2026, 12, 1, 0, 30, tzinfo=STOCKHOLM))
    assert headings(client) == ["December 2026"]


@pytest.mark.parametrize(
    ("kind", "said"), [(ChangeKind.CANCELLED, "Inställt"), (ChangeKind.POSTPONED, "Uppskjutet")]
)
def test_a_date_that_is_off_stays_with_its_word_until_it_would_have_ended(client, kind, said):
    event = weekly(2)
    make_date_change(event=event, kind=kind)
    ends = STARTS + timedelta(hours=2)
    assert said in read(client, "event_list")
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert said in read(client, "event_list")
    with time_machine.travel(ends, tick=False):
        assert said not in read(client, "event_list")


def test_a_date_that_is_moved_tells_from_when_and_where(client):
    event = weekly(1, place=make_place(name_sv="Gamla salen"))
    new = STARTS + timedelta(days=1)
    make_date_change(
        event=event,
        kind=ChangeKind.MOVED,
        starts_at=new,
        ends_at=new + timedelta(hours=1),
        place=make_place(name_sv="Nya salen"),
    )
    text = read(client, "event_list")
    assert "torsdag 26 november 2026 kl. 10.00–11.00" in text
    assert "Flyttat" in text
    assert "Skulle först ha börjat: onsdag 25 november 2026 kl. 10.00" in text
    assert "Var först planerat på: Gamla salen" in text
    assert "Nya salen" in text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("2", 2),
        ("3", 3),
        ("0", 1),
        ("-1", 1),
        ("4", 3),
        ("9" * 5000, 3),
        ("²", 1),
        ("två", 1),
        ("%00", 1),
    ],
)
def test_a_page_that_is_not_there_gives_the_nearest(client, asked, shown):
    weekly(120)
    text = read(client, "event_list", query=f"page={asked}")
    assert f"Sida {shown} av 3" in text


def test_pages_lead_to_each_other_and_keep_what_is_chosen(client):
    service = make_service()
    weekly(120, services=[service])
    page = visit(client, "event_list", query=f"s={service.pk}&page=2")
    links = [a for a in page.all("a") if a.attributes.get("rel") in {"prev", "next"}]
    address = path_of("event_list")
    assert [a.attributes["href"] for a in links] == [
        f"{address}?s={service.pk}",
        f"{address}?s={service.pk}&page=3",
    ]
    [other] = [a for a in page.all("a") if a.attributes.get("hreflang") == "en"]
    assert other.attributes["href"] == f"/en/events/?s={service.pk}&page=2"


def by_service(event, name):
    service = make_service(name_sv=name)
    event.services.add(service)
    return f"s={service.pk}"


def by_programme(event, name):
    service = make_service(name_sv=name)
    make_programme_item(event=event, service=service)
    return f"s={service.pk}"


def by_topic(event, name):
    topic = make_topic(plain_name_sv=name)
    event.services.add(make_service(topics=[topic]))
    return f"t={topic.pk}"


def by_topic_of_the_programme(event, name):
    topic = make_topic(plain_name_sv=name)
    make_programme_item(event=event, service=make_service(topics=[topic]))
    return f"t={topic.pk}"


def by_place(event, name):
    event.place = make_place(name_sv=name)
    event.save()
    return f"p={event.place_id}"


def by_place_of_a_date(event, name):
    place = make_place(name_sv=name)
    make_date_change(event=event, kind=ChangeKind.MOVED, place=place)
    return f"p={place.pk}"


def by_language(event, name):
    spoken = make_spoken_language(name_sv=name)
    event.languages.add(spoken)
    return f"l={spoken.pk}"


WAYS = [
    by_service,
    by_programme,
    by_topic,
    by_topic_of_the_programme,
    by_place,
    by_place_of_a_date,
    by_language,
]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_chosen_is_left_and_can_be_removed_and_never_is_in_the_title(client, way):
    chosen = make_event(title_sv="Det valda", starts_at=STARTS)
    make_event(title_sv="Något annat", starts_at=STARTS)
    query = way(chosen, "Fjärilen")
    [found] = titles(client, query)
    assert found.startswith("Det valda")
    page = visit(client, "event_list", query=query)
    [title], [heading] = page.all("title"), page.all("h1")
    assert "Fjärilen" not in title.text() + heading.text()
    [tags] = [each for each in page.all("div") if each.attributes.get("class") == "chosen"]
    assert "Fjärilen" in tags.text()
    assert hrefs(tags) == [path_of("event_list")] * 2


@pytest.mark.parametrize("way", WAYS)
def test_what_has_nothing_coming_is_not_offered(client, way):
    way(make_event(starts_at=NOW - timedelta(days=2)), "Fjärilen")
    assert "Fjärilen" not in read(client, "event_list")


def test_choices_of_one_kind_widen_and_of_two_kinds_narrow(client):
    first, second = (make_event(title_sv=name, starts_at=STARTS) for name in ("Ett", "Två"))
    one, other = by_service(first, "A"), by_service(second, "B")
    spoken = by_language(second, "C")
    assert titles(client, f"{one}&{other}") == ["Ett", "Två"]
    assert titles(client, f"{other}&{spoken}") == ["Två"]
    assert titles(client, f"{one}&{spoken}") == []
    page = read(client, "event_list", query=f"{one}&{spoken}")
    assert "Inget som är planerat passar allt du har valt." in page
    [main] = visit(client, "event_list", query=f"{one}&{spoken}").all("main")
    links = hrefs(main)
    assert {f"/sv/evenemang/?{one}", f"/sv/evenemang/?{spoken}", "/sv/evenemang/"} <= {*links}


@pytest.mark.parametrize("query", ["s=999999", "s=x", f"s={'9' * 5000}", "s=%00", "q=1", "s="])
def test_what_is_no_choice_is_ignored(client, query):
    make_event(starts_at=STARTS, services=[make_service()])
    assert titles(client, query) == ["Öppet hus"]


def test_a_date_is_at_its_own_place_and_not_at_the_usual_one(client):
    usual = make_place()
    event = weekly(2, place=usual)
    make_date_change(event=event, kind=ChangeKind.MOVED, place=make_place())
    assert len(titles(client, f"p={usual.pk}")) == 1


@pytest.mark.parametrize(
    "state", [{"publish_at": None}, DISCREET], ids=["unpublished", "sensitive"]
)
def test_a_service_that_must_not_be_named_is_no_choice_nor_are_its_topics(client, state):
    topic = make_topic(plain_name_sv="Fjärilen")
    service = make_service(**{"name_sv": "Trollsländan", **state, "topics": [topic]})
    make_event(title_sv="Det valda", starts_at=STARTS, services=[service])
    make_event(title_sv="Något annat", starts_at=STARTS)
    text = read(client, "event_list")
    assert "Fjärilen" not in text
    assert "Trollsländan" not in text
    for query in (f"s={service.pk}", f"t={topic.pk}"):
        assert titles(client, query) == ["Det valda", "Något annat"]


def test_a_sensitive_topic_is_no_choice(client):
    topic = make_topic(plain_name_sv="Fjärilen", sensitive=True)
    discreet = {name: text for name, text in DISCREET.items() if name != "sensitive"}
    make_event(starts_at=STARTS, services=[make_service(topics=[topic], **discreet)])
    assert "Fjärilen" not in read(client, "event_list")


def test_a_series_is_listed_once_a_year_with_how_often_it_was(client):
    event = weekly(8, starts_at=datetime(2025, 12, 3, 10, tzinfo=STOCKHOLM))
    make_date_change(event=event)
    text = year(client, 2025)
    assert text.count("Öppet hus") == 1
    assert "4 gånger det året" in text
    assert "3 gånger det året" in year(client, 2026)
    assert "4 times this year" in year(client, 2025, "en")


def test_a_year_is_that_of_the_swedish_clock(client):
    make_event(starts_at=datetime(2026, 1, 1, 0, 30, tzinfo=STOCKHOLM))
    assert "Öppet hus" in year(client, 2026)
    assert client.get("/sv/evenemang/ar/2025/").status_code == 404


@pytest.mark.parametrize("number", ["0", "1", "2015", "2027", "9999", "10000", "9" * 30, "x"])
def test_a_year_in_which_nothing_was_has_no_page(client, number):
    make_event(starts_at=datetime(2016, 10, 25, 9, tzinfo=STOCKHOLM))
    weekly(3, starts_at=datetime(2026, 12, 30, 9, tzinfo=STOCKHOLM))
    assert client.get(f"/sv/evenemang/ar/{number}/").status_code == 404


def test_the_list_leads_to_the_years_that_have_any(client):
    make_event(starts_at=datetime(2016, 10, 25, 9, tzinfo=STOCKHOLM))
    make_event(starts_at=datetime(2019, 10, 25, 9, tzinfo=STOCKHOLM))
    make_event(starts_at=datetime(2018, 10, 25, 9, tzinfo=STOCKHOLM), publish_at=None)
    [main] = visit(client, "event_list").all("main")
    found = [href for href in hrefs(main) if "/ar/" in href]
    assert found == ["/sv/evenemang/ar/2019/", "/sv/evenemang/ar/2016/"]


def test_a_past_event_that_never_was_says_so(client):
    then = datetime(2016, 10, 25, 9, tzinfo=STOCKHOLM)
    given = {"standing": EventStanding.CANCELLED, "standing_changed_at": then}
    make_event(starts_at=then, **given)
    assert "Inställt" in year(client, 2016)
    make_date_change(event=make_event(starts_at=then - timedelta(days=365)))
    assert "Blev inte av" in year(client, 2015)


def many(number):
    """*number* events of as many dates each, written without the models' own care."""
    place = make_place()
    stamps = {"publish_at": NOW - timedelta(days=9), "ends_at": STARTS + timedelta(hours=1)}
    events = Event.objects.bulk_create(
        Event(
            title_sv=f"Träff {n}",
            title_en=f"Meeting {n}",
            slug_sv=f"traff-{n}",
            slug_en=f"meeting-{n}",
            slug=f"traff-{n}",
            summary_sv="En träff.",
            starts_at=STARTS,
            over_at=STARTS + timedelta(weeks=52),
            place=place,
            **stamps,
        )
        for n in range(number)
    )
    weeks = [timedelta(weeks=week) for week in range(-26, 26)]
    Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            date=(STARTS + week).date(),
            planned_starts_at=STARTS + week,
            starts_at=STARTS + week,
            ends_at=STARTS + week + timedelta(hours=1),
            over_at=STARTS + week + timedelta(hours=1),
        )
        for event in events
        for week in weeks
    )


#: However much there is.
LIST_QUERIES = 14
LARGEST = 120_000


def test_thousands_of_events_and_years_of_dates_make_no_longer_page(
    client, django_assert_num_queries
):
    many(2000)
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(path_of("event_list"))
    assert len(page.content) < LARGEST
    assert "52000" in page.content.decode().replace("\xa0", "")
    past = client.get("/sv/evenemang/ar/2026/")
    assert past.status_code == 200
    assert len(past.content) < LARGEST
    assert timezone.now() == NOW
