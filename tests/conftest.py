"""What holds for every test."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from malmo_trygghet import address_logging, content
from malmo_trygghet.content_loader import load
from malmo_trygghet.logs import PrivateFile
from malmo_trygghet.models import LoadedContent
from tests.crawl import PublicSite, crawl


class HttpsClient(Client):
    """Arrives as visitors do, over https; plain http is only redirected."""

    def request(self, **request: object) -> object:
        """Takes and returns what Django's own client does."""
        return super().request(**{**request, "wsgi.url_scheme": "https", "SERVER_PORT": "443"})


def pytest_report_header() -> str:
    """Says at the top of a run which database it is about."""
    return f"database: {connection.vendor}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Fails what is skipped: a part that is missing is a fault, not a reason to prove less."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture
def client() -> Client:
    """A visitor who has never been here."""
    return HttpsClient()


@pytest.fixture(autouse=True)
def uploads(settings: object, tmp_path: Path) -> Path:
    """Keeps what a test uploads out of the instance of whoever runs it; returns the folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def addresses_are_not_logged(
    monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path
) -> None:
    """Nor does any page ask the database whether they are, as one does every second.

    Where a test turns it on, its addresses go to a file of its own.
    """
    monkeypatch.setattr(address_logging, "SWITCH", address_logging.Switch(every=math.inf))
    settings.ADDRESS_LOG = tmp_path / "addresses.log"
    handlers = address_logging.logger.handlers
    [file] = [handler for handler in handlers if isinstance(handler, PrivateFile)]
    monkeypatch.setattr(file, "baseFilename", str(settings.ADDRESS_LOG))


@pytest.fixture(scope="session")
def public_site(django_db_setup: None, django_db_blocker: object) -> PublicSite:
    """Every public page of the content that ships with the site; the database stays empty.

    Tests that ask for it are marked with django_db: otherwise there may be no database of theirs.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        assert not LoadedContent.objects.exists(), "This is not a database of the tests."
        load(content.read())
        found = crawl(HttpsClient())
        transaction.set_rollback(True)
    return found
