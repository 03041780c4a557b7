"""Events in the admin: rules in plain fields, dates that differ, and changes that are told."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation

from events.models import DateChange, Event, EventStanding, Occurrence, ProgrammeItem
from events.recurrence import STOCKHOLM
from tests.admin_forms import form_data
from tests.factories import (
    make_date_change,
    make_event,
    make_organisation,
    make_place,
    make_press_release,
    make_programme_item,
    make_service,
    make_spoken_language,
    make_staff,
    make_target_group,
)
from tests.test_admin_forms import change, errors
from tests.test_admin_pages import address

pytestmark = pytest.mark.django_db

#: A Monday. The events are on Wednesdays from the 14th on.
NOW = datetime(2026, 10, 12, 9, tzinfo=STOCKHOLM)
STARTS = datetime(2026, 10, 14, 10, tzinfo=STOCKHOLM)
FOUR_WEEKS = "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=4"
WEEKLY = {"repeats": "WEEKLY", "interval": "1", "times": "4"}
ADD = "admin:events_event_add"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(client):
    client.force_login(make_staff(language="en"))
    return client


def make_series(**given):
    return make_event(**{"starts_at": STARTS, "recurrence": FOUR_WEEKS} | given)


def add(staff, **fields):
    """Send the form of a new event on the 14th from 10 to 12, with *fields*."""
    usual = {
        "title_sv": "Öppet hus",
        "summary_sv": "Kom och träffa oss.",
        "starts_at": "2026-10-14T10:00",
        "ends_at": "2026-10-14T12:00",
    }
    url = reverse(ADD)
    return staff.post(url, form_data(staff.get(url)) | usual | fields)


def row(number=0, initial=0, **fields):
    """What a new row of the dates that differ sends."""
    prefix = "date_changes"
    usual = {"kind": "cancelled", "note_sv": "Lokalen är stängd."} | fields
    return {
        f"{prefix}-TOTAL_FORMS": str(number + 1),
        f"{prefix}-INITIAL_FORMS": str(initial),
        **{f"{prefix}-{number}-{name}": value for name, value in usual.items()},
    }


def days(event):
    return [each.date for each in event.occurrences.in_time()]


# --- Rules in plain fields -----------------------------------------------------------------------

RULES = [
    (WEEKLY, "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=4"),
    (WEEKLY | {"weekdays": ["0", "2"]}, "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,WE;COUNT=4"),
    (
        {"repeats": "WEEKLY", "interval": "2", "last_day": "2026-12-16"},
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20261216T225959Z",
    ),
    (
        {"repeats": "MONTHLY", "interval": "1", "week": "2", "times": "3"},
        "FREQ=MONTHLY;INTERVAL=1;BYDAY=2WE;COUNT=3",
    ),
]


@pytest.mark.parametrize(("fields", "rule"), RULES)
def test_that_plain_fields_make_a_rule_and_are_read_back_from_it(staff, fields, rule):
    assert add(staff, **fields).status_code == 302
    event = Event.objects.get()
    assert event.recurrence == rule
    sent_back = form_data(staff.get(address(Event, "change", event.pk)))
    assert {name: sent_back[name] for name in fields} == fields
    assert "FREQ" not in staff.get(address(Event, "change", event.pk)).content.decode()


def test_that_a_rule_can_be_the_last_weekday_of_the_month(staff):
    fields = {"repeats": "MONTHLY", "interval": "2", "week": "-1", "times": "2"}
    last = {"starts_at": "2026-10-28T10:00", "ends_at": "2026-10-28T12:00"}
    assert add(staff, **fields, **last).status_code == 302
    assert days(Event.objects.get()) == [date(2026, 10, 28), date(2026, 12, 30)]


def test_that_a_rule_is_taken_away_with_the_first_choice(staff):
    event = make_series(publish_at=None)
    assert change(staff, event, repeats="").status_code == 302
    assert event.recurrence == ""
    assert days(event) == [STARTS.date()]


def test_that_a_series_sent_as_it_came_changes_nothing(staff):
    event = make_series()
    make_date_change(event=event)
    before = Event.objects.values("sequence", "recurrence").get()
    assert change(staff, event).status_code == 302
    assert Event.objects.values("sequence", "recurrence").get() == before


MONTHLY = {"repeats": "MONTHLY", "interval": "1", "week": "2", "times": "3"}
NONSENSE = [
    (WEEKLY | {"times": ""}, "last_day"),
    (WEEKLY | {"last_day": "2026-12-16"}, "times"),
    (WEEKLY | {"times": "1000000000"}, "times"),
    (WEEKLY | {"times": "-1"}, "times"),
    (WEEKLY | {"times": "0"}, "times"),
    (WEEKLY | {"times": "200"}, "times"),
    (WEEKLY | {"times": "1e400"}, "times"),
    (WEEKLY | {"interval": "0"}, "interval"),
    (WEEKLY | {"interval": "-3"}, "interval"),
    (WEEKLY | {"interval": "13"}, "interval"),
    (WEEKLY | {"times": "", "last_day": "2026-10-13"}, "last_day"),
    (WEEKLY | {"times": "", "last_day": "2030-01-01"}, "last_day"),
    (WEEKLY | {"times": "", "last_day": "9999-12-31"}, "last_day"),
    (WEEKLY | {"times": "", "last_day": "0001-01-01"}, "last_day"),
    (WEEKLY | {"weekdays": ["1"]}, "weekdays"),
    (WEEKLY | {"weekdays": ["7"]}, "weekdays"),
    (MONTHLY | {"week": ""}, "week"),
    (MONTHLY | {"week": "5"}, "week"),
    (MONTHLY | {"week": "1"}, "week"),
    ({"repeats": "DAILY", "times": "4"}, "repeats"),
    ({"times": "4"}, "repeats"),
    ({"starts_at": "2026-10-14T12:00", "ends_at": "2026-10-14T10:00"}, "ends_at"),
    ({"ends_at": "2027-11-18T12:00"}, "ends_at"),
    (WEEKLY | {"ends_at": "2026-10-16T12:00"}, "ends_at"),
    ({"starts_at": "9999-12-31T23:59"}, "starts_at"),
    ({"starts_at": "0001-01-01T00:00"}, "starts_at"),
    ({"ends_at": "9999-12-31T23:59"}, "ends_at"),
    ({"publish_at": "0001-01-01T00:00"}, "publish_at"),
    ({"expires_at": "9999-12-31T23:59"}, "expires_at"),
    ({"registration": "email"}, "registration_email"),
    ({"registration": "none", "registration_url": "https://example.org/"}, "registration_url"),
    ({"registration_phone": "040-34 10 00"}, "registration_phone"),
    ({"is_free": "true", "cost_sv": "50 kronor"}, "cost_sv"),
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("fields", "field"), NONSENSE)
def test_that_nonsense_is_refused_at_its_field_and_comes_back(client, fields, field, language):
    client.force_login(make_staff(language=language))
    response = add(client, **fields)
    assert response.status_code == 200
    assert field in errors(response)
    assert "__all__" not in errors(response)
    sent_back = form_data(response)
    for name, typed in fields.items():
        is_choice = name in {"repeats", "weekdays", "week"}
        assert is_choice or sent_back[name] == typed
    assert not Event.objects.exists()


def test_that_a_fifth_weekday_is_told_to_be_the_last(staff):
    fifth = {"starts_at": "2026-10-29T10:00", "ends_at": "2026-10-29T12:00"}
    response = add(staff, **(MONTHLY | {"week": "4"} | fifth))
    assert "the fifth Thursday" in errors(response)["week"][0]
    assert add(staff, **(MONTHLY | {"week": "-1"} | fifth)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "word"), [("2027-03-28T02:30", "does not exist"), ("2026-10-25T02:30", "twice")]
)
def test_that_a_time_that_the_clocks_skip_or_show_twice_is_explained(staff, typed, word):
    response = add(staff, starts_at=typed, ends_at="2027-03-28T05:00")
    assert word in errors(response)["starts_at"][0]
    assert form_data(response)["starts_at"] == typed


# --- Dates that differ ---------------------------------------------------------------------------


def test_that_a_series_is_made_with_a_date_cancelled_at_once(staff):
    assert add(staff, **WEEKLY, **row(date="2026-10-21")).status_code == 302
    event = Event.objects.get()
    standings = [each.standing for each in event.occurrences.in_time()]
    assert standings == ["planned", "cancelled", "planned", "planned"]


def test_that_a_one_off_event_gets_an_extra_date(staff):
    extra = row(kind="extra", date="2026-10-20", note_sv="")
    assert add(staff, **extra).status_code == 302
    assert days(Event.objects.get()) == [date(2026, 10, 14), date(2026, 10, 20)]


def test_that_a_one_off_event_is_led_to_its_own_standing(staff):
    response = change(staff, make_event(starts_at=STARTS), **row(date="2026-10-14"))
    assert response.status_code == 302
    assert "It happens only once" in staff.get(response.url).content.decode()


WRONG_ROWS = [
    ({"date": "2026-10-22"}, "date"),
    ({"date": "2026-10-21", "note_sv": ""}, "note_sv"),
    ({"date": "2026-10-21", "kind": "extra"}, "date"),
    ({"date": "9999-12-31", "kind": "extra"}, "date"),
    ({"date": "0001-01-01", "kind": "extra"}, "date"),
    ({"date": "0000-00-00"}, "date"),
    ({"date": "2026-10-21", "kind": "moved"}, "__all__"),
    ({"date": "2026-10-21", "kind": "eaten"}, "kind"),
    (
        {
            "date": "2026-10-21",
            "kind": "moved",
            "starts_at": "2026-10-21T12:00",
            "ends_at": "2026-10-21T11:00",
        },
        "ends_at",
    ),
    (
        {
            "date": "2026-10-21",
            "kind": "moved",
            "starts_at": "2026-10-21T12:00",
            "ends_at": "2027-11-25T11:00",
        },
        "ends_at",
    ),
    (
        {
            "date": "2026-10-20",
            "kind": "extra",
            "starts_at": "2026-10-23T12:00",
            "ends_at": "2026-10-23T13:00",
        },
        "starts_at",
    ),
]


@pytest.mark.parametrize(("fields", "field"), WRONG_ROWS)
def test_that_a_row_that_does_not_fit_comes_back(staff, fields, field):
    response = change(staff, make_series(), **row(**fields))
    assert response.status_code == 200
    assert f"date_changes-0-{field}" in errors(response)
    sent_back = form_data(response)
    for name, typed in fields.items():
        assert name == "kind" or sent_back[f"date_changes-0-{name}"] == typed
    assert not DateChange.objects.exists()


def test_that_a_wrong_date_is_told_which_ones_are_near(staff):
    response = change(staff, make_series(), **row(date="2026-10-22"))
    [text] = errors(response)["date_changes-0-date"]
    assert "14 October 2026, 21 October 2026, 28 October 2026" in text


def test_that_rows_are_judged_by_the_new_times_of_the_form(staff):
    event = make_series(publish_at=None)
    thursday = {"starts_at": "2026-10-15T10:00", "ends_at": "2026-10-15T12:00", "weekdays": ["3"]}
    assert change(staff, event, **thursday, **row(date="2026-10-22")).status_code == 302
    assert DateChange.objects.get().date == date(2026, 10, 22)


def test_that_a_new_rule_does_not_leave_a_changed_date_without_its_event(staff):
    event = make_series(publish_at=None)
    make_date_change(event=event, date=date(2026, 10, 21))
    response = change(staff, event, interval="2")
    assert response.status_code == 200
    assert "date_changes-0-date" in errors(response)
    formset = response.context["inline_admin_formsets"][0].formset
    assert "21 October 2026" in formset.non_form_errors()[0]
    assert event.recurrence == FOUR_WEEKS
    gone = {"date_changes-0-DELETE": "on"}
    assert change(staff, event, interval="2", **gone).status_code == 302
    assert len(days(event)) == 4


def test_that_two_rows_cannot_be_about_one_date(staff):
    both = row(0, date="2026-10-21") | row(1, date="2026-10-21", kind="noted")
    assert "date_changes-1-date" in errors(change(staff, make_series(), **both))


def test_that_two_rows_can_swap_their_dates(staff):
    event = make_series()
    make_date_change(event=event, date=date(2026, 10, 21), note_sv="A")
    make_date_change(event=event, date=date(2026, 10, 28), note_sv="B")
    swapped = {"date_changes-0-date": "2026-10-28", "date_changes-1-date": "2026-10-21"}
    assert change(staff, event, **swapped).status_code == 302
    assert list(DateChange.objects.values_list("note_sv", flat=True)) == ["B", "A"]


def test_that_one_date_at_least_remains(staff):
    only = make_event(starts_at=STARTS)
    response = change(staff, only, **row(date="2026-10-14", kind="skipped", note_sv=""))
    assert "date_changes-0-kind" in errors(response)
    assert days(only) == [STARTS.date()]


def test_that_a_row_is_announced_anew_only_when_it_changes(staff):
    event = make_series()
    long_ago = NOW - timedelta(days=30)
    made = make_date_change(event=event, announced_at=long_ago)
    change(staff, event)
    assert DateChange.objects.get(pk=made.pk).announced_at == long_ago
    change(staff, event, **{"date_changes-0-note_sv": "Vi har sjukdom."})
    assert DateChange.objects.get(pk=made.pk).announced_at == NOW


# --- Public holidays -----------------------------------------------------------------------------


def test_that_dates_on_holidays_are_named_and_nothing_is_stopped(staff):
    on_christmas_eve = {"starts_at": "2026-12-24T10:00", "ends_at": "2026-12-24T12:00"}
    saved = add(staff, **on_christmas_eve, **WEEKLY)
    assert saved.status_code == 302
    with translation.override("en"):
        html = staff.get(saved.url).content.decode()
    assert "24 December 2026 (Christmas Eve), 31 December 2026 (New Year’s Eve)" in html
    form = staff.get(address(Event, "change", Event.objects.get().pk)).content.decode()
    assert "24 December 2026 (Christmas Eve)" in form


def test_that_a_cancelled_holiday_is_no_matter(staff):
    event = make_event(starts_at=datetime(2026, 12, 24, 10, tzinfo=STOCKHOLM))
    make_date_change(event=event)
    assert "Christmas Eve" not in staff.get(address(Event, "change", event.pk)).content.decode()


# --- Changes that visitors are told --------------------------------------------------------------

LATER = {"starts_at": "2026-10-14T13:00", "ends_at": "2026-10-14T15:00"}
WHY = {"standing_note_sv": "Lokalen var bokad."}


def test_that_a_new_time_of_a_published_event_asks_why(staff):
    event = make_series(title_sv="Fika")
    make_press_release(event=event, title_en="Invitation to coffee")
    response = change(staff, event, title_sv="Kaffe", **LATER)
    assert set(errors(response)) == {"standing_note_sv"}
    assert form_data(response)["title_sv"] == "Kaffe"
    assert form_data(response)["starts_at"] == LATER["starts_at"]
    assert (event.title_sv, event.starts_at) == ("Fika", STARTS)
    html = response.content.decode()
    assert len(response.context["touched"]) == 4
    assert "Invitation to coffee</a>" in html
    assert "within the hour" in html


def test_that_with_a_reason_it_is_moved_from_what_was_published(staff):
    event = make_event(starts_at=STARTS, place=make_place(name_sv="Rådhuset"))
    old, new = event.place, make_place(name_sv="Biblioteket")
    assert change(staff, event, place=str(new.pk), **LATER, **WHY).status_code == 302
    assert event.standing == EventStanding.MOVED
    assert (event.moved_from_starts_at, event.moved_from_place) == (STARTS, old)
    assert event.standing_changed_at == NOW


def test_that_the_first_of_several_moves_stays_in_memory(staff):
    event = make_event(starts_at=STARTS)
    change(staff, event, **LATER, **WHY)
    later_still = {"starts_at": "2026-10-14T16:00", "ends_at": "2026-10-14T17:00"}
    assert "standing_note_sv" in errors(change(staff, event, **later_still))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        change(staff, event, **later_still, standing_note_sv="En gång till.")
    assert event.moved_from_starts_at == STARTS
    assert event.standing_changed_at == NOW + timedelta(hours=1)


def test_that_what_is_moved_back_is_as_planned(staff):
    event = make_event(starts_at=STARTS, place=make_place())
    old, new = event.place, make_place()
    change(staff, event, place=str(new.pk), **LATER, **WHY)
    back = {"starts_at": "2026-10-14T10:00", "ends_at": "2026-10-14T12:00"}
    change(staff, event, place=str(old.pk), **back, standing_note_sv="Det blev ändå som först.")
    assert event.standing == EventStanding.PLANNED
    assert (event.moved_from_starts_at, event.moved_from_place) == (None, None)


def test_that_a_reason_is_not_left_for_another_change_in_another_language(staff):
    event = make_event(starts_at=STARTS)
    change(staff, event, **LATER, **WHY, standing_note_en="The room was taken.")
    later_still = {"starts_at": "2026-10-14T16:00", "ends_at": "2026-10-14T17:00"}
    saved = change(staff, event, **later_still, standing_note_sv="Värden är sjuk.")
    assert (event.standing_note_sv, event.standing_note_en) == ("Värden är sjuk.", "")
    assert "for an earlier change" in staff.get(saved.url).content.decode()
    change(staff, event, standing="planned")
    assert event.standing_note_sv == ""


def test_that_a_slip_mended_in_the_reason_keeps_its_translation(staff):
    event = make_event(starts_at=STARTS)
    change(staff, event, **LATER, **WHY, standing_note_en="The room was taken.")
    change(staff, event, standing_note_sv="Lokalen var redan bokad.")
    assert event.standing_note_en == "The room was taken."


LATER_FROM_THE_START = {"starts_at": "2026-09-30T13:00", "ends_at": "2026-09-30T15:00"}


@pytest.mark.parametrize("fields", [LATER_FROM_THE_START, {"interval": "2"}])
def test_that_dates_that_have_been_are_not_told_otherwise(staff, fields):
    event = make_series(starts_at=STARTS - timedelta(days=14))
    response = change(staff, event, **fields, **WHY)
    assert set(errors(response)) == {"starts_at"}
    assert change(staff, event, times="3", **WHY).status_code == 302
    assert event.standing == EventStanding.PLANNED


def test_that_an_announced_date_is_cancelled_and_not_forgotten(staff):
    event = make_series()
    week_later = STARTS.date() + timedelta(days=7)
    response = change(staff, event, **row(date=week_later, kind="skipped"))
    assert "choose “Cancelled”" in response.content.decode()
    make_date_change(event=event, date=week_later + timedelta(days=1), kind="extra")
    fields = form_data(staff.get(address(Event, "change", event.pk)))
    gone = {"date_changes-0-DELETE": "on"}
    assert "date_changes-0-id" in fields
    assert "cancel that date" in change(staff, event, **gone).content.decode()
    assert event.date_changes.count() == 1


SILENT = [
    {"publish_at": None},
    {"publish_at": NOW + timedelta(days=1)},
    {"starts_at": NOW - timedelta(days=90)},
]


@pytest.mark.parametrize("given", SILENT)
def test_that_what_nobody_can_read_or_come_to_asks_nothing(staff, given):
    event = make_event(**{"starts_at": STARTS} | given)
    assert change(staff, event, **LATER).status_code == 302
    assert event.standing == EventStanding.PLANNED


QUIET = [{"times": "6"}, {"title_sv": "Nytt namn"}, {"place_note_sv": "Plan 2"}]


@pytest.mark.parametrize("fields", QUIET)
def test_that_what_changes_no_date_asks_nothing(staff, fields):
    event = make_series()
    assert change(staff, event, **fields).status_code == 302
    assert event.standing == EventStanding.PLANNED


@pytest.mark.parametrize("fields", [{"times": "2"}, {"interval": "2"}, {"repeats": ""}])
def test_that_a_rule_that_drops_dates_asks_why(staff, fields):
    response = change(staff, make_series(), **fields)
    assert set(errors(response)) == {"standing_note_sv"}
    assert "not any more" in response.content.decode()


def test_that_a_small_change_is_no_way_around_the_reason(staff):
    response = change(staff, make_event(starts_at=STARTS), minor_edit="on", **LATER)
    assert "standing_note_sv" in errors(response)


def test_that_calling_off_asks_why_and_is_dated(staff):
    event = make_event(starts_at=STARTS)
    assert "standing_note_sv" in errors(change(staff, event, standing="cancelled"))
    assert change(staff, event, standing="cancelled", **WHY).status_code == 302
    assert event.standing_changed_at == NOW


def test_that_a_date_of_announcement_that_was_typed_is_kept(staff):
    event = make_event(starts_at=STARTS)
    change(staff, event, standing="cancelled", standing_changed_at="2026-10-01T08:00", **WHY)
    assert event.standing_changed_at == datetime(2026, 10, 1, 8, tzinfo=STOCKHOLM)


# --- Copies --------------------------------------------------------------------------------------


def copied(staff, event):
    return staff.post(reverse("admin:events_event_duplicate", args=[event.pk]), follow=True)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_a_copy_holds_what_it_is_and_nothing_of_its_dates(client, language):
    client.force_login(make_staff(language=language))
    event = make_series(
        standing=EventStanding.CANCELLED,
        standing_changed_at=NOW,
        standing_note_sv="Inställt",
        standing_note_en="Called off",
        moved_from_starts_at=STARTS,
        is_full=True,
        registration="email",
        registration_email="anmalan@example.org",
        registration_until=NOW,
        expires_at=NOW + timedelta(days=90),
        organiser=make_organisation(),
        place=make_place(),
        services=[make_service()],
        target_groups=[make_target_group()],
        languages=[make_spoken_language()],
    )
    make_date_change(event=event)
    make_programme_item(event=event, title_sv="Först", title_en="First")
    response = copied(client, event)
    copy = Event.objects.exclude(pk=event.pk).get()
    assert response.redirect_chain == [(address(Event, "change", copy.pk), 302)]
    for name in ("title_sv", "title_en", "recurrence", "place", "organiser", "registration_email"):
        assert getattr(copy, name) == getattr(event, name)
    for name in ("services", "target_groups", "languages"):
        assert set(getattr(copy, name).all()) == set(getattr(event, name).all()) != set()
    assert [item.title_en for item in copy.programme.all()] == ["First"]
    assert copy.uuid != event.uuid
    assert (copy.slug_sv, copy.slug_en) == ("oppet-hus-2", "open-house-2")
    assert (copy.publish_at, copy.expires_at, copy.standing) == (None, None, "planned")
    assert (copy.standing_changed_at, copy.moved_from_starts_at) == (None, None)
    assert (copy.standing_note_sv, copy.standing_note_en) == ("", "")
    assert (copy.is_full, copy.registration_until) == (False, None)
    assert not copy.date_changes.exists()
    assert len(days(copy)) == 4
    assert event.programme.count() == event.date_changes.count() == 1


def test_that_an_outdated_translation_is_outdated_in_the_copy(staff):
    event = make_event(starts_at=STARTS)
    Event.objects.filter(pk=event.pk).update(confirmed_at_en=None)
    copied(staff, event)
    assert all(each.is_outdated_in("en") for each in Event.objects.all())


def test_that_a_copy_is_made_by_a_button_and_not_by_a_link(staff):
    event = make_event(starts_at=STARTS)
    url = reverse("admin:events_event_duplicate", args=[event.pk])
    assert f'action="{url}"' in staff.get(address(Event, "change", event.pk)).content.decode()
    assert staff.get(url).status_code == 405
    assert Event.objects.count() == 1


def test_that_who_may_not_add_may_not_copy(client):
    somebody = make_staff(is_superuser=False)
    somebody.user_permissions.add(Permission.objects.get(codename="change_event"))
    client.force_login(somebody)
    event = make_event(starts_at=STARTS)
    assert copied(client, event).status_code == 403
    assert "/duplicate/" not in client.get(address(Event, "change", event.pk)).content.decode()
    assert Event.objects.count() == 1


# --- The list, and those who look ----------------------------------------------------------------


def test_that_the_list_tells_the_next_date_that_takes_place(staff):
    event = make_series()
    make_date_change(event=event)
    html = staff.get(address(Event, "changelist")).content.decode()
    assert "2026-10-21 10:00" in html


@pytest.mark.parametrize(("when", "title"), [("coming", "Snart"), ("past", "Förr")])
def test_that_the_list_is_filtered_by_time(staff, when, title):
    make_event(starts_at=STARTS, title_en="Snart")
    make_event(starts_at=NOW - timedelta(days=9), title_en="Förr")
    response = staff.get(address(Event, "changelist") + f"?when={when}")
    assert [event.title_en for event in response.context["cl"].result_list] == [title]


def test_that_who_may_only_look_sees_the_dates(client):
    reader = make_staff(is_superuser=False)
    reader.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(reader)
    html = client.get(address(Event, "change", make_series().pk)).content.decode()
    assert "2026-11-04" in html
    assert 'name="repeats"' not in html


# --- Anything at all -----------------------------------------------------------------------------

HOSTILE = [
    "\x00",
    "1000000000",
    "-1",
    "1e400",
    "9" * 5000,
    "0000-00-00",
    "9999-12-31",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "2026-02-30T25:61",
    "a" * 20_000,
    "<script>alert(1)</script>",
    "\u202e😀",
    "FREQ=SECONDLY",
]
#: Typed as text, so that it must come back as it was.
TYPED = {"title_sv", "summary_sv", "starts_at", "ends_at", "times", "last_day", "cost_sv"}


#: The nastiest are sent in each field alone.
NASTIEST = ["\x00", "9" * 5000, "9999-12-31T23:59", "0001-01-01T00:00"]
BOOKKEEPING = ("_FORMS", "csrfmiddlewaretoken")


def sent_to_a_form(staff, event, name, value):
    """The answer to the form of *event* with *value* in the fields *name*, a list; nothing is
    half saved then."""
    make = (Event, DateChange, ProgrammeItem)
    before = [model.objects.count() for model in make]
    url = address(Event, "change", event.pk)
    response = staff.post(url, form_data(staff.get(url)) | dict.fromkeys(name, value))
    assert response.status_code in (200, 302)
    assert [model.objects.count() for model in make] == before
    assert Occurrence.objects.filter(event=event).exists()
    return response


@pytest.fixture
def full_event():
    event = make_series(publish_at=None)
    make_date_change(event=event)
    make_programme_item(event=event)
    return event


def names_of(staff, event):
    data = form_data(staff.get(address(Event, "change", event.pk)))
    return [name for name in data if not name.endswith(BOOKKEEPING)]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:24])
def test_that_nonsense_everywhere_comes_back(staff, full_event, value):
    response = sent_to_a_form(staff, full_event, names_of(staff, full_event), value)
    assert response.status_code == 200
    sent_back = form_data(response)
    if value.isprintable() and "\x00" not in value:
        assert {sent_back[name] for name in TYPED} == {value}


@pytest.mark.parametrize("value", NASTIEST, ids=lambda value: repr(value)[:24])
def test_that_nonsense_in_any_one_field_breaks_nothing(staff, full_event, value):
    for name in names_of(staff, full_event):
        sent_to_a_form(staff, full_event, [name], value)
