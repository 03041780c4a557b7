"""Writing down addresses during an attack: who may, how long, what is written, who is told."""

import stat
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from malmo_trygghet import address_logging
from malmo_trygghet.address_logging import Switch
from malmo_trygghet.models import AddressLogging, Role
from tests.admin_forms import form_data
from tests.factories import make_address_logging, make_page, make_staff
from tests.test_admin_pages import address
from tests.visits import path_of, read

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 14, tzinfo=ZoneInfo("Europe/Stockholm"))
VISITOR, WORD = "203.0.113.7", "hemligtord"
LIST = "admin:malmo_trygghet_addresslogging_changelist"
ADD = "admin:malmo_trygghet_addresslogging_add"
END = "admin:end_address_logging"


@pytest.fixture(autouse=True)
def clock():
    """Stands still until a test moves it."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def switch(monkeypatch: pytest.MonkeyPatch) -> Switch:
    """As in a process that has just started."""
    monkeypatch.setattr(address_logging, "SWITCH", Switch())
    return address_logging.SWITCH


@pytest.fixture
def log(settings, addresses_are_not_logged):
    """The file that addresses are written to, one that is the test's own."""
    return settings.ADDRESS_LOG


def turn_on(**given: object) -> AddressLogging:
    return make_address_logging(**{"started_at": timezone.now(), **given})


def visit(client: Client, **more: object):
    return client.get(f"/sv/?q={WORD}", REMOTE_ADDR=VISITOR, **more)


# --- What is written down ------------------------------------------------------------------------


def test_nothing_is_written_while_it_is_off(client, log):
    visit(client)
    assert not log.exists()


def test_address_and_path_are_written_while_it_is_on_and_nothing_else(client, log):
    turn_on()
    visit(
        client,
        HTTP_REFERER=f"https://example.org/{WORD}",
        HTTP_USER_AGENT=WORD,
        HTTP_COOKIE=f"a={WORD}",
    )
    client.post("/sv/sok/", {"q": WORD}, REMOTE_ADDR=VISITOR)
    assert log.read_text() == (
        f"2026-11-24 14:00:00,000 {VISITOR} GET /sv/\n"
        f"2026-11-24 14:00:00,000 {VISITOR} POST /sv/sok/\n"
    )


def test_only_the_owner_of_the_file_can_read_it(client, log):
    turn_on()
    visit(client)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_file_can_be_deleted_while_the_site_runs(client, log):
    turn_on()
    visit(client)
    log.unlink()
    visit(client)
    assert log.read_text().count("\n") == 1


def test_an_address_comes_from_our_own_proxy_where_there_is_one(client, log, settings):
    settings.VISITOR_ADDRESS_HEADER = "X-Real-IP"
    turn_on()
    visit(client, HTTP_X_REAL_IP="2001:db8::9")
    visit(client, HTTP_X_REAL_IP="x\ninvented 192.0.2.1 GET /")
    visit(client)
    lines = [line.split(" ", 2)[2] for line in log.read_text().splitlines()]
    assert lines == ["2001:db8::9 GET /sv/", "unknown GET /sv/", "unknown GET /sv/"]


def test_a_path_cannot_write_a_line_of_its_own(client, log):
    turn_on()
    client.get("/sv/a%0a192.0.2.1 GET /", REMOTE_ADDR=VISITOR)
    assert log.read_text().splitlines() == [
        f"2026-11-24 14:00:00,000 {VISITOR} GET /sv/a%0A192.0.2.1%20GET%20/"
    ]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_watches_the_site_is_not_written_down(client, log, path):
    turn_on()
    client.get(path)
    assert not log.exists()


# --- How long ------------------------------------------------------------------------------------


def test_it_turns_itself_off(client, log, clock):
    turn_on(minutes=30)
    clock.shift(timedelta(minutes=30) - timedelta(microseconds=1))
    visit(client)
    clock.shift(timedelta(microseconds=1))
    visit(client)
    assert log.read_text().count("\n") == 1


def test_every_process_notices_within_a_second(clock):
    one, other = Switch(), Switch()
    assert (one.on_until(NOW), other.on_until(NOW)) == (None, None)
    row = turn_on()
    later = NOW + timedelta(seconds=1)
    assert [each.on_until(later) for each in (one, other)] == [row.until] * 2
    clock.move_to(later)
    row.end("vakt", later)
    later += timedelta(seconds=1)
    assert [each.on_until(later) for each in (one, other)] == [None, None]


def test_the_database_is_asked_once_a_second_at_most(switch):
    moments = [NOW + timedelta(milliseconds=100 * tenth) for tenth in range(30)]
    with CaptureQueriesContext(connection) as asked:
        for moment in moments:
            switch.on_until(moment)
    assert len(asked) == 3


def test_one_thread_asks_and_the_others_do_not_wait(switch, django_assert_num_queries):
    with switch.lock, django_assert_num_queries(0):
        assert switch.on_until(NOW) is None


