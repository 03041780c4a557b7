"""Reporting that something is wrong, as a visitor does it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_violations
from tests.site import Site

LINK = "Something wrong on this page?"


def test_from_the_foot_of_a_page_to_thanks_and_back(page: Page, site: Site) -> None:
    page.goto("/en/services/")
    page.get_by_role("link", name=LINK).click()
    # Nothing in the address says which page it was; the form knows.
    assert page.url == f"{site.url}/en/something-wrong/"
    expect(page.get_by_label("Which page is it about?")).to_have_value("/en/services/")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link").click()
    expect(page.get_by_label("A number or an address is wrong")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    page.go_back()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_words_of_danger_bring_up_the_help(page: Page, site: Site) -> None:
    page.goto("/en/something-wrong/")
    page.get_by_label("Tell us more").fill("he hits me")
    page.get_by_role("button", name="Send").click()
    assert page.url == f"{site.url}/en/something-wrong/thanks/2/"
    expect(page.locator("main").get_by_role("link", name="112")).to_be_visible()


@pytest.mark.parametrize("state", ["empty", "wrong"])
def test_the_form_is_accessible(page: Page, state: str) -> None:
    page.goto("/en/something-wrong/")
    if state == "wrong":
        page.get_by_label("Tell us more").fill("x" * 2001)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_be_visible()
    assert axe_violations(page) == []
