"""What comes out of the printer, as Chromium makes it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.site import Site

#: CSS pixels per point.
POINT = 96 / 72
#: Nothing on paper is smaller (in points); all but sources and addresses are larger still.
SMALLEST, BODY = 9, 10.5
SHOW_ARABIC = """
from django.utils import timezone
from services.models import CardLanguage
CardLanguage.objects.filter(spoken_language__code="ar").update(publish_at={when})
"""
# What is painted on paper, with the size of its letters in CSS pixels.
TEXTS = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
  && !e.closest('.visually-hidden, .skip')
  && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .map(e => [parseFloat(getComputedStyle(e).fontSize), e.textContent.trim().slice(0, 60)])"""


@pytest.fixture(scope="module")
def services(site: Site) -> list[str]:
    """The paths of the pages of all published services, in both languages."""
    script = (
        "from django.utils.translation import override\n"
        "from services.models import Service\n"
        "for code in ('sv', 'en'):\n"
        "    with override(code):\n"
        "        for service in Service.objects.published():\n"
        "            print('PATH', service.get_absolute_url())\n"
    )
    return re.findall(r"PATH (\S+)", site.manage("shell", "--command", script))


@pytest.fixture
def arabic(site: Site) -> object:
    """The Arabic card, as if somebody had confirmed it; taken back afterwards."""
    site.manage("shell", "--command", SHOW_ARABIC.format(when="timezone.now()"))
    yield
    site.manage("shell", "--command", SHOW_ARABIC.format(when="None"))


def sheets(page: Page) -> int:
    """How many sheets of A4 the page in the browser becomes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))


def test_every_service_is_one_sheet(page: Page, services: list[str]) -> None:
    assert len(services) >= 20
    too_long = []
    for path in services:
        page.goto(path)
        if (count := sheets(page)) != 1:
            too_long.append((path, count))
    assert too_long == []


def test_a_service_on_paper_has_what_matters_and_no_navigation(
    page: Page, services: list[str]
) -> None:
    page.emulate_media(media="print")
    for path in services:
        page.goto(path)
        assert page.locator("h1").is_visible()
        for section in ("for-whom", "contact", "facts"):
            assert page.locator(f"[aria-labelledby={section}]").is_visible(), (path, section)
        for part in (".header", ".footer", ".strip", ".breadcrumbs", ".paper h2", ".paper a"):
            assert not page.locator(part).first.is_visible(), (path, part)


def test_the_emergency_number_stands_once_and_for_all(page: Page, services: list[str]) -> None:
    page.emulate_media(media="print")
    for path in services:
        page.goto(path)
        numbers = page.locator("main .phone", has_text=re.compile(r"^112$"))
        shown = [each for each in numbers.all() if each.is_visible()]
        assert len(shown) == 1, path
        contact = page.locator(".contact").bounding_box()
        assert shown[0].bounding_box()["y"] < contact["y"]


def test_its_letters_are_large_enough(page: Page, services: list[str]) -> None:
    page.emulate_media(media="print")
    for path in services:
        page.goto(path)
        texts = page.evaluate(TEXTS)
        assert texts
        assert [text for size, text in texts if size < SMALLEST * POINT - 0.1] == []
        large = [text for size, text in texts if size >= BODY * POINT - 0.1]
        assert len(large) > len(texts) / 2


def test_the_code_is_only_on_paper_and_never_for_a_sensitive_service(
    page: Page, services: list[str], site: Site
) -> None:
    found = set()
    for path in services:
        page.emulate_media(media="screen")
        page.goto(path)
        codes = page.locator("svg.qr")
        is_sensitive = page.get_by_text(
            re.compile("Ett papper kan hittas|A piece of paper can be found")
        ).is_visible()
        found.add(is_sensitive)
        assert codes.count() == (0 if is_sensitive else 1), path
        if not is_sensitive:
            assert not codes.is_visible()
            page.emulate_media(media="print")
            assert codes.is_visible()
            assert page.get_by_text(f"{site.url}{path}").is_visible()
    assert found == {True, False}


def test_links_have_their_full_addresses_on_paper(page: Page, site: Site) -> None:
    page.emulate_media(media="print")
    page.goto("/sv/evenemang/")
    link = page.locator("main a[href^='/']").first
    path = link.get_attribute("href")
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    # Computed, each part of it is a string of its own.
    assert "".join(re.findall(r'"([^"]*)"', after)) == f" ({site.url}{path})"


@pytest.mark.parametrize("code", ["sv", "en", "ar"])
def test_a_card_is_one_sheet_of_wallet_size_and_all_fits(
    page: Page, services: list[str], arabic: object, code: str
) -> None:
    cards = 0
    page.emulate_media(media="print")
    for path in services:
        address = f"{path}{'kort' if path.startswith('/sv/') else 'card'}/?l={code}"
        page.goto(address)
        if page.url.endswith(path):
            # It has ended, and has no card.
            continue
        if page.locator("[aria-labelledby=card-route]").count():
            # The reader says whose card it is.
            page.goto(f"{address}&d=1")
        assert sheets(page) == 1
        if not (sides := page.locator(".wallet-side").all()):
            continue
        cards += 1
        assert len(sides) == (1 if code == "sv" else 2)
        for side in sides:
            box = side.bounding_box()
            assert (round(box["width"]), round(box["height"])) == (321, 204)  # 85 × 54 mm
            assert side.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), path
            assert side.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), path
        if len(sides) == 2:
            assert sides[0].bounding_box()["y"] == sides[1].bounding_box()["y"]
        # Only the card: no heading, no choice of languages.
        assert not page.locator("h1").is_visible()
    assert cards >= 10


def test_arabic_runs_from_right_to_left_and_its_numbers_do_not(page: Page, arabic: object) -> None:
    page.goto("/sv/")
    page.get_by_role("link", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    numbers = page.locator("main bdi[dir=ltr]")
    assert numbers.count() >= 2
    first = numbers.first
    assert first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_emergency_number_is_black_on_paper(page: Page, arabic: object) -> None:
    page.emulate_media(media="print")
    for path in ("/numbers/ar/", "/sv/"):
        page.goto(path)
        number = page.locator(".right-now-danger .phone")
        assert number.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cards_numbers_and_reports_fit_every_screen(
    new_page: Callable[..., Page], arabic: object, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto("/en/services/plattform-malmo/")
    card = page.locator(".paper a.more").get_attribute("href")
    for path in (f"{card}?l=ar", "/numbers/ar/", "/en/something-wrong/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
