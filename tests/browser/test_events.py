"""The pages of events in Chromium: on every screen, without JavaScript, with data for machines."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe_violations
from tests.site import Site

ADDRESS = "/sv/evenemang/"
ONE_OFF = "/sv/evenemang/oppet-hus-25-oktober-2016/"
SERIES = "/sv/evenemang/serie-med-andringar/"
NARROW = {"width": 360, "height": 740}

#: A series with every kind of change, beginning next week.
MAKE = """
from datetime import timedelta
from django.utils import timezone
from events.models import ChangeKind, DateChange, Event
from events.recurrence import Frequency, Rule, local, rule_text
from services.models import Place, Service, SpokenLanguage
from datetime import time

day = timezone.localdate() + timedelta(days=7)
starts, ends = local(day, time(10)), local(day, time(12))
published = {"publish_at": timezone.now() - timedelta(days=9)}
place, other = (
    Place.objects.create(name_sv=name, street="Exempelgatan 1", city="Malmö", **published)
    for name in ("Träffpunkten", "Nya salen")
)
event = Event.objects.create(
    title_sv="Serie med ändringar", title_en="Series", slug_sv="serie-med-andringar",
    slug_en="series", summary_sv="Kom och träffa oss.", summary_en="Come.", starts_at=starts,
    ends_at=ends, place=place, registration="email", is_free=True,
    registration_email="en.mycket.lang.adress.till.anmalan@example.org",
    registration_until=starts,
    recurrence=rule_text(Rule(Frequency.WEEKLY, (day.weekday(),), times=20)), **published,
)
event.services.set(Service.objects.published().filter(is_sensitive=False)[:2])
event.languages.set(SpokenLanguage.objects.all()[:2])
kinds = ["cancelled", "moved", "postponed", "noted", "skipped"]
for week, kind in enumerate(kinds):
    moved = {"place": other} if kind == "moved" else {}
    DateChange.objects.create(
        event=event, date=day + timedelta(weeks=week), kind=kind, note_sv="Lokalen är stängd.",
        **moved,
    )
DateChange.objects.create(event=event, date=day + timedelta(days=1), kind="extra")
"""

REMOVE = """
from events.models import Event
from services.models import Place

Event.objects.get(slug_sv="serie-med-andringar").delete()
Place.objects.filter(street="Exempelgatan 1").delete()
"""


@pytest.fixture(scope="module")
def _series(site: Site):
    site.manage("shell", "--command", MAKE)
    yield
    site.manage("shell", "--command", REMOVE)


pytestmark = pytest.mark.usefixtures("_series")

PAGES = {
    "list": ADDRESS,
    "page 2": f"{ADDRESS}?page=2",
    "year": f"{ADDRESS}ar/2016/",
    "one-off": ONE_OFF,
    "series": SERIES,
}


def unfold(page) -> None:
    for summary in page.locator("main summary").all():
        if summary.is_visible() and not summary.evaluate("each => each.parentElement.open"):
            summary.click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_the_pages_are_accessible(new_page, address, scheme):
    page = new_page(viewport=NARROW, color_scheme=scheme)
    page.goto(address)
    unfold(page)
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_the_screen(new_page, address, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_choices_are_made_and_undone_without_javascript(new_page):
    page = new_page(viewport=NARROW, java_script_enabled=False)
    page.goto(ADDRESS)
    title = page.title()
    page.locator(".filter-fold > summary").click()
    page.locator("summary#filter-p").click()
    page.get_by_label("Nya salen").check()
    page.locator("form.filters button").click()
    expect(page.locator(".event-entry")).to_have_count(1)
    expect(page.locator(".event-entry .tag")).to_have_text("Flyttat")
    assert page.title() == title
    assert axe_violations(new_page_at(new_page, page.url)) == []
    page.locator(".chosen .tags a").click()
    assert page.url.endswith(ADDRESS)


def new_page_at(new_page, address):
    page = new_page(viewport={"width": 320, "height": 740})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    return page


def test_data_for_machines_is_read_and_no_policy_is_broken(new_page):
    page = new_page()
    page.add_init_script(
        "window.broken = [];"
        "addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective))"
    )
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(SERIES)
    [block] = page.locator("script[type='application/ld+json']").all_text_contents()
    assert json.loads(block)["@type"] == "Event"
    assert page.evaluate("broken") == []
    assert [each for each in complaints if "Content Security Policy" in each] == []
