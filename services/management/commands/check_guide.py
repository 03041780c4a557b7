from django.core.management.base import BaseCommand, CommandError

from services.guide.stored import unreachable_services


class Command(BaseCommand):
    help = (
        "Look for services that no answers in the guided help lead to. Fails if there are any, "
        "and names them."
    )

    def handle(self, *, verbosity, **options):
        if missed := unreachable_services():
            names = "".join(f"\n  {service}" for service in missed)
            raise CommandError(f"No answers in the guided help lead to:{names}")
        if verbosity:
            self.stdout.write("Every service that has not ended is reached by some answers.")
