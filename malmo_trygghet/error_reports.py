"""What is told of an error: its kind, and the places that it came through.

Never its message, the source or the variables: they may hold what a visitor searched for or wrote.
"""

from pathlib import Path
from traceback import walk_tb

from django.conf import settings
from django.utils.html import format_html
from django.views.debug import ExceptionReporter

INSTALLED = "site-packages/"


class SafeToTell(Exception):
    """An error whose message is written by us, and holds nothing of a visitor."""


def report(error: BaseException) -> str:
    """Return a line for *error* and for each that led to it, the latest first, with its places."""
    lines, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(kind(error))
        lines += [place(frame, line) for frame, line in walk_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


def kind(error: BaseException) -> str:
    """The class of *error*, with its message where that is safe to tell."""
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name}: {error}" if isinstance(error, SafeToTell) else name


def place(frame, line: int) -> str:
    """File, line and function of a frame, the file as seen from this project or its packages."""
    file = frame.f_code.co_filename
    if INSTALLED in file:
        file = file.partition(INSTALLED)[2]
    elif Path(file).is_relative_to(settings.BASE_DIR):
        file = Path(file).relative_to(settings.BASE_DIR)
    return f"  {file}:{line} {frame.f_code.co_qualname}"


class Reporter(ExceptionReporter):
    """What is sent to administrators, if anybody sets that up: the same, and nothing of a request.

    With DEBUG, on a developer's own machine, it is Django's page with everything.
    """

    def get_traceback_text(self):
        if settings.DEBUG:
            return super().get_traceback_text()
        return report(self.exc_value) if isinstance(self.exc_value, BaseException) else ""

    def get_traceback_html(self):
        if settings.DEBUG:
            return super().get_traceback_html()
        return format_html("<pre>{}</pre>", self.get_traceback_text())
