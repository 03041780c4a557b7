"""Runs the site as visitors meet it: the production server, all content, an instance of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings

PATIENCE = 240  # seconds for the site to start, or to stop


@dataclass
class Site:
    """A running site: its address, the environment that makes a command act on it, its output."""

    url: str
    environment: dict[str, str]
    log: Path

    def command(self, *arguments: str, **environment: str) -> dict:
        """How to start a management command on this site, as subprocess wants to be told."""
        return {
            "args": [sys.executable, "manage.py", *arguments],
            "cwd": settings.BASE_DIR,
            "env": {**self.environment, **environment},
            "text": True,
        }

    def manage(self, *arguments: str, **environment: str) -> str:
        """Runs a management command on this site; returns what it printed."""
        command = self.command(*arguments, **environment)
        run = subprocess.run(**command, check=False, capture_output=True)
        if run.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{run.stdout}{run.stderr}")
        return run.stdout


@contextmanager
def running_site(folder: Path, **environment: str) -> Iterator[Site]:
    """Takes an empty folder, and settings; yields a site that runs from it as `make demo` does.

    It is stopped in the end.
    """
    port = free_port()
    log = folder / "server.log"
    instance = site_environment(folder, port)
    site = Site(f"http://127.0.0.1:{port}", {**instance, **environment}, log)
    with log.open("w") as output:
        server = subprocess.Popen(
            **site.command("demo", "--port", str(port)), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_until_ready(f"{site.url}/readyz", server, log)
        yield site
    finally:
        server.terminate()
        server.wait(PATIENCE)


def site_environment(folder: Path, port: int) -> dict[str, str]:
    """The environment of a site that keeps all its own in *folder*, an empty one."""
    # Collected once, for this instance as for every other.
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    instance = {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "INSTANCE_DIR": str(folder),
        "LOOPBACK": "1",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    return {**os.environ, **instance}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_ready(url: str, server: subprocess.Popen, log: Path) -> None:
    """Returns when the address answers; fails with the server's log when it will not."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{url} does not answer. The server says:\n{log.read_text()}")
