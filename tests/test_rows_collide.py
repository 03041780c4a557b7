"""The database refuses rows that make no sense beside others, however they are written."""

from datetime import time
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_save
from django.urls import reverse

from services.models import (
    Organisation,
    Question,
    SafetyFact,
    Service,
    SupportLineHours,
)
from tests.factories import (
    CHECKED,
    make_contact_point,
    make_media_contact,
    make_organisation,
    make_service,
    make_staff,
    make_support_line,
)

pytestmark = pytest.mark.django_db

NINE, NOON, ONE, SIX, MIDNIGHT = time(9), time(12), time(13), time(18), time(0)
WITH_HOURS = [make_contact_point, make_support_line, make_media_contact]


def refused(write, *args, **kwargs) -> str:
    """What the database says to a write that it must refuse."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write(*args, **kwargs)
    return str(error.value)


def slot(owner, weekday, opens, closes):
    return owner.hours.create(weekday=weekday, opens=opens, closes=closes)


@pytest.mark.parametrize("make", WITH_HOURS)
@pytest.mark.parametrize(
    "times",
    [(NINE, NOON), (time(8), time(10)), (time(10), ONE), (time(10), time(11)), (time(8), SIX)],
    ids=["the same", "over its beginning", "over its end", "within it", "around it"],
)
def test_hours_that_overlap_are_refused(make, times):
    owner = make()
    slot(owner, 0, NINE, NOON)
    assert "do_not_overlap" in refused(slot, owner, 0, *times)


@pytest.mark.parametrize("make", WITH_HOURS)
def test_hours_until_midnight_overlap_what_comes_before_it(make):
    owner = make()
    slot(owner, 0, NINE, MIDNIGHT)
    refused(slot, owner, 0, SIX, MIDNIGHT)
    refused(slot, owner, 0, MIDNIGHT, MIDNIGHT)
    slot(owner, 0, MIDNIGHT, NINE)


@pytest.mark.parametrize("make", WITH_HOURS)
def test_hours_that_meet_or_are_another_days_or_anothers_are_fine(make):
    owner = make()
    slot(owner, 0, NINE, NOON)
    slot(owner, 0, NOON, ONE)
    slot(owner, 1, NINE, NOON)
    slot(make(), 0, NINE, NOON)


def test_hours_moved_onto_others_by_an_update_are_refused():
    line = make_support_line()
    slot(line, 0, NINE, NOON)
    moved = SupportLineHours.objects.filter(pk=slot(line, 1, NINE, NOON).pk)
    refused(moved.update, weekday=0)


def chain(make, field: str, length: int) -> list:
    """*length* objects, each leading to the next by *field*."""
    made = [make()]
    for _number in range(length - 1):
        made.insert(0, make(**{field: made[0]}))
    return made


@pytest.mark.parametrize("length", [1, 2, 5])
@pytest.mark.parametrize(
    ("make", "field"), [(make_service, "replaced_by"), (make_organisation, "parent")]
)
def test_a_circle_of_any_length_is_refused(make, field, length):
    made = chain(make, field, length)
    last = type(made[0])._base_manager.filter(pk=made[-1].pk)
    assert "not_" in refused(last.update, **{field: made[0]})
    made[-1].refresh_from_db()
    setattr(made[-1], field, made[0])
    with pytest.raises(ValidationError) as error:
        made[-1].full_clean()
    assert field in error.value.message_dict


def test_a_part_of_a_part_is_refused_from_above_and_from_below():
    umbrella, other = make_service(), make_service()
    part = make_service(parent=umbrella)
    rows = Service.objects
    assert "part_of_a_part" in refused(rows.filter(pk=other.pk).update, parent=part)
    refused(rows.filter(pk=umbrella.pk).update, parent=other)
    refused(make_service, parent=part)
    rows.filter(pk=part.pk).update(parent=other)


@pytest.mark.parametrize("reported", [Question.POLICE, Question.SOCIAL_SERVICES])
@pytest.mark.parametrize("reported_first", [True, False])
def test_anonymous_and_reported_without_a_sentence_are_refused_whichever_comes_last(
    reported, reported_first
):
    service = make_service()
    facts = [
        SafetyFact(service=service, question=Question.ANONYMOUS, answer=True, **CHECKED),
        SafetyFact(
            service=service,
            question=reported,
            answer=True,
            explanation_sv="När ett barn är i fara.",
            **CHECKED,
        ),
    ]
    first, last = reversed(facts) if reported_first else facts
    first.full_clean()
    first.save()
    with pytest.raises(ValidationError):
        last.full_clean()
    assert "anonymous_beside_a_report_is_explained" in refused(last.save)


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_changed_keeps_its_guards():
    """SQLite builds a new one then, and drops the triggers of the old."""
    narrow = Service._meta.get_field("area_sv")
    wide = narrow.clone()
    wide.max_length = 200
    wide.set_attributes_from_name("area_sv")
    wide.model = Service
    for before, after in [(narrow, wide), (wide, narrow)]:
        with connection.schema_editor() as editor:
            editor.alter_field(Service, before, after, strict=True)
    first, second = chain(make_service, "replaced_by", 2)
    refused(Service.objects.filter(pk=second.pk).update, replaced_by=first)


# --- Through the forms of the admin ---------------------------------------------------------------


@pytest.fixture
def staff(client):
    client.force_login(make_staff(language="en"))
    return client


def rows(prefix: str, *filled: dict) -> dict[str, object]:
    """The fields of an inline, as a browser sends them; rows with an id are stored ones."""
    stored = sum("id" in row for row in filled)
    sent = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": stored}
    for number, row in enumerate(filled):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def save_hours(client, line, *hours):
    texts = {"name_sv": line.name_sv, "for_whom_sv": line.for_whom_sv, "phone": line.phone}
    sent = texts | {"hours_kind": "weekly", "rank": 1} | rows("hours", *hours) | rows("exceptions")
    return client.post(reverse("admin:services_supportline_change", args=[line.pk]), sent)


def hours_of(line) -> list[tuple]:
    return list(line.hours.values_list("pk", "opens", "closes").order_by("opens"))


def test_slots_of_a_day_may_change_places_and_move_along(staff):
    line = make_support_line()
    first, second = slot(line, 0, NINE, NOON), slot(line, 0, ONE, SIX)
    for morning, afternoon in [((ONE, SIX), (NINE, NOON)), ((NINE, ONE), (ONE, SIX))]:
        response = save_hours(
            staff,
            line,
            {"id": first.pk, "weekday": 0, "opens": morning[0], "closes": morning[1]},
            {"id": second.pk, "weekday": 0, "opens": afternoon[0], "closes": afternoon[1]},
        )
        assert response.status_code == 302
        stored = sorted([(first.pk, *morning), (second.pk, *afternoon)], key=lambda row: row[1])
        assert hours_of(line) == stored


@pytest.fixture
def meanwhile():
    """Takes a model and what somebody else writes just before an object of it is saved."""
    connected = []

    def connect(model, write):
        def once(**_signal):
            pre_save.disconnect(once, model)
            write()

        connected.append((once, model))
        pre_save.connect(once, model, weak=False)

    yield connect
    for receiver, model in connected:
        pre_save.disconnect(receiver, model)


def test_hours_that_another_editor_has_just_added_are_named_as_the_reason(staff, meanwhile):
    line = make_support_line()
    new = {"weekday": 0, "opens": NINE, "closes": NOON}
    meanwhile(SupportLineHours, lambda: SupportLineHours(line=line, **new).save())
    response = save_hours(staff, line, new)
    assert response.status_code == 200
    assert "These hours overlap others on the same day." in response.text
    assert 'value="09:00:00"' in response.text


def test_an_organisation_that_another_editor_has_just_moved_is_named_as_the_reason(
    staff, meanwhile
):
    first, second = make_organisation(), make_organisation()
    moved = Organisation.objects.filter(pk=second.pk)
    meanwhile(Organisation, lambda: moved.update(parent=first))
    sent = {"name_sv": "Another name", "parent": second.pk}
    response = staff.post(reverse("admin:services_organisation_change", args=[first.pk]), sent)
    assert response.status_code == 200
    assert "An organisation cannot be a part of itself." in response.text
    assert "Another name" in response.text


def test_any_other_collision_is_told_too(staff, meanwhile):
    taken = make_organisation(slug_sv="taken")
    Organisation.objects.filter(pk=taken.pk).update(slug_sv=None)
    other = make_organisation()
    rows = Organisation.objects.filter(pk=taken.pk)
    meanwhile(Organisation, lambda: rows.update(slug_sv="namnet"))
    sent = {"name_sv": "Namnet", "slug_sv": "namnet"}
    response = staff.post(reverse("admin:services_organisation_change", args=[other.pk]), sent)
    assert response.status_code == 200
    assert "Somebody else has just saved something that this collides with." in response.text


if connection.vendor == "postgresql":  # SQLite lets only one write at a time

    @pytest.mark.django_db(transaction=True)
    def test_of_two_that_write_at_once_the_second_is_refused():
        first, second = make_service(), make_service()
        told = []

        def write_too():
            try:
                Service.objects.filter(pk=second.pk).update(replaced_by=first)
            except IntegrityError as error:
                told.append(str(error))
            finally:
                connection.close()

        other = Thread(target=write_too)
        with transaction.atomic():
            Service.objects.filter(pk=first.pk).update(replaced_by=second)
            other.start()
            other.join(timeout=1)
            assert other.is_alive()  # It waits to see what this one does.
        other.join()
        assert "service_is_not_replaced_by_itself" in told[0]
