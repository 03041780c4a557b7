"""The privacy page says who answers, and adds what holds right now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from malmo_trygghet import address_logging
from malmo_trygghet.models import AddressLogging
from tests.factories import make_operator, make_page, make_support_line

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture(autouse=True)
def fresh_switch(monkeypatch):
    """This process knows nothing yet of the switch: it remembers for a second what it was told."""
    monkeypatch.setattr(address_logging, "SWITCH", address_logging.Switch(every=0))


def shown(client, **given) -> str:
    """What a page with *given* says in English."""
    page = make_page(slug_sv="sida", slug_en="page", menu="about", **given)
    html = client.get("/en/page/").content.decode()
    page.delete()
    return html


def turn_on(**given):
    return AddressLogging.objects.create(started_by="redaktor", reason="Attack", **given)


def test_it_names_who_answers_for_personal_data_and_how_to_reach_them(client):
    make_operator(
        name_en="The board of examples",
        email="board@example.org",
        phone="040-628 04 00",
        postal_address="Exempelgatan 1\n211 00 Malmö",
        officer_email="officer@example.org",
    )
    html = shown(client, role="privacy")
    assert "The board of examples" in html
    assert 'href="mailto:board@example.org"' in html
    assert 'href="tel:+46406280400"' in html
    assert "Exempelgatan 1<br>211 00 Malmö" in html
    assert 'href="mailto:officer@example.org"' in html


def test_it_says_when_nobody_answers_yet(client):
    make_operator(publish_at=None)
    assert "it is not decided who answers" in shown(client, role="privacy")


def test_a_new_operator_takes_over_on_the_day(client):
    make_operator(name_en="The old board")
    make_operator(name_en="The new board", publish_at=NOW)
    with time_machine.travel(NOW - timedelta(seconds=1), tick=False):
        assert "The old board" in shown(client, role="privacy")
    with time_machine.travel(NOW, tick=False):
        assert "The new board" in shown(client, role="privacy")


@time_machine.travel(NOW, tick=False)
def test_it_says_until_when_addresses_are_written_down(client):
    turn_on(started_at=timezone.now(), minutes=45)
    html = shown(client, role="privacy")
    assert "It turns itself off" in html
    assert "12:45" in html


def test_it_says_nothing_of_addresses_before_and_after(client):
    turn_on(started_at=NOW, minutes=45)
    for moment in (NOW - timedelta(seconds=1), NOW + timedelta(minutes=45)):
        with time_machine.travel(moment, tick=False):
            assert "It turns itself off" not in shown(client, role="privacy")


@time_machine.travel(NOW, tick=False)
def test_until_when_stands_on_no_other_page(client):
    turn_on(started_at=timezone.now())
    assert "It turns itself off" not in shown(client)


@pytest.mark.parametrize("on", [True, False])
def test_no_page_says_that_nothing_is_kept_while_addresses_are(client, on):
    if on:
        turn_on(started_at=timezone.now())
    html = shown(client)
    assert ("keeps nothing about your visit" in html) is not on
    assert ("writes down visitors’ IP addresses" in html) is on


def test_the_page_on_safer_browsing_ends_with_numbers_to_call(client):
    make_support_line(right_now=True, phone="040-628 04 01", name_en="The line")
    html = shown(client, role="browsing")
    main = html[html.index("<main") :]
    assert main.index("Numbers to call") < main.index("The line")
    assert 'href="tel:+46406280401"' in main
