"""The page of support lines: by need, each line once, with today's hours and one tap to call."""

import re
from datetime import datetime, time

import pytest

from services.models import Door, HoursKind
from services.opening import STOCKHOLM
from tests.factories import make_support_line, make_target_group

pytestmark = pytest.mark.django_db

ADDRESS = "/en/support-lines/"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)


def main_of(client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return " ".join(response.text.partition("<main")[2].partition("</main>")[0].split())


def headings_of(html: str) -> list[tuple[str, list[str]]]:
    """Every heading with the names of the lines under it."""
    sections = re.findall(r"<h2[^>]*>(.+?)</h2>(.+?)</section>", html)
    return [(heading, re.findall(r"<h3[^>]*>(.+?)</h3>", rest)) for heading, rest in sections]


def test_lines_stand_by_need_each_of_them_once(client):
    harmed = make_target_group(door=Door.SUBJECTED)
    worried = make_target_group(door=Door.WORRIED)
    using = make_target_group(door=Door.USES_VIOLENCE)
    workers = make_target_group(door=Door.PROFESSIONAL)
    young = make_target_group(door=None, name_en="Young people")
    hidden = make_target_group(door=Door.PROFESSIONAL, publish_at=None)
    make_support_line(name_en="Workers", target_groups=[workers])
    make_support_line(name_en="Users", target_groups=[using])
    make_support_line(name_en="Harmed and worried", target_groups=[harmed, worried])
    make_support_line(name_en="Worried and workers", target_groups=[workers, worried])
    make_support_line(name_en="Young", target_groups=[young])
    make_support_line(name_en="Everyone")
    make_support_line(name_en="Those of a hidden group", target_groups=[hidden])
    make_support_line(name_en="Now", right_now=True, target_groups=[harmed])
    assert headings_of(main_of(client)) == [
        ("For right now", ["Now"]),
        ("For everyone", ["Everyone"]),
        ("Young people", ["Young"]),
        ("If you are being harmed", ["Harmed and worried"]),
        ("If you are worried about someone", ["Worried and workers"]),
        ("If you use violence", ["Users"]),
        ("If you meet this in your job", ["Workers", "Those of a hidden group"]),
    ]


def test_a_line_tells_todays_hours_and_when_it_was_checked(client, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    line = make_support_line(hours_kind=HoursKind.WEEKLY, max_age=17)
    line.hours.create(weekday=1, opens=time(9), closes=time(16))
    html = main_of(client)
    assert "Open today, Tuesday 24 November, 9:00–16:00." in html
    assert '<a class="phone" href="tel:+46406280400">' in html
    assert '<time datetime="2016-01-01">1 January 2016</time>' in html
    assert "up to 17 years" in html


def test_a_line_that_nobody_has_checked_is_no_link(client):
    make_support_line(verified_on=None)
    html = main_of(client)
    assert "040-628 04 00" in html
    assert "tel:" not in html


def test_an_unpublished_line_is_not_there(client):
    make_support_line(publish_at=None)
    html = main_of(client)
    assert "The support line" not in html
    assert 'href="tel:112"' in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_no_more_for_more_lines(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        line = make_support_line(
            hours_kind=HoursKind.WEEKLY, target_groups=[make_target_group(), make_target_group()]
        )
        line.hours.create(weekday=1, opens=time(9), closes=time(16))
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        assert client.get(ADDRESS).status_code == 200


def test_a_line_that_is_for_professionals_only_is_not_on_every_page(client):
    workers = make_target_group(door=Door.PROFESSIONAL)
    young = make_target_group(door=None)
    make_support_line(right_now=True, phone="112", rank=1)
    make_support_line(right_now=True, name_en="Workers", target_groups=[workers])
    make_support_line(right_now=True, name_en="Both", target_groups=[workers, young])
    make_support_line(right_now=True, name_en="All of us")
    html = client.get("/en/").text
    assert [name in html for name in ("Workers", "Both", "All of us")] == [False, True, True]
