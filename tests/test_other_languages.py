"""A third language is one line of settings, also when it is written from right to left."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.markup import Element, parse

PAGES = ("home", "service_list", "support_lines", "arabic", "swedish")


@pytest.fixture(scope="module")
def arabic() -> dict[str, dict]:
    """Pages of a site with Arabic as its third language: status, path and HTML by name."""
    run = subprocess.run(
        [
            *(sys.executable, "manage.py", "shell", "--no-imports", "--command"),
            "from tests.arabic_pages import print_pages; print_pages()",
        ],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.arabic_settings"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, arabic: dict[str, dict]) -> Element:
    """Each of the pages in turn."""
    return parse(arabic[request.param]["html"])


def marked_language(element: Element) -> str:
    """The language that the HTML says *element* is in: its own, or that of what it is in."""
    return element.attributes.get("lang") or marked_language(element.parent)


def with_text(page: Element, text: str) -> list[Element]:
    """The elements of the page that hold *text* themselves."""
    return [element for element in page.all() if text in element.source()]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_there(arabic: dict[str, dict], name: str):
    assert arabic[name]["status"] == 200


def test_the_page_is_in_arabic_from_right_to_left(page: Element):
    [html] = page.all("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("name", ["service_list", "arabic"])
def test_arabic_texts_are_shown_as_the_page_s_own(arabic: dict[str, dict], name: str):
    [main] = parse(arabic[name]["html"]).all("main")
    shown = with_text(main, "خدمة الدعم")
    assert shown
    assert {marked_language(element) for element in shown} == {"ar"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("home", "Rådet"),
        ("service_list", "Rådet"),
        ("support_lines", "Nödnumret"),
        ("swedish", "Rådet"),
        ("swedish", "Stöd till dig som vill prata med någon."),
        ("arabic", "Samtal på telefon"),
    ],
)
def test_swedish_where_arabic_is_missing_is_marked(arabic: dict[str, dict], name: str, text: str):
    [body] = parse(arabic[name]["html"]).all("body")
    shown = with_text(body, text)
    assert shown
    assert {marked_language(element) for element in shown} == {"sv"}


def test_numbers_to_call_run_from_left_to_right(page: Element):
    links = [a for a in page.all("a") if a.attributes.get("href", "").startswith("tel:")]
    assert links
    for link in links:
        [number] = link.children
        assert (number.tag, number.attributes.get("dir")) == ("bdi", "ltr")


def test_numbers_that_nobody_has_checked_run_from_left_to_right(arabic: dict[str, dict]):
    shown = with_text(parse(arabic["swedish"]["html"]), "040-628 04 01")
    assert shown
    assert {(each.tag, each.attributes.get("dir")) for each in shown} == {("bdi", "ltr")}
