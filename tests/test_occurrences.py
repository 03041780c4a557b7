"""The stored dates of events follow from what is said of them, and count every public change."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from events.models import ChangeKind, Event, Occurrence
from events.recurrence import STOCKHOLM, NotARuleError
from tests.factories import (
    make_date_change,
    make_event,
    make_place,
    make_programme_item,
    make_service,
    make_spoken_language,
    make_topic,
)

pytestmark = pytest.mark.django_db

STARTS = datetime(2026, 10, 14, 10, tzinfo=STOCKHOLM)
TWICE = "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=2"


def make_series(**given):
    return make_event(**{"starts_at": STARTS, "recurrence": TWICE} | given)


def days(event):
    return [each.date.day for each in event.occurrences.in_time()]


def sequence(event):
    return Event.objects.values_list("sequence", flat=True).get(pk=event.pk)


def test_an_event_has_one_date_a_series_all_of_its_own():
    assert days(make_event(starts_at=STARTS)) == [14]
    assert days(make_series()) == [14, 21]


def test_dates_follow_the_rule_and_those_that_stay_are_left_alone():
    event = make_series()
    [kept, _gone] = event.occurrences.in_time()
    event.recurrence = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=3"
    event.save()
    assert days(event) == [14, 28, 11]
    assert event.occurrences.in_time().first() == kept


def test_dates_follow_those_that_differ():
    event = make_series()
    change = make_date_change(event=event, kind=ChangeKind.SKIPPED)
    assert days(event) == [21]
    change.kind = ChangeKind.CANCELLED
    change.save()
    assert [each.standing for each in event.occurrences.in_time()] == ["cancelled", "planned"]
    change.delete()
    assert [each.standing for each in event.occurrences.in_time()] == ["planned", "planned"]


def test_a_change_can_go_to_another_date():
    event = make_series()
    change = make_date_change(event=event)
    change.date += timedelta(days=7)
    change.save()
    assert [each.change for each in event.occurrences.in_time()] == [None, change]


def test_a_series_is_over_with_its_last_date_and_a_moved_one_with_the_later_of_its_times():
    event = make_series()
    ends = STARTS + timedelta(days=7, hours=2)
    assert Event.objects.get().over_at == ends
    earlier = STARTS + timedelta(days=5)
    make_date_change(
        event=event,
        date=ends.date(),
        kind=ChangeKind.MOVED,
        starts_at=earlier,
        ends_at=earlier + timedelta(hours=2),
    )
    assert Event.objects.get().over_at == ends
    assert Occurrence.objects.coming(ends - timedelta(minutes=1)).count() == 1
    assert Occurrence.objects.coming(ends).count() == 0


def test_a_moved_event_stays_until_its_first_time_would_have_ended():
    event = make_event(
        starts_at=STARTS,
        standing="moved",
        standing_changed_at=STARTS,
        moved_from_starts_at=STARTS + timedelta(days=1),
    )
    assert Event.objects.get().over_at == STARTS + timedelta(days=1, hours=2)
    assert event.occurrences.get().over_at == STARTS + timedelta(days=1, hours=2)


def test_an_occurrence_is_where_it_was_moved_to():
    here, there = make_place(), make_place()
    event = make_series(place=here)
    make_date_change(event=event, kind=ChangeKind.MOVED, place=there)
    places = [each.place for each in Occurrence.objects.in_time().with_event()]
    assert places == [there, here]
    assert Occurrence.objects.at_place(there).count() == 1
    assert Occurrence.objects.at_place(here).count() == 1


def test_every_public_change_is_counted_and_nothing_else():
    place, service = make_place(), make_service()
    event = make_series(place=place)
    seen = [sequence(event)]

    def counted():
        seen.append(sequence(event))
        return seen[-1] > seen[-2]

    event = Event.objects.get(pk=event.pk)
    event.save()
    assert not counted()
    event.confirm("en")
    assert not counted()
    event.title_en = "Open day"
    event.save()
    assert counted()
    change = make_date_change(event=event)
    assert counted()
    change.delete()
    assert counted()
    item = make_programme_item(event=event, service=service)
    assert counted()
    service.name_sv = "Ett annat namn"
    service.save()
    assert counted()
    item.delete()
    assert counted()
    event.services.add(service)
    assert counted()
    service.events.clear()
    event.languages.add(make_spoken_language())
    assert counted()
    place.name_sv = "Ett annat hus"
    place.save()
    assert counted()


def test_an_event_of_a_sensitive_service_is_known_by_its_services_and_programme():
    sensitive = make_service(
        sensitive=True,
        discreet_title_sv="Samtal",
        discreet_title_en="Talks",
        discreet_slug_sv="samtal",
        discreet_slug_en="talks",
    )
    open_to_all = make_event()
    about, presents = make_event(), make_event()
    about.services.add(sensitive)
    make_programme_item(event=presents, service=sensitive)
    assert list(Event.objects.not_sensitive()) == [open_to_all]
    topic = make_topic(sensitive=True)
    about.services.clear()
    assert set(Event.objects.not_sensitive()) == {open_to_all, about}
    under = make_service(
        discreet_title_sv="Prata",
        discreet_title_en="Talk",
        discreet_slug_sv="prata",
        discreet_slug_en="talk",
    )
    under.topics.add(topic)
    open_to_all.services.add(under)
    assert set(Event.objects.not_sensitive()) == {about}


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "cancelled", "starts_at": STARTS, "ends_at": STARTS + timedelta(hours=1)},
        {"kind": "moved"},
        {"kind": "moved", "starts_at": STARTS},
        {"kind": "moved", "starts_at": STARTS, "ends_at": STARTS},
    ],
)
def test_the_database_refuses_a_change_that_makes_no_sense(given):
    event = make_series()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_date_change(event=event, **given)


def test_a_rule_that_is_none_of_ours_is_never_stored():
    event = make_event()
    event.recurrence = "FREQ=SECONDLY"
    with pytest.raises(NotARuleError), transaction.atomic():
        event.save()
    assert Event.objects.get().recurrence == ""
