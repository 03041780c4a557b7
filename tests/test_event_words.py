"""How an event is repeated is told in words, in both languages."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from events.recurrence import STOCKHOLM, Frequency, Rule
from events.words import repetition

STARTS = datetime(2026, 11, 25, 10, tzinfo=STOCKHOLM)
ENDS = STARTS + timedelta(hours=2)
UNTIL = {"last_day": date(2026, 12, 16)}


def weekly(*weekdays, **given):
    return Rule(Frequency.WEEKLY, weekdays, **(UNTIL | given))


def monthly(weekday, week, **given):
    return Rule(Frequency.MONTHLY, (weekday,), week=week, **(UNTIL | given))


#: Of each rule the days, in both languages; hours and end are the same.
DAYS = [
    (weekly(2), "Varje onsdag", "Every Wednesday"),
    (weekly(2, interval=2), "Varannan onsdag", "Every other Wednesday"),
    (weekly(2, interval=3), "Var tredje onsdag", "Every third Wednesday"),
    (weekly(1, 3), "Varje tisdag och torsdag", "Every Tuesday and Thursday"),
    (weekly(0, 2, 4), "Varje måndag, onsdag och fredag", "Every Monday, Wednesday and Friday"),
    (
        weekly(1, 3, interval=2),
        "Varannan vecka, tisdag och torsdag",
        "Every other week, Tuesday and Thursday",
    ),
    (
        weekly(1, 3, interval=12),
        "Var tolfte vecka, tisdag och torsdag",
        "Every twelfth week, Tuesday and Thursday",
    ),
    (
        weekly(0, 1, 2, 3, 4),
        "Varje vecka, måndag till fredag",
        "Every week, Monday to Friday",
    ),
    (weekly(*range(7)), "Alla dagar", "Every day"),
    (monthly(2, 1), "Den första onsdagen i månaden", "The first Wednesday of the month"),
    (
        monthly(6, -1, interval=2),
        "Den sista söndagen varannan månad",
        "The last Sunday of every other month",
    ),
    (
        monthly(0, 3, interval=3),
        "Den tredje måndagen var tredje månad",
        "The third Monday of every third month",
    ),
]


@pytest.mark.parametrize(("rule", "swedish", "english"), DAYS)
def test_a_rule_is_told_in_both_languages(rule, swedish, english):
    with translation.override("sv"):
        told = repetition(rule, STARTS, ENDS)
    assert told == f"{swedish} kl. 10.00–12.00, till och med 16 december 2026"
    with translation.override("en"):
        told = repetition(rule, STARTS, ENDS)
    assert told == f"{english} at 10:00–12:00, until and including 16 December 2026"


@pytest.mark.parametrize(
    ("times", "swedish", "english"),
    [(1, "1 gång", "1 time in all"), (12, "12 gånger", "12 times in all")],
)
def test_a_rule_with_a_number_of_times_tells_it(times, swedish, english):
    rule = weekly(2, last_day=None, times=times)
    with translation.override("sv"):
        assert repetition(rule, STARTS, ENDS) == f"Varje onsdag kl. 10.00–12.00, {swedish}"
    with translation.override("en"):
        assert repetition(rule, STARTS, ENDS) == f"Every Wednesday at 10:00–12:00, {english}"
