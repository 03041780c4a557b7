"""What nobody has checked stands as text with its source, and is never a link to call."""

from datetime import date, time

import pytest
from django.utils import translation

from press.models import ContactKind
from services.models import Channel, HoursKind, Question
from tests.factories import (
    make_contact_point,
    make_media_contact,
    make_press_release,
    make_service,
    make_support_line,
)
from tests.visits import hrefs, read, visit

pytestmark = pytest.mark.django_db

CHECKED = {"verified_on": date(2026, 3, 2), "source": "Samtal med verksamheten"}
UNCHECKED = {"verified_on": None}
LINE = {"phone": "020-50 50 50"}
#: What makes a number or address on a page, and the link that it is when it has been checked.
SHOWN = {
    "phone": (
        lambda **fact: make_contact_point(**LINE, **fact).service,
        "020-50 50 50",
        "tel:+4620505050",
    ),
    "text message": (
        lambda **fact: make_contact_point(channel=Channel.SMS, **LINE, **fact).service,
        "020-50 50 50",
        "sms:+4620505050",
    ),
    "e-mail": (
        lambda **fact: (
            make_contact_point(
                channel=Channel.EMAIL, phone="", email="stod@example.org", **fact
            ).service
        ),
        "stod@example.org",
        "mailto:stod@example.org",
    ),
    "chat": (
        lambda **fact: (
            make_contact_point(
                channel=Channel.CHAT, phone="", url="https://example.org/chatt", **fact
            ).service
        ),
        "https://example.org/chatt",
        "https://example.org/chatt",
    ),
    "line when closed": (
        lambda **fact: make_contact_point(when_closed=make_support_line(**LINE, **fact)).service,
        "020-50 50 50",
        "tel:+4620505050",
    ),
    "line instead": (
        lambda **fact: make_service(fallback_line=make_support_line(**LINE, **fact)),
        "020-50 50 50",
        "tel:+4620505050",
    ),
    "support line": (
        lambda **fact: make_support_line(**LINE, **fact) and "support_lines",
        "020-50 50 50",
        "tel:+4620505050",
    ),
    "support line from abroad": (
        lambda **fact: (
            make_support_line(phone_from_abroad="+46 40 628 04 09", **fact) and "support_lines"
        ),
        "+46 40 628 04 09",
        "tel:+46406280409",
    ),
    "emergency number at home": (
        lambda **fact: make_support_line(phone="112", right_now=True, **fact) and "home",
        "112",
        "tel:112",
    ),
    "line in the directory": (
        lambda **fact: make_support_line(**LINE, **fact) and "service_list",
        "020-50 50 50",
        "tel:+4620505050",
    ),
    "press desk": (
        lambda **fact: make_media_contact(kind=ContactKind.DESK, **fact) and "press_list",
        "070-174 06 05",
        "tel:+46701740605",
    ),
    "e-mail of the press desk": (
        lambda **fact: make_media_contact(kind=ContactKind.DESK, **fact) and "press_list",
        "press@example.org",
        "mailto:press@example.org",
    ),
    "press contact": (
        lambda **fact: release_with(make_media_contact(**fact)),
        "070-174 06 05",
        "tel:+46701740605",
    ),
    "e-mail of a press contact": (
        lambda **fact: release_with(make_media_contact(**fact)),
        "press@example.org",
        "mailto:press@example.org",
    ),
}
SOURCED = {
    "service": (lambda **fact: make_service(**fact)),
    "contact point": (lambda **fact: make_contact_point(**fact, service=bare_service()).service),
    "support line": (lambda **fact: make_support_line(**fact) and "support_lines"),
    "contact safety": (lambda **fact: service_with_answer(**fact)),
    "press desk": (
        lambda **fact: make_media_contact(kind=ContactKind.DESK, **fact) and "press_list"
    ),
}


def release_with(contact):
    release = make_press_release()
    release.release_contacts.create(contact=contact, details_until=date(2099, 1, 1))
    return release


def bare_service():
    return make_service(verified_on=None, source="")


def service_with_answer(**fact):
    service = bare_service()
    service.safety_facts.create(question=Question.FREE, answer=True, **fact)
    return service


@pytest.fixture(params=SHOWN)
def shown(request: pytest.FixtureRequest):
    """Each number or address in turn: what makes it, how it is written, how it is linked."""
    return SHOWN[request.param]


