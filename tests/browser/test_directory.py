"""Choosing in the directory, in Chromium: without JavaScript, by keyboard, on every screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_violations

ADDRESS = "/sv/verksamheter/"
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def narrow(new_page: Callable[..., Page]) -> Page:
    """A page on a phone, without JavaScript."""
    page = new_page(viewport=NARROW, java_script_enabled=False)
    page.goto(ADDRESS)
    return page


def count(page: Page) -> int:
    """How many services the page says that it shows."""
    return int(re.match(r"\d+", page.locator("main [role=status]").inner_text())[0])


def beside(page: Page, selector: str) -> int:
    """The number beside a choice."""
    label = page.locator(f"label[for='{selector.removeprefix('#')}'] .option-count")
    return int(re.match(r"\d+", label.inner_text())[0])


def test_on_a_phone_the_services_come_first_and_the_choices_are_folded(narrow):
    expect(narrow.locator("#filter-d-1")).to_be_hidden()
    assert narrow.locator("main [role=status]").bounding_box()["y"] < NARROW["height"]
    narrow.locator(".filter-fold > summary").click()
    expect(narrow.locator("#filter-d-1")).to_be_visible()


def test_beside_a_wide_page_the_choices_are_open(new_page):
    page = new_page(viewport=WIDE, java_script_enabled=False)
    page.goto(ADDRESS)
    form = page.locator("form.filters")
    expect(page.locator("#filter-d-1")).to_be_visible()
    assert form.bounding_box()["x"] < page.locator(".directory-result").bounding_box()["x"]
    # A screen reader finds them too.
    assert "radio" in form.aria_snapshot()


def test_choices_are_made_and_undone_without_javascript(narrow):
    everything = count(narrow)
    narrow.locator(".filter-fold > summary").click()
    expected = beside(narrow, "#filter-d-1")
    assert 0 < expected < everything
    narrow.locator("#filter-d-1").check()
    narrow.locator("form.filters button").click()
    assert count(narrow) == expected
    narrow.locator(".filter-fold > summary").click()
    narrow.locator("#filter-y").fill("16")
    narrow.keyboard.press("Enter")
    expect(narrow.locator(".chosen li")).to_have_count(2)
    expect(narrow.locator("#filter-y")).to_have_value("16")
    of_age = count(narrow)
    assert of_age < expected
    narrow.locator(".chosen a").nth(1).click()
    expect(narrow.locator(".chosen li")).to_have_count(1)
    assert count(narrow) == expected
    narrow.go_back()
    assert count(narrow) == of_age
    narrow.locator(".chosen-clear a").click()
    assert count(narrow) == everything
    assert narrow.url.endswith(ADDRESS)


def test_the_address_holds_letters_and_numbers_only_and_the_title_stays(new_page):
    page = new_page(viewport=WIDE, java_script_enabled=False)
    page.goto(ADDRESS)
    title, heading = page.title(), page.locator("h1").inner_text()
    page.locator("#filter-d-3").check()
    for summary in page.locator(".fold .fold > summary").all():
        summary.click()
    page.locator("form.filters input[name=t]").first.check()
    page.locator("#filter-y").fill("30")
    page.locator("form.filters button").click()
    assert re.fullmatch(r"[^?]*\?(&?[adflnorty]=\d*)+", page.url)
    assert (page.title(), page.locator("h1").inner_text()) == (title, heading)


def test_all_of_it_works_by_keyboard(new_page):
    page = new_page(viewport=NARROW, java_script_enabled=False)
    page.goto(ADDRESS)
    page.locator(".filter-fold > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#filter-d")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#filter-d-1")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("summary#filter-a")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("input[name=a]").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator(".chosen li")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    ["", "?d=1&y=16", "?y=999", "?d=3&f=1&n=1", "?v=a"],
    ids=["all", "door", "age", "empty", "letters"],
)
def test_the_pages_are_accessible(new_page, query, scheme):
    page = new_page(viewport=NARROW, color_scheme=scheme)
    page.goto(ADDRESS + query)
    for summary in page.locator("main summary").all():
        if summary.is_visible() and not summary.evaluate("each => each.parentElement.open"):
            summary.click()
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("query", ["", "?d=1&y=999", "?v=a"])
def test_nothing_is_wider_than_the_screen(new_page, width, query):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(ADDRESS + query)
    fold = page.locator(".filter-fold > summary")
    if fold.count() and fold.is_visible():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_letter_jumps_to_its_services(new_page):
    page = new_page(viewport=NARROW, java_script_enabled=False)
    page.goto(f"{ADDRESS}?v=a")
    page.locator(".letters a").last.click()
    expect(page.locator(".letter h2").last).to_be_in_viewport()
