"""The admin in Chromium: under its strict policy, by keyboard, on any screen, light and dark."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_violations

PAGES = [
    "/admin/",
    "/admin/my-settings/",
    "/admin/password_change/",
    "/admin/services/service/",
    "/admin/services/service/add/",
    "/admin/services/supportline/?q=linjen",
    "/admin/publishing/image/add/",
    "/admin/publishing/staffuser/add/",
    "/admin/auth/group/add/",
]
#: Lists of which the first row's form is looked at too.
LISTS = [
    "/admin/services/service/",
    "/admin/services/supportline/",
    "/admin/events/event/",
    "/admin/press/pressrelease/",
    "/admin/malmo_trygghet/page/",
    "/admin/publishing/staffuser/",
]


@pytest.fixture
def signed_in(new_page: Callable[..., Page], editor: dict) -> Callable[..., Page]:
    """Makes a page of an editor who has signed in; takes Playwright's context options."""
    return partial(new_page, storage_state=editor)


@contextmanager
def no_complaints(page: Page) -> Iterator[None]:
    """Fails when the page breaks its policy, or one of its scripts fails."""
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Permissions-Policy" not in message.text
            else None
        ),
    )
    yield
    assert complaints == []


def open_first(page: Page, url: str) -> None:
    """Opens the form of the first row of a list."""
    page.goto(url)
    page.goto(page.locator("#result_list th a").first.get_attribute("href"))


