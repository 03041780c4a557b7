"""Leaving quickly, as it is: what is gone at once, and what stays in the browser."""

import base64
import io
import time
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.axe import axe_violations
from tests.browser.conftest import launch
from tests.crawl import MISSING
from tests.elsewhere import NAME, Elsewhere
from tests.site import Site

#: A visit to three pages, the last of which is left.
VISIT = ["/sv/", "/sv/verksamheter/", "/sv/verksamheter/nagon-att-prata-med/"]
#: What Chromium's own tools call Slow 3G: 400 kbit/s, and two seconds to an answer.
SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
NARROW = {"width": 320, "height": 640}
#: A laptop's 1280 × 1024 at 400 % zoom.
ZOOMED = {"width": 320, "height": 256}
WIDE = {"width": 1280, "height": 800}
#: Seconds for something to happen on a busy machine.
PATIENCE = 40
WAYS = ["click", "enter", "shift"]


def leave(page: Page, way: str) -> None:
    """Leaves the page in one of the ways; returns before the place answers."""
    if way == "click":
        page.locator(".leave-link").click(no_wait_after=True)
    elif way == "enter":
        page.locator(".leave-link").focus()
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")


def visit(page: Page) -> None:
    for path in VISIT:
        page.goto(path)


def history(page: Page) -> list[str]:
    """The addresses that Back and Forward lead to, the present one included."""
    entries = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    return [entry["url"] for entry in entries if entry["url"] != "about:blank"]


class Screen:
    """What Chromium paints of *page*, also while it is on its way to another one.

    Then a page answers no questions of Playwright's, takes no screenshots, and does not come back
    from the back/forward cache; the pictures of the browser's own protocol go on, and so does its
    history.
    """

    def __init__(self, page: Page):
        self.page = page
        self.picture = b""
        self.shown: list[int] = []
        self.session = page.context.new_cdp_session(page)
        self.session.on("Page.screencastFrame", self.see)
        self.session.send("Page.startScreencast", {"format": "png"})
        self.wait(lambda: self.picture and not self.is_blank())

    def see(self, frame: dict) -> None:
        self.picture = base64.b64decode(frame["data"])
        self.shown.append(frame["sessionId"])

    def is_blank(self) -> bool:
        """Whether there is nothing at all to see: one colour from edge to edge."""
        return len(Image.open(io.BytesIO(self.picture)).getcolors(maxcolors=1) or ()) == 1

    def address(self, step: int = 0) -> str:
        """The address so many steps away in the tab's history."""
        return self._entry(step)["url"]

    def go(self, step: int) -> None:
        """Goes so many steps through the tab's history, as its buttons do."""
        address = self.address(step)
        self.session.send("Page.navigateToHistoryEntry", {"entryId": self._entry(step)["id"]})
        self.wait(lambda: self.address() == address)

    def _entry(self, step: int) -> dict:
        told = self.session.send("Page.getNavigationHistory")
        return told["entries"][told["currentIndex"] + step]

    def wait(self, condition: Callable[[], bool]) -> None:
        """Waits until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline
            # The next picture comes when this one has been acknowledged.
            while self.shown:
                self.session.send("Page.screencastFrameAck", {"sessionId": self.shown.pop()})
            self.page.wait_for_timeout(50)


@pytest.fixture
def trusting(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Makes pages that put up with the certificate of the place that one leaves to."""
    return lambda **options: new_page(ignore_https_errors=True, **options)


# --- With JavaScript -----------------------------------------------------------------------------

#: Starts to leave; what is there in the very next frame.
NEXT_FRAME = """
() => new Promise(done => {
  document.getElementById("leave").click();
  requestAnimationFrame(() => done({
    title: document.title,
    text: document.body.innerText.trim(),
    elements: [...document.body.children].map(element => element.id),
  }));
})
"""


