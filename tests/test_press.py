"""Press releases: date and place, whom to call and for how long, corrections, withdrawal."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from press.models import ContactFunction, ContactKind, ReleaseKind
from tests.factories import (
    make_event,
    make_fact_box,
    make_media_contact,
    make_place,
    make_press_release,
    make_service,
)
from tests.visits import ask, hrefs, read, visit

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SECOND = timedelta(seconds=1)
PHONE, EMAIL = "070-174 06 05", "press@example.org"
#: Late in the evening in Swedish time, and still the day before in UTC the other way round.
PUBLISHED = datetime(2016, 10, 24, 0, 30, tzinfo=STOCKHOLM)


def at(moment: datetime):
    return time_machine.travel(moment, tick=False)


def release_with_contact(*, details_until=None, function=ContactFunction.CONTACT, **given):
    release = make_press_release(**{"publish_at": PUBLISHED, **given})
    release.release_contacts.create(
        contact=make_media_contact(), details_until=details_until, function=function
    )
    return release


def event_ending(*moment: int):
    ends_at = datetime(*moment, tzinfo=STOCKHOLM)
    return make_event(starts_at=ends_at - timedelta(hours=6), ends_at=ends_at)


#: What sets the end, and the first day without the number.
ENDS = {
    "the day after the event": (
        lambda: release_with_contact(event=event_ending(2016, 10, 25, 15)),
        date(2016, 10, 27),
    ),
    "the day after an event past midnight": (
        lambda: release_with_contact(event=event_ending(2016, 10, 26, 0, 30)),
        date(2016, 10, 28),
    ),
    "30 days after publication": (release_with_contact, date(2016, 11, 24)),
    "a day of its own": (
        lambda: release_with_contact(details_until=date(2016, 10, 30)),
        date(2016, 10, 31),
    ),
    "a day of its own before the event": (
        lambda: release_with_contact(
            details_until=date(2016, 10, 24), event=event_ending(2016, 10, 25, 15)
        ),
        date(2016, 10, 25),
    ),
}


@pytest.fixture(params=ENDS)
def ending(request: pytest.FixtureRequest):
    """A release whose contact's number has an end, and the first moment after it, in turn."""
    make, first_day_without = ENDS[request.param]
    return make(), datetime(*first_day_without.timetuple()[:3], tzinfo=STOCKHOLM)


# --- For how long a person's number is shown -----------------------------------------------------


def test_the_number_is_shown_until_the_last_second_of_the_last_day_in_swedish_time(client, ending):
    release, end = ending
    with at(end - SECOND):
        html = ask(client, release)
    assert PHONE in html
    assert EMAIL in html


def test_the_number_is_gone_in_the_second_after(client, ending):
    release, end = ending
    with at(end):
        html = ask(client, release)
    assert "174" not in html
    assert EMAIL not in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Numret visades till och med 26 oktober 2016."),
        ("en", "The number was shown until 26 October 2016."),
    ],
)
def test_afterwards_name_role_and_the_end_are_shown_and_the_press_desk(client, language, said):
    make_media_contact(name_sv="Presstjänsten", kind=ContactKind.DESK, phone="040-34 10 00")
    release = release_with_contact(event=event_ending(2016, 10, 25, 15))
    text = read(client, release, language)
    for shown in ("Exempel Exempelsson", said, "040-34 10 00"):
        assert shown in text


def test_a_contact_without_number_or_address_has_no_end_to_tell(client):
    release = make_press_release()
    release.release_contacts.create(contact=make_media_contact(phone="", email=""))
    assert "Numret visades" not in read(client, release)


def test_the_number_of_who_issued_it_has_the_same_end(client):
    release = release_with_contact(
        event=event_ending(2016, 10, 25, 15), function=ContactFunction.ISSUED_BY
    )
    with at(datetime(2016, 10, 26, 23, 59, 59, tzinfo=STOCKHOLM)):
        assert PHONE in ask(client, release)
    assert PHONE not in ask(client, release)


def test_the_press_desk_has_no_end(client):
    make_media_contact(kind=ContactKind.DESK, phone="040-34 10 00")
    release = make_press_release(publish_at=PUBLISHED)
    with at(datetime(2099, 1, 1, tzinfo=STOCKHOLM)):
        assert "tel:+4640341000" in hrefs(visit(client, release))
        assert "tel:+4640341000" in hrefs(visit(client, "press_list"))


def test_a_person_is_not_listed_in_the_press_room(client):
    make_media_contact()
    assert PHONE not in ask(client, "press_list")


def test_contacts_and_issuers_are_told_apart(client):
    release = make_press_release()
    for name, function in (("Ada", ContactFunction.CONTACT), ("Bo", ContactFunction.ISSUED_BY)):
        contact = make_media_contact(name_sv=name)
        release.release_contacts.create(contact=contact, function=function)
    sections = {
        section.attributes["aria-labelledby"]: section.text()
        for section in visit(client, release).all("section")
    }
    assert ("Ada" in sections["contact"], "Bo" in sections["contact"]) == (True, False)
    assert ("Ada" in sections["issued-by"], "Bo" in sections["issued-by"]) == (False, True)


