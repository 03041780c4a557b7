import errno
import multiprocessing
import os
import socket
import sys
import tempfile
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

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
            default=os.environ.get("PORT", "8000"),
            help="where to listen (default: PORT in the environment, or 8000)",
        )

    def handle(self, *, port, **options):
        try:
            check_surroundings(port)
            self.prepare()
            self.greet(f"http://{HOST}:{port}")
        except KeyboardInterrupt:
            sys.exit(130)
        serve(int(port))
        self.stdout.write("Stopped.")

    def prepare(self):
        """Bring database, content and static files up to date; do nothing where they are."""
        migrations = MigrationExecutor(connection)
        if migrations.migration_plan(migrations.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        call_command("load_content", stdout=self.stdout)
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            self.stdout.write("Collecting the static files …")
            call_command("collectstatic", interactive=False, verbosity=0)

    def greet(self, site):
        """Say where the site is and how to sign in; makes an editor if there are no staff."""
        lines = [""]
        for code, name in settings.LANGUAGES:
            with translation.override(code):
                lines.append(f"{name}: {site}{reverse('home')}")
        lines += [
            f"Press room: {site}{reverse('press_list')}",
            f"Admin: {site}{reverse('admin:index')}",
            "",
        ]
        if staff := StaffUser.objects.filter(is_staff=True).order_by("pk").first():
            command = f".venv/bin/python manage.py changepassword {staff.username}"
            lines.append(f"The account {staff.username} exists. A new password: {command}")
        else:
            password = "-".join(get_random_string(5, READABLE) for _ in range(4))
            StaffUser.objects.create_superuser(EDITOR, password=password, language="sv")
            lines.append(f"Sign in as {EDITOR} with the password {password}")
            lines.append("It is shown only this once.")
        lines += ["", "Ctrl-C stops the site."]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def check_surroundings(port):
    """Leave with a sentence that says what to do if the demo cannot run here."""
    if not settings.LOOPBACK:
        sys.exit("The demo is plain http for this machine only: start it with `make demo`.")
    try:
        settings.INSTANCE_DIR.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=settings.INSTANCE_DIR).close()
    except OSError as error:
        sys.exit(f"The folder {settings.INSTANCE_DIR} cannot be written to: {error.strerror}.")
    try:
        with socket.socket() as listener:
            # As the server does: a port that was in use a moment ago is free.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, int(port)))
    except (ValueError, OverflowError):
        sys.exit(f"{port} is not a port: choose a number from 1024 to 65535.")
    except OSError as error:
        reason = "is taken by another program" if error.errno == errno.EADDRINUSE else "is closed"
        sys.exit(f"Port {port} {reason}: choose another, as in `make demo PORT=8001`.")


def serve(port):
    """Serve the site as in production until it is told to stop."""
    # The workers are copies of this process, which has everything loaded already. On macOS a copy
    # is not safe, and they start afresh.
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
        import_module("malmo_trygghet.wsgi")
        get_resolver().url_patterns
    connections.close_all()
    Granian(
        "malmo_trygghet.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, multiprocessing.cpu_count()),
        blocking_threads=2,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
    ).serve()
