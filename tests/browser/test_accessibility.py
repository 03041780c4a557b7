"""Every kind of page can be used by everyone: judged by axe, and by what axe cannot see."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from publishing import languages
from tests.browser.axe import axe_violations
from tests.crawl import MISSING, address
from tests.site import Site

#: One page of each kind: a view, or an object of the content; "?" and on are choices made there.
PAGES = {
    "home": "home",
    "directory": "service_list",
    "directory by door": "service_list?d=1",
    "service": "service:hemmatraffar",
    "umbrella service": "service:plattform-malmo",
    "sensitive service": "service:samtalsmottagningen",
    "ended service": "service:vara-liv",
    "organisation": "organisation:enheten-for-stod-och-utveckling",
    "ended organisation": "organisation:sociala-resursforvaltningen",
    "events": "event_list",
    "event": "event:oppet-hus-2016",
    "press room": "press_list",
    "press release": "press_release:vi-arbetar-for-malmobornas-trygghet",
    "support lines": "support_lines",
    "page": "page:for-dig-i-skola-och-vard",
    "safer browsing": "page:sakrare-surfning",
    "privacy": "page:integritet",
    "accessibility statement": "page:tillganglighet",
    "missing page": "",
}
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}


class View(NamedTuple):
    """How a page is looked at. Each width meets each colour scheme, and each of them a language."""

    size: dict[str, int]
    scheme: str
    language: str

    def __str__(self) -> str:
        return f"{self.size['width']} {self.scheme} {self.language}"


VIEWS = [
    View(NARROW, "light", "sv"),
    View(NARROW, "dark", "en"),
    View(WIDE, "light", "en"),
    View(WIDE, "dark", "sv"),
]

Goto = Callable[..., Page]


@pytest.fixture(scope="session")
def known(site: Site) -> dict[str, dict[str, str]]:
    """Where the page of every object is, by language and what it is."""
    command = (
        "import json; from publishing import languages; from tests.crawl import addresses; "
        "print(json.dumps({code: addresses(code) for code in languages.codes()}))"
    )
    return json.loads(site.manage("shell", "--no-imports", "--command", command))


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def goto(
    request: pytest.FixtureRequest, new_page: Callable[..., Page], known: dict[str, dict[str, str]]
) -> Goto:
    """Opens one page of each kind in turn: in a language, with Playwright's context options."""

    def open_page(language: str, **options: object) -> Page:
        name, mark, query = request.param.partition("?")
        path = address(known, language, name) if name else f"/{language}/{MISSING}/"
        page = new_page(**options)
        page.goto(path + mark + query)
        return page

    return open_page


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_nothing(goto: Goto, view: View):
    page = goto(view.language, viewport=view.size, color_scheme=view.scheme)
    assert axe_violations(page) == []


@pytest.mark.parametrize("language", languages.codes())
def test_a_narrow_screen_need_not_be_scrolled_sideways(goto: Goto, language: str):
    page = goto(language, viewport=NARROW)
    beyond = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert beyond == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


# --- Targets and keyboard ------------------------------------------------------------------------

#: The size of everything that can be pressed, but for links in running text, and the least allowed.
TARGETS = """
() => {
  const block = element => {
    while (getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
    return element;
  };
  const inText = element => {
    if (getComputedStyle(element).display !== "inline") return false;
    const around = block(element).cloneNode(true);
    around.querySelectorAll("a, .visually-hidden").forEach(other => other.remove());
    return /\\p{L}{2}/u.test(around.textContent);
  };
  return [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
    .filter(element => element.checkVisibility() && !inText(element))
    .map(element => {
      const {width, height} = element.getBoundingClientRect();
      // A number to call is found by a trembling hand.
      const least = element.matches("[href^='tel:']") ? 44 : 24;
      return {size: Math.min(width, height), least, html: element.outerHTML.slice(0, 120)};
    });
}
"""


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_everything_to_press_is_large_enough(goto: Goto, size: dict):
    targets = goto("sv", viewport=size).evaluate(TARGETS)
    assert {target["least"] for target in targets} == {24, 44}
    assert [target for target in targets if target["size"] < target["least"]] == []


#: What has the focus: whether one sees that it has, and whether it is in sight.
FOCUSED = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element);
  const {left, top, width, height} = element.getClientRects()[0];
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return {
    html: element.outerHTML.slice(0, 200),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: element.contains(there),
  };
}
"""

#: What can be pressed now: not what is folded away, and of a group of radio buttons the chosen one.
EVERYTHING = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter(element => element.checkVisibility() && !element.disabled)
  .filter(element => element.type !== "radio" || element.checked)
  .map(element => element.outerHTML.slice(0, 200))
"""


def tab_stops(page: Page) -> list[dict]:
    """Goes through the page with the Tab key; returns what had the focus, in order."""
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_the_tab_key_reaches_everything_and_shows_where_it_is(goto: Goto, size: dict):
    # Where less motion is asked for, a page jumps to the focus instead of gliding there.
    page = goto("sv", viewport=size, reduced_motion="reduce")
    stops = tab_stops(page)
    assert [stop for stop in stops if stop["ring"] < 2 or not stop["seen"]] == []
    assert [stop["html"] for stop in stops] == page.evaluate(EVERYTHING)


def test_the_first_stop_skips_to_the_content(goto: Goto):
    page = goto("sv")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#main"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


# --- What a visitor has chosen in the browser ----------------------------------------------------


def moving(page: Page) -> list[str]:
    """What moves by itself or on its way from one state to another."""
    return page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return style.animationName !== "none" || style.scrollBehavior !== "auto"
                || style.transitionDuration.split(", ").some(duration => duration !== "0s");
        }).map(element => element.outerHTML.slice(0, 120))"""
    )


def test_nothing_moves_for_those_who_asked_for_less_motion(goto: Goto):
    assert moving(goto("sv", reduced_motion="reduce")) == []


def test_a_visitor_without_javascript_finds_a_service(new_page: Callable[..., Page]):
    page = new_page(java_script_enabled=False)
    page.goto("/sv/")
    page.locator("header nav a").first.click()
    page.locator("form.filters summary#filter-t").click()
    page.locator("form.filters [name=t]").first.check()
    page.locator("form.filters [type=submit]").click()
    page.wait_for_url("**/?*t=*")
    page.locator("main .card-title a").first.click()
    page.locator("main a[href^='tel:']:visible").first.wait_for()
