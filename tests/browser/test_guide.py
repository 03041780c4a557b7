"""The guided help in Chromium: with keyboard only, without JavaScript, and with Back."""

import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.axe import axe_violations

GUIDE = "/en/guided-help/"
WORRIED = ["My child", "Someone is drawn to a group", "12–15", "No, not right now"]
SKIP = "I do not know, or do not want to answer"
QUESTIONS = [
    "Who needs help?",
    "What is it about?",
    "How old is the person who needs help?",
    "Is it urgent?",
]
RESULT = "Here you can turn"


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def answer(page: Page, *texts: str) -> None:
    """Chooses these answers, one screen after the other."""
    for text in texts:
        page.get_by_role("radio", name=text).check()
        page.get_by_role("button", name="Next").click()


def go(page: Page, debugger: CDPSession, steps: int) -> None:
    """Goes *steps* forward in the history of the tab, or back where negative, as its buttons do."""
    history = debugger.send("Page.getNavigationHistory")
    entry = history["entries"][history["currentIndex"] + steps]
    debugger.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def any_page(request: pytest.FixtureRequest, new_page) -> Page:
    """A page in a browser that runs JavaScript, and in one that does not."""
    return new_page(java_script_enabled=request.param)


def test_a_worried_mother_is_led_to_social_services(any_page: Page):
    any_page.goto("/en/")
    any_page.get_by_role("link", name="Find the right help").click()
    answer(any_page, *WORRIED)
    expect(heading(any_page)).to_have_text(RESULT)
    places = any_page.locator(".guide-places > li")
    expect(places.first).to_contain_text("Stödtelefonen")
    expect(places.nth(1)).to_contain_text("040-34 69 00")
    expect(places.first).to_contain_text("Why we show it:")


def test_back_and_forward_show_every_screen_again_and_send_nothing(any_page: Page):
    """Chromium shows an error instead (ERR_CACHE_MISS) where an answer may not be kept."""
    debugger = any_page.context.new_cdp_session(any_page)
    any_page.goto(GUIDE)
    answer(any_page, *WORRIED)
    any_page.locator(".guide-places .card-title a").first.click()
    expect(heading(any_page)).not_to_have_text(RESULT)
    service = heading(any_page).inner_text()

    from_cache = []
    debugger.send("Network.enable")
    debugger.on(
        "Network.responseReceived",
        lambda event: (
            event["type"] == "Document"
            and from_cache.append((event["response"]["url"], event["response"]["fromDiskCache"]))
        ),
    )
    go(any_page, debugger, -1)
    expect(heading(any_page)).to_have_text(RESULT)
    for question, chosen in zip(reversed(QUESTIONS), reversed(WORRIED), strict=True):
        go(any_page, debugger, -1)
        expect(heading(any_page)).to_have_text(question)
        expect(any_page.get_by_role("radio", name=chosen)).to_be_checked()
    for title in (*QUESTIONS[1:], RESULT, service):
        go(any_page, debugger, 1)
        expect(heading(any_page)).to_have_text(title)
    # The first screen is no answer to a form, so that it may be fetched anew.
    posted = [cached for _url, cached in from_cache[:4]]
    assert posted == [True] * 4


def test_back_after_three_steps_leads_on_from_there(any_page: Page):
    debugger = any_page.context.new_cdp_session(any_page)
    any_page.goto(GUIDE)
    answer(any_page, *WORRIED[:3])
    go(any_page, debugger, -2)
    expect(heading(any_page)).to_have_text(QUESTIONS[1])
    answer(any_page, "Things are hard at home", "12–15", "No, not right now")
    expect(heading(any_page)).to_have_text(RESULT)
    expect(any_page.locator(".guide-earlier")).to_contain_text("Things are hard at home")


def test_its_own_buttons_lead_back_and_change_answers(any_page: Page):
    any_page.goto(GUIDE)
    answer(any_page, *WORRIED[:2])
    any_page.get_by_role("button", name="Back").click()
    expect(heading(any_page)).to_have_text(QUESTIONS[1])
    expect(any_page.get_by_role("radio", name=WORRIED[1])).to_be_checked()
    answer(any_page, *WORRIED[1:])
    any_page.get_by_role("button", name=re.compile(r"Change.*urgent")).click()
    answer(any_page, "Yes.")
    expect(heading(any_page)).to_have_text("Do this right now")
    expect(any_page.locator(".guide-danger a[href='tel:112']")).to_be_visible()


