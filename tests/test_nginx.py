"""What the real nginx writes down with the shipped configuration: nothing of who came."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.programs import find_nginx
from tests.site import free_port

SHIPPED = settings.BASE_DIR / "deploy" / "nginx"
WORD, BROWSER, VISITOR = "hemligtord", "Hemligwebb", "127.0.0.1"
#: As Debian's own: logs of its own in the http block, and an error log of nginx itself.
NGINX = """
daemon off;
user {user};
pid {folder}/pid;
error_log {folder}/nginx.log warn;
events {{}}
http {{
    access_log {folder}/access.log combined;
    error_log {folder}/error.log info;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {http}
    server {{
        listen 127.0.0.1:{port};
        {server}
        location / {{ return 200 "ok"; }}
        location /missing/ {{ root {folder}; }}
        location /away/ {{ proxy_pass http://127.0.0.1:1; }}
    }}
}}
"""


@contextmanager
def running(folder: Path, http: str = "", server: str = "") -> Iterator[int]:
    """Runs nginx with these lines in its blocks; yields its port."""
    program = find_nginx()
    if program is None:
        pytest.fail("No nginx found on this machine: install the package nginx-light.")
    port = free_port()
    user = "root" if os.geteuid() == 0 else "nobody"
    text = NGINX.format(user=user, folder=folder, port=port, http=http, server=server)
    configuration = folder / "nginx.conf"
    configuration.write_text(text)
    command = [program, "-p", folder, "-c", configuration, "-e", folder / "nginx.log"]
    subprocess.run([*command, "-t", "-q"], check=True)
    nginx = subprocess.Popen(command)
    try:
        yield port
    finally:
        nginx.terminate()
        nginx.wait(30)


def ask(port: int, path: str, **headers: str) -> int:
    """Asks as a visitor does, as soon as nginx listens; returns the status."""
    deadline = time.monotonic() + 30
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        finally:
            connection.close()


def visit(port: int) -> None:
    """Makes nginx answer, miss a file, miss what is behind it, and refuse a request."""
    headers = {"Referer": f"https://example.org/?q={WORD}", "User-Agent": BROWSER}
    assert ask(port, f"/sv/%C3%A5?q={WORD}&a=b?c=d", **headers) == 200
    assert ask(port, f"/missing/file?q={WORD}", **headers) == 404
    assert ask(port, f"/away/?q={WORD}", **headers) == 502
    assert ask(port, f"/sv/?q={WORD}", **headers, Host=f"{WORD} {WORD}") == 400


def written(folder: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(folder.glob("*.log")))


@pytest.fixture(scope="module")
def as_it_comes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What nginx writes down without the shipped configuration."""
    folder = tmp_path_factory.mktemp("nginx")
    with running(folder) as port:
        visit(port)
    return written(folder)


@pytest.fixture(scope="module")
def as_shipped(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What it writes down with it, included as the files say."""
    folder = tmp_path_factory.mktemp("nginx")
    shipped = (SHIPPED / "no_trace.conf").read_text()
    here = folder / "no_trace.conf"
    here.write_text(shipped.replace("/var/log/nginx/", f"{folder}/"))
    http, server = f"include {SHIPPED}/log_format.conf;", f"include {here};"
    with running(folder, http, server) as port:
        visit(port)
    return written(folder)


SECRETS = [WORD, BROWSER, VISITOR, "referrer", "example.org"]


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_of_the_visitor_is_written_down(as_shipped, secret):
    assert secret not in as_shipped


@pytest.mark.parametrize("secret", SECRETS)
def test_without_the_shipped_configuration_it_would_be(as_it_comes, secret):
    assert secret in as_it_comes


def test_what_was_asked_for_and_how_it_was_answered_is(as_shipped):
    form = r"\d{4}-\d\d-\d\dT\S+ GET (\S*) (\d{3}) \d+ \d+\.\d{3}"
    lines = [re.fullmatch(form, line) for line in as_shipped.splitlines() if line]
    assert [line.groups() for line in lines] == [
        ("/sv/%C3%A5", "200"),
        ("/missing/file", "404"),
        ("/away/", "502"),
        ("/sv/", "400"),
    ]
