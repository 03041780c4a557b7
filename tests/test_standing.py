"""Where a service or an organisation stands, and what its page then says first."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from services.models import Service, Standing
from tests.factories import make_contact_point, make_organisation, make_service
from tests.visits import read, visit

pytestmark = pytest.mark.django_db

TODAY = date(2017, 4, 30)
DAY = timedelta(days=1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
STANDINGS = [
    ({}, Standing.ACTIVE),
    ({"verified_on": None}, Standing.NOT_CONFIRMED),
    ({"ended_on": "2017-04-29"}, Standing.ENDED),
    ({"ended_on": "2017-04-30"}, Standing.ACTIVE),
    ({"ended_on": "2017-03"}, Standing.ENDED),
    ({"ended_on": "2017-05"}, Standing.ACTIVE),
    ({"ended_on": "2016"}, Standing.ENDED),
    ({"ended_on": "2018"}, Standing.ACTIVE),
    ({"ended_on": "2016", "verified_on": None}, Standing.ENDED),
    ({"ended_on": "2016", "paused_from": TODAY}, Standing.ENDED),
    ({"paused_from": TODAY}, Standing.PAUSED),
    ({"paused_from": TODAY + DAY}, Standing.ACTIVE),
    ({"paused_from": TODAY - DAY, "paused_until": TODAY}, Standing.PAUSED),
    ({"paused_from": TODAY - 2 * DAY, "paused_until": TODAY - DAY}, Standing.ACTIVE),
    ({"paused_from": TODAY, "verified_on": None}, Standing.PAUSED),
]


@pytest.mark.parametrize(("given", "standing"), STANDINGS, ids=str)
def test_the_standing_follows_from_what_is_known(given, standing):
    assert make_service(**given).standing(TODAY) is standing


@pytest.mark.parametrize(("given", "standing"), STANDINGS, ids=str)
def test_the_database_agrees_on_what_has_ended(given, standing):
    make_service(**given)
    assert Service.objects.current(TODAY).exists() is (standing is not Standing.ENDED)


def test_a_service_ends_with_its_last_day_in_swedish_time(client):
    service = make_service(ended_on="2017-04-30")
    said = []
    for moment in (
        datetime(2017, 4, 30, 23, 59, 59, tzinfo=STOCKHOLM),
        datetime(2017, 5, 1, tzinfo=STOCKHOLM),
    ):
        with time_machine.travel(moment, tick=False):
            said.append("Verksamheten har upphört (30 april 2017)." in read(client, service))
    assert said == [False, True]


def test_an_ended_service_says_so_before_anything_else_and_points_onward(client):
    service = make_service(
        ended_on="2017-04",
        ended_note_sv="Stödet fortsatte i en annan form.",
        replaced_by=make_service(name_sv="Fortsättningen"),
        description_sv="<p>Så var det.</p>",
    )
    text = read(client, service)
    places = [
        text.index(said)
        for said in (
            "Verksamheten har upphört (april 2017).",
            "Stödet fortsatte i en annan form.",
            "Fortsättningen",
            "Stöd till dig som vill prata med någon.",
            "Så var det.",
        )
    ]
    assert places == sorted(places)


def test_an_ended_service_offers_no_way_to_reach_it(client):
    service = make_service(ended_on="2016")
    make_contact_point(service=service, phone="040-628 04 44")
    assert "040-628 04 44" not in read(client, service)


def test_a_paused_service_says_until_when_and_why(client):
    service = make_service(
        paused_from=date(2016, 1, 1), paused_until=date(2999, 1, 1), pause_reason_sv="Vi flyttar."
    )
    text = read(client, service)
    assert "Verksamheten är pausad. Till och med 1 januari 2999. Vi flyttar." in text


def test_what_nobody_has_confirmed_is_said_to_be_so(client):
    assert "Vi vet inte om verksamheten finns kvar." in read(client, make_service(verified_on=None))


def test_an_active_service_has_nothing_to_say_about_its_standing(client):
    [main] = visit(client, make_service()).all("main")
    assert not [e for e in main.all() if "standing" in e.attributes.get("class", "")]


def test_an_organisation_that_has_ended_names_what_replaced_it(client):
    heirs = [make_organisation(name_sv="Arvet"), make_organisation(name_sv="Följden")]
    text = read(client, make_organisation(ended_on="2017-04-30", replaced_by=heirs))
    assert "Organisationen har upphört (30 april 2017)." in text
    assert "Arvet" in text
    assert "Följden" in text


def test_an_organisation_that_goes_on_names_no_successor(client):
    heirs = [make_organisation(name_sv="Arvet")]
    organisation = make_organisation(ended_on="2999", replaced_by=heirs)
    assert "Arvet" not in read(client, organisation)
