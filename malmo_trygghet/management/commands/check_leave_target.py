from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from malmo_trygghet.leaving.watch import check


class Command(BaseCommand):
    help = (
        "Ask the page that visitors leave to whether it still answers, and warn staff in the admin "
        "if it does not. Made for a timer; does nothing unless LEAVE_TARGET_CHECKED is on."
    )

    def handle(self, *, verbosity, **options):
        if not settings.LEAVE_TARGET_CHECKED:
            self.stdout.write("LEAVE_TARGET_CHECKED is off: nobody has been asked.")
        elif not check(settings.LEAVE_TARGET, timezone.now()):
            raise CommandError(f"{settings.LEAVE_TARGET} does not answer. Staff are told.")
        elif verbosity:
            self.stdout.write(f"{settings.LEAVE_TARGET} answers.")
