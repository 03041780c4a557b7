"""Runs a command against a real PostgreSQL that lives as long as the command.

    python -m tests.postgres COMMAND [ARGUMENT ...]

The command finds the server in DATABASE_URL. The server has a Unix socket in a temporary directory
and nothing else: no port, no password, no trace afterwards. The exit code is the command's own.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing here outlives the run, so nothing has to survive a power cut.
SERVER_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def find_postgres() -> Path | None:
    """The directory of the newest PostgreSQL server programs on this machine, or None."""
    versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    folders = sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        folders.append(Path(subprocess.check_output([pg_config, "--bindir"], text=True).strip()))
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


def unprivileged() -> dict:
    """How to start a server program: as root it must be somebody else, since PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def running_server() -> Iterator[str]:
    """Starts a new, empty server; yields its DATABASE_URL; stops and removes it."""
    programs = find_postgres()
    if programs is None:
        sys.exit("No PostgreSQL server found on this machine: install the package postgresql.")
    owner = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, "--pgdata", folder / "data", *arguments]
        # Not captured through a pipe: the server would hold it open for ever.
        with (folder / "output").open("w+") as output:
            code = subprocess.call(command, stdout=output, stderr=output, cwd=folder, **owner)
            output.seek(0)
            if code:
                log = folder / "log"
                sys.exit(
                    f"{program} failed:\n{output.read()}{log.read_text() if log.exists() else ''}"
                )

    try:
        # C.UTF-8 knows upper and lower case but no Swedish order: what sorts rightly here does
        # so by its own sort key.
        run("initdb", "--username=postgres", "--auth=trust", "--locale=C.UTF-8", "--no-sync")
        with (folder / "data" / "postgresql.conf").open("a") as configuration:
            configuration.write(SERVER_SETTINGS.format(folder=folder))
        run("pg_ctl", "start", "--wait", f"--log={folder / 'log'}")
        try:
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(folder)


def main(command: list[str]) -> int:
    """Runs the command while a server is up; returns its exit code."""

    def stop(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    with running_server() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        # Ctrl-C reaches the command too, and it is the command that decides how to end.
        signal.signal(signal.SIGINT, lambda *_: None)
        try:
            return child.wait()
        finally:
            child.terminate()
            child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
