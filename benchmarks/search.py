"""How much processor time a search costs among 100, 1,000 and 10,000 documents.

    .venv/bin/python -m benchmarks.search

Makes invented documents in six new databases, three of SQLite and three of a PostgreSQL that lives
as long as the run, and asks each the same questions in turn, so that whatever else the machine
does meets all alike. Prints the median processor time of a search (finding, ranking, loading the
objects and their snippets; not the page around them), that of PostgreSQL's own process beside it,
and what the words of the index take of each worker's memory.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

SIZES = (100, 1_000, 10_000)
ROUNDS = 15
BATCH = 200
MOST_GROWTH = 3.0


# --- The worker: one process per database --------------------------------------------------------


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malmo_trygghet.settings")
    import django

    django.setup()


def work() -> None:
    """Answer each line on stdin with a measurement."""
    start()
    from django.utils import translation

    from malmo_trygghet.search.find import find

    translation.activate("sv")
    server_time()
    say(rss())

    for line in sys.stdin:
        query = json.loads(line)
        outside, inside = server_time(), time.process_time()
        results = find(query).results
        inside = time.process_time() - inside
        say({"worker": inside, "server": server_time() - outside, "found": len(results)} | rss())


def fill(size: int) -> None:
    """Write *size* documents into the database of this process."""
    start()
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.invented import documents
    from malmo_trygghet.models import Kind, Page
    from malmo_trygghet.search.index import index
    from services.models import Service

    call_command("migrate", verbosity=0)
    batch: list[dict] = []
    for number, document in enumerate(documents(size), start=1):
        batch.append(document)
        if len(batch) < BATCH and number < size:
            continue
        for kind, model, heading, body, share in (
            (Kind.SERVICE, Service, "name", "description", batch[::2]),
            (Kind.PAGE, Page, "title", "body", batch[1::2]),
        ):
            names = {"heading": heading, "summary": "summary", "body": body}
            objects = model._base_manager.bulk_create(
                model(
                    publish_at=timezone.now(),
                    **{
                        f"{names[field]}_{code}": text
                        for column, text in one.items()
                        for field, code in [column.split("_")]
                    },
                )
                for one in share
            )
            index(kind, [one.pk for one in objects])
        batch = []
        say({"filled": number})


def rss() -> dict[str, int]:
    """The memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {"rss": pages * os.sysconf("SC_PAGE_SIZE")}


