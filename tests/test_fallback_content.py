"""At three in the night, the shipped content names somebody who answers and fits."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils.translation import override

from services.fallback import EMERGENCY, ages_meet
from services.models import Audience, Door, Service, Standing, SupportLine
from services.reach import reach

pytestmark = pytest.mark.django_db
SUNDAY_NIGHT = datetime(2026, 11, 22, 3, tzinfo=ZoneInfo("Europe/Stockholm"))
#: Target groups that belong to no way in, and are of children.
OF_CHILDREN = {"Barn och unga"}
#: For these no shipped line that answers at night fits: only the police, and 112.
NOBODY_FITS = {("Plattform Malmö", "Personer som är utsatta för brott")}


@pytest.fixture(autouse=True)
def shipped(time_machine) -> None:
    time_machine.move_to(SUNDAY_NIGHT, tick=False)
    with override("sv"):
        call_command("load_content", stdout=StringIO())
        yield


def lines() -> list[SupportLine]:
    return list(SupportLine.objects.published().with_who_they_are_for().in_rank())


def active_services() -> list[Service]:
    """Those that have not ended, whether or not anybody has confirmed them."""
    found = Service.objects.published().with_page_parts()
    return [each for each in found if each.standing(SUNDAY_NIGHT.date()) is not Standing.ENDED]


def of_children_or_subjected(row: Audience) -> bool:
    return row.target_group.door == Door.SUBJECTED or row.target_group.name in OF_CHILDREN


def fits(line: SupportLine, row: Audience) -> bool:
    """Whether *line* is for that very target group, and answers now."""
    groups = {group.pk for group in line.target_groups.all()}
    return (
        line.phone not in EMERGENCY
        and line.opening(SUNDAY_NIGHT).is_open
        and (not groups or row.target_group_id in groups)
        and ages_meet(line, row)
    )


def test_each_of_them_is_given_a_line_that_answers_at_night() -> None:
    without, asked = set(), 0
    for service in active_services():
        routes = reach(service, lines(), SUNDAY_NIGHT).routes
        for row in filter(of_children_or_subjected, service.shown_audiences):
            for route in routes:
                if row.target_group.door and route.door not in (None, row.target_group.door):
                    continue
                asked += 1
                if not any(fits(line, row) for line in route.answers):
                    without.add((service.name_sv, row.target_group.name_sv))
    assert asked > 10
    assert without == NOBODY_FITS


def test_who_answers_now_comes_before_who_is_closed() -> None:
    for service in active_services():
        for route in reach(service, lines(), SUNDAY_NIGHT).routes:
            openings = [line.opening(SUNDAY_NIGHT) for line in route.answers]
            is_open = [bool(each and each.is_open) for each in openings]
            assert is_open == sorted(is_open, reverse=True), service.name_sv


def test_who_uses_violence_is_given_no_line_for_those_subjected_alone() -> None:
    for service in active_services():
        for route in reach(service, lines(), SUNDAY_NIGHT).routes:
            if route.door == Door.USES_VIOLENCE:
                doors = [{each.door for each in line.target_groups.all()} for line in route.answers]
                assert not [d for d in doors if Door.SUBJECTED in d and route.door not in d]
