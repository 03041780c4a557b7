"""The production server, run by ``manage.py demo`` on this machine."""

import multiprocessing
import os
import signal
import sys
from importlib import import_module

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def serve(host: str, port: int) -> None:
    """Serve the site as in production until Ctrl-C, or until the terminal is closed."""
    # The workers are copies of this process, which has loaded everything already. macOS does not
    # allow that for certain, so there they start afresh.
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
        application()
    server = Granian(
        "malmo_trygghet.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, multiprocessing.cpu_count()),
        blocking_threads=2,
        # Seconds. A browser that keeps its connection open would hold it up.
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
        # The server would set up its own logs anew in each worker.
        log_dictconfig=settings.LOGGING,
        log_access=True,
    )

    @server.on_startup
    def stop_with_the_terminal():
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)

    server.serve(target_loader=load_in_worker, wrap_loader=False)


def application():
    """The site, with its addresses read, so that the first visitor does not wait for them."""
    site = import_module("malmo_trygghet.wsgi").application
    import_module("django.urls").get_resolver().url_patterns  # noqa: B018
    return site


def load_in_worker():
    """Return the site to a worker, which leaves the terminal to the main process.

    Otherwise Ctrl-C would reach the worker twice, once from each, and now and then hang it.
    """
    os.setpgid(0, 0)
    return application()
