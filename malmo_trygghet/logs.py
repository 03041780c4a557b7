"""How the site writes down what happens, so that no line tells of a visitor."""

import logging
import os
from logging.handlers import WatchedFileHandler
from urllib.parse import quote

from malmo_trygghet.error_reports import report

#: Its arguments are a status in words and a path, escaped: Django's, and known to be harmless.
REQUESTS = "django.request"
#: The server, which puts whole tracebacks into its messages, from the second line on.
SERVER = "_granian"


class Silent:
    """For handlers. One that cannot write would print what it was given, addresses included."""

    def handleError(self, record):
        pass


class Stream(Silent, logging.StreamHandler):
    """To the terminal, or to whatever collects what services print."""


class PrivateFile(Silent, WatchedFileHandler):
    """To a file that only its owner can read, made anew when somebody has deleted it."""

    def _open(self):
        return open(self.baseFilename, self.mode, encoding="utf-8", opener=owner_only)


def owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class ReportFormatter(logging.Formatter):
    """A line, and below it the report of the error if there is one."""

    def format(self, record):
        line = f"{record.levelname} {record.name} {told(record)}"
        error = record.exc_info and record.exc_info[1]
        return f"{line}\n{report(error)}" if error else line


def told(record) -> str:
    """The message of *record*, as far as nobody's words can be in it.

    With an error, libraries fill the error's message, or what caused it, into theirs: then it is
    left unfilled.
    """
    if record.name == REQUESTS:
        return record.getMessage()
    if record.exc_info:
        return str(record.msg)
    if record.name.partition(".")[0] == SERVER:
        return (record.getMessage().splitlines() or [""])[0]
    return record.getMessage()


class AccessFormatter(logging.Formatter):
    """When, what was asked for, how it was answered, and in how many milliseconds.

    It takes these from what the server knows of the request, whatever format the server was told
    to use: no address, query, referrer or browser can be asked for by a setting.
    """

    def format(self, record):
        known = record.args
        words = [known["method"], quoted(known["path"]), known["status"], round(known["dt_ms"])]
        return " ".join([self.formatTime(record), *map(str, words)])


def quoted(path: str) -> str:
    """*path* in one line, its letters percent-encoded again as they came."""
    try:
        return quote(path.encode("latin-1"))
    except UnicodeEncodeError:
        return quote(path)
