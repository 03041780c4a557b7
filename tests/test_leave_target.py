"""Whether the place that visitors leave to still answers: asked over real HTTP, told to staff."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from malmo_trygghet.leaving.watch import answers, check, target_silent
from malmo_trygghet.models import LeaveTarget
from tests.factories import make_staff
from tests.site import free_port

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Server(HTTPServer):
    """Answers by method with the statuses that it is given, and remembers what it was asked."""

    def __init__(self, statuses: dict[str, int], headers: dict[str, str]):
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses = statuses
        self.headers = headers
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    def answer(self) -> None:
        self.server.asked.append((self.command, dict(self.headers)))
        self.send_response(self.server.statuses[self.command])
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@contextmanager
def serving(head: int, get: int = 200, **headers: str) -> Iterator[Server]:
    """A server on this machine, as long as the block lasts."""
    server = Server({"HEAD": head, "GET": get}, headers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


# --- Asking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 204, 401, 403, 429])
def test_a_page_that_is_there_answers(status: int):
    with serving(head=status) as server:
        assert answers(server.address)


@pytest.mark.parametrize("status", [404, 410, 500, 502, 503])
def test_a_page_that_is_gone_or_broken_does_not(status: int):
    with serving(head=status) as server:
        assert not answers(server.address)


@pytest.mark.parametrize(("get", "answered"), [(200, True), (404, False)])
def test_a_server_that_knows_no_head_is_asked_for_the_page(get: int, answered: bool):
    with serving(head=405, get=get) as server:
        assert answers(server.address) is answered
        assert [method for method, _headers in server.asked] == ["HEAD", "GET"]


def test_a_redirect_is_followed():
    with serving(head=200) as there, serving(head=301, Location=there.address) as server:
        assert answers(server.address)
        assert len(there.asked) == 1


def test_a_redirect_that_goes_round_in_circles_is_no_answer():
    with serving(head=302, get=302, Location="/") as server:
        assert not answers(server.address)


def test_no_cookie_is_kept_or_sent():
    with serving(head=405, **{"Set-Cookie": "a=b"}) as server:
        answers(server.address)
        assert len(server.asked) == 2
        assert all("Cookie" not in headers for _method, headers in server.asked)


def test_nobody_there_is_no_answer():
    assert not answers(f"http://127.0.0.1:{free_port()}/")


def test_a_server_that_says_nothing_is_not_waited_for(silent_server: str):
    assert not answers(silent_server, patience=0.2)


@pytest.fixture
def silent_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that takes a request and never answers."""
    done = Event()
    monkeypatch.setattr(Handler, "do_HEAD", lambda self: done.wait(30))
    with serving(head=200) as server:
        yield server.address
        done.set()


def test_plain_http_where_https_is_asked_for_is_no_answer():
    with serving(head=200) as server:
        assert not answers(server.address.replace("http://", "https://"), patience=2)


# --- Noting down, and telling --------------------------------------------------------------------


@pytest.fixture
def watched(settings: object, db: None) -> Callable[[str], None]:
    """Makes an address the one that visitors leave to, and has it checked."""

    def watch(address: str) -> None:
        settings.LEAVE_TARGET, settings.LEAVE_TARGET_CHECKED = address, True

    return watch


def test_staff_hear_since_when_it_has_not_answered_and_that_it_does_again(watched):
    with serving(head=200) as server:
        watched(server.address)
        assert check(server.address, NOON)
        assert target_silent(NOON) is None
        server.statuses["HEAD"] = 503
        assert not check(server.address, NOON + MINUTE)
        assert not check(server.address, NOON + 60 * MINUTE)
        told = target_silent(NOON + 61 * MINUTE)
        assert server.address in told
        assert "13" in told
        assert "01" in told
        server.statuses["HEAD"] = 200
        assert check(server.address, NOON + 90 * MINUTE)
        assert target_silent(NOON + 91 * MINUTE) is None
    [kept] = LeaveTarget.objects.all()
    assert (kept.answered_at, kept.silent_since) == (NOON + 90 * MINUTE, None)


def test_the_last_answer_is_kept_while_it_is_silent(watched):
    with serving(head=200) as server:
        check(server.address, NOON)
        server.statuses["HEAD"] = 404
        check(server.address, NOON + MINUTE)
    [kept] = LeaveTarget.objects.all()
    assert (kept.answered_at, kept.silent_since) == (NOON, NOON + MINUTE)


def test_staff_hear_when_nobody_asks_any_more(watched):
    watched("https://vader.example/")
    assert "https://vader.example/" in target_silent(NOON)
    LeaveTarget.objects.create(address="https://vader.example/", answered_at=NOON)
    assert target_silent(NOON + timedelta(days=2)) is None
    assert "https://vader.example/" in target_silent(NOON + timedelta(days=2, minutes=1))


def test_an_address_that_is_used_no_more_worries_nobody(watched):
    LeaveTarget.objects.create(address="https://gammal.example/", silent_since=NOON)
    LeaveTarget.objects.create(address="https://ny.example/", answered_at=NOON)
    watched("https://ny.example/")
    assert target_silent(NOON) is None


def test_nothing_is_told_where_nothing_is_checked(watched, settings):
    watched("https://vader.example/")
    LeaveTarget.objects.create(address="https://vader.example/", silent_since=NOON)
    settings.LEAVE_TARGET_CHECKED = False
    assert target_silent(NOON) is None


def test_the_first_page_of_the_admin_tells(watched, client):
    watched("https://vader.example/")
    LeaveTarget.objects.create(address="https://vader.example/", silent_since=NOON)
    client.force_login(make_staff(is_superuser=False))
    assert "https://vader.example/" in client.get(reverse("admin:index")).content.decode()


# --- The command ---------------------------------------------------------------------------------


def test_the_command_asks_and_notes_down(watched, capsys):
    with serving(head=200) as server:
        watched(server.address)
        call_command("check_leave_target")
        assert "answers" in capsys.readouterr().out
        server.statuses["HEAD"] = 500
        with pytest.raises(CommandError, match="does not answer"):
            call_command("check_leave_target")
    [kept] = LeaveTarget.objects.all()
    assert kept.answered_at < kept.silent_since


def test_the_command_asks_nobody_unless_told_to(watched, settings, capsys):
    with serving(head=200) as server:
        watched(server.address)
        settings.LEAVE_TARGET_CHECKED = False
        call_command("check_leave_target")
        assert server.asked == []
    assert "LEAVE_TARGET_CHECKED" in capsys.readouterr().out
    assert not LeaveTarget.objects.exists()
