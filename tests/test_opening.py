"""Opening hours hold through clock changes, midnights, eves, exceptions and the turn of the year.

All schedules are invented. A moment is written in Swedish local time; ``*`` after it means the
second time that the hour comes, when the clock is put back.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from services.hours import difference_in_words, opening_in_words
from services.opening import (
    STOCKHOLM,
    Difference,
    Kind,
    Schedule,
    Slot,
    is_open_on,
    opening_at,
)


def slots(*texts: str) -> tuple[Slot, ...]:
    """Reads "0-4 9:00-16:00": weekdays from 0 for Monday, and hours; 24:00 is midnight."""
    return tuple(
        Slot(weekday, *(clock(part) for part in hours.split("-")))
        for days, hours in (text.split() for text in texts)
        for weekday in range(int(days[0]), int(days[-1]) + 1)
    )


def clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute))


def moment(text: str) -> datetime:
    """Reads "2026-11-24 9:00" in Swedish local time."""
    day, hours = text.rstrip("*").split()
    fold = int(text.endswith("*"))
    return datetime.combine(date.fromisoformat(day), clock(hours).replace(fold=fold), STOCKHOLM)


def differs(days: str, hours: str = "", reason: str = "kursdag") -> Difference:
    """Reads "2026-11-24" or "2026-11-24/2026-11-26", and "10:00-12:00" or nothing for closed."""
    first, _slash, last = days.partition("/")
    times = [clock(part) for part in hours.split("-")] if hours else [None, None]
    return Difference(date.fromisoformat(first), date.fromisoformat(last or first), *times, reason)


OFFICE = Schedule(Kind.WEEKLY, slots("0-4 9:00-16:00"))
SPLIT = Schedule(Kind.WEEKLY, slots("0-4 9:00-12:00", "0-4 13:00-16:00", "1-1 18:00-20:00"))
NIGHT = Schedule(Kind.WEEKLY, slots("4-4 18:00-24:00", "5-5 0:00-3:00", "5-5 18:00-24:00"))
EVERY_NIGHT = Schedule(Kind.WEEKLY, slots("0-6 0:00-6:00", "0-6 22:00-24:00"), (), True)
ROUND_THE_CLOCK = Schedule(Kind.WEEKLY, slots("0-6 0:00-24:00"), (), True)
ALL_BUT_MONDAY_MORNING = Schedule(Kind.WEEKLY, slots("0-0 8:00-24:00", "1-6 0:00-24:00"), (), True)
WEEKENDS = Schedule(Kind.WEEKLY, slots("5-6 10:00-14:00"))
ON_HOLIDAYS_TOO = Schedule(Kind.WEEKLY, slots("0-6 9:00-16:00"), (), True)
TWO_SUNDAY = Schedule(Kind.WEEKLY, slots("6-6 1:00-2:30", "6-6 2:45-4:00"))
SKIPPED_HOUR = Schedule(Kind.WEEKLY, slots("6-6 2:15-2:45"))


def with_differences(schedule: Schedule, *differences: Difference) -> Schedule:
    return Schedule(schedule.kind, schedule.slots, differences, schedule.open_on_holidays)


COURSE = with_differences(OFFICE, differs("2026-11-24"))
SUMMER = with_differences(
    OFFICE,
    differs("2026-06-29/2026-07-31", "", "sommarstängt"),
    differs("2026-07-08", "10:00-12:00", "öppet en dag i sommar"),
)
OPEN_ON_CHRISTMAS_EVE = with_differences(
    OFFICE, differs("2026-12-24", "10:00-13:00", "julöppet"), differs("2026-12-23/2026-12-30")
)
LONG_GONE = with_differences(OFFICE, differs("2026-11-23/2027-03-31", "", "ombyggnad"))
ALWAYS = Schedule(Kind.ALWAYS)
ALWAYS_BUT = with_differences(ALWAYS, differs("2026-11-24", "", "strömavbrott"))
UNKNOWN_BUT = with_differences(Schedule(), differs("2026-11-24", "10:00-12:00", "öppet hus"))
TWICE = with_differences(
    Schedule(), differs("2026-11-24", "13:00-15:00"), differs("2026-11-24", "10:00-12:00")
)

#: schedule, moment, whether it is open, what is said in Swedish
CASES = [
    # An ordinary day: before, within, after; the last second belongs, the closing time does not.
    (OFFICE, "2026-11-24 8:59", False, "Öppet i dag, tisdag 24 november, kl. 9.00–16.00."),
    (OFFICE, "2026-11-24 9:00", True, "Öppet i dag, tisdag 24 november, kl. 9.00–16.00."),
    (OFFICE, "2026-11-24 15:59", True, "Öppet i dag, tisdag 24 november, kl. 9.00–16.00."),
    (
        OFFICE,
        "2026-11-24 16:00",
        False,
        "Öppet i dag, tisdag 24 november, kl. 9.00–16.00. Öppnar onsdag 25 november kl. 9.00.",
    ),
    # A day without hours, and Friday evening.
    (
        OFFICE,
        "2026-11-28 12:00",
        False,
        "Stängt i dag, lördag 28 november. Öppnar måndag 30 november kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-11-27 17:00",
        False,
        "Öppet i dag, fredag 27 november, kl. 9.00–16.00. Öppnar måndag 30 november kl. 9.00.",
    ),
    # Several slots a day, and the pauses between them.
    (
        SPLIT,
        "2026-11-24 12:30",
        False,
        "Öppet i dag, tisdag 24 november, kl. 9.00–12.00, 13.00–16.00 och 18.00–20.00.",
    ),
    (
        SPLIT,
        "2026-11-25 13:00",
        True,
        "Öppet i dag, onsdag 25 november, kl. 9.00–12.00 och 13.00–16.00.",
    ),
    # Over midnight: what ends at 00.00 goes on at 0.00 of the next day.
    (
        NIGHT,
        "2026-11-27 23:59",
        True,
        "Öppet i dag, fredag 27 november, kl. 18.00 till lördag 28 november kl. 3.00.",
    ),
    (
        NIGHT,
        "2026-11-28 0:00",
        True,
        "Öppet i dag, lördag 28 november, kl. 0.00–3.00 och 18.00–24.00.",
    ),
    (
        NIGHT,
        "2026-11-28 4:00",
        False,
        "Öppet i dag, lördag 28 november, kl. 0.00–3.00 och 18.00–24.00.",
    ),
    (
        NIGHT,
        "2026-11-29 0:00",
        False,
        "Stängt i dag, söndag 29 november. Öppnar fredag 4 december kl. 18.00.",
    ),
    # Hours that go on for days are told one day at a time.
    (ROUND_THE_CLOCK, "2026-11-24 3:00", True, "Öppet hela dygnet i dag, tisdag 24 november."),
    (
        ALL_BUT_MONDAY_MORNING,
        "2026-11-23 9:00",
        True,
        "Öppet i dag, måndag 23 november, kl. 8.00–24.00.",
    ),
    # The clock is put forward on 29 March 2026: 2.00 becomes 3.00.
    (
        EVERY_NIGHT,
        "2026-03-29 1:59",
        True,
        "Öppet i dag, söndag 29 mars, kl. 0.00–6.00 och 22.00 till måndag 30 mars kl. 6.00.",
    ),
    (
        EVERY_NIGHT,
        "2026-03-28 23:00",
        True,
        "Öppet i dag, lördag 28 mars, kl. 0.00–6.00 och 22.00 till söndag 29 mars kl. 6.00.",
    ),
    (TWO_SUNDAY, "2026-03-29 3:00", True, "Öppet i dag, söndag 29 mars, kl. 1.00–4.00."),
    (TWO_SUNDAY, "2026-03-29 3:59", True, "Öppet i dag, söndag 29 mars, kl. 1.00–4.00."),
    (
        TWO_SUNDAY,
        "2026-03-22 2:40",
        False,
        "Öppet i dag, söndag 22 mars, kl. 1.00–2.30 och 2.45–4.00.",
    ),
    (
        SKIPPED_HOUR,
        "2026-03-29 1:00",
        False,
        "Stängt i dag, söndag 29 mars. Öppnar söndag 12 april kl. 2.15.",
    ),
    # The clock is put back on 25 October 2026: the hour from 2.00 comes twice.
    (TWO_SUNDAY, "2026-10-25 2:29", True, "Öppet i dag, söndag 25 oktober, kl. 1.00–4.00."),
    (TWO_SUNDAY, "2026-10-25 2:29*", True, "Öppet i dag, söndag 25 oktober, kl. 1.00–4.00."),
    (
        EVERY_NIGHT,
        "2026-10-25 2:30*",
        True,
        "Öppet i dag, söndag 25 oktober, kl. 0.00–6.00 och 22.00 till måndag 26 oktober kl. 6.00.",
    ),
    # The day after a clock change opens at the hour on the wall.
    (
        OFFICE,
        "2026-03-28 12:00",
        False,
        "Stängt i dag, lördag 28 mars. Öppnar måndag 30 mars kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-10-24 12:00",
        False,
        "Stängt i dag, lördag 24 oktober. Öppnar måndag 26 oktober kl. 9.00.",
    ),
    # Public holidays and the eves that are as free.
    (
        OFFICE,
        "2026-06-19 10:00",
        False,
        "Stängt i dag, fredag 19 juni (midsommarafton). Öppnar måndag 22 juni kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-12-24 10:00",
        False,
        "Stängt i dag, torsdag 24 december (julafton). Öppnar måndag 28 december kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-05-14 10:00",
        False,
        "Stängt i dag, torsdag 14 maj (Kristi himmelsfärdsdag). Öppnar fredag 15 maj kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-05-01 10:00",
        False,
        "Stängt i dag, fredag 1 maj (första maj). Öppnar måndag 4 maj kl. 9.00.",
    ),
    # A holiday on a day without hours is no reason.
    (
        OFFICE,
        "2026-12-26 10:00",
        False,
        "Stängt i dag, lördag 26 december. Öppnar måndag 28 december kl. 9.00.",
    ),
    (
        WEEKENDS,
        "2026-12-26 11:00",
        False,
        "Stängt i dag, lördag 26 december (annandag jul). Öppnar söndag 27 december kl. 10.00.",
    ),
    (
        ON_HOLIDAYS_TOO,
        "2026-12-24 10:00",
        True,
        "Öppet i dag, torsdag 24 december, kl. 9.00–16.00.",
    ),
    # Eves on which many close early: the hours stand, with a warning.
    (
        OFFICE,
        "2026-04-02 10:00",
        True,
        (
            "Öppet i dag, torsdag 2 april, kl. 9.00–16.00. "
            "Skärtorsdagen: det kan stänga tidigare än vanligt."
        ),
    ),
    (ON_HOLIDAYS_TOO, "2026-04-02 10:00", True, "Öppet i dag, torsdag 2 april, kl. 9.00–16.00."),
    (OFFICE, "2026-05-15 10:00", True, "Öppet i dag, fredag 15 maj, kl. 9.00–16.00."),
    # The turn of the year.
    (
        OFFICE,
        "2026-12-31 12:00",
        False,
        "Stängt i dag, torsdag 31 december (nyårsafton). Öppnar måndag 4 januari kl. 9.00.",
    ),
    (
        OFFICE,
        "2026-12-30 16:30",
        False,
        "Öppet i dag, onsdag 30 december, kl. 9.00–16.00. Öppnar måndag 4 januari kl. 9.00.",
    ),
    (
        EVERY_NIGHT,
        "2026-12-31 23:30",
        True,
        "Öppet i dag, torsdag 31 december, kl. 0.00–6.00 och 22.00 till fredag 1 januari kl. 6.00.",
    ),
    (
        OFFICE,
        "2027-01-01 0:00",
        False,
        "Stängt i dag, fredag 1 januari (nyårsdagen). Öppnar måndag 4 januari kl. 9.00.",
    ),
    # Dated exceptions, with their reason.
    (
        COURSE,
        "2026-11-24 10:00",
        False,
        "Stängt i dag, tisdag 24 november (kursdag). Öppnar onsdag 25 november kl. 9.00.",
    ),
    (
        SUMMER,
        "2026-07-07 10:00",
        False,
        "Stängt i dag, tisdag 7 juli (sommarstängt). Öppnar onsdag 8 juli kl. 10.00.",
    ),
    (
        SUMMER,
        "2026-07-08 10:00",
        True,
        "Öppet i dag, onsdag 8 juli, kl. 10.00–12.00 (öppet en dag i sommar).",
    ),
    (
        SUMMER,
        "2026-07-08 12:00",
        False,
        (
            "Öppet i dag, onsdag 8 juli, kl. 10.00–12.00 (öppet en dag i sommar). "
            "Öppnar måndag 3 augusti kl. 9.00."
        ),
    ),
    # An exception within holidays holds over the holiday, and over a longer exception.
    (
        OPEN_ON_CHRISTMAS_EVE,
        "2026-12-24 10:30",
        True,
        "Öppet i dag, torsdag 24 december, kl. 10.00–13.00 (julöppet).",
    ),
    (
        OPEN_ON_CHRISTMAS_EVE,
        "2026-12-25 10:30",
        False,
        "Stängt i dag, fredag 25 december (kursdag). Öppnar måndag 4 januari kl. 9.00.",
    ),
    # No opening near: nothing is promised.
    (LONG_GONE, "2026-11-24 10:00", False, "Stängt i dag, tisdag 24 november (ombyggnad)."),
    # Day and night, unknown and by appointment are three different things, and none is closed.
    (ALWAYS, "2026-12-24 3:00", True, "Öppet dygnet runt."),
    (
        ALWAYS_BUT,
        "2026-11-24 10:00",
        False,
        "Stängt i dag, tisdag 24 november (strömavbrott). Öppnar onsdag 25 november kl. 0.00.",
    ),
    (ALWAYS_BUT, "2026-11-25 0:00", True, "Öppet dygnet runt."),
    (Schedule(), "2026-11-24 10:00", False, ""),
    (Schedule(Kind.WEEKLY), "2026-11-24 10:00", False, ""),
    (Schedule(Kind.APPOINTMENT), "2026-11-24 10:00", False, "Efter bokning."),
    (
        UNKNOWN_BUT,
        "2026-11-24 10:00",
        True,
        "Öppet i dag, tisdag 24 november, kl. 10.00–12.00 (öppet hus).",
    ),
    (UNKNOWN_BUT, "2026-11-25 10:00", False, ""),
    (
        TWICE,
        "2026-11-24 12:30",
        False,
        "Öppet i dag, tisdag 24 november, kl. 10.00–12.00 och 13.00–15.00 (kursdag).",
    ),
]


@pytest.mark.parametrize(("schedule", "when", "is_open", "words"), CASES)
def test_an_opening_is_told_in_swedish(schedule, when, is_open, words):
    opening = opening_at(schedule, moment(when))
    with translation.override("sv"):
        assert str(opening_in_words(opening)) == words
    assert opening.is_open is is_open


@pytest.mark.parametrize(("schedule", "when", "is_open", "words"), CASES)
def test_an_opening_is_the_same_whatever_zone_the_moment_comes_in(schedule, when, is_open, words):
    assert opening_at(schedule, moment(when).astimezone(UTC)) == opening_at(schedule, moment(when))


#: schedule, moment, the next moment at which it changes by itself
CHANGES = [
    (OFFICE, "2026-11-24 8:00", "2026-11-24 9:00"),
    (OFFICE, "2026-11-24 9:00", "2026-11-24 16:00"),
    (OFFICE, "2026-11-24 16:00", "2026-11-25 0:00"),
    (NIGHT, "2026-11-27 20:00", "2026-11-28 0:00"),
    (NIGHT, "2026-11-28 2:59", "2026-11-28 3:00"),
    (EVERY_NIGHT, "2026-03-29 1:00", "2026-03-29 6:00"),
    (OFFICE, "2026-10-25 0:30", "2026-10-26 0:00"),
    (TWO_SUNDAY, "2026-10-25 2:10*", "2026-10-25 4:00"),
    (OFFICE, "2026-12-31 12:00", "2027-01-01 0:00"),
    (ALWAYS_BUT, "2026-10-01 12:00", "2026-10-25 0:00"),  # a month before, it is told of
    (ALWAYS_BUT, "2026-11-20 12:00", "2026-11-24 0:00"),
    (ALWAYS_BUT, "2026-11-24 12:00", "2026-11-25 0:00"),
    (UNKNOWN_BUT, "2026-11-24 11:00", "2026-11-24 12:00"),
]


@pytest.mark.parametrize(("schedule", "when", "then"), CHANGES)
def test_an_opening_says_when_it_changes(schedule, when, then):
    assert opening_at(schedule, moment(when)).changes_at == moment(then).astimezone(UTC)


@pytest.mark.parametrize("schedule", [ALWAYS, Schedule(), Schedule(Kind.APPOINTMENT), ALWAYS_BUT])
def test_what_never_changes_says_so(schedule):
    assert opening_at(schedule, moment("2026-12-01 10:00")).changes_at is None


@pytest.mark.parametrize(("schedule", "when", "is_open", "words"), CASES)
def test_nothing_changes_before_the_moment_given(schedule, when, is_open, words):
    now = moment(when).astimezone(UTC)
    changes_at = opening_at(schedule, now).changes_at or now + timedelta(days=400)
    before = opening_at(schedule, changes_at - timedelta(seconds=1))
    with translation.override("sv"):
        assert str(opening_in_words(before)) == words
    assert before.is_open is is_open


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_hour_of_a_year_agrees_with_the_change_foretold(year):
    now, end = (datetime(each, 1, 1, tzinfo=UTC) for each in (year, year + 1))
    told = opening_at(SPLIT, now)
    while now < end:
        now += timedelta(minutes=30)
        found = opening_at(SPLIT, now)
        if now < told.changes_at:
            assert found == told
        told = found


def test_an_opening_is_told_in_english():
    with translation.override("en"):
        closed = opening_in_words(opening_at(OFFICE, moment("2026-12-24 10:00")))
        late = opening_in_words(opening_at(NIGHT, moment("2026-11-27 20:00")))
    assert str(closed) == (
        "Closed today, Thursday 24 December (Christmas Eve). Opens Monday 28 December at 9:00."
    )
    assert str(late) == "Open today, Friday 27 November, 18:00 until Saturday 28 November at 3:00."


def test_a_reason_keeps_the_language_that_it_is_written_in():
    difference = Difference(date(2026, 11, 24), date(2026, 11, 24), reason="flytt", language="sv")
    schedule = with_differences(OFFICE, difference)
    with translation.override("en"):
        words = opening_in_words(opening_at(schedule, moment("2026-11-24 10:00")))
    assert (words.reason, words.language) == ("flytt", "sv")


def test_exceptions_are_told_a_month_before_they_begin():
    schedule = with_differences(
        OFFICE, differs("2026-12-28/2026-12-30"), differs("2026-12-05", "10:00-12:00")
    )
    assert opening_at(schedule, moment("2026-11-04 10:00")).coming == ()
    coming = opening_at(schedule, moment("2026-12-01 10:00")).coming
    with translation.override("sv"):
        assert [difference_in_words(each) for each in coming] == [
            "lördag 5 december kl. 10.00–12.00",
            "måndag 28 december – onsdag 30 december: stängt",
        ]


#: schedule, day, whether it is open at some time of it
DAYS = [
    (OFFICE, "2026-11-24", True),
    (OFFICE, "2026-11-28", False),
    (OFFICE, "2026-12-24", False),
    (COURSE, "2026-11-24", False),
    (ALWAYS, "2026-12-24", True),
    (Schedule(), "2026-11-24", False),
    (Schedule(Kind.APPOINTMENT), "2026-11-24", False),
    (UNKNOWN_BUT, "2026-11-24", True),
]


@pytest.mark.parametrize(("schedule", "day", "is_open"), DAYS)
def test_a_day_is_open_only_if_that_is_known(schedule, day, is_open):
    assert is_open_on(schedule, date.fromisoformat(day)) is is_open


def test_the_search_for_the_next_opening_ends():
    never = with_differences(OFFICE, differs("2020-01-01/2099-12-31", "", "nedlagt"))
    assert opening_at(never, moment("2026-11-24 10:00")).opens_at is None