def test_the_other_language_goes_on_with_the_same_answers(any_page: Page):
    any_page.goto(GUIDE)
    answer(any_page, *WORRIED)
    any_page.locator("form[lang=sv] button").click()
    expect(any_page.locator("html")).to_have_attribute("lang", "sv")
    expect(any_page.locator(".guide-earlier")).to_contain_text("Mitt barn")
    expect(any_page.locator(".guide-places > li").nth(1)).to_contain_text("040-34 69 00")


def test_with_the_keyboard_alone(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(GUIDE)

    def press(key: str, title: str) -> None:
        """Sends the form with *key*, and waits for the screen that it leads to."""
        page.keyboard.press(key)
        expect(heading(page)).to_have_text(title)
        page.wait_for_load_state()

    def tab_to(name: str) -> None:
        for _step in range(40):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            if focused.count() and name in (
                focused.inner_text(),
                focused.get_attribute("name"),
            ):
                return
        pytest.fail(f"{name} is never reached with Tab")

    # Down from the first in a group of radio buttons to the third: "My child".
    tab_to("who")
    for _press in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="My child")).to_be_checked()
    press("Enter", QUESTIONS[1])
    # Up from the first is the last: not to answer.
    tab_to("about")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name=SKIP)).to_be_checked()
    tab_to("Next")
    press("Space", QUESTIONS[2])
    tab_to("Back")
    press("Enter", QUESTIONS[1])
    tab_to("Next")
    press("Enter", QUESTIONS[2])
    for asks, title in (("age", QUESTIONS[3]), ("urgent", "Do this right now")):
        tab_to(asks)
        page.keyboard.press("Space")
        press("Enter", title)


def test_a_missing_answer_is_told_where_the_reader_is(any_page: Page):
    any_page.goto(GUIDE)
    any_page.get_by_role("button", name="Next").click()
    expect(any_page).to_have_title(re.compile("^Error: Question 1 of 4"))
    expect(any_page.get_by_role("alert")).to_be_focused()
    any_page.get_by_role("alert").get_by_role("link").click()
    expect(any_page.get_by_role("radio").first).to_be_focused()
    expect(any_page.get_by_role("group")).to_have_accessible_description(
        re.compile("Choose an answer.")
    )


def test_what_a_screen_reader_is_told(page: Page):
    page.goto(GUIDE)
    answer(page, "My child")
    expect(page.get_by_role("group")).to_have_accessible_name(QUESTIONS[1])
    expect(page.get_by_role("group")).to_have_accessible_description(
        "Choose what matters most now."
    )
    expect(page.get_by_role("main")).to_contain_text("Question 2 of 4")
    assert page.get_by_role("radio").last.is_visible()
    expect(page.get_by_role("radio").last).to_have_accessible_name(SKIP)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_nothing_of_the_answers_is_in_address_title_or_storage(any_page: Page):
    any_page.goto(GUIDE)
    for text, next_title in zip(WORRIED, (*QUESTIONS[1:], RESULT), strict=True):
        answer(any_page, text)
        expect(heading(any_page)).to_have_text(next_title)
        assert any_page.url.endswith(GUIDE)
        title = any_page.title()
        assert not any(word in title for word in ("child", "group", "12", "drawn", "right now"))
    assert any_page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_it_is_accessible_and_fits_the_screen(new_page, width: int, scheme: str):
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    def judge(title: str) -> None:
        expect(heading(page)).to_have_text(title)
        page.wait_for_load_state()
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.eval_on_selector_all(
            "main :is(label, button, .ways a, .phone, .card-title a)",
            "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)",
        )
        assert small == []
        assert axe_violations(page) == []
        complaints.clear()

    page.goto(GUIDE)
    judge(QUESTIONS[0])
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_be_visible()
    judge(QUESTIONS[0])
    answer(page, *WORRIED[:3])
    judge(QUESTIONS[3])
    answer(page, WORRIED[3])
    judge(RESULT)
    page.get_by_role("button", name="Back").click()
    answer(page, "Yes.")
    judge("Do this right now")