def save_and_stay(page: Page) -> None:
    """Saves the form, and waits for the message that says so."""
    page.get_by_role("button", name="Spara och fortsätt redigera").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def settle(page: Page) -> None:
    """Waits until every editor has its toolbar, with a name."""
    for textarea in page.locator("[data-django-prose-editor-configurable]").all():
        if "__prefix__" not in textarea.get_attribute("id"):
            editor = textarea.locator("xpath=ancestor::div[contains(@class,'prose-editor')]")
            expect(editor.locator(".prose-menubar[aria-label]")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_that_the_admin_keeps_to_its_policy_and_is_accessible(signed_in, width, scheme):
    page = signed_in(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for url in [*PAGES, *LISTS]:
        with no_complaints(page):
            if url in PAGES:
                page.goto(url)
            else:
                open_first(page, url)
            settle(page)
        assert axe_violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_that_signing_in_is_accessible_and_keeps_nothing(new_page, width, scheme):
    page = new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
    with no_complaints(page):
        page.goto("/admin/login/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert axe_violations(page) == []


def test_that_text_is_written_in_the_editor_and_saved(signed_in):
    page = signed_in()
    with no_complaints(page):
        page.goto("/admin/malmo_trygghet/page/add/")
        settle(page)
        page.get_by_label("Rubrik – Svenska").fill("Skriven i webbläsaren")
        page.get_by_label("I en mening – Svenska").fill("En sida som ingen besökare ser.")
        for language, text in (("Svenska", "Skrivet här"), ("Engelska", "Written here")):
            page.get_by_role("textbox", name=f"Text – {language}", exact=True).click()
            page.keyboard.type(f"{text} ")
            toolbar = page.get_by_role("group", name=f"Formatering: Text – {language}")
            bold = toolbar.get_by_role("button", name="Fet")
            bold.click()
            expect(bold).to_have_attribute("aria-pressed", "true")
            page.keyboard.type("fet")
        save_and_stay(page)
        settle(page)
    expect(page.locator("#id_body_sv")).to_have_value("<p>Skrivet här <strong>fet</strong></p>")
    expect(page.locator("#id_body_en")).to_have_value("<p>Written here <strong>fet</strong></p>")


def test_that_a_link_is_made_in_a_dialog_that_speaks_swedish(signed_in):
    page = signed_in()
    with no_complaints(page):
        page.goto("/admin/malmo_trygghet/page/add/")
        settle(page)
        page.get_by_role("textbox", name="Text – Svenska", exact=True).click()
        page.keyboard.type("Malmö stad")
        page.keyboard.press("Control+a")
        toolbar = page.get_by_role("group", name="Formatering: Text – Svenska")
        toolbar.get_by_role("button", name="Länk", exact=False).first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Webbadress").fill("https://malmo.se/")
        dialog.get_by_role("button", name="Klar").click()
    link = re.compile('^<p><a href="https://malmo.se/"[^>]*>Malmö stad</a></p>$')
    expect(page.locator("#id_body_sv")).to_have_value(link)


def test_that_languages_stand_side_by_side_where_there_is_room(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/admin/malmo_trygghet/page/add/")
    swedish, english = (page.locator(f"#id_title_{code}").bounding_box() for code in ("sv", "en"))
    assert swedish["y"] == english["y"]
    assert swedish["x"] + swedish["width"] < english["x"]
    expect(page.get_by_role("tab")).to_have_count(0)


def test_that_languages_are_tabs_for_the_keyboard_on_a_narrow_screen(signed_in):
    page = signed_in(viewport={"width": 360, "height": 800})
    page.goto("/admin/malmo_trygghet/page/add/")
    tabs = page.get_by_role("tablist", name="Rubrik").get_by_role("tab")
    expect(tabs).to_have_text(["Svenska", "Engelska"])
    expect(page.locator("#id_title_en")).to_be_hidden()
    tabs.first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.last).to_be_focused()
    expect(tabs.last).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Engelska").first).to_be_visible()
    expect(page.locator("#id_title_sv")).to_be_hidden()
    # One choice counts for the whole form.
    expect(page.locator("#id_summary_en")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator("#id_title_sv")).to_be_visible()


def test_that_the_summary_of_errors_leads_into_the_tab_of_a_language(signed_in):
    page = signed_in(viewport={"width": 360, "height": 800})
    page.goto("/admin/malmo_trygghet/page/add/")
    page.get_by_role("tab", name="Engelska").first.click()
    page.locator("#id_slug_en").fill("not a slug")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".error-links")).to_be_visible()
    settle(page)
    page.get_by_role("tab", name="Svenska").first.click()
    page.get_by_role("link", name="Adress – Engelska").click()
    expect(page.locator("#id_slug_en")).to_be_focused()
    expect(page.locator("#id_slug_en")).to_have_value("not a slug")
    page.get_by_role("link", name="Text – Svenska").click()
    editor = page.get_by_role("textbox", name="Text – Svenska", exact=True)
    expect(editor).to_be_focused()
    expect(editor).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []


def test_that_a_row_is_added_and_its_relation_picked_by_keyboard(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 900})
    with no_complaints(page):
        page.goto("/admin/services/service/add/")
        settle(page)
        page.get_by_label("Namn – Svenska").fill("Tillagd i webbläsaren")
        page.get_by_label("I en mening – Svenska").first.fill("Ingen besökare ser den.")
        page.locator("#partnerships-group .add-row a").click()
        row = page.locator("#partnerships-0")
        picker = row.get_by_role("combobox", name="Organisation")
        picker.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("searchbox", name="Organisation")).to_be_focused()
        page.keyboard.type("polisen")
        expect(page.get_by_role("option").first).to_contain_text("Polis")
        expect(page.locator(".select2-results__option--highlighted")).to_contain_text("Polis")
        page.keyboard.press("Enter")
        expect(picker).to_contain_text("Polis")
        page.locator("#id_partnerships-0-role_sv").fill("Hjälper till")
        save_and_stay(page)
    expect(page.locator("#id_partnerships-0-role_sv")).to_have_value("Hjälper till")


def test_that_what_opens_over_a_form_is_accessible(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/admin/services/service/add/")
    settle(page)
    page.get_by_role("combobox", name="Organisation").first.press("Enter")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Bakgrund – Svenska").click()
    page.keyboard.type("Ord")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe_violations(page) == []


def test_that_without_scripts_every_language_is_shown_and_saved(signed_in):
    page = signed_in(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page.goto("/admin/malmo_trygghet/notice/add/")
    for code, text in (("sv", "Ett nytt meddelande"), ("en", "A new notice")):
        page.locator(f"#id_text_{code}").fill(text)
    save_and_stay(page)
    expect(page.locator("#id_text_en")).to_have_value("A new notice")


def test_that_staff_choose_english(signed_in):
    page = signed_in()
    page.goto("/admin/my-settings/")
    page.get_by_label("Språk").select_option("en")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("My settings")
    page.get_by_label("Language").select_option("sv")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