def test_what_is_checked_is_a_link(client, shown):
    make, text, href = shown
    page = make(**CHECKED)
    assert text in read(client, page)
    assert href in hrefs(visit(client, page))


def test_what_nobody_has_checked_is_text_and_no_link(client, shown):
    make, text, href = shown
    page = make(**UNCHECKED)
    assert text in read(client, page)
    assert href not in hrefs(visit(client, page))


def test_the_emergency_strip_links_only_a_checked_number(client):
    line = make_support_line(phone="112", right_now=True)
    [strip] = [a for a in visit(client, "event_list").all("aside") if "112" in a.text()]
    assert "tel:112" in hrefs(strip)
    line.verified_on = None
    line.save()
    [strip] = [a for a in visit(client, "event_list").all("aside") if "112" in a.text()]
    assert "tel:112" not in hrefs(strip)


def test_a_website_of_a_line_that_nobody_has_checked_is_not_linked(client):
    make_support_line(website="https://example.org/linje", verified_on=None)
    assert "https://example.org/linje" not in hrefs(visit(client, "support_lines"))


@pytest.fixture(params=SOURCED)
def sourced(request: pytest.FixtureRequest):
    """Makes each kind of fact in turn; returns the page that it is on."""
    return SOURCED[request.param]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            {**CHECKED, "source_date": "2025-11"},
            "2 mars 2026. Läst i källan: Samtal med verksamheten, november 2025.",
        ),
        (CHECKED, "2 mars 2026. Läst i källan: Samtal med verksamheten, datum okänt."),
        (
            {"verified_on": None, "source": "Malmö stad", "source_date": "2016"},
            "Inte bekräftat. Enligt Malmö stad (2016).",
        ),
        (
            {"verified_on": None, "source": "Malmö stad"},
            "Inte bekräftat. Enligt Malmö stad (datum okänt).",
        ),
        ({"verified_on": None, "source": ""}, "Inte bekräftat."),
    ],
)
def test_where_it_was_read_and_whether_anybody_checked_is_said(client, sourced, fact, said):
    assert said in read(client, sourced(**fact))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            {**CHECKED, "source_date": "2025-11-03"},
            "2 March 2026. Read in the source: Samtal med verksamheten, 3 November 2025.",
        ),
        (
            {"verified_on": None, "source": "Malmö stad", "source_date": "2016"},
            "Not confirmed. According to Malmö stad (2016).",
        ),
    ],
)
def test_the_same_is_said_in_english(client, sourced, fact, said):
    assert said in read(client, sourced(**fact), "en")


def test_hours_that_nobody_has_checked_stand_as_text_beside_their_source(client):
    point = make_contact_point(
        channel=Channel.VISIT,
        phone="",
        hours_kind=HoursKind.WEEKLY,
        verified_on=None,
        source="Malmö stad",
        source_date="2016",
        service=bare_service(),
    )
    point.hours.create(weekday=2, opens=time(10), closes=time(11))
    [main] = visit(client, point.service).all("main")
    [item] = [li for li in main.all("li") if "contact-point" in li.attributes.get("class", "")]
    assert "onsdag kl. 10.00–11.00" in item.text()
    assert "Enligt Malmö stad (2016)." in item.text()
    assert not list(item.all("time"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (HoursKind.UNKNOWN, "Ring för tider."),
        (HoursKind.ALWAYS, "Öppet dygnet runt."),
        (HoursKind.APPOINTMENT, "Efter bokning."),
    ],
)
def test_unknown_day_and_night_and_by_appointment_are_three_different_things(client, kind, said):
    make_support_line(hours_kind=kind, open_on_holidays=True)
    [item] = [li for li in visit(client, "support_lines").all("li") if list(li.all("h3"))]
    hours = [p.text() for p in item.all("p") if "hours" in p.attributes.get("class", "").split()]
    assert hours == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Det här vet vi inte: {} Fråga när du hör av dig."),
        ("en", "We do not know: {} Ask when you get in touch."),
    ],
)
def test_what_is_not_known_of_contact_safety_is_one_sentence(client, language, said):
    text = read(client, service_with_answer(**CHECKED), language)
    with translation.override(language):
        unknown = " ".join(
            str(question.label) for question in Question if question != Question.FREE
        )
        assert str(Question.FREE.label) not in text
    assert said.format(unknown) in text
