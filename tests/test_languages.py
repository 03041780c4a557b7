"""Which language a page is in, and what it says when a text is missing or has fallen behind."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from tests.factories import (
    make_event,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
    make_support_line,
)
from tests.visits import ask, hrefs, language_of, path_of, read, visit

pytestmark = pytest.mark.django_db

MISSING = "This page is so far only in Swedish."
OUTDATED = "The Swedish text has changed since this translation was last checked."
DAY = timedelta(days=1)
WRITTEN = datetime(2020, 5, 1, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
#: Something of each kind that has a page, without any English.
ONLY_SWEDISH = {
    "service": (make_service, {"name_en": "", "summary_en": ""}, "Samtalsstödet"),
    "organisation": (make_organisation, {"name_en": ""}, "Enheten för trygghet"),
    "event": (make_event, {"title_en": "", "summary_en": ""}, "Öppet hus"),
    "press release": (make_press_release, {"title_en": "", "lead_en": ""}, "Ny stödlinje i Malmö"),
    "page": (make_page, {"title_en": "", "summary_en": "", "body_en": ""}, "Om webbplatsen"),
}


@pytest.fixture(params=ONLY_SWEDISH)
def only_swedish(request: pytest.FixtureRequest):
    """Something of each kind in turn, and its heading."""
    make, empty, heading = ONLY_SWEDISH[request.param]
    return make(**empty), heading


# --- The bare address ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        (None, "/sv/"),
        ("", "/sv/"),
        ("sv", "/sv/"),
        ("en", "/en/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("sv-FI,en;q=0.5", "/sv/"),
        ("en;q=0.4, sv;q=0.8", "/sv/"),
        ("de-DE, ar;q=0.8, en;q=0.1", "/en/"),
        ("de, ar", "/sv/"),
        ("*", "/sv/"),
        ("\x00 ; q=zebra", "/sv/"),
        ("en," * 4000, "/en/"),
    ],
)
def test_the_bare_address_leads_to_the_language_that_the_browser_asks_for(client, wanted, path):
    headers = {} if wanted is None else {"accept-language": wanted}
    response = client.get("/", headers=headers)
    assert (response.status_code, response["Location"]) == (302, path)


def test_the_bare_address_says_that_it_depends_on_the_language_asked_for(client):
    assert client.get("/")["Vary"] == "Accept-Language"


@pytest.mark.parametrize("view", ["home", "service_list", "support_lines", "event_list"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_the_browser_asks_for_changes_no_other_page(client, view, language):
    plain = client.get(path_of(view, language))
    asked = client.get(
        path_of(view, language), headers={"accept-language": "en" if language == "sv" else "sv"}
    )
    assert asked.content == plain.content
    assert "Vary" not in asked


# --- English that is missing ---------------------------------------------------------------------


def test_a_page_without_english_is_there_in_swedish_and_says_so(client, only_swedish):
    page, heading = only_swedish
    [main] = visit(client, page, "en").all("main")
    [shown] = main.all("h1")
    assert (shown.text(), language_of(shown)) == (heading, "sv")
    assert MISSING in main.text()


def test_the_note_itself_is_in_the_language_of_the_page(client, only_swedish):
    page, _heading = only_swedish
    [main] = visit(client, page, "en").all("main")
    assert {language_of(note) for note in main.all("p") if note.text() == MISSING} == {"en"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_with_both_languages_says_nothing_about_them(client, language):
    [main] = visit(client, make_service(), language).all("main")
    assert "aside-note" not in {element.attributes.get("class") for element in main.all()}
    assert {language_of(element) for element in main.all()} == {language}


def test_a_swedish_page_never_says_that_it_is_only_in_swedish(client, only_swedish):
    page, _heading = only_swedish
    assert "bara på svenska" not in read(client, page)


def test_a_single_missing_text_is_shown_in_swedish_and_marked(client):
    service = make_service(summary_en="")
    [main] = visit(client, service, "en").all("main")
    [shown] = [p for p in main.all("p") if p.text() == "Stöd till dig som vill prata med någon."]
    assert language_of(shown) == "sv"
    assert MISSING not in main.text()


def test_names_in_lists_are_marked_where_they_are_swedish(client):
    make_support_line(name_en="", for_whom_en="")
    make_service(name_en="", summary_en="")
    for view, name in (("support_lines", "Stödlinjen"), ("home", "Samtalsstödet")):
        [main] = visit(client, view, "en").all("main")
        shown = [element for element in main.all() if element.source() == name]
        assert {language_of(element) for element in shown} == {"sv"}


# --- English that has fallen behind --------------------------------------------------------------


@pytest.fixture
def service():
    """Written in both languages, long ago; saved again the day after as the test tells."""
    with time_machine.travel(WRITTEN, tick=False):
        return make_service(description_sv="<p>Nytt.</p>", description_en="<p>New.</p>")


def save_a_day_later(service, **changes) -> None:
    for name, value in changes.items():
        setattr(service, name, value)
    with time_machine.travel(WRITTEN + DAY, tick=False):
        service.save()


def test_a_change_of_the_swedish_text_is_told_on_the_english_page(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>")
    assert OUTDATED in read(client, service, "en")


def test_the_swedish_page_says_nothing_of_it(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>")
    assert "har ändrats sedan" not in read(client, service)


def test_a_minor_edit_makes_no_translation_outdated(client, service):
    save_a_day_later(service, description_sv="<p>Nytt!</p>", minor_edit=True)
    assert OUTDATED not in read(client, service, "en")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"verified_on": WRITTEN.date()},
        {"publish_at": WRITTEN},
        {"started_on": "2015"},
        {"sensitive": True},
        {"slug_sv": "samtal"},
    ],
    ids=str,
)
def test_a_change_of_anything_but_text_makes_no_translation_outdated(client, service, changes):
    save_a_day_later(service, **changes)
    assert OUTDATED not in read(client, service, "en")


def test_a_change_of_both_languages_at_once_makes_nothing_outdated(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>", description_en="<p>Newer.</p>")
    assert OUTDATED not in read(client, service, "en")


def test_a_change_of_the_english_text_makes_nothing_outdated(client, service):
    save_a_day_later(service, description_en="<p>Newer.</p>")
    assert OUTDATED not in read(client, service, "en")


def test_a_later_change_of_the_english_text_brings_it_up_to_date(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>")
    service.description_en = "<p>Newer.</p>"
    service.save()
    assert OUTDATED not in read(client, service, "en")


def test_to_confirm_the_translation_brings_it_up_to_date(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>")
    service.confirm("en")
    assert OUTDATED not in read(client, service, "en")


def test_a_swedish_change_after_that_makes_it_outdated_again(client, service):
    save_a_day_later(service, description_sv="<p>Nyare.</p>")
    service.confirm("en")
    service.description_sv = "<p>Nyast.</p>"
    service.save()
    assert OUTDATED in read(client, service, "en")


def test_a_translation_that_is_missing_is_not_also_outdated(client):
    with time_machine.travel(WRITTEN, tick=False):
        page = make_page(title_en="", summary_en="", body_en="")
    save_a_day_later(page, body_sv="<p>Nytt.</p>")
    text = read(client, page, "en")
    assert MISSING in text
    assert OUTDATED not in text


# --- From one language to the other --------------------------------------------------------------


def switch(client, page, language: str) -> str:
    """Where the language switch on *page* leads."""
    [link] = [a for a in visit(client, page, language).all("a") if "hreflang" in a.attributes]
    return link.attributes["href"]


@pytest.mark.parametrize(("language", "other"), [("sv", "en"), ("en", "sv")])
def test_the_language_switch_leads_to_the_same_page(client, only_swedish, language, other):
    page, _heading = only_swedish
    assert switch(client, page, language) == path_of(page, other)


def test_the_language_switch_of_a_sensitive_service_is_discreet_too(client):
    service = make_service(
        sensitive=True, discreet_slug_sv="nagon-att-prata-med", discreet_slug_en="someone-to-ask"
    )
    assert switch(client, service, "sv") == "/en/services/someone-to-ask/"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_link_of_a_page_but_the_switch_leaves_its_language(client, language):
    service = make_service(organisation=make_organisation(), related=[make_service()])
    links = hrefs(visit(client, service, language))
    inside = [link for link in links if link.startswith("/")]
    others = [link for link in inside if not link.startswith(f"/{language}/")]
    assert len(inside) > 10
    assert others == [switch(client, service, language)]


def test_addresses_outside_the_languages_take_theirs_from_the_query(client):
    languages = {
        query: client.get(reverse("healthz") + query)["Content-Language"]
        for query in ("", "?lang=en", "?lang=sv", "?lang=xx", "?lang=%00")
    }
    assert languages == {"": "sv", "?lang=en": "en", "?lang=sv": "sv", "?lang=xx": "sv"} | {
        "?lang=%00": "sv"
    }


def test_a_page_takes_its_language_from_its_path_alone(client):
    assert '<html lang="sv">' in ask(client, "home", "sv", "lang=en")