def slow(page: Page) -> None:
    """Makes the network of *page* a slow one."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)


def test_the_page_is_blank_in_the_next_frame_on_a_slow_network(trusting, elsewhere: Elsewhere):
    page = trusting()
    page.goto(VISIT[-1])
    screen = Screen(page)
    slow(page)
    with elsewhere.late():
        found = page.evaluate(NEXT_FRAME)
        assert found["title"] == NAME
        # All that is left tells a screen reader that something is loading.
        assert found["elements"] == ["leave-said"]
        screen.wait(screen.is_blank)
        assert screen.address().endswith(VISIT[-1])
    page.wait_for_url(elsewhere.url)


@pytest.mark.parametrize("way", WAYS)
def test_the_page_left_is_replaced_and_earlier_ones_stay_in_back(
    trusting, site: Site, elsewhere: Elsewhere, way: str
):
    page = trusting()
    visit(page)
    leave(page, way)
    page.wait_for_url(elsewhere.url)
    assert history(page) == [*(site.url + path for path in VISIT[:-1]), elsewhere.url]


def test_back_leads_to_the_page_before_the_one_that_was_left(trusting, elsewhere: Elsewhere):
    page = trusting()
    visit(page)
    leave(page, "click")
    page.wait_for_url(elsewhere.url)
    page.go_back()
    page.wait_for_url(f"**{VISIT[-2]}")


@pytest.mark.parametrize("way", WAYS)
def test_the_place_is_not_told_where_one_was(trusting, elsewhere: Elsewhere, way: str):
    elsewhere.asked.clear()
    page = trusting()
    page.goto(VISIT[-1])
    leave(page, way)
    page.wait_for_url(elsewhere.url)
    [headers] = elsewhere.asked
    assert not {"referer", "origin", "cookie"} & {name.lower() for name in headers}


def test_the_error_page_of_what_is_missing_can_be_left(trusting, elsewhere: Elsewhere):
    page = trusting()
    page.goto(f"/sv/{MISSING}/")
    leave(page, "shift")
    page.wait_for_url(elsewhere.url)


#: Tells what there is when a page comes back from the cache, before anything else happens to it,
#: and where one is when that is not this machine's plain http.
TELL = """
addEventListener("pageshow", event => {
  if (event.persisted) console.log(`${document.title}|${document.body.innerText.trim()}`);
  else if (location.protocol === "https:") console.log(`${document.title}|${location.href}`);
});
"""


@pytest.fixture
def keeping(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of a browser with its back/forward cache, which Playwright turns off."""
    chromium = launch(browser.browser_type, ignore_default_args=["--disable-back-forward-cache"])
    context = chromium.new_context(base_url=site.url, ignore_https_errors=True)
    context.add_init_script(TELL)
    yield context.new_page()
    chromium.close()


def test_a_page_that_comes_back_from_the_cache_is_still_blank_and_leaves_again(
    keeping: Page, elsewhere: Elsewhere
):
    told = []
    keeping.on("console", lambda message: told.append(message.text))
    visit(keeping)
    screen = Screen(keeping)
    with elsewhere.late():
        leave(keeping, "click")
        screen.wait(screen.is_blank)
        # Before the place has answered, somebody presses Back, and then Forward.
        screen.go(-1)
        screen.wait(lambda: len(told) == 1)
        screen.wait(lambda: not screen.is_blank())
        asked = len(elsewhere.asked)
        screen.go(+1)
        screen.wait(lambda: len(told) == 2)
        screen.wait(lambda: len(elsewhere.asked) > asked)
        screen.wait(screen.is_blank)
        elsewhere.may_answer.set()
        screen.wait(lambda: len(told) == 3)
    earlier, left, away = told
    assert away == f"Weather|{elsewhere.url}"
    assert "Hitta hjälp" in earlier
    assert left == f"{NAME}|Laddar"


# --- Without JavaScript --------------------------------------------------------------------------


def test_without_javascript_the_page_left_stays_in_back_too(
    trusting, site: Site, elsewhere: Elsewhere
):
    page = trusting(java_script_enabled=False)
    elsewhere.asked.clear()
    visit(page)
    leave(page, "click")
    page.wait_for_url(elsewhere.url)
    assert history(page) == [*(site.url + path for path in VISIT), elsewhere.url]
    [headers] = elsewhere.asked
    assert not {"referer", "origin", "cookie"} & {name.lower() for name in headers}


@pytest.mark.parametrize(("scripts", "shown"), [(True, "script"), (False, "plain")])
def test_the_hint_says_what_is_so(new_page: Callable[..., Page], scripts: bool, shown: str):
    page = new_page(java_script_enabled=scripts)
    page.goto(VISIT[0])
    hints = page.locator("[data-leave]")
    visible = [each.get_attribute("data-leave") for each in hints.all() if each.is_visible()]
    assert visible == [shown]
    assert ("Skift" in page.locator(".leave-hint").inner_text()) is scripts
    assert "Bakåt" in page.locator(".leave-hint").inner_text()
    assert page.locator(".leave-hint a").get_attribute("href") == "/sv/sakrare-surfning/"


