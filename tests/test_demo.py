"""`manage.py demo`, which `make demo` runs: as it is met on somebody's own machine."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password

from tests.site import free_port, wait_until_ready


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """What `make demo PORT=...` would set for an instance in *folder*."""
    return {
        **os.environ,
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "LOOPBACK": "1",
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        **more,
    }


def start(output: object, **options: object) -> subprocess.Popen:
    """Starts the command in a process group of its own, as a terminal does."""
    command = [sys.executable, "manage.py", "demo"]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=output, process_group=0, **options
    )


@contextmanager
def running_demo(folder: Path, port: int) -> Iterator[Path]:
    """Yields the file of all that a running demo prints; presses Ctrl-C in the end."""
    log = folder.with_suffix(".log")
    with log.open("w") as output:
        demo = start(output, stderr=output, env=environment(folder, port))
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", demo, log)
        yield log
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        code = demo.wait(timeout=30)
    assert code == 0
    assert "Ctrl-C stops the site.\n" in log.read_text()
    assert log.read_text().endswith("Stopped.\n")


def stored(folder: Path) -> list[str]:
    """Everything in the instance's database, as SQL."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return list(database.iterdump())


def test_a_second_run_shows_the_same_site_and_changes_nothing(tmp_path):
    folder, port = tmp_path / "instance", free_port()
    with running_demo(folder, port) as log:
        addresses = re.findall(rf"http://127\.0\.0\.1:{port}/\S+", log.read_text())
        assert len(addresses) == 4
        for address in addresses:
            assert urlopen(address).status == 200
        said = log.read_text()
    password = re.search(r"Sign in as redaktor with the password (\S+)", said)[1]
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        [account] = database.execute(
            "SELECT username, password, is_superuser, language FROM publishing_staffuser"
        )
    assert account[0::2] == ("redaktor", 1)
    assert account[3] == "sv"
    assert check_password(password, account[1])

    before = stored(folder)
    with running_demo(folder, port) as log:
        for address in addresses:
            assert urlopen(address).status == 200
        said = log.read_text()
    assert stored(folder) == before
    assert "The account redaktor exists already." in said
    assert ".venv/bin/python manage.py changepassword redaktor" in said
    assert "password " + password not in said
    assert "Preparing" not in said
    assert "Collecting" not in said


def refusal(folder: Path, port: object, **more: str) -> str:
    """Starts a demo that must not start; returns the one sentence that says why."""
    demo = start(
        subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(folder, port, **more)
    )
    said, why = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert said == ""
    assert why.count("\n") == 1
    return why


def test_a_taken_port_is_told_in_a_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert refusal(tmp_path, port) == (
            f"Port {port} is taken by another program: "
            "choose another one, as in `make demo PORT=8001`.\n"
        )


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_cannot_be_is_told_in_a_sentence(tmp_path, port):
    assert refusal(tmp_path, port) == f"{port} is not a port: choose a number from 1024 to 65535.\n"


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "instance"
    assert refusal(folder, free_port(), SECRET_KEY="x" * 50) == (
        f"The folder {folder} cannot be written to: Not a directory.\n"
    )


def test_it_is_never_run_in_public(tmp_path):
    assert refusal(tmp_path, free_port(), LOOPBACK="0") == (
        "The demo is plain http, for this machine only: start it with `make demo`.\n"
    )
