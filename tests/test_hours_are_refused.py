"""Hours and chains of services that make no sense are refused, with the reason."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from services.models import Question, SafetyFact
from tests.factories import (
    CHECKED,
    make_contact_point,
    make_service,
    make_staff,
    make_support_line,
)

pytestmark = pytest.mark.django_db

NINE, TEN, NOON, ONE, SIX, MIDNIGHT = time(9), time(10), time(12), time(13), time(18), time(0)
OVERLAP = "These hours overlap others on the same day."
BACKWARDS = "It must open before it closes."


@pytest.fixture
def staff(client):
    client.force_login(make_staff(language="en"))
    return client


def rows(prefix: str, *filled: dict) -> dict[str, object]:
    """The fields of an inline with new rows, as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(filled):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def save_line(client, hours=(), exceptions=()):
    """Saves a support line through its form; returns the answer and the line."""
    line = make_support_line()
    fields = {
        "name_sv": line.name_sv,
        "for_whom_sv": line.for_whom_sv,
        "phone": line.phone,
        "hours_kind": "weekly",
        "rank": 1,
    }
    sent = fields | rows("hours", *hours) | rows("exceptions", *exceptions)
    response = client.post(reverse("admin:services_supportline_change", args=[line.pk]), sent)
    return response, line


def slot(weekday, opens, closes):
    return {"weekday": weekday, "opens": opens, "closes": closes}


def different(first, last, opens="", closes=""):
    days = {"starts_on": f"2026-12-{first:02}", "ends_on": f"2026-12-{last:02}"}
    return days | {"opens": opens, "closes": closes, "reason_sv": "Kurs"}


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ([slot(0, NINE, NOON), slot(0, ONE, SIX)], ""),
        ([slot(0, NINE, NOON), slot(0, NOON, SIX)], ""),  # they meet, and are told as one
        ([slot(0, NINE, NOON), slot(1, TEN, SIX)], ""),
        ([slot(0, SIX, MIDNIGHT), slot(1, MIDNIGHT, NINE)], ""),
        ([slot(0, NINE, NOON), slot(0, TEN, SIX)], OVERLAP),
        ([slot(0, TEN, SIX), slot(0, NINE, NOON)], OVERLAP),
        ([slot(0, NINE, SIX), slot(0, TEN, NOON)], OVERLAP),
        ([slot(0, NINE, MIDNIGHT), slot(0, ONE, SIX)], OVERLAP),
        ([slot(0, NINE, NOON), slot(0, NINE, NOON)], OVERLAP),
        ([slot(0, NINE, NOON), slot(0, TEN, ONE), slot(0, TEN, SIX)], OVERLAP),
        ([slot(0, NOON, NINE)], BACKWARDS),
        ([slot(0, NINE, NINE)], BACKWARDS),
    ],
)
def test_weekly_hours_that_collide_are_refused_by_the_form(staff, hours, reason):
    response, line = save_line(staff, hours=hours)
    if reason:
        assert reason in response.text
    assert line.hours.count() == (0 if reason else len(hours))


def test_a_row_that_is_taken_away_collides_with_nothing(staff):
    taken_away = slot(0, TEN, SIX) | {"DELETE": "on"}
    _response, line = save_line(staff, hours=[slot(0, NINE, NOON), taken_away])
    assert line.hours.count() == 1


@pytest.mark.parametrize(
    ("exceptions", "reason"),
    [
        ([different(1, 3), different(4, 5)], ""),
        ([different(1, 31), different(10, 11)], ""),  # one within another: the shorter holds
        ([different(1, 1, NINE, NOON), different(1, 1, ONE, SIX)], ""),
        ([different(1, 3), different(3, 5)], "These days overlap others in part."),
        ([different(1, 1), different(1, 1, NINE, NOON)], "Something else is said of the same"),
        (
            [different(1, 1, NINE, NOON), different(1, 1, TEN, SIX)],
            "Something else is said of the same",
        ),
        ([different(3, 1)], "The last day comes before the first."),
        ([different(1, 1, NOON, NINE)], "Give both times, in order, or neither"),
        ([different(1, 1, NINE)], "Give both times, in order, or neither"),
    ],
)
def test_exceptions_that_make_no_sense_are_refused_by_the_form(staff, exceptions, reason):
    response, line = save_line(staff, exceptions=exceptions)
    if reason:
        assert reason in response.text
    assert line.exceptions.count() == (0 if reason else len(exceptions))


