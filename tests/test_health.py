"""Whether the process lives and the database answers; what is written down when it does not."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client

#: Nothing listens there.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=5"
ADDRESS, BROWSER, QUERY, HOST = "203.0.113.7", "Hemligwebb", "hemligord", "evil.example"
VISIT = f"""
import json
from django.conf import settings
from tests.conftest import HttpsClient

client = HttpsClient(raise_request_exception=False)
who = {{"REMOTE_ADDR": {ADDRESS!r}, "HTTP_USER_AGENT": {BROWSER!r}}}
answers = {{}}
for path in ["/healthz", "/readyz", "/sv/?fraga={QUERY}", "/sv/?lang={QUERY}&a=1"]:
    response = client.get(path, headers={{"host": settings.ALLOWED_HOSTS[0]}}, **who)
    answers[path.partition("?")[0]] = (response.status_code, response.content.decode())
response = client.get("/sv/?fraga={QUERY}", headers={{"host": {HOST!r}}}, **who)
answers["wrong host"] = (response.status_code, response.content.decode())
print(json.dumps(answers))
"""


@dataclass
class Outage:
    """What visitors were answered, by path: status and body; and what was written down."""

    answers: dict[str, list]
    log: str


@pytest.fixture(scope="module")
def outage() -> Outage:
    """The site as it runs in production, with a database that is not there."""
    run = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", VISIT],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": NOWHERE},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return Outage(json.loads(run.stdout), run.stderr)


# --- While all is well ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "queries"), [("/healthz", 0), ("/readyz", 1)])
def test_all_is_well(client, django_assert_num_queries, path, queries):
    with django_assert_num_queries(queries):
        response = client.get(path)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_answer_is_never_kept(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_watchman_may_ask_over_plain_http(path):
    assert Client().get(path).status_code == 200


# --- While the database is away ------------------------------------------------------------------


def test_the_process_still_says_that_it_lives(outage):
    assert outage.answers["/healthz"] == [200, "ok\n"]


def test_the_site_says_that_it_is_not_ready(outage):
    assert outage.answers["/readyz"] == [503, "database\n"]


def test_visitors_get_the_page_with_numbers_to_call(outage):
    status, body = outage.answers["/sv/"]
    assert status == 500
    assert 'href="tel:112"' in body
    assert "Traceback" not in body
    assert "OperationalError" not in body


def test_the_failure_is_written_down_with_its_path_and_its_cause(outage):
    assert "Internal Server Error: /sv/" in outage.log
    assert "OperationalError" in outage.log


@pytest.mark.parametrize("secret", [ADDRESS, BROWSER, QUERY, HOST])
def test_nothing_of_the_visitor_is_written_down(outage, secret):
    assert secret not in outage.log


def test_a_wrong_host_is_told_nothing_while_the_database_is_away(outage):
    _status, body = outage.answers["wrong host"]
    assert HOST not in body
