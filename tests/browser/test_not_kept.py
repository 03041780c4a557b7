"""Back to a page that the browser does not keep: it is fetched again, and it is the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request

from tests.site import Site

SENSITIVE, ORDINARY = "/sv/verksamheter/samtal-och-stod/", "/sv/verksamheter/plattform-malmo/"
NAMES = {SENSITIVE: "Kriscentrum Malmö", ORDINARY: "Plattform Malmö"}
TITLES = {SENSITIVE: "Samtal och stöd", ORDINARY: "Plattform Malmö"}


@pytest.mark.parametrize("path", [SENSITIVE, ORDINARY])
@pytest.mark.parametrize("script", [True, False])
def test_back_shows_the_page_again(
    new_page: Callable[..., Page], site: Site, path: str, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(path)
    page.goto("/sv/verksamheter/")
    asked.clear()
    page.go_back()
    assert page.url == site.url + path
    assert page.locator("h1").text_content() == NAMES[path]
    assert page.title().startswith(f"{TITLES[path]} – ")
    if path == SENSITIVE:
        fetched = [request for request in asked if request.url == page.url]
        assert len(fetched) == 1
        assert page.evaluate("performance.getEntriesByType('navigation')[0].transferSize") > 0


def test_forward_and_reload_work_too(page: Page, site: Site) -> None:
    page.goto("/sv/")
    page.goto(SENSITIVE)
    page.go_back()
    page.go_forward()
    assert page.locator("h1").text_content() == NAMES[SENSITIVE]
    page.reload()
    assert page.locator("h1").text_content() == NAMES[SENSITIVE]
