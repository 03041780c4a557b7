"""A visit to a sensitive service shows in no tab, no history and on no map."""

import pytest

from services.models import Channel
from tests.factories import (
    make_contact_point,
    make_event,
    make_organisation,
    make_place,
    make_press_release,
    make_service,
    make_topic,
)
from tests.visits import ask, path_of, read, visit

pytestmark = pytest.mark.django_db

DISCREET = {
    "name_sv": "Jouren",
    "name_en": "The shelter",
    "discreet_title_sv": "Någon att fråga",
    "discreet_title_en": "Someone to ask",
    "discreet_slug_sv": "nagon-att-fraga",
    "discreet_slug_en": "someone-to-ask",
}
WAYS = {
    "its own switch": lambda: make_service(sensitive=True, **DISCREET),
    "a topic": lambda: make_service(topics=[make_topic(sensitive=True)], **DISCREET),
    "its umbrella": lambda: make_service(parent=make_service(sensitive=True), **DISCREET),
    "a topic of its umbrella": lambda: make_service(
        parent=make_service(topics=[make_topic(sensitive=True)]), **DISCREET
    ),
    "a topic that is not published": lambda: make_service(
        topics=[make_topic(sensitive=True, publish_at=None)], **DISCREET
    ),
    "an umbrella that is not published": lambda: make_service(
        parent=make_service(sensitive=True, publish_at=None), **DISCREET
    ),
}


def with_a_sensitive_part():
    service = make_service(**DISCREET)
    make_service(parent=service, sensitive=True)
    return service


NO_WAYS = {
    "nothing": lambda: make_service(**DISCREET),
    "a topic that is not": lambda: make_service(topics=[make_topic()], **DISCREET),
    "a sensitive part": with_a_sensitive_part,
    "a sensitive service beside it": lambda: make_service(
        related=[make_service(sensitive=True)], **DISCREET
    ),
}


@pytest.fixture(params=WAYS)
def sensitive(request: pytest.FixtureRequest):
    """A service that is sensitive, for each reason in turn."""
    return WAYS[request.param]()


def title(page) -> str:
    [element] = page.all("title")
    return element.source()


def description(page) -> str:
    [content] = [
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("name") == "description"
    ]
    return content


def test_each_reason_makes_a_service_sensitive(sensitive):
    fresh = type(sensitive).objects.get(pk=sensitive.pk)
    assert fresh.is_sensitive
    assert sensitive.is_sensitive


@pytest.mark.parametrize("reason", NO_WAYS)
def test_nothing_else_does(reason):
    made = NO_WAYS[reason]()
    assert not type(made).objects.get(pk=made.pk).is_sensitive
    assert not made.is_sensitive


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Någon att fråga"), ("en", "Someone to ask")]
)
def test_the_tab_and_the_shared_link_are_discreet(client, sensitive, language, said):
    page = visit(client, sensitive, language)
    assert title(page).startswith(f"{said} – ")
    assert description(page) == said
    assert said.replace(" ", "-").casefold().replace("å", "a") in path_of(sensitive, language)


@pytest.mark.parametrize(("language", "name"), [("sv", "Jouren"), ("en", "The shelter")])
def test_the_heading_is_the_real_name(client, sensitive, language, name):
    [heading] = visit(client, sensitive, language).all("h1")
    assert heading.text() == name


def test_the_head_of_the_page_never_holds_the_real_name(client, sensitive):
    head, _body = ask(client, sensitive).split("</head>")
    assert "jouren" not in head.casefold()


def test_the_page_says_what_it_is_called_in_the_history(client, sensitive):
    assert "I webbhistoriken heter sidan ”Någon att fråga”." in read(client, sensitive)


def test_a_service_that_is_not_sensitive_goes_by_its_name(client):
    service = make_service(**DISCREET)
    page = visit(client, service)
    assert title(page).startswith("Jouren – ")
    assert description(page) == service.summary_sv
    assert "webbhistoriken" not in read(client, service)
    assert path_of(service) == "/sv/verksamheter/jouren/"


def with_places(**given):
    """A service with a place of its own and one of a contact point."""
    place = make_place(name_sv="Träffpunkten", street="Exempelgatan 1")
    service = make_service(place=place, **given)
    make_contact_point(
        service=service,
        channel=Channel.VISIT,
        phone="",
        place=make_place(name_sv="Mottagningen", street="Exempelgatan 2"),
    )
    return service


def test_a_place_is_shown_where_nothing_is_sensitive(client):
    text = read(client, with_places())
    for said in ("Träffpunkten", "Exempelgatan 1", "Mottagningen", "Exempelgatan 2"):
        assert said in text


def test_no_place_of_a_sensitive_service_is_shown(client):
    html = ask(client, with_places(sensitive=True))
    for said in ("Träffpunkten", "Mottagningen", "Exempelgatan"):
        assert said not in html


def pages_with_links(service) -> list:
    """Something on every page that links to services."""
    organisation = make_organisation()
    part = make_service(name_sv="Delen", parent=make_service(name_sv="Hela"))
    part.related.add(service)
    service.partnerships.create(organisation=organisation, role_sv="Värd")
    event = make_event(services=[service])
    event.programme.create(service=service, title_sv="Vi berättar")
    release = make_press_release(services=[service])
    return ["home", "service_list", part, organisation, event, release]


def test_every_link_to_a_sensitive_service_is_discreet(client):
    service = make_service(sensitive=True, **DISCREET)
    for page in pages_with_links(service):
        html = ask(client, page)
        assert path_of(service) in html
        assert "/jouren/" not in html


@pytest.mark.parametrize("way", ["its umbrella", "a topic of its umbrella"])
def test_links_to_the_parts_of_a_sensitive_service_are_discreet_too(client, way):
    service = WAYS[way]()
    for page in ("home", "service_list", service.parent):
        html = ask(client, page)
        assert path_of(service) in html
        assert "/jouren/" not in html
