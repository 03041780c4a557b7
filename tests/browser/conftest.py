"""Chromium, and the running site for it to look at.

`page` is a page of a visitor who has never been here, and `page.goto("/sv/")` goes to the site.
`new_page(...)` makes others: narrow, dark, without JavaScript, or with `storage_state=editor` of
an editor who has signed in. `site` is the site itself, `elsewhere` the place that one leaves
to, and `tests.browser.axe` judges a page.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright

from tests.chromium import find_chromium
from tests.elsewhere import Elsewhere, running_elsewhere
from tests.site import Site, running_site

# Chromium asks nobody for anything but the pages under test.
SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test of this folder as a browser test."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """The place that visitors leave to; a browser must put up with its certificate."""
    with running_elsewhere(tmp_path_factory.mktemp("elsewhere")) as elsewhere:
        yield elsewhere


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Site]:
    """The site with all its content, served as in production on a port of this machine."""
    with running_site(tmp_path_factory.mktemp("site"), LEAVE_TARGET=elsewhere.url) as site:
        yield site


def launch(kind: BrowserType, **options: object) -> Browser:
    """Starts a headless Chromium; takes Playwright's options of launching."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("No Chromium found on this machine: install the package chromium.")
    # Chromium's own sandbox refuses to work for root.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return kind.launch(executable_path=chromium, args=SWITCHES + as_root, **options)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Makes a page in a browser context of its own; takes Playwright's context options."""
    contexts = []

    def make(**options: object) -> Page:
        defaults = {"base_url": site.url, "locale": "sv-SE", "timezone_id": "Europe/Stockholm"}
        contexts.append(browser.new_context(**{**defaults, **options}))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a visitor who has never been here."""
    return new_page()


@pytest.fixture(scope="session")
def editor(browser: Browser, site: Site) -> dict:
    """What a browser remembers of an editor who has signed in: `new_page(storage_state=editor)`."""
    name, password = "browser-test", "a long password of the tests"
    account = ("--username", name, "--email", f"{name}@example.org")
    site.manage("createsuperuser", "--noinput", *account, DJANGO_SUPERUSER_PASSWORD=password)
    context = browser.new_context(base_url=site.url, locale="sv-SE")
    page = context.new_page()
    page.goto("/admin/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("/admin/")
    state = context.storage_state()
    context.close()
    return state