# --- Shift ---------------------------------------------------------------------------------------


@pytest.fixture
def open_page(trusting: Callable[..., Page]) -> Page:
    """A page with a field to write in."""
    page = trusting()
    page.goto("/sv/sok/")
    return page


def said(page: Page) -> str:
    """What a screen reader has been given to say."""
    return page.locator("#leave-said").text_content()


def has_left(page: Page) -> bool:
    """Whether the page is blank, or already another one."""
    return page.locator("main").count() == 0


def test_each_shift_is_announced(open_page: Page):
    assert open_page.locator("#leave-said").get_attribute("role") == "status"
    assert said(open_page) == ""
    open_page.keyboard.press("Shift")
    assert said(open_page) == "Tryck Skift två gånger till för att lämna sidan."
    open_page.keyboard.press("Shift")
    assert said(open_page) == "Tryck Skift en gång till för att lämna sidan."


def test_shift_three_times_leaves_while_writing_too(open_page: Page, elsewhere: Elsewhere):
    open_page.locator("main input").first.focus()
    leave(open_page, "shift")
    open_page.wait_for_url(elsewhere.url)


def test_capitals_do_not_leave(open_page: Page):
    field = open_page.locator("main input").first
    field.focus()
    for letter in "ABCDE":
        open_page.keyboard.press(f"Shift+{letter}")
    assert field.input_value() == "ABCDE"
    assert said(open_page) == ""
    assert not has_left(open_page)


@pytest.mark.parametrize("other", ["a", "Tab", "Control", "ArrowLeft"])
def test_another_key_in_between_begins_the_count_anew(open_page: Page, other: str):
    for key in ["Shift", "Shift", other, "Shift", "Shift"]:
        open_page.keyboard.press(key)
    assert said(open_page) == "Tryck Skift en gång till för att lämna sidan."
    assert not has_left(open_page)


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_shift_with_another_modifier_does_not_count(open_page: Page, modifier: str):
    for _ in range(4):
        open_page.keyboard.press(f"{modifier}+Shift")
    assert said(open_page) == ""
    assert not has_left(open_page)


def test_a_key_that_is_held_counts_once(open_page: Page):
    for _ in range(10):
        open_page.keyboard.down("Shift")
    open_page.keyboard.up("Shift")
    assert said(open_page) == "Tryck Skift två gånger till för att lämna sidan."


def test_a_click_with_shift_does_not_count(open_page: Page):
    for _ in range(4):
        open_page.locator("h1").click(modifiers=["Shift"])
    assert said(open_page) == ""
    assert not has_left(open_page)


def test_the_count_ends_after_five_seconds(open_page: Page):
    open_page.keyboard.press("Shift")
    open_page.wait_for_timeout(2600)
    open_page.keyboard.press("Shift")
    open_page.wait_for_timeout(2600)
    open_page.keyboard.press("Shift")
    # The first is too old by now.
    assert said(open_page) == "Tryck Skift en gång till för att lämna sidan."
    open_page.wait_for_timeout(5200)
    assert said(open_page) == "Du är kvar på sidan. Tryck Skift tre gånger för att lämna den."
    open_page.keyboard.press("Shift")
    assert said(open_page) == "Tryck Skift två gånger till för att lämna sidan."


# --- Keyboard, zoom and looks --------------------------------------------------------------------

PAGES = [*VISIT, "/en/safer-browsing/", "/sv/sok/", "/sv/hitta-ratt-hjalp/", f"/sv/{MISSING}/"]


@pytest.mark.parametrize("path", PAGES)
def test_the_tab_key_finds_it_after_the_skip_link(page: Page, path: str):
    page.goto(path)
    focused = "document.activeElement.getAttribute('href')"
    stops = []
    for _ in range(2):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(focused))
    assert stops == ["#main", "/en/leave/" if path.startswith("/en/") else "/sv/lamna/"]


