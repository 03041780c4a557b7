"""What the production server writes down of visits, and of what goes wrong: nothing of anybody."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings

from tests.site import free_port, site_environment, wait_until_ready

WORD, VISITOR = "hemligtord", "203.0.113.77"
#: All that a visitor's browser may send besides path and form, each holding the word.
HEADERS = {
    "Cookie": f"sessionid={WORD}; csrftoken={WORD}",
    "Referer": f"https://example.org/?q={WORD}",
    "User-Agent": WORD,
    "X-Forwarded-For": VISITOR,
    "X-Real-IP": VISITOR,
    "X-Something": WORD,
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/x-www-form-urlencoded",
}
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"


@dataclass
class Server:
    """A running server, and everything that it writes, to its files and to the terminal."""

    port: int
    folder: Path
    output: Path

    def ask(self, method: str, path: str, form: dict | None = None, **headers: str) -> int:
        """Sends a request with the word wherever one can be; returns the status."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode(form) if form else None
        connection.request(method, f"{path}?q={WORD}", body, {**HEADERS, **headers})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    def written(self) -> str:
        """All that was written down anywhere, but for what staff and we put in the database."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and self.is_log(path)]
        assert self.output in files
        return "\n".join(path.read_text(errors="replace") for path in files)

    def is_log(self, path: Path) -> bool:
        return not path.name.startswith("db.sqlite3") and "static" not in path.parts


@contextmanager
def served(folder: Path, *options: str, module: str) -> Iterator[Server]:
    """Runs granian as the README says, with *options*, on an empty database."""
    port = free_port()
    environment = site_environment(folder, port) | {"VISITOR_ADDRESS_HEADER": "X-Real-IP"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    where = {"cwd": settings.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], **where, check=True)
    output = folder / "output"
    with output.open("w") as file:
        granian = subprocess.Popen(
            [*command, "--port", str(port), *options, module], **where, stdout=file, stderr=file
        )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", granian, output)
        yield Server(port, folder, output)
    finally:
        granian.terminate()
        granian.wait(30)


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Iterator[Server]:
    """The site with faults; the access log in a format that asks for everything."""
    everything = "%(addr)s %(path)s?%(query_string)s %(header{referer})s %(header{user-agent})s"
    options = ("--access-log", "--access-log-fmt", everything)
    with served(
        tmp_path_factory.mktemp("broken"), *options, module="tests.broken_site:application"
    ) as server:
        yield server


FAULTS = {
    "in a search": ("POST", "/sv/sok/", {"q": WORD}, 500),
    "in a search by address": ("GET", "/sv/sok/", None, 500),
    "in a report": ("POST", "/sv/fel-pa-sidan/", {"text": WORD, "faults": "other"}, 500),
    "in a middleware": ("GET", "/sv/middleware/", None, 500),
    "in the server": ("GET", "/sv/server/", None, 500),
    "a form from elsewhere": ("POST", "/sv/", {"q": WORD}, 403),
    "a missing page": ("GET", "/sv/finns-inte/", None, 404),
}


@pytest.fixture(scope="module")
def after_faults(broken: Server) -> str:
    """What is written down when everything has gone wrong that can."""
    for name, (method, path, form, status) in FAULTS.items():
        assert broken.ask(method, path, form) == status, name
    assert broken.ask("GET", "/sv/", Host=f"{WORD}.example") == 400
    assert broken.ask("GET", "/sv/", Host=f"{WORD} {WORD}") == 400
    multipart = {"Content-Type": f"multipart/form-data; boundary={WORD * 30}"}
    assert broken.ask("POST", "/sv/sok/", {"q": WORD}, **multipart) == 400
    many = {f"{WORD}{number}": "1" for number in range(1001)}
    assert broken.ask("POST", "/sv/sok/", many) == 400
    return broken.written()


@pytest.mark.parametrize("secret", [WORD, VISITOR, "127.0.0.1", "example.org"])
def test_whatever_goes_wrong_nothing_of_the_visitor_is_written_down(after_faults, secret):
    told = "\n".join(line for line in after_faults.splitlines() if "Listening at" not in line)
    assert secret not in told


def test_the_kind_of_each_error_and_its_place_in_our_code_are(after_faults):
    assert "ERROR django.request Internal Server Error: /sv/sok/\n" in after_faults
    assert "SearchFailed: ValueError\n" in after_faults
    assert (
        "ERROR django.request Internal Server Error: /sv/middleware/\nValueError\n" in after_faults
    )
    assert re.search(r"^  malmo_trygghet/search/views\.py:\d+ answer$", after_faults, re.MULTILINE)
    assert re.search(
        r"^  malmo_trygghet/feedback_views\.py:\d+ feedback$", after_faults, re.MULTILINE
    )
    assert re.search(r"^  tests/broken_site\.py:\d+ reads_a_number$", after_faults, re.MULTILINE)


def test_what_reaches_the_server_itself_is_told_without_its_words(after_faults):
    assert re.search(r"^ERROR _granian\S* Application callable raised", after_faults, re.MULTILINE)


def test_the_access_log_says_when_what_and_how_it_was_answered_and_no_more(after_faults):
    lines = re.findall(rf"^{TIME} .*$", after_faults, re.MULTILINE)
    assert lines
    assert [
        line for line in lines if not re.fullmatch(rf"{TIME} [A-Z]+ /\S* \d{{3}} \d+", line)
    ] == []
    asked = [re.sub(rf"^{TIME} | \d+$", "", line) for line in lines]
    assert "POST /sv/sok/ 500" in asked
    assert "GET /sv/finns-inte/ 404" in asked
