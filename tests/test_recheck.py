"""Staff see what nobody has checked lately, and check it again with one button."""

import re
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from services.models import ContactPoint, HoursKind, SupportLine
from services.opening import STOCKHOLM
from tests.factories import make_contact_point, make_place, make_staff, make_support_line

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)
TODAY = NOW.date()
#: 90 days before today, and the day before that.
JUST_RIGHT, TOO_OLD = date(2026, 8, 26), date(2026, 8, 25)
LIST = reverse("admin:services_to_check")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def staff(client):
    """A client of somebody who may do everything, in English."""
    client.force_login(make_staff(language="en"))
    return client


def check(client, found, **data):
    kind = "line" if isinstance(found, SupportLine) else "contact-point"
    response = client.post(reverse("admin:services_to_check", args=[kind, found.pk]), data)
    found.refresh_from_db()
    return response


def rows_of(response) -> list[str]:
    return [str(row.object) for row in response.context["rows"]]


def test_a_place_without_an_address_has_no_comma_after_it(staff):
    place = make_place(name_en="Varda", street="", postcode="", city="")
    make_contact_point(place=place, verified_on=None)
    assert re.search(r"<br>Varda\s*<br>", staff.get(LIST).text)


def test_the_oldest_come_first_and_what_is_fresh_is_left_out(staff):
    make_support_line(name_sv="Old line", verified_on=TOO_OLD)
    make_support_line(name_sv="Fresh line", verified_on=JUST_RIGHT)
    make_contact_point(name_sv="Older point", verified_on=date(2020, 1, 1))
    make_contact_point(name_sv="Never checked", verified_on=None)
    make_contact_point(name_sv="Hidden", verified_on=date(2021, 1, 1), publish_at=None)
    response = staff.get(LIST)
    assert rows_of(response) == ["Never checked", "Older point", "Hidden", "Old line"]
    assert response.text.count("Not shown to visitors") == 1


@pytest.mark.parametrize("make", [make_contact_point, make_support_line])
def test_one_button_says_that_it_is_right_today(staff, make):
    found = make(verified_on=TOO_OLD, source="Samtal med verksamheten", source_date="2020")
    response = check(staff, found)
    assert (found.verified_on, found.source, found.source_date) == (
        TODAY,
        "Samtal med verksamheten",
        "2020",
    )
    assert response.headers["Location"] == LIST
    assert rows_of(staff.get(LIST)) == []


def test_all_that_the_button_says_is_right_is_seen_beside_it(staff):
    point = make_contact_point(
        verified_on=None,
        hours_kind=HoursKind.WEEKLY,
        hours_note_sv="Closed in July",
        place=make_place(street="Exempelgatan 7"),
    )
    point.hours.create(weekday=0, opens=time(9), closes=time(16))
    text = staff.get(LIST).text
    for seen in (point.phone, "Exempelgatan 7", "Monday, 9:00–16:00", "Closed in July"):
        assert seen in text


def test_what_has_no_source_asks_for_it(staff):
    found = make_contact_point(verified_on=None, source="")
    response = check(staff, found, **{f"contactpoint-{found.pk}-source": " "})
    assert response.status_code == 422
    assert "This field is required." in response.text
    assert found.verified_on is None
    check(staff, found, **{f"contactpoint-{found.pk}-source": "Samtal med receptionen"})
    assert (found.verified_on, found.source) == (TODAY, "Samtal med receptionen")


def test_it_is_written_in_the_history_and_changes_no_translation(staff):
    found = make_support_line(verified_on=TOO_OLD)
    confirmed = found.confirmed_at_en
    check(staff, found)
    assert found.confirmed_at_en == confirmed
    history = staff.get(reverse("admin:services_supportline_history", args=[found.pk]))
    assert "Checked today" in history.text


def test_looking_changes_nothing(staff):
    found = make_contact_point(verified_on=TOO_OLD)
    address = reverse("admin:services_to_check", args=["contact-point", found.pk])
    assert staff.get(address).headers["Location"] == LIST
    found.refresh_from_db()
    assert found.verified_on == TOO_OLD


def test_what_does_not_exist_is_refused(staff):
    for kind, pk, status in (("line", 999, 404), ("nonsense", 1, 403)):
        address = reverse("admin:services_to_check", args=[kind, pk])
        assert staff.post(address).status_code == status


def test_a_form_from_elsewhere_is_refused(client):
    client.handler.enforce_csrf_checks = True
    client.force_login(make_staff())
    found = make_support_line(verified_on=TOO_OLD)
    assert check(client, found).status_code == 403
    assert found.verified_on == TOO_OLD


def somebody_who_may(*codenames):
    somebody = make_staff(is_superuser=False, language="en")
    somebody.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return somebody


def test_each_sees_and_checks_what_they_may(client):
    line, point = make_support_line(verified_on=None), make_contact_point(verified_on=None)
    client.force_login(somebody_who_may("view_supportline", "change_contactpoint"))
    response = client.get(LIST)
    assert len(rows_of(response)) == 2
    assert response.text.count("This is right today") == 1
    assert check(client, line).status_code == 403
    assert line.verified_on is None
    check(client, point)
    assert point.verified_on == TODAY


def test_nobody_without_rights_gets_in(client):
    assert client.get(LIST).status_code == 302
    client.force_login(somebody_who_may("view_organisation"))
    assert client.get(LIST).status_code == 403
    assert "to-check" not in client.get(reverse("admin:index")).text


def test_the_start_page_tells_how_many(staff):
    assert LIST not in staff.get(reverse("admin:index")).text
    make_contact_point(verified_on=None)
    make_support_line(verified_on=TOO_OLD)
    index = staff.get(reverse("admin:index")).text
    assert f'<a href="{LIST}">2 numbers or addresses must be checked again</a>' in index


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_no_more_for_more(staff, django_assert_num_queries, count):
    for _number in range(count):
        make_contact_point(verified_on=None)
        make_support_line(verified_on=None)
    staff.get(LIST)
    # The session, the account, one count for the menu of apps, whether addresses are being written
    # down, and the two kinds with their hours and exceptions.
    with django_assert_num_queries(10):
        staff.get(LIST)
    assert ContactPoint.objects.count() == count
