"""A visit leaves nothing in the browser and goes nowhere else: every public page, in Chromium."""

from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.crawl import MISSING
from tests.site import Site

# One visit is enough for all of them, where the tests are spread over several processes.
pytestmark = pytest.mark.xdist_group("visit")

#: Everything in which a page can leave something behind; empty where nothing has been left.
STORED = """
async () => ({
  cookies: document.cookie,
  localStorage: {...localStorage},
  sessionStorage: {...sessionStorage},
  databases: await indexedDB.databases(),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope),
})
"""
#: Whether the emergency number can be called from here.
EMERGENCY = """
() => [...document.querySelectorAll("a[href='tel:112']")].some(link => link.checkVisibility())
"""


@dataclass
class Visit:
    """What a browser saw that opened every public page, one after the other."""

    pages: list[str] = field(default_factory=list)
    requests: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    stored: dict[str, object] = field(default_factory=dict)
    without_emergency_number: list[str] = field(default_factory=list)
    cookies: list[dict] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keeps what the browser complains about: what it refused, and what failed."""
        if message.type == "error":
            self.complaints.append(f"{message.page.url}: {message.text}")

    def open(self, page: Page, url: str) -> list[str]:
        """Opens a page and looks around; returns where its links lead."""
        page.goto(url)
        self.pages.append(url)
        stored = {name: value for name, value in page.evaluate(STORED).items() if value}
        if stored:
            self.stored[url] = stored
        if not page.evaluate(EMERGENCY):
            self.without_emergency_number.append(url)
        return page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")


def is_page(site: Site, url: str) -> bool:
    """Whether *url* is a page of this site, and not a file to download."""
    return url.startswith(f"{site.url}/") and not url.startswith(f"{site.url}/media/")


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Site) -> Visit:
    """A visit to every page that links lead to, from the first page on."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    visit = Visit()
    page.on("request", lambda request: visit.requests.add(request.url))
    page.on("console", visit.hear)
    page.on("pageerror", lambda error: visit.complaints.append(f"{page.url}: {error}"))
    queue = {f"{site.url}/": None}
    while len(visit.pages) < len(queue):
        links = visit.open(page, [*queue][len(visit.pages)])
        queue |= dict.fromkeys(urldefrag(link).url for link in links if is_page(site, link))
    visit.cookies = context.cookies()
    context.close()
    assert len(visit.pages) > 50
    return visit


def test_no_cookie_is_set(visit: Visit):
    assert visit.cookies == []


def test_nothing_is_stored_in_the_browser(visit: Visit):
    assert visit.stored == {}


def test_nothing_is_asked_of_anybody_else(visit: Visit, site: Site):
    strangers = {urlsplit(url).netloc for url in visit.requests} - {urlsplit(site.url).netloc}
    assert visit.requests
    assert strangers == set()


def test_the_browser_has_nothing_to_complain_about(visit: Visit):
    assert visit.complaints == []


def test_the_emergency_number_is_on_every_page(visit: Visit):
    assert visit.without_emergency_number == []


def test_the_emergency_number_is_where_a_page_is_missing(page: Page):
    response = page.goto(f"/sv/{MISSING}/")
    assert response.status == 404
    assert page.evaluate(EMERGENCY)
