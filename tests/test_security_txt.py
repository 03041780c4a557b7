"""/.well-known/security.txt, where one reports security holes (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import checks
from django.urls import reverse

from malmo_trygghet.security_txt import expiry, settings_of_security_txt
from tests.factories import make_staff

ADDRESS = "/.well-known/security.txt"
LAPSES = datetime(2027, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def filled_in(settings):
    """All settings, and a day well before they lapse."""
    settings.SITE_URL = "https://trygg.example.org"
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SECURITY_TXT_EXPIRES = "2027-06-30"
    settings.SECURITY_POLICY = []
    settings.SECURITY_ENCRYPTION = []
    with time_machine.travel(datetime(2026, 11, 24, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_it_says_where_until_when_and_in_which_languages(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Contact: mailto:security@example.org\n"
        "Contact: https://example.org/report\n"
        "Expires: 2027-06-30T00:00:00Z\n"
        "Preferred-Languages: sv, en\n"
        "Canonical: https://trygg.example.org/.well-known/security.txt\n"
    )


def test_policy_and_key_are_told_where_they_are_set(client, settings):
    settings.SECURITY_POLICY = ["https://example.org/policy"]
    settings.SECURITY_ENCRYPTION = ["openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"]
    lines = client.get(ADDRESS).content.decode().splitlines()
    assert "Policy: https://example.org/policy" in lines
    assert "Encryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f" in lines


@pytest.mark.django_db
def test_without_settings_there_is_none(client, settings):
    settings.SECURITY_CONTACT, settings.SECURITY_TXT_EXPIRES = [], ""
    assert client.get(ADDRESS).status_code == 404
    assert settings_of_security_txt(None) == []


@pytest.mark.django_db
def test_what_has_lapsed_is_not_served(client, filled_in):
    filled_in.move_to(LAPSES - timedelta(seconds=1))
    assert client.get(ADDRESS).status_code == 200
    filled_in.move_to(LAPSES)
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2027-06-30", LAPSES),
        ("2027-06-30T12:00:00Z", LAPSES + timedelta(hours=12)),
        ("2027-06-30T12:00:00+02:00", LAPSES + timedelta(hours=10)),
        ("2027-06-30 12:00", LAPSES + timedelta(hours=12)),
        ("2027-02-30", None),
        ("2027-06-30T25:00", None),
        ("next summer", None),
        ("", None),
    ],
)
def test_the_day_it_lapses_may_be_written_in_several_ways(settings, written, moment):
    settings.SECURITY_TXT_EXPIRES = written
    assert expiry() == moment


WRONG = {
    "no expiry": ({"SECURITY_TXT_EXPIRES": ""}, "E001"),
    "no contact": ({"SECURITY_CONTACT": []}, "E001"),
    "bare e-mail": ({"SECURITY_CONTACT": ["security@example.org"]}, "E002"),
    "http": ({"SECURITY_CONTACT": ["http://example.org/"]}, "E002"),
    "two lines": ({"SECURITY_CONTACT": ["mailto:a@example.org\nExpires: never"]}, "E002"),
    "nobody": ({"SECURITY_CONTACT": ["mailto:"]}, "E002"),
    "no date": ({"SECURITY_TXT_EXPIRES": "snart"}, "E003"),
    "http policy": ({"SECURITY_POLICY": ["http://example.org/"]}, "E004"),
    "the key itself": ({"SECURITY_ENCRYPTION": ["-----BEGIN PGP"]}, "E005"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "number"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_start_and_not_served(client, settings, given, number):
    for name, value in given.items():
        setattr(settings, name, value)
    [found] = settings_of_security_txt(None)
    assert isinstance(found, checks.Error)
    assert (found.id, found.is_serious()) == (f"security_txt.{number}", True)
    assert next(iter(given)) in found.msg + found.hint
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("before", "number"),
    [
        (timedelta(0), ["W001"]),
        (timedelta(seconds=1), []),
        (timedelta(days=366), []),
        (timedelta(days=367), ["W002"]),
    ],
)
def test_a_warning_comes_at_start_when_it_has_lapsed_or_lasts_too_long(filled_in, before, number):
    filled_in.move_to(LAPSES - before)
    found = checks.run_checks(app_configs=None)
    assert [
        each.id.removeprefix("security_txt.") for each in found if "security_txt" in each.id
    ] == (number)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(days=30, seconds=1), None),
        (timedelta(days=30) - timedelta(seconds=1), "lapses on 30 June 2027"),
        (timedelta(seconds=1), "lapses on 30 June 2027"),
        (timedelta(0), "lapsed on 30 June 2027"),
    ],
)
def test_staff_are_told_thirty_days_before(client, filled_in, before, said):
    filled_in.move_to(LAPSES - before)
    client.force_login(make_staff(language="en"))
    page = client.get(reverse("admin:index")).content.decode()
    assert (said in page) if said else ("security holes" not in page)
