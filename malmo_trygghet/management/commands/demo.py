import errno
import os
import socket
import sys
import tempfile

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string

from malmo_trygghet.demo_server import serve
from publishing.models import StaffUser

HOST = "127.0.0.1"
EDITOR = "redaktor"
#: Letters and digits that nobody mistakes for one another.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Run the site on this machine, with its content and an editor's account, to try it."
    # What they look for fails by itself below, and without them the demo starts sooner.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--port",
            default=os.environ.get("PORT") or "8000",
            help="where to listen (default: PORT in the environment, or 8000)",
        )

    def handle(self, *, port, **options):
        try:
            port = free_port(port)
            check_surroundings()
            self.prepare()
            self.greet(f"http://{HOST}:{port}")
            # A connection must not be shared with the workers, which are copies of this process.
            connections.close_all()
            serve(HOST, port)
        except KeyboardInterrupt:
            sys.exit(130)
        self.stdout.write("Stopped.")

    def prepare(self):
        """Bring database, content and static files up to date; do nothing where they are."""
        migrations = MigrationExecutor(connection)
        if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            call_command("migrate", verbosity=0)
            call_command("rebuild_search", verbosity=0)
        call_command("load_content", stdout=self.stdout)
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self.stdout.write("Collecting the static files ...")
            call_command("collectstatic", interactive=False, verbosity=0)

    def greet(self, site):
        """Say where the site is, how to sign in and how to stop."""
        pages = {"Press room": reverse("press_list"), "Admin": reverse("admin:index")}
        for code, name in reversed(settings.LANGUAGES):
            with translation.override(code):
                pages = {name: reverse("home"), **pages}
        lines = [f"{name:<12}{site}{path}" for name, path in pages.items()]
        log = "Each request is written here: when, what, how answered. Nothing of who asked."
        for line in ["", *lines, "", *how_to_sign_in(), "", log, "Ctrl-C stops the site."]:
            self.stdout.write(line)
        self.stdout.flush()


def free_port(text: str) -> int:
    """The port that *text* names; leaves with a sentence if nothing can listen there."""
    if not (text.isdecimal() and 0 < int(text) < 2**16):
        sys.exit(f"{text} is not a port: choose a number from 1024 to 65535.")
    try:
        with socket.socket() as listener:
            # As the server does: a port that was in use a moment ago is free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, int(text)))
    except OSError as error:
        reason = "is taken by another program" if error.errno == errno.EADDRINUSE else "is not open"
        sys.exit(f"Port {text} {reason}: choose another one, as in `make demo PORT=8001`.")
    return int(text)


def check_surroundings() -> None:
    """Leave with a sentence if the demo must not, or cannot, run here."""
    if not settings.LOOPBACK:
        sys.exit("The demo is plain http, for this machine only: start it with `make demo`.")
    try:
        settings.INSTANCE_DIR.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=settings.INSTANCE_DIR).close()
    except OSError as error:
        sys.exit(f"The folder {settings.INSTANCE_DIR} cannot be written to: {error.strerror}.")


def how_to_sign_in() -> list[str]:
    """What to tell the editor, whose account is made if there is no staff account at all."""
    if staff := StaffUser.objects.filter(is_staff=True).order_by("pk").first():
        return [
            f"The account {staff.username} exists already. To give it a new password:",
            f".venv/bin/python manage.py changepassword {staff.username}",
        ]
    password = "-".join(get_random_string(5, READABLE) for _ in range(4))
    StaffUser.objects.create_superuser(EDITOR, password=password, language="sv")
    return [f"Sign in as {EDITOR} with the password {password} (shown only this once)."]