@pytest.mark.parametrize("path", ["/healthz", "/static/icon.svg"])
def test_neither_health_nor_files_ask_the_database(client, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        client.get(path).close()


def test_a_database_that_is_away_stops_neither_pages_nor_the_end(switch, monkeypatch):
    row = turn_on(minutes=1)
    assert switch.on_until(NOW) == row.until

    def away(self, now):
        raise OperationalError

    monkeypatch.setattr(type(AddressLogging.objects.all()), "running", away)
    assert switch.on_until(NOW + timedelta(seconds=59)) == row.until
    assert switch.on_until(NOW + timedelta(seconds=60)) is None


@pytest.mark.parametrize(
    "given", [{"minutes": 61}, {"minutes": 0}, {"reason": ""}, {"started_by": ""}]
)
def test_the_database_refuses_more_than_an_hour_and_less_than_a_reason_and_a_name(given):
    with pytest.raises(IntegrityError):
        turn_on(**given)


# --- Who -----------------------------------------------------------------------------------------


def staff(client: Client, *rights: str, **given: object):
    """Signs somebody in who has these rights of the switch, and no others."""
    somebody = make_staff(is_superuser=False, language="en", **given)
    somebody.user_permissions.set(
        Permission.objects.filter(codename__in=[f"{right}_addresslogging" for right in rights])
    )
    client.force_login(somebody)
    return somebody


@pytest.mark.parametrize(("rights", "status"), [([], 403), (["view"], 403), (["add"], 200)])
def test_it_takes_a_right_to_turn_it_on(client, rights, status):
    staff(client, *rights)
    assert client.get(reverse(ADD)).status_code == status


def test_the_page_of_one_says_until_when_in_swedish_time(client):
    client.force_login(make_staff())
    started_at = datetime(2026, 11, 23, 0, 6, tzinfo=UTC)
    row = make_address_logging(started_at=started_at, minutes=1)
    shown = client.get(address(AddressLogging, "change", row.pk)).content.decode()
    assert "23 november 2026 01:07" in shown


def test_who_why_when_and_until_are_kept(client, clock):
    somebody = staff(client, "view", "add")
    data = form_data(client.get(reverse(ADD)))
    answer = client.post(reverse(ADD), {**data, "reason": "Angrepp", "minutes": 15}, follow=True)
    row = AddressLogging.objects.get()
    assert (row.started_by, row.reason, row.started_at) == (somebody.username, "Angrepp", NOW)
    assert row.until == NOW + timedelta(minutes=15)
    page = answer.content.decode()
    for told in (somebody.username, "Angrepp", "Turn it off now", "at 14:15"):
        assert told in page
    # A name that nobody changes after the fact, as an account can be renamed and deleted.
    somebody.delete()
    row.refresh_from_db()
    assert row.started_by


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": "", "minutes": 15}, "reason"),
        ({"reason": "   ", "minutes": 15}, "reason"),
        ({"reason": "Angrepp", "minutes": 61}, "minutes"),
        ({"reason": "Angrepp", "minutes": 0}, "minutes"),
        ({"reason": "Angrepp", "minutes": ""}, "minutes"),
    ],
)
def test_a_reason_and_a_time_within_the_hour_are_required(client, given, field):
    staff(client, "add")
    answer = client.post(reverse(ADD), given)
    assert field in answer.context["adminform"].form.errors
    assert not AddressLogging.objects.exists()


def test_it_cannot_be_turned_on_twice(client):
    turn_on()
    staff(client, "add")
    assert client.post(reverse(ADD), {"reason": "Mer", "minutes": 60}).status_code == 403


def test_nobody_changes_or_deletes_what_was_done(client):
    row = turn_on()
    client.force_login(make_staff())
    change = reverse("admin:malmo_trygghet_addresslogging_change", args=[row.pk])
    delete = reverse("admin:malmo_trygghet_addresslogging_delete", args=[row.pk])
    assert row.reason in client.get(change).content.decode()
    assert client.post(change, {"reason": "Inget", "minutes": 1}).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(reverse(LIST), bulk)
    row.refresh_from_db()
    assert (row.reason, row.minutes) == ("Någon skickar tusentals anrop.", 30)


def test_it_can_be_ended_early_which_is_kept_too(client, clock):
    row = turn_on()
    clock.shift(timedelta(minutes=5))
    somebody = staff(client, "view")
    answer = client.post(reverse(END), follow=True)
    row.refresh_from_db()
    assert (row.ended_by, row.ended_at) == (somebody.username, NOW + timedelta(minutes=5))
    assert "not written down any more" in answer.content.decode()
    client.post(reverse(END))
    row.refresh_from_db()
    assert row.ended_at == NOW + timedelta(minutes=5)


def test_ending_takes_a_right_and_a_button(client):
    row = turn_on()
    staff(client)
    assert client.post(reverse(END)).status_code == 403
    staff(client, "view")
    assert client.get(reverse(END)).status_code == 405
    row.refresh_from_db()
    assert row.ended_at is None


# --- Who is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "kl. 14.30"), ("en", "at 14:30")], ids=["sv", "en"]
)
def test_the_page_on_privacy_says_so_while_it_lasts(client, clock, switch, language, said):
    page = make_page(role=Role.PRIVACY, menu="about")
    quiet = read(client, page, language)
    assert said not in quiet
    turn_on()
    clock.shift(timedelta(seconds=1))
    assert said in read(client, page, language)
    clock.shift(timedelta(minutes=30))
    assert read(client, page, language) == quiet


def test_no_copy_of_that_page_is_shown_without_asking_us(client):
    page = make_page(role=Role.PRIVACY, menu="about")
    assert client.get(path_of(page))["Cache-Control"] == "no-cache"


def test_staff_are_told_on_their_first_page(client, clock):
    client.force_login(make_staff(language="en"))
    words = "Visitors’ addresses are being written down."
    assert words not in client.get(reverse("admin:index")).content.decode()
    turn_on()
    assert words in client.get(reverse("admin:index")).content.decode()
    clock.shift(timedelta(hours=1))
    assert words not in client.get(reverse("admin:index")).content.decode()


def test_staff_are_told_of_addresses_that_lie_about_afterwards(client, log, clock):
    client.force_login(make_staff(language="en"))
    words = "still on the server, in addresses.log"
    turn_on(minutes=1)
    visit(client)
    assert words not in client.get(reverse("admin:index")).content.decode()
    clock.shift(timedelta(minutes=1))
    assert words in client.get(reverse("admin:index")).content.decode()
    log.unlink()
    assert words not in client.get(reverse("admin:index")).content.decode()
