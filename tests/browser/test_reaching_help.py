"""The pages that tell how to reach help work with a thumb, a keyboard and a screen reader."""

import pytest

from tests.browser.axe import axe_violations

SERVICE = "/sv/verksamheter/nagon-att-prata-med/"
LINES = "/sv/stodlinjer/"


@pytest.mark.parametrize("path", [SERVICE, LINES, "/en/services/plattform-malmo/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_on_a_small_phone(new_page, path, scheme):
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
    assert page.goto(path).status == 200
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", [SERVICE, LINES])
def test_every_number_in_the_page_is_big_enough_for_a_thumb(new_page, path):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(path)
    numbers = page.locator("main a[href^='tel:'].phone:not(p:not([class]) *):visible").all()
    assert numbers
    for number in numbers:
        assert number.bounding_box()["height"] >= 44, number.inner_text()


def test_both_ways_in_are_one_tap_away(new_page):
    still = {"reduced_motion": "reduce", "java_script_enabled": False}
    page = new_page(**still, viewport={"width": 360, "height": 740})
    page.goto(SERVICE)
    for name in ("#route-1", "#route-3"):
        page.click(f"a[href='{name}']")
        assert page.locator(name).bounding_box()["y"] < 740


def test_staff_check_a_fact_with_one_button_without_javascript(new_page, editor):
    page = new_page(storage_state=editor, java_script_enabled=False)
    page.goto("/admin/services/contactpoint/to-check/")
    before = page.locator(".to-check > li").count()
    page.locator(".to-check [type=submit]").first.click()
    assert page.locator(".messagelist .success").count() == 1
    assert page.locator(".to-check > li").count() == before - 1


def test_the_list_of_what_to_check_is_accessible(new_page, editor):
    page = new_page(storage_state=editor)
    page.goto("/admin/services/contactpoint/to-check/")
    assert axe_violations(page) == []