@pytest.mark.parametrize("make", [make_contact_point, make_support_line])
@pytest.mark.parametrize(
    "times", [(NOON, NINE), (NINE, NINE)], ids=["backwards", "without duration"]
)
def test_backwards_hours_are_refused_by_the_database(make, times):
    found = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        found.hours.create(weekday=0, opens=times[0], closes=times[1])


@pytest.mark.parametrize("make", [make_contact_point, make_support_line])
def test_two_slots_that_open_at_once_are_refused_by_the_database(make):
    found = make()
    found.hours.create(weekday=0, opens=NINE, closes=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        found.hours.create(weekday=0, opens=NINE, closes=SIX)


@pytest.mark.parametrize("make", [make_contact_point, make_support_line])
def test_an_exception_that_ends_before_it_starts_is_refused_by_the_database(make):
    found = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        found.exceptions.create(
            starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1), reason_sv="Kurs"
        )


@pytest.mark.parametrize("field", ["parent", "replaced_by"])
def test_a_service_that_leads_to_itself_is_refused_by_form_and_database(field):
    service = make_service()
    setattr(service, field, service)
    with pytest.raises(ValidationError) as refused:
        service.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        service.save()


def test_a_circle_of_services_is_refused_by_the_form():
    first = make_service()
    second = make_service(parent=first, replaced_by=first)
    third = make_service(replaced_by=second)
    first.parent = second
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert "parent" in refused.value.message_dict
    first.parent, first.replaced_by = None, third
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert refused.value.message_dict == {
        "replaced_by": ["De som kommer efter den här leder tillbaka till den: en cirkel."]
    }


def test_a_service_without_a_circle_is_fine():
    last = make_service()
    make_service(replaced_by=make_service(replaced_by=last)).full_clean()


def save_facts(client, service, *answers):
    """Sends a service's form with new answers: (question, yes?, explanation)."""
    facts = [
        {"question": question, "answer": str(answer), "explanation_sv": text, "source": "Samtal"}
        for question, answer, text in answers
    ]
    sent = {"name_sv": service.name_sv, "summary_sv": service.summary_sv}
    sent |= rows("audiences") | rows("partnerships") | rows("safety_facts", *facts)
    return client.post(reverse("admin:services_service_change", args=[service.pk]), sent)


@pytest.mark.parametrize("reported", [Question.POLICE, Question.SOCIAL_SERVICES])
def test_anonymous_and_reported_need_a_sentence_on_how_both_can_be_true(staff, reported):
    service = make_service()
    report = (reported, True, "När ett barn är i fara.")
    response = save_facts(staff, service, (Question.ANONYMOUS, True, ""), report)
    assert "Write how both can be true." in response.text
    assert not service.safety_facts.exists()
    save_facts(staff, service, (Question.ANONYMOUS, True, "Tills du säger ditt namn."), report)
    assert service.safety_facts.count() == 2


def test_a_report_without_its_sentence_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_service().safety_facts.create(question=Question.POLICE, answer=True, **CHECKED)


def test_anonymous_beside_a_report_is_refused_outside_the_form_too():
    service = make_service()
    service.safety_facts.create(
        question=Question.POLICE, answer=True, explanation_sv="Vid brott mot barn.", **CHECKED
    )
    fact = SafetyFact(service=service, question=Question.ANONYMOUS, answer=True, **CHECKED)
    with pytest.raises(ValidationError):
        fact.full_clean()
    fact.explanation_sv = "Tills du säger ditt namn."
    fact.full_clean()
