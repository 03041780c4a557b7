"""The place that visitors leave to, on this machine: an https server with a throw-away certificate.

Its name ends in .localhost, which browsers look up on the machine itself (RFC 6761, 6.3).
"""

import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

NAME = "weather.localhost"
PAGE = b"<!doctype html><html lang=sv><title>Weather</title><p>Sun</p></html>"
PATIENCE = 60  # seconds that an answer can be held back


class Handler(BaseHTTPRequestHandler):
    """Answers every address with the same page, when it is allowed to."""

    def do_GET(self) -> None:
        place = self.server.place
        if self.path == "/":
            place.asked.append(dict(self.headers))
        place.may_answer.wait(PATIENCE)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


class Place(ThreadingHTTPServer):
    """The server; a browser that hangs up in the middle is no fault of its."""

    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Says nothing."""


class Elsewhere:
    """Where it is, what it was asked, and whether it may answer already."""

    def __init__(self, url: str):
        self.url = url
        #: The headers of every request for the page, in order.
        self.asked: list[dict[str, str]] = []
        self.may_answer = Event()
        self.may_answer.set()

    @contextmanager
    def late(self) -> Iterator[None]:
        """Lets nobody have an answer before the block ends."""
        self.may_answer.clear()
        try:
            yield
        finally:
            self.may_answer.set()


@contextmanager
def running_elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """Takes an empty folder for the certificate; yields the running place; stops it."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Place(("127.0.0.1", 0), Handler)
    # The handshake waits for the thread of the connection, so that none holds up the others.
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    server.place = Elsewhere(f"https://{NAME}:{server.server_port}/")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.place
    finally:
        server.place.may_answer.set()
        server.shutdown()
        thread.join()
        server.server_close()
