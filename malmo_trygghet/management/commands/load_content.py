from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from malmo_trygghet import content
from malmo_trygghet.content_loader import load


class Command(BaseCommand):
    help = (
        "Load the content that ships with the site. It can be run again at any time: what has been "
        "loaded once is left alone, so what staff have changed or deleted since stays so."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset",
            action="store_true",
            help="write everything that ships anew; what staff have added themselves stays",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=content.FOLDER,
            help="where the files are (default: those that ship with the site)",
        )

    def handle(self, *, folder, reset, verbosity, **options):
        try:
            result = load(content.read(folder), reset=reset, track=self.track)
        except content.ContentError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"Content: {result.written} loaded, {result.kept} kept as they are.")

    def track(self, items):
        """Yield *items*, and count them on the terminal, if there is one."""
        for number, item in enumerate(items, start=1):
            if self.stdout.isatty():
                self.stdout.write(f"\rContent: {number} of {len(items)}", ending="")
                self.stdout.flush()
            yield item
        if self.stdout.isatty():
            self.stdout.write("\r\033[K", ending="")
