from django.core.management.base import BaseCommand

from malmo_trygghet.models import Posting
from malmo_trygghet.search.index import BATCH, index
from malmo_trygghet.search.sources import SOURCES

BAR = 30  # characters


class Command(BaseCommand):
    help = (
        "Bring the whole search index up to date. Only rows that differ are written, so it can be "
        "run again at any time, also while the site is in use."
    )

    def handle(self, *, verbosity, **options):
        self.total = sum(source.model._base_manager.count() for source in SOURCES.values())
        self.done = 0
        for kind in SOURCES:
            self.rebuild(kind)
        Posting.objects.exclude(kind__in=SOURCES).delete()
        if self.stdout.isatty():
            self.stdout.write("\r\033[K", ending="")
        if verbosity:
            rows = Posting.objects.count()
            self.stdout.write(f"Search index: {self.done} objects, {rows} rows.")

    def rebuild(self, kind):
        """Index all objects of *kind*, a batch at a time, each in a transaction of its own."""
        objects = SOURCES[kind].model._base_manager.order_by("pk").values_list("pk", flat=True)
        last = 0
        while keys := [*objects.filter(pk__gt=last)[:BATCH]]:
            index(kind, keys)
            # Rows of objects that are no more, and had their keys in between.
            self.sweep(kind, last, keys)
            last = keys[-1]
            self.done += len(keys)
            self.show()
        Posting.objects.filter(kind=kind, object_id__gt=last).delete()

    def sweep(self, kind, last, keys):
        between = Posting.objects.filter(kind=kind, object_id__gt=last, object_id__lte=keys[-1])
        between.exclude(object_id__in=keys).delete()

    def show(self):
        """Say on the terminal, if there is one, how far it has come."""
        if self.stdout.isatty():
            filled = BAR * self.done // max(self.total, 1)
            bar = "█" * filled + "░" * (BAR - filled)
            self.stdout.write(f"\rSearch index: {bar} {self.done} of {self.total}", ending="")
            self.stdout.flush()