# --- Date and place of an invitation -------------------------------------------------------------


def invitation():
    event = make_event(
        starts_at=datetime(2016, 10, 25, 9, tzinfo=STOCKHOLM),
        ends_at=datetime(2016, 10, 25, 15, tzinfo=STOCKHOLM),
        place=make_place(name_sv="Medborgarhuset"),
    )
    return make_press_release(kind=ReleaseKind.INVITATION, event=event)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "tisdag 25 oktober 2016 kl. 09.00–15.00"),
        ("en", "Tuesday 25 October 2016 at 09:00–15:00"),
    ],
)
def test_an_invitation_tells_date_and_time_of_its_event(client, language, said):
    assert said in read(client, invitation(), language)


def test_an_invitation_tells_the_place_of_its_event(client):
    text = read(client, invitation())
    assert "Medborgarhuset" in text
    assert "Exempelgatan 1, Malmö" in text


def test_an_invitation_moves_with_its_event(client):
    release = invitation()
    release.event.starts_at += timedelta(days=1)
    release.event.ends_at += timedelta(days=1)
    release.event.save()
    assert "onsdag 26 oktober 2016 kl. 09.00–15.00" in read(client, release)


def test_the_moment_of_publication_is_told_with_its_zone(client):
    release = make_press_release(publish_at=datetime(2016, 10, 24, 8, 40, tzinfo=STOCKHOLM))
    assert "24 oktober 2016 kl. 08.40 (CEST)" in read(client, release)
    assert "24 October 2016 at 08:40 (CEST)" in read(client, release, "en")


def test_the_press_room_sorts_releases_under_their_year_in_swedish_time(client):
    make_press_release(title_sv="Nyår", publish_at=datetime(2017, 1, 1, 0, 30, tzinfo=STOCKHOLM))
    make_press_release(title_sv="Jul", publish_at=datetime(2016, 12, 24, tzinfo=STOCKHOLM))
    [main] = visit(client, "press_list").all("main")
    headings = [heading.text() for heading in main.all("h2", "h3")]
    assert headings == ["2017", "Nyår", "2016", "Jul"]


# --- Corrections and withdrawal ------------------------------------------------------------------


def test_corrections_are_shown_the_latest_first_and_before_the_text(client):
    release = make_press_release(body_sv="<p>Brödtexten.</p>")
    for day, note in ((1, "Fel ort är rättad."), (2, "Fel tid är rättad.")):
        made_at = datetime(2020, 5, day, 9, tzinfo=STOCKHOLM)
        release.corrections.create(made_at=made_at, note_sv=note)
    text = read(client, release)
    said = [
        "Rättelser",
        "2 maj 2020 kl. 09.00 (CEST): Fel tid är rättad.",
        "1 maj 2020 kl. 09.00 (CEST): Fel ort är rättad.",
        "Brödtexten.",
    ]
    assert [text.index(each) for each in said] == sorted(text.index(each) for each in said)


def test_without_corrections_there_is_no_heading_for_them(client):
    assert "Rättelser" not in read(client, make_press_release())


def withdrawn(moment: datetime):
    release = make_press_release(
        title_sv="Öppet hus i Rosengård",
        lead_sv="Ingressen.",
        body_sv="<p>Brödtexten.</p>",
        withdrawn_at=moment,
        withdrawn_reason_sv="Uppgifterna var fel.",
        event=make_event(title_sv="Evenemanget"),
        services=[make_service(name_sv="Verksamheten")],
        fact_boxes=[make_fact_box(title_sv="Faktarutan")],
    )
    release.corrections.create(note_sv="Rättat.")
    release.release_contacts.create(contact=make_media_contact(name_sv="Kontakten"))
    return release


TEXTS = (
    *("Ingressen.", "Brödtexten.", "Evenemanget", "Verksamheten", "Faktarutan", "Rättat."),
    "Kontakten",
)


def test_a_withdrawn_release_keeps_its_address_and_says_when_and_why(client):
    text = read(client, withdrawn(datetime(2020, 5, 1, 9, tzinfo=STOCKHOLM)))
    assert "Öppet hus i Rosengård" in text
    assert "Återkallat 1 maj 2020 kl. 09.00 (CEST). Uppgifterna var fel." in text


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_its_text_is_left_on_the_page(client, text):
    assert text not in ask(client, withdrawn(timezone.now()))


@pytest.mark.parametrize("text", TEXTS)
def test_until_then_everything_is_there(client, text):
    assert text in ask(client, withdrawn(timezone.now() + timedelta(hours=1)))


def test_the_list_tells_that_it_is_withdrawn_and_not_what_it_said(client):
    withdrawn(timezone.now())
    html = ask(client, "press_list")
    assert "Återkallat" in html
    assert "Ingressen." not in html
