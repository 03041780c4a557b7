"""A number, an address or hours that change do not keep the stamp of the old ones' check."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from services.models import Channel
from tests.factories import (
    make_contact_point,
    make_media_contact,
    make_place,
    make_staff,
    make_support_line,
)
from tests.test_admin_forms import change, errors

pytestmark = pytest.mark.django_db
OLD = date(2026, 3, 2)
#: What makes something checked, and a change of one of the facts that were.
CHANGES = {
    "number of a contact point": (make_contact_point, {"phone": "040-30 11 11"}),
    "way": (make_contact_point, {"channel": Channel.SMS}),
    "e-mail": (
        lambda **given: make_contact_point(
            channel=Channel.EMAIL, phone="", email="stod@example.org", **given
        ),
        {"email": "hjalp@example.org"},
    ),
    "web address": (
        lambda **given: make_contact_point(
            channel=Channel.CHAT, phone="", url="https://example.org/", **given
        ),
        {"url": "https://example.org/chatt"},
    ),
    "kind of hours": (make_contact_point, {"hours_kind": "always"}),
    "note on the hours": (make_contact_point, {"hours_note_sv": "Telefontid tisdag 9–11."}),
    "number of a line": (make_support_line, {"phone": "040-30 11 11"}),
    "number from abroad": (make_support_line, {"phone_from_abroad": "+46 40 30 11 11"}),
    "holidays": (make_support_line, {"open_on_holidays": "on"}),
    "number of a media contact": (make_media_contact, {"phone": "040-30 11 11"}),
    "street of a place": (make_place, {"street": "Nya gatan 1", "is_public": "on"}),
}


@pytest.fixture
def staff(client):
    client.force_login(make_staff(language="en"))
    return client


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_fact_asks_when_it_was_checked_and_keeps_what_was_typed(staff, what):
    make, changed = CHANGES[what]
    response = change(staff, make(verified_on=OLD), **changed)
    assert list(errors(response)) == ["verified_on"]
    assert "When did somebody check the new" in response.content.decode()
    form = response.context["adminform"].form
    [(name, typed)] = [pair for pair in changed.items() if pair[0] != "is_public"]
    assert form[name].value() in (typed, True)


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("answer", ["today", ""])
def test_either_answer_is_enough(staff, what, answer):
    make, changed = CHANGES[what]
    found = make(verified_on=OLD)
    day = timezone.localdate() if answer else None
    response = change(staff, found, **changed, verified_on=day.isoformat() if day else "")
    assert response.status_code == 302, errors(response)
    assert found.verified_on == day


@pytest.mark.parametrize("day", [None, timezone.localdate])
def test_nothing_is_asked_of_what_was_checked_today_or_never(staff, day):
    point = make_contact_point(verified_on=day and day())
    response = change(staff, point, phone="040-30 11 11")
    assert response.status_code == 302, errors(response)
    assert point.phone == "040-30 11 11"


def test_nothing_is_asked_where_other_words_change(staff):
    point = make_contact_point(verified_on=OLD, hours_note_sv="Annars telefonsvarare")
    words = {"note_sv": "Fråga efter en tolk.", "hours_note_en": "Voicemail otherwise"}
    assert change(staff, point, **words).status_code == 302
    slip = {"hours_note_sv": "Annars telefonsvarare.", "minor_edit": "on"}
    assert change(staff, point, **slip).status_code == 302
    assert point.verified_on == OLD


WEEK = {
    "changed": {"hours-0-closes": "17:00"},
    "deleted": {"hours-0-DELETE": "on"},
    "added": {
        "hours-TOTAL_FORMS": "2",
        "hours-1-weekday": "3",
        "hours-1-opens": "09:00",
        "hours-1-closes": "12:00",
    },
}


@pytest.mark.parametrize("maker", [make_contact_point, make_support_line, make_media_contact])
@pytest.mark.parametrize("how", WEEK)
def test_a_change_of_the_weekly_hours_asks_too(staff, maker, how):
    found = maker(verified_on=OLD, hours_kind="weekly")
    found.hours.create(weekday=1, opens=time(9), closes=time(16))
    before = list(found.hours.values("weekday", "opens", "closes"))
    assert list(errors(change(staff, found, **WEEK[how]))) == ["verified_on"]
    assert list(found.hours.values("weekday", "opens", "closes")) == before
    today = timezone.localdate().isoformat()
    assert change(staff, found, **WEEK[how], verified_on=today).status_code == 302
    assert list(found.hours.values("weekday", "opens", "closes")) != before


def test_a_dated_exception_is_a_decision_of_staff_and_asks_nothing(staff):
    line = make_support_line(verified_on=OLD, hours_kind="weekly")
    line.hours.create(weekday=1, opens=time(9), closes=time(16))
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    rows = {"TOTAL_FORMS": "1", "0-starts_on": day, "0-ends_on": day, "0-reason_sv": "Flyttar"}
    rows |= {"0-id": "", "0-line": str(line.pk)}
    response = change(staff, line, **{f"exceptions-{name}": text for name, text in rows.items()})
    assert response.status_code == 302, errors(response)
    assert line.exceptions.count() == 1
