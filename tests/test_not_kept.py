"""What a browser is asked not to keep: pages that tell of a sensitive service, and no others."""

import pytest
from django.conf import settings
from django.utils import translation

from tests.crawl import Answer, PublicSite, ask
from tests.factories import (
    make_card_language,
    make_event,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
    make_topic,
)
from tests.test_discreet_forms import DISCREET
from tests.visits import path_of

pytestmark = pytest.mark.django_db
#: Browsers obey the one; nginx the other, which it passes on to nobody.
NOT_KEPT = ("no-store", "5")


def kept(client, path: str, **headers: str) -> tuple:
    """How long a browser and a shared cache of ours may keep the answer."""
    response = client.get(path, headers=headers)
    return response.get("Cache-Control"), response.get("X-Accel-Expires")


@pytest.fixture
def service():
    """A sensitive one, by a topic of its umbrella."""
    above = make_service(name_sv="Hela", topics=[make_topic(sensitive=True)])
    return make_service(name_sv="Jouren", slug_sv="jouren", parent=above, **DISCREET)


@pytest.fixture
def card(service) -> str:
    make_card_language("sv")
    return f"{path_of(service)}kort/"


def test_the_page_of_a_sensitive_service_is_not_kept(client, service):
    assert kept(client, path_of(service)) == NOT_KEPT
    assert kept(client, path_of(service, "en")) == NOT_KEPT
    assert kept(client, path_of(service.parent)) == NOT_KEPT


def test_nor_is_its_card(client, card):
    assert kept(client, card) == NOT_KEPT


def test_nor_is_the_way_from_an_address_that_tells(client, service, card):
    for telling in ("/sv/verksamheter/jouren/", "/sv/verksamheter/jouren/kort/"):
        response = client.get(telling)
        assert response.status_code == 301
        assert (response["Cache-Control"], response["X-Accel-Expires"]) == NOT_KEPT
    service.ended_on = "2016"
    service.save()
    assert client.get(card).status_code == 302
    assert kept(client, card) == NOT_KEPT


@pytest.mark.parametrize("part", ["its services", "its programme"])
def test_nor_is_an_event_that_tells_of_it(client, service, part):
    event = make_event(services=[service] if part == "its services" else [])
    if part == "its programme":
        event.programme.create(service=service, title_sv="Vi berättar")
    assert kept(client, path_of(event)) == NOT_KEPT


def test_nor_is_the_report_of_a_fault_on_it_by_any_cache(client, service, card):
    event = make_event(services=[service])
    for path in (path_of(service), path_of(service, "en"), card, path_of(event)):
        browser, shared = kept(client, path_of("feedback"), Referer=settings.SITE_URL + path)
        assert browser == "no-store, private, no-cache"
        assert shared is None


@pytest.mark.parametrize(
    "make", [make_service, make_event, make_organisation, make_page, make_press_release]
)
def test_other_pages_may_be_kept(client, service, make):
    shown = make()
    told = (path_of(shown), path_of("home"), path_of("service_list"), path_of("search"))
    for path in told:
        assert "no-store" not in str(kept(client, path)[0])
        assert kept(client, path)[1] is None
        browser, _shared = kept(client, path_of("feedback"), Referer=settings.SITE_URL + path)
        assert browser == "private, no-cache"


def test_a_service_that_is_hidden_or_missing_tells_the_report_nothing(client):
    for path in ("/sv/verksamheter/finns-inte/", "/sv/finns/inte/alls/", "/media/images/x"):
        browser, _shared = kept(client, path_of("feedback"), Referer=settings.SITE_URL + path)
        assert browser == "private, no-cache"


def test_of_all_that_ships_just_what_tells_of_something_sensitive_is_not_kept(public_site):
    parts = ("samtalsmottagningen", "boende", "boende-heder", "koncept-karin", "kompetenscentrum")
    told = {
        f"{code}:{key}"
        for code in ("sv", "en")
        for key in (
            "event:oppet-hus-2016",
            *(f"service:{key}" for key in ("kriscentrum-malmo", "resursteam-heder", *parts)),
        )
    }
    assert {
        f"{code}:{page}"
        for code, pages in public_site.addresses.items()
        for page, path in pages.items()
        if public_site.answers[path].headers.get("Cache-Control") == "no-store"
    } == told


def names(language: str, site: PublicSite) -> list[str]:
    """What the sensitive services that ship are called."""
    found = site.addresses[language].items()
    pages = [site.answers[path] for page, path in found if page.startswith("service:")]
    told = [page for page in pages if page.headers.get("Cache-Control") == "no-store"]
    return [next(page.document.all("h1")).text() for page in told]


def head(page: Answer) -> str:
    """What a browser, or who is sent a link, reads before the page; without its stylesheet."""
    before, _style, rest = page.html.partition("</head>")[0].partition("<style>")
    return (before + rest.partition("</style>")[2]).casefold()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_title_and_no_head_that_matters_holds_what_a_sensitive_service_is_called(
    public_site, language
):
    # "Boende" alone is an everyday word.
    found = {name.casefold() for name in names(language, public_site)} - {"boende"}
    assert found
    for page in public_site.pages:
        [title] = page.document.all("title")
        read = title.source().casefold()
        if page.headers.get("Cache-Control") == "no-store":
            read = head(page)
        assert [name for name in found if name in read] == [], page.path


def test_no_address_holds_the_plain_slug_of_a_sensitive_service(public_site):
    plain = ("kriscentrum-malmo", "samtalsmottagningen", "boende", "resursteam-heder")
    for path in public_site.answers:
        assert not {*path.split("/")} & {*plain}, path


def test_the_card_says_what_it_is_called_in_the_history(client, card):
    for code, said in (
        ("sv", "I webbhistoriken heter sidan ”Kort till plånboken: Någon att fråga”."),
        ("en", "In your browser history this page is called “A card for your wallet: Someone to"),
    ):
        with translation.override(code):
            page = ask(client, card if code == "sv" else "/en/services/someone-to-ask/card/")
        assert said in page.main.text()
        [title] = page.document.all("title")
        assert said.partition(": ")[2].rstrip("”.") in title.source()
        assert "Jouren" not in title.source()
