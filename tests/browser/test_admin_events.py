"""A series of events in Chromium: made, and one of its dates cancelled, on the narrowest screen."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_violations
from tests.browser.test_admin import no_complaints, save_and_stay, settle

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def signed_in(new_page: Callable[..., Page], editor: dict) -> Callable[..., Page]:
    """Makes a page of an editor who has signed in; takes Playwright's context options."""
    return partial(new_page, storage_state=editor)


def is_too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_a_series_is_made_and_one_of_its_dates_cancelled(signed_in, scheme):
    page = signed_in(viewport=NARROW, color_scheme=scheme)
    with no_complaints(page):
        page.goto("/admin/events/event/add/")
        settle(page)
        page.locator("#id_title_sv").fill("Tillagd i webbläsaren")
        page.locator("#id_summary_sv").fill("Ingen besökare ser den.")
        page.locator("#id_starts_at").fill("2030-10-16T10:00")
        page.locator("#id_ends_at").fill("2030-10-16T12:00")
        page.get_by_label("Ja, varje vecka").check()
        page.locator("#date_changes-group .add-row a").click()
        page.locator("#id_date_changes-0-date").fill("2030-10-24")
        page.locator("#id_date_changes-0-kind").select_option("cancelled")
        page.locator("#id_date_changes-0-note_sv").fill("Lokalen är stängd.")
        page.get_by_role("button", name="Spara och fortsätt redigera").click()
        expect(page.locator(".error-links")).to_be_visible()
        settle(page)
    assert not is_too_wide(page)
    assert axe_violations(page) == []
    page.get_by_role("link", name="Till och med").click()
    expect(page.locator("#id_last_day")).to_be_focused()
    page.locator("#id_times").fill("12")
    page.locator("#id_date_changes-0-date").fill("2030-10-23")
    save_and_stay(page)
    settle(page)
    expect(page.locator("#id_date_changes-0-note_sv")).to_have_value("Lokalen är stängd.")
    expect(page.locator("p.told")).to_contain_text("25 december 2030 (juldagen)")
    assert not is_too_wide(page)
    assert axe_violations(page) == []


def test_that_without_scripts_a_change_asks_why_and_a_copy_is_made(signed_in):
    page = signed_in(viewport=NARROW, java_script_enabled=False)
    page.goto("/admin/events/event/add/")
    page.locator("#id_title_sv").fill("Utan skript")
    page.locator("#id_summary_sv").fill("Visas en stund.")
    page.locator("#id_starts_at").fill("2030-10-16T10:00")
    page.locator("#id_ends_at").fill("2030-10-16T12:00")
    page.get_by_role("button", name="Spara och visa för besökare").click()
    page.get_by_role("link", name="Utan skript").first.click()
    page.locator("#id_starts_at").fill("2030-10-16T11:00")
    page.get_by_role("button", name="Spara och fortsätt redigera").click()
    expect(page.get_by_role("region", name="Det här ändras för besökarna")).to_be_visible()
    page.locator("#id_standing_note_sv").fill("Lokalen var bokad.")
    save_and_stay(page)
    expect(page.locator("#id_standing")).to_have_value("moved")
    page.get_by_role("button", name="Duplicera").click()
    expect(page.locator(".messagelist .warning")).to_contain_text("Det här är en kopia")
    expect(page.locator("#id_standing")).to_have_value("planned")
    # The one with visitors is hidden again: other tests look at the same site.
    page.goto("/admin/events/event/?shown=published")
    page.get_by_role("link", name="Utan skript").click()
    page.get_by_role("button", name="Spara och dölj för besökare").click()