#: Whether the bar lies over any part of what has the focus, which is not in the bar itself.
COVERED = """
() => {
  const bar = document.querySelector(".leave-bar").getBoundingClientRect();
  const element = document.activeElement;
  if (element === document.body) return null;
  const boxes = [...element.getClientRects()];
  return {
    html: element.outerHTML.slice(0, 120),
    covered: !element.closest(".leave, .skip") && boxes[0].top < bar.bottom - 0.5,
  };
}
"""


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["320", "400 %"])
@pytest.mark.parametrize("path", PAGES[:-1])
def test_the_bar_never_lies_over_what_has_the_focus(new_page, path: str, size: dict):
    page = new_page(viewport=size, reduced_motion="reduce")
    page.goto(path)
    for key in ("Tab", "Shift+Tab"):
        stops = 0
        while True:
            page.keyboard.press(key)
            found = page.evaluate(COVERED)
            if found is None:
                break
            assert not found["covered"], found["html"]
            stops += 1
        assert stops > 5


@pytest.mark.parametrize("size", [NARROW, ZOOMED, WIDE], ids=["320", "400 %", "1280"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_stays_at_the_top_and_leaves_room_for_the_page(new_page, size: dict, language: str):
    page = new_page(viewport=size, reduced_motion="reduce")
    page.goto(f"/{language}/")
    first = page.locator(".header").bounding_box()
    bar = page.locator(".leave-bar").bounding_box()
    hint = page.locator(".leave-hint").bounding_box()
    # At the start nothing lies under the bar or its hint.
    assert first["y"] >= max(bar["y"] + bar["height"], hint["y"] + hint["height"]) - 0.5
    page.evaluate("scrollTo(0, 900)")
    bar = page.locator(".leave-bar").bounding_box()
    link = page.locator(".leave-link").bounding_box()
    assert (bar["x"], bar["y"], bar["width"]) == (0, 0, size["width"])
    assert link["height"] >= 44
    assert bar["height"] <= 53
    assert bar["height"] <= size["height"] / 5


@pytest.mark.parametrize("width", [768, 800, 1024, 1280, 1920])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_hint_and_the_link_do_not_lie_over_each_other(new_page, width: int, language: str):
    page = new_page(viewport={"width": width, "height": 700})
    page.goto(f"/{language}/")
    hint = page.locator(".leave-hint").bounding_box()
    link = page.locator(".leave-link").bounding_box()
    assert hint["x"] + hint["width"] <= link["x"]


@pytest.mark.parametrize("path", VISIT)
def test_a_place_on_the_page_that_is_led_to_is_not_under_the_bar(new_page, path: str):
    page = new_page(viewport=ZOOMED, reduced_motion="reduce")
    page.goto(f"{path}#main")
    page.wait_for_function("scrollY > 0")
    bar = page.locator(".leave-bar").bounding_box()
    assert page.locator("main").bounding_box()["y"] >= bar["height"]


def test_it_is_on_the_right_of_a_page_from_right_to_left_turned_around(page: Page):
    page.set_viewport_size(WIDE)
    page.goto("/sv/")
    from_left = page.locator(".leave-link").bounding_box()
    page.evaluate("document.documentElement.dir = 'rtl'")
    turned = page.locator(".leave-link").bounding_box()
    hint = page.locator(".leave-hint").bounding_box()
    assert turned["x"] + turned["width"] == pytest.approx(WIDE["width"] - from_left["x"], abs=1)
    assert hint["x"] >= turned["x"] + turned["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [ZOOMED, WIDE], ids=["400 %", "1280"])
def test_axe_finds_nothing_wrong_with_it(new_page, size: dict, scheme: str):
    page = new_page(viewport=size, color_scheme=scheme)
    page.goto(VISIT[1])
    assert axe_violations(page) == []


def test_it_has_an_edge_where_colours_are_forced(new_page: Callable[..., Page]):
    page = new_page(forced_colors="active")
    page.goto("/sv/")
    edge, ground = page.locator(".leave-link").evaluate(
        "link => [getComputedStyle(link).borderTopColor, getComputedStyle(link).backgroundColor]"
    )
    assert edge != ground


def test_it_is_not_printed(page: Page):
    page.goto("/sv/")
    page.emulate_media(media="print")
    assert not page.locator(".leave-link").is_visible()
    assert not page.locator(".leave-hint").is_visible()


def test_the_admin_does_not_have_it(new_page: Callable[..., Page], editor: dict):
    page = new_page(storage_state=editor)
    page.goto("/admin/")
    assert page.locator("#user-tools").is_visible()
    assert page.locator("#leave, .leave-link, a[href*='lamna']").count() == 0