def server_time() -> float:
    """The processor time of the PostgreSQL process that serves this one, in seconds."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def say(what: dict) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


# --- The leader: starts the workers, asks in turn, prints ----------------------------------------


class Worker:
    """A process that searches in a database of its own, and what it has measured."""

    def __init__(self, vendor: str, size: int, url: str, folder: Path):
        self.vendor, self.size = vendor, size
        folder.mkdir()
        instance = {"DATABASE_URL": url, "INSTANCE_DIR": str(folder), "LOOPBACK": "1"}
        self.environment = {**os.environ, **instance}
        self.took: dict[str, list[dict]] = {}
        # Another process, so that only what searching takes is in the worker's memory.
        self.run("--fill", str(size))
        while line := self.process.stdout.readline():
            progress(f"{vendor}, {size} documents", json.loads(line)["filled"], size)
        if self.process.wait():
            sys.exit(f"The documents for {vendor} could not be written.")
        self.run("--work")
        self.rss_before = self.hear()["rss"]

    def run(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.search", *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, query: str) -> dict:
        self.process.stdin.write(json.dumps(query) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The worker for {self.vendor}, {self.size} documents, has stopped.")
        return json.loads(line)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        filled = 30 * done // total
        sys.stderr.write(f"\r\033[K{what}: {'█' * filled}{'░' * (30 - filled)} {done} of {total}")
        sys.stderr.flush()


def lead(sizes: tuple[int, ...]) -> int:
    from benchmarks.invented import queries
    from tests.postgres import running_server

    # However it ends, the server is taken away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    wanted = queries()
    with tempfile.TemporaryDirectory() as name, running_server() as server:
        folder = Path(name)
        workers = []
        for size in sizes:
            create_database(server, f"size{size}")
            urls = {
                "SQLite": f"sqlite:///{folder / f'{size}.sqlite3'}",
                "PostgreSQL": server.rpartition("/")[0] + f"/size{size}",
            }
            for vendor, url in urls.items():
                workers.append(Worker(vendor, size, url, folder / f"{vendor}{size}"))
        for worker in workers:
            # The first search reads the words of the index.
            first = worker.ask("fria")
            worker.first, worker.words = first["worker"], first["rss"] - worker.rss_before
        for number in range(ROUNDS):
            progress("Searching", number, ROUNDS)
            for kind, texts in wanted.items():
                for text in texts:
                    for worker in workers:
                        worker.took.setdefault(kind, []).append({"text": text, **worker.ask(text)})
        progress("Searching", ROUNDS, ROUNDS)
        for worker in workers:
            last = worker.ask("fria")
            worker.memory = last["rss"] - worker.rss_before
            worker.stop()
    sys.stderr.write("\n")
    return report(workers, sizes, wanted)


def create_database(server: str, name: str) -> None:
    import psycopg

    parts = urlsplit(server)
    with psycopg.connect(
        host=unquote(parts.netloc.rpartition("@")[2]), user=parts.username, autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}")


def cost(worker: Worker, kinds, where: str) -> float:
    """The mean over the queries of each one's median, in milliseconds."""
    by_text: dict[str, list[float]] = {}
    for kind in kinds:
        for one in worker.took[kind]:
            by_text.setdefault(one["text"], []).append(one[where])
    medians = [median(values) for values in by_text.values()]
    return 1000 * sum(medians) / len(medians)


def report(workers: list[Worker], sizes: tuple[int, ...], wanted: dict) -> int:
    """Print the table; return 1 where the growth is more than allowed."""
    too_much = False
    lines = [
        f"Processor time per search in milliseconds: of each of {sum(map(len, wanted.values()))}",
        f"queries the median of {ROUNDS} rounds; of each kind of query the mean of these.",
        "Python's, and for PostgreSQL also that of its own process.",
        "",
    ]
    head = "".join(f"{size:>11,}" for size in sizes)
    for vendor, where, name in (
        ("SQLite", "worker", "SQLite (in the worker itself)"),
        ("PostgreSQL", "worker", "PostgreSQL, the worker"),
        ("PostgreSQL", "server", "PostgreSQL, its own process"),
    ):
        of_vendor = [worker for worker in workers if worker.vendor == vendor]
        lines.append(f"{name:<32}{head}     growth")
        for title, kinds in [*((kind, [kind]) for kind in wanted), ("ALL", list(wanted))]:
            costs = [cost(worker, kinds, where) for worker in of_vendor]
            growth = costs[-1] / costs[0] if costs[0] else 0
            too_much |= growth > MOST_GROWTH
            numbers = "".join(f"{each:>11.2f}" for each in costs)
            lines.append(f"  {title:<30}{numbers}{growth:>10.2f}×")
        lines.append("")
    lines.append(f"{'Memory of a worker, and its start':<42}{head}")
    for vendor in ("SQLite", "PostgreSQL"):
        of_vendor = [worker for worker in workers if worker.vendor == vendor]
        for title, values in (
            ("words of the index, MB", [worker.words / 1e6 for worker in of_vendor]),
            ("all that searching adds, MB", [worker.memory / 1e6 for worker in of_vendor]),
            ("the first search, ms", [worker.first * 1000 for worker in of_vendor]),
        ):
            numbers = "".join(f"{each:>11.1f}" for each in values)
            lines.append(f"{f'{vendor}: {title}':<42}{numbers}")
    sys.stdout.write("\n".join(lines) + "\n")
    if too_much:
        sys.stdout.write(f"The growth is more than {MOST_GROWTH}.\n")
    return int(too_much)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill)
    elif options.work:
        work()
    else:
        return lead(tuple(options.sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
