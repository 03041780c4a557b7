"""A visit leaves nothing in the browser and goes nowhere else: every public page, in Chromium."""

import re
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import APIRequestContext, Browser, ConsoleMessage, Page, Response

from publishing import languages
from tests.crawl import MISSING
from tests.site import Site
from tests.visits import path_of

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
#: What a script would have to name to leave something behind, or to send it on the way out.
KEEPS = re.compile(
    r"localStorage|sessionStorage|indexedDB|openDatabase|cookieStore|\.\s*cookie\b|\[.cookie.\]"
    r"|serviceWorker|SharedWorker|\bcaches\b|sendBeacon"
)
#: What a page shows to the browser, and not to the eye.
HIDDEN = """
() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const early = ["preconnect", "dns-prefetch", "prefetch", "preload", "prerender", "modulepreload"];
  return {
    links: all("a[href]").map(link => link.href),
    scripts: all("script").map(script => `${script.type}\n${script.text}`).concat(
      all("*").flatMap(element => [...element.attributes])
        .filter(attribute => attribute.name.startsWith("on")).map(attribute => attribute.value)),
    hints: all("link").filter(link => early.some(name => link.relList.contains(name)))
      .map(link => link.href),
  };
}
"""
#: What nobody else sends, so that it can be looked for in what is written down.
VISITOR, BROWSER = "203.0.113.77", "Hemligwebb"
#: What no link leads to, besides what links lead to.
UNLINKED = ("healthz", "readyz", ".well-known/security.txt", "robots.txt", "favicon.ico")
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
    #: Everything that was answered: address and headers.
    answers: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    #: What has been answered since the latest page was asked for.
    responses: list[Response] = field(default_factory=list)
    scripts: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)
    #: What is on this site and is not a page.
    others: set[str] = field(default_factory=set)

    def hear(self, message: ConsoleMessage) -> None:
        """Keeps what the browser complains about: what it refused, and what failed."""
        if message.type == "error":
            self.complaints.append(f"{message.page.url}: {message.text}")

    def open(self, page: Page, url: str) -> list[str]:
        """Opens a page and looks around; returns where its links lead."""
        self.responses.clear()
        page.goto(url)
        for response in self.responses:
            self.answers.append((response.url, response.all_headers()))
            if "javascript" in response.headers.get("content-type", ""):
                self.scripts.add(response.text())
        self.pages.append(url)
        stored = {name: value for name, value in page.evaluate(STORED).items() if value}
        if stored:
            self.stored[url] = stored
        if not page.evaluate(EMERGENCY):
            self.without_emergency_number.append(url)
        hidden = page.evaluate(HIDDEN)
        self.scripts.update(hidden["scripts"])
        self.hints.update(hidden["hints"])
        return hidden["links"]

    def fetch(self, url: str, fetcher: APIRequestContext) -> None:
        """Asks for what is not a page, and follows no redirect."""
        response = fetcher.get(url, max_redirects=0)
        self.answers.append((url, response.headers))


def is_page(site: Site, url: str) -> bool:
    """Whether *url* is a page of this site, and not a file to download or the way out."""
    here, _, path = url.partition(site.url)
    is_file = path.startswith("/media/") or path.endswith(".ics")
    return not here and not is_file and not path.startswith(tuple(ways_out()))


def ways_out() -> set[str]:
    """Where the leave control leads to, in every language."""
    return {path_of("leave", code) for code in languages.codes()}


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Site) -> Visit:
    """A visit to every page that links lead to, from the first page on."""
    headers = {"X-Real-IP": VISITOR, "X-Forwarded-For": VISITOR}
    context = browser.new_context(locale="sv-SE", user_agent=BROWSER, extra_http_headers=headers)
    page = context.new_page()
    visit = Visit()
    page.on("request", lambda request: visit.requests.add(request.url))
    page.on("response", lambda response: visit.responses.append(response))
    page.on("console", visit.hear)
    page.on("pageerror", lambda error: visit.complaints.append(f"{page.url}: {error}"))
    queue = {f"{site.url}/": None}
    while len(visit.pages) < len(queue):
        links = {urldefrag(link).url for link in visit.open(page, [*queue][len(visit.pages)])}
        queue |= dict.fromkeys(sorted(link for link in links if is_page(site, link)))
        visit.others |= {link for link in links - queue.keys() if link.startswith(f"{site.url}/")}
    for url in sorted(visit.others) + [f"{site.url}/{path}" for path in UNLINKED]:
        visit.fetch(url, context.request)
    visit.cookies = context.cookies()
    context.close()
    assert len(visit.pages) > 50
    return visit


def test_no_cookie_is_set(visit: Visit):
    assert visit.cookies == []


def test_no_answer_sets_a_cookie_or_depends_on_one(visit: Visit):
    assert len(visit.answers) > len(visit.pages) + len(UNLINKED)
    assert [url for url, headers in visit.answers if "set-cookie" in headers] == []
    assert [url for url, headers in visit.answers if "cookie" in headers.get("vary", "")] == []


def test_what_is_no_page_was_asked_for_too(visit: Visit, site: Site):
    """Files of the library, and the way out in both languages."""
    paths = {urlsplit(url).path for url, _headers in visit.answers}
    assert {*ways_out(), "/healthz"} <= paths


def test_no_script_can_leave_anything_behind(visit: Visit):
    assert visit.scripts
    assert [script for script in visit.scripts if KEEPS.search(script)] == []


@pytest.mark.parametrize(
    "slip",
    [
        "localStorage.setItem('a', 1)",
        "window['sessionStorage'].a = 1",
        "indexedDB.open('a')",
        "document.cookie = 'a=1'",
        "document['cookie'] = 'a=1'",
        "navigator.serviceWorker.register('/sw.js')",
        "caches.open('a')",
        "navigator.sendBeacon('/a')",
    ],
)
def test_a_script_that_does_would_be_found(slip: str):
    assert KEEPS.search(slip)


def test_no_page_reaches_for_another_host_before_anybody_goes_there(visit: Visit, site: Site):
    assert {hint for hint in visit.hints if urlsplit(hint).netloc != urlsplit(site.url).netloc} == (
        set()
    )
    assert not [script for script in visit.scripts if script.startswith("speculationrules")]
    links = [headers["link"] for _url, headers in visit.answers if "link" in headers]
    assert [link for link in links if "//" in link] == []


def test_nothing_of_the_visitor_is_written_down(visit: Visit, site: Site):
    lines = [line for line in site.log.read_text().splitlines() if site.url not in line]
    asked = {line.split(" ")[3] for line in lines if re.match(r"\d{4}-\d\d-\d\d .* GET ", line)}
    assert {urlsplit(url).path for url in visit.pages} <= asked
    log = "\n".join(lines)
    for trace in (VISITOR, BROWSER, "127.0.0.1", "?"):
        assert trace not in log


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
