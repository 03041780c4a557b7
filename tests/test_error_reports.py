"""What is told of an error, in a log or by e-mail: its kind and its places, never its words."""

import logging

import pytest
from django.core import mail
from django.utils.log import AdminEmailHandler

from malmo_trygghet.error_reports import report
from malmo_trygghet.logs import AccessFormatter, ReportFormatter, Stream
from tests.visits import path_of

WORD, VISITOR = "hemligtord", "203.0.113.7"


def fails(text: str) -> int:
    """Its message quotes *text*, and so does that of the error behind it."""
    try:
        return int(text)
    except ValueError as error:
        raise LookupError(f"no such thing: {text}") from error


def failure(text: str = WORD) -> Exception:
    try:
        fails(text)
    except LookupError as error:
        return error


def record(name: str, message: object, *values: object, error: Exception | None = None):
    """What a logger of that name hands on."""
    exc_info = error and (type(error), error, error.__traceback__)
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, exc_info)


def test_an_error_is_told_by_its_kind_its_places_and_what_led_to_it():
    lines = [line.partition(":")[0] for line in report(failure()).splitlines()]
    here = "  tests/test_error_reports.py"
    assert lines == ["LookupError", here, here, "ValueError", here]


def test_what_an_error_suppresses_stays_untold():
    error = failure()
    error.__cause__ = None
    assert "ValueError" not in report(error)


def test_errors_that_lead_to_one_another_end():
    error = failure()
    error.__cause__.__cause__ = error
    assert report(error).count("LookupError") == 1


LINES = {
    "message filled with the error": ("library", "Failed: %s", (ValueError(WORD),)),
    "message filled with words": ("library", "Failed with %s", (WORD,)),
    "no words at all": ("library", "Failed", ()),
}


@pytest.mark.parametrize(("name", "message", "values"), LINES.values(), ids=LINES)
def test_with_an_error_no_library_s_message_is_filled_in(name, message, values):
    told = ReportFormatter().format(record(name, message, *values, error=failure()))
    assert told.startswith(f"ERROR library {message}\nLookupError\n")
    assert WORD not in told


def test_without_one_it_is():
    told = ReportFormatter().format(record("library", "Port %s is taken", 8000))
    assert told == "ERROR library Port 8000 is taken"


def test_of_the_server_s_tracebacks_only_the_first_line_is_told():
    told = ReportFormatter().format(record("_granian.wsgi", f"It failed\nTraceback\n{WORD}"))
    assert told == "ERROR _granian.wsgi It failed"


def test_a_handler_that_cannot_write_is_silent(capfd):
    handler = Stream()
    handler.setFormatter(AccessFormatter())
    # Not what the server hands on: the method and the rest are missing.
    handler.handle(record("granian.access", "%(addr)s", {"addr": VISITOR}))
    assert capfd.readouterr() == ("", "")


# --- By e-mail -----------------------------------------------------------------------------------


@pytest.fixture
def mailed(settings):
    """As if somebody had set up e-mail about errors, with all that Django would put in it."""
    settings.ADMINS = [("Somebody", "somebody@example.org")]
    handler = AdminEmailHandler(include_html=True)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield mail.outbox
    logger.removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "broken", "form"),
    [
        ("search", "malmo_trygghet.search.views.find", {"q": WORD}),
        ("feedback", "malmo_trygghet.feedback_views.store", {"text": WORD, "faults": "other"}),
    ],
)
def test_an_e_mail_about_an_error_tells_nothing_of_a_visitor(
    client, monkeypatch, mailed, view, broken, form
):
    monkeypatch.setattr(broken, lambda given, *_, **__: fails(str(given)))
    client.raise_request_exception = False
    response = client.post(
        f"{path_of(view)}?q={WORD}",
        form,
        REMOTE_ADDR=VISITOR,
        headers={
            "Cookie": f"a={WORD}",
            "Referer": f"https://example.org/{WORD}",
            "User-Agent": WORD,
            "Sec-Fetch-Site": "same-origin",
        },
    )
    assert response.status_code == 500
    [message] = mailed
    [html] = [part for part, _kind in message.alternatives]
    whole = "\n".join([message.subject, message.body, html])
    assert path_of(view) in message.subject
    assert "tests/test_error_reports.py" in message.body
    assert "tests/test_error_reports.py" in html
    for secret in (WORD, VISITOR, "example.org/", "sessionid", "Sec-Fetch"):
        assert secret not in whole


def test_nobody_gets_e_mail_unless_somebody_sets_that_up():
    names = ["", *logging.root.manager.loggerDict]
    handlers = [each for name in names for each in logging.getLogger(name).handlers]
    assert handlers
    assert not any(isinstance(each, AdminEmailHandler) for each in handlers)
