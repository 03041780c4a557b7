"""Rules by which events are repeated: stored as RFC 5545 says, expanded in Swedish local time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events.dates import Difference, Kind, Plan, dates, not_planned
from events.recurrence import (
    LONGEST,
    STOCKHOLM,
    Frequency,
    NotARuleError,
    Rule,
    dates_of,
    goes_on_too_long,
    local,
    parse_rule,
    rule_text,
)

WEDNESDAY = date(2026, 10, 14)


def weekly(*weekdays, **given):
    return Rule(Frequency.WEEKLY, weekdays or (2,), **given)


def monthly(weekday, week, **given):
    return Rule(Frequency.MONTHLY, (weekday,), week=week, **given)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            weekly(last_day=date(2026, 12, 16), interval=2),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20261216T225959Z",
        ),
        (
            weekly(1, 3, last_day=date(2026, 7, 1)),
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;UNTIL=20260701T215959Z",
        ),
        (monthly(2, 1, times=5), "FREQ=MONTHLY;INTERVAL=1;BYDAY=1WE;COUNT=5"),
        (monthly(6, -1, times=5, interval=3), "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SU;COUNT=5"),
    ],
)
def test_a_rule_is_written_and_read_as_rfc_5545_says(rule, text):
    assert rule_text(rule) == text
    assert parse_rule(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE",
        "FREQ=DAILY;INTERVAL=1;BYDAY=WE;COUNT=3",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=1000000000",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=WE;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=99;BYDAY=WE;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=2WE;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=1;BYDAY=5WE;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=1;BYDAY=1WE,2WE;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=1;BYDAY=1WE,1TH;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=XX;COUNT=3",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=3;BYHOUR=3",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=3;UNTIL=20261216T225959Z",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;UNTIL=20261216",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=three",
        "DROP TABLE",
    ],
)
def test_any_other_rule_is_refused(text):
    with pytest.raises(NotARuleError):
        parse_rule(text)


def test_every_other_week_on_two_days():
    found = dates_of(weekly(1, 3, interval=2, times=5), date(2026, 11, 24))
    assert [f"{each:%m-%d}" for each in found] == ["11-24", "11-26", "12-08", "12-10", "12-22"]


def test_the_last_wednesday_of_each_month():
    found = dates_of(monthly(2, -1, last_day=date(2027, 2, 28)), date(2026, 11, 25))
    assert [f"{each:%m-%d}" for each in found] == ["11-25", "12-30", "01-27", "02-24"]


def test_the_last_day_itself_belongs_to_it():
    assert dates_of(weekly(last_day=WEDNESDAY + timedelta(7)), WEDNESDAY)[-1].day == 21


def test_expansion_is_bounded_whatever_the_rule():
    rule = weekly(0, 1, 2, 3, 4, 5, 6, last_day=date(9999, 12, 30))
    found = dates_of(rule, WEDNESDAY)
    assert len(found) == LONGEST.days + 1
    assert goes_on_too_long(rule, WEDNESDAY)
    assert not goes_on_too_long(weekly(times=3), WEDNESDAY)


def test_an_hour_stays_the_same_by_the_clock_across_both_changes():
    starts = datetime(2026, 10, 14, 10, tzinfo=STOCKHOLM)
    plan = Plan(starts, starts + timedelta(hours=2), weekly(last_day=date(2027, 4, 7)))
    found = dates(plan)
    assert {each.starts_at.astimezone(STOCKHOLM).time() for each in found} == {time(10)}
    assert {each.ends_at.astimezone(STOCKHOLM).time() for each in found} == {time(12)}
    assert {each.starts_at.astimezone(UTC).hour for each in found} == {8, 9}


def test_a_time_that_does_not_exist_comes_an_hour_later_and_a_double_one_first():
    assert local(date(2026, 3, 29), time(2, 30)).astimezone(UTC).hour == 1
    assert local(date(2026, 10, 25), time(2, 30)).astimezone(UTC).hour == 0


def test_what_the_clock_change_swallows_lasts_as_long_as_ever():
    starts = datetime(2026, 3, 22, 2, 0, tzinfo=STOCKHOLM)
    plan = Plan(starts, starts + timedelta(minutes=45), weekly(6, times=2))
    [_first, second] = dates(plan)
    assert second.ends_at.astimezone(UTC) - second.starts_at.astimezone(UTC) == timedelta(
        minutes=45
    )


STARTS = datetime(2026, 10, 14, 10, tzinfo=STOCKHOLM)
PLAN = Plan(STARTS, STARTS + timedelta(hours=2), weekly(times=3))


def plan_with(*differences):
    return Plan(PLAN.starts_at, PLAN.ends_at, PLAN.rule, differences)


def test_a_skipped_date_is_no_date_and_a_cancelled_one_is():
    skipped = Difference(date(2026, 10, 21), Kind.SKIPPED)
    cancelled = Difference(date(2026, 10, 28), Kind.CANCELLED)
    found = dates(plan_with(skipped, cancelled))
    assert [(each.date.day, each.difference) for each in found] == [(14, None), (28, cancelled)]


def test_an_extra_date_has_the_usual_times_or_its_own():
    own = datetime(2026, 10, 17, 18, tzinfo=STOCKHOLM)
    found = dates(
        plan_with(
            Difference(date(2026, 10, 16), Kind.EXTRA),
            Difference(date(2026, 10, 17), Kind.EXTRA, own, own + timedelta(hours=1)),
        )
    )
    hours = [each.starts_at.astimezone(STOCKHOLM).hour for each in found]
    assert [(each.date.day, hour) for each, hour in zip(found, hours, strict=True)] == [
        (14, 10),
        (16, 10),
        (17, 18),
        (21, 10),
        (28, 10),
    ]


@pytest.mark.parametrize("days", [-3, 3])
def test_a_moved_date_is_over_when_both_its_times_are(days):
    planned = datetime(2026, 10, 21, 10, tzinfo=STOCKHOLM)
    new = planned + timedelta(days=days)
    moved = Difference(date(2026, 10, 21), Kind.MOVED, new, new + timedelta(hours=1))
    [_first, second, _third] = dates(plan_with(moved))
    assert (second.planned_starts_at, second.starts_at) == (planned, new)
    assert second.over_at == max(planned + timedelta(hours=2), new + timedelta(hours=1))


def test_a_difference_for_another_date_is_found_and_says_nothing():
    stray = Difference(date(2026, 10, 15), Kind.CANCELLED)
    again = Difference(date(2026, 10, 21), Kind.EXTRA)
    plan = plan_with(stray, again)
    assert not_planned(plan.differences, plan) == [stray, again]
    assert [each.date.day for each in dates(plan_with(stray))] == [14, 21, 28]


def test_an_extra_date_can_be_cancelled():
    extra = Difference(date(2026, 10, 16), Kind.EXTRA)
    cancelled = Difference(date(2026, 10, 16), Kind.CANCELLED)
    plan = plan_with(extra, cancelled)
    assert not_planned(plan.differences, plan) == []
    assert [each.difference for each in dates(plan)] == [None, cancelled, None, None]
