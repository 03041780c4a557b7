"""Opening hours in words, in both languages: slots in, text out."""

from datetime import time

import pytest
from django.utils import translation

from services.hours import week_in_words
from services.models import HoursKind
from tests.factories import make_support_line
from tests.visits import read

MORNING = (time(9), time(12))
AFTERNOON = (time(13), time(16))
DAY = (time(8), time(17))


def every(weekdays, *slots):
    return [(weekday, *slot) for weekday in weekdays for slot in slots]


WEEKS = [
    ([], [], []),
    (every([2], (time(10), time(11))), ["onsdag kl. 10.00–11.00"], ["Wednesday, 10:00–11:00"]),
    (every([0, 1], DAY), ["måndag och tisdag kl. 8.00–17.00"], ["Monday and Tuesday, 8:00–17:00"]),
    (every(range(5), DAY), ["måndag–fredag kl. 8.00–17.00"], ["Monday–Friday, 8:00–17:00"]),
    (every(range(7), DAY), ["alla dagar kl. 8.00–17.00"], ["every day, 8:00–17:00"]),
    (
        every([0, 2, 4], DAY),
        ["måndag kl. 8.00–17.00", "onsdag kl. 8.00–17.00", "fredag kl. 8.00–17.00"],
        ["Monday, 8:00–17:00", "Wednesday, 8:00–17:00", "Friday, 8:00–17:00"],
    ),
    (
        [*every(range(5), DAY), *every([5, 6], MORNING)],
        ["måndag–fredag kl. 8.00–17.00", "lördag och söndag kl. 9.00–12.00"],
        ["Monday–Friday, 8:00–17:00", "Saturday and Sunday, 9:00–12:00"],
    ),
    (
        every([3], AFTERNOON, MORNING),
        ["torsdag kl. 9.00–12.00 och 13.00–16.00"],
        ["Thursday, 9:00–12:00 and 13:00–16:00"],
    ),
    (
        [*every([0, 1, 2], MORNING), *every([1], AFTERNOON)],
        [
            "måndag kl. 9.00–12.00",
            "tisdag kl. 9.00–12.00 och 13.00–16.00",
            "onsdag kl. 9.00–12.00",
        ],
        ["Monday, 9:00–12:00", "Tuesday, 9:00–12:00 and 13:00–16:00", "Wednesday, 9:00–12:00"],
    ),
    (every([4], (time(20, 30), time(0))), ["fredag kl. 20.30–24.00"], ["Friday, 20:30–24:00"]),
    (every([6], (time(0), time(0))), ["söndag kl. 0.00–24.00"], ["Sunday, 0:00–24:00"]),
]


@pytest.mark.parametrize(("slots", "swedish", "english"), WEEKS)
def test_a_week_is_told_in_words(slots, swedish, english):
    with translation.override("sv"):
        assert week_in_words(slots) == swedish
    with translation.override("en"):
        assert week_in_words(slots) == english


@pytest.mark.parametrize(("slots", "swedish", "_english"), WEEKS)
def test_the_order_of_the_slots_does_not_matter(slots, swedish, _english):
    with translation.override("sv"):
        assert week_in_words(reversed(slots)) == swedish


@pytest.mark.django_db
def test_the_page_tells_the_hours_of_a_line_and_whether_holidays_change_them(client):
    line = make_support_line(hours_kind=HoursKind.WEEKLY, open_on_holidays=True)
    for weekday, opens, closes in every(range(5), MORNING, AFTERNOON):
        line.hours.create(weekday=weekday, opens=opens, closes=closes)
    assert "måndag–fredag kl. 9.00–12.00 och 13.00–16.00 Också på helgdagar." in read(
        client, "support_lines"
    )
    assert "Monday–Friday, 9:00–12:00 and 13:00–16:00 Also on public holidays." in read(
        client, "support_lines", "en"
    )
