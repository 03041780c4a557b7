"""How much processor time the coming events take: read as stored dates, or expanded when asked for.

    .venv/bin/python -m benchmarks.events

Makes 100 and 1,000 invented weekly events of three years in a new SQLite database, and asks each
for the first fifty coming dates in turn: once as the site does, from the stored dates, once by
expanding the rules of all events that are not over, with the same pure functions. Prints the
median processor time of both, and how many queries the stored dates took.
"""

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

SIZES = (100, 1_000)
ROUNDS = 9
SHOWN = 50


def start(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "malmo_trygghet.settings"
    os.environ |= {
        "LOOPBACK": "1",
        "INSTANCE_DIR": str(folder),
        "SITE_URL": "http://127.0.0.1:8000",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(number: int) -> None:
    """Make *number* more events, begun at some time of the last two years."""
    from django.utils import timezone

    from events.models import Event
    from events.recurrence import Frequency, Rule, local_day, rule_text

    now = timezone.now()
    have = Event.objects.count()
    for place in range(have, have + number):
        starts_at = now - timedelta(days=place % 700, minutes=place % 60)
        first = local_day(starts_at)
        rule = Rule(Frequency.WEEKLY, (first.weekday(),), last_day=first + timedelta(days=3 * 365))
        Event.objects.create(
            title_sv=f"Öppet hus {place}",
            summary_sv="Kom och träffa oss.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            recurrence=rule_text(rule),
            publish_at=now - timedelta(days=1),
        )


def from_stored() -> list:
    """The coming dates, as the site's own list finds them."""
    from events.models import Occurrence

    found = list(Occurrence.objects.published().coming().with_event()[:SHOWN])
    return [(each.starts_at, each.event_id) for each in found]


def from_rules() -> list:
    """The same, from the rules of every event that is not over."""
    from django.utils import timezone

    from events.dates import dates
    from events.models import Event

    now = timezone.now()
    coming = Event.objects.published().coming().with_place().prefetch_related("date_changes")
    found = [
        (each.starts_at, event.pk)
        for event in coming
        for each in dates(event.plan())
        if each.over_at > now
    ]
    return sorted(found)[:SHOWN]


def cost(work) -> float:
    """Milliseconds of processor time."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from events.models import Event, Occurrence

        for size in SIZES:
            fill(size - Event.objects.count())
            stored_dates, ruled_dates = from_stored(), from_rules()
            if [each for each, _pk in stored_dates] != [each for each, _pk in ruled_dates]:
                raise SystemExit("The two ways do not find the same dates.")
            with CaptureQueriesContext(connection) as queries:
                from_stored()
            costs = [(cost(from_stored), cost(from_rules)) for _round in range(ROUNDS)]
            stored, ruled = (median(column) for column in zip(*costs, strict=True))
            sys.stdout.write(
                f"{size:>6} events, {Occurrence.objects.count():>7} dates: stored {stored:7.1f} ms "
                f"({len(queries)} queries), expanded {ruled:9.1f} ms\n"
            )


if __name__ == "__main__":
    main()
