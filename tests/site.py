"""Runs the site as visitors meet it: the production server, on an instance of its own."""

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

PROJECT = Path(__file__).parent.parent
PATIENCE = 60  # seconds for the server to answer


@dataclass
class Site:
    """A running site: its address, and the environment of its instance."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str, **more_environment: str) -> str:
        """Runs a management command on this instance; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        environment = {**self.environment, **more_environment}
        run = subprocess.run(
            command, check=False, cwd=PROJECT, env=environment, text=True, capture_output=True
        )
        if run.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{run.stdout}{run.stderr}")
        return run.stdout


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Takes an empty folder; yields a site with all content that runs from it, and stops it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    instance = {
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SITE_URL": url,
        "LOOPBACK": "1",
    }
    site = Site(url, {**os.environ, **instance})
    (folder / "static").symlink_to(settings.STATIC_ROOT)
    site.manage("migrate", "--verbosity=0")
    site.manage("load_content")
    log = folder / "server.log"
    address = ("--host", "127.0.0.1", "--port", str(port))
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", *address]
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command, "malmo_trygghet.wsgi:application"],
            cwd=PROJECT,
            env=site.environment,
            stdout=output,
            stderr=output,
        )
        try:
            wait_until_ready(f"{url}/readyz", server, log)
            yield site
        finally:
            server.terminate()
            server.wait()


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
