"""A published page never names what is not published, whatever relation leads there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from events.models import EventStanding
from press.models import ContactFunction, ContactKind, ReleaseKind
from services.models import Channel
from tests.factories import (
    make_contact_point,
    make_document,
    make_event,
    make_fact_box,
    make_image,
    make_media_contact,
    make_notice,
    make_organisation,
    make_page,
    make_place,
    make_press_release,
    make_programme_item,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
)
from tests.visits import ask

pytestmark = pytest.mark.django_db

#: What the other object is called, and so what its address holds.
NAME = "Kvastholmen"
HIDDEN = {
    "unpublished": {"publish_at": None},
    "scheduled": {"publish_at": timezone.now() + timedelta(days=1)},
    "expired": {"expires_at": timezone.now() - timedelta(days=1)},
}
TITLED = (make_event, make_press_release, make_page, make_fact_box)
OTHER_HEADINGS = {
    **dict.fromkeys(TITLED, ("title",)),
    **dict.fromkeys((make_target_group, make_topic), ("name", "plain_name")),
    make_notice: ("text",),
    make_image: ("alt",),
}


def other(make, state: dict, **given):
    """What the relation leads to: an object with the name, in *state*."""
    fields = OTHER_HEADINGS.get(make, ("name",))
    names = {f"{field}_{code}": NAME for field in fields for code in ("sv", "en")}
    return make(**names, **state, **given)


def listed(page, make, **given):
    """A relation in whose way stands nothing: the object itself is on *page*, a view's name."""
    return lambda state: other(make, state, **given) and page


def pointing(make_page, make, relation: str, **given):
    """A foreign key or a list of the page's object that leads to the other."""

    def page(state: dict):
        target = other(make, state)
        to_many = make_page()._meta.get_field(relation).many_to_many
        return make_page(**{relation: [target] if to_many else target}, **given)

    return page


def pointed_at(make_page, make, relation: str, *, many: bool = False, **given):
    """A foreign key or a list of the other that leads to the page's object."""

    def page(state: dict):
        shown = make_page(**given)
        other(make, state, **{relation: [shown] if many else shown})
        return shown

    return page


def with_audience(state: dict):
    service = make_service()
    service.audiences.create(target_group=other(make_target_group, state))
    return service


def with_partner(state: dict):
    service = make_service()
    service.partnerships.create(organisation=other(make_organisation, state), role_sv="Värd")
    return service


def of_contact_point(make, relation: str, **given):
    return lambda state: make_contact_point(**{relation: other(make, state)}, **given).service


def under_a_hidden_top(state: dict):
    above = make_organisation(parent=other(make_organisation, state))
    return make_organisation(name_sv="Gruppen", parent=above)


def answered_for_under_a_hidden_top(state: dict):
    return make_service(organisation=under_a_hidden_top(state))


def part_of_a_service_of_it(state: dict):
    organisation = make_organisation()
    other(make_service, state, parent=make_service(organisation=organisation))
    return organisation


def partner_in(state: dict):
    organisation = make_organisation()
    other(make_service, state).partnerships.create(organisation=organisation, role_sv="Värd")
    return organisation


def with_programme_for(state: dict):
    return make_programme_item(service=other(make_service, state)).event


def with_contact(function: ContactFunction):
    def page(state: dict):
        release = make_press_release()
        contact = other(make_media_contact, state)
        release.release_contacts.create(contact=contact, function=function)
        return release

    return page


def with_image(state: dict):
    release = make_press_release()
    release.release_images.create(image=other(make_image, state))
    return release


def invitation_to_an_event_at(state: dict):
    event = make_event(place=other(make_place, state))
    return make_press_release(kind=ReleaseKind.INVITATION, event=event)


def on_page_of(make, view: str, **given):
    """The other stands on the page as a part of something published: an event's place."""
    return lambda state: make(place=other(make_place, state), **given) and view


def of_year(make_it):
    """The page of past events that what is made stands on, in its year."""

    def page(state: dict):
        make_it(state)
        with translation.override("sv"):
            return reverse("events_of_year", args=[timezone.localdate(YESTERDAY["starts_at"]).year])

    return page


def on_year_after_another(make_it):
    """The same where something else was in that year: an empty year has no page."""
    shown = of_year(make_it)
    return lambda state: make_event(title_sv="Ett annat", **YESTERDAY) and shown(state)


def part_on(view: str):
    return lambda state: other(make_service, state, parent=make_service()) and view


def umbrella_on(view: str):
    return lambda state: make_service(parent=other(make_service, state)) and view


def menu_on(make_shown):
    return lambda state: other(make_page, state, menu="help") and make_shown()


def notice_on(make_shown):
    return lambda state: other(make_notice, state) and make_shown()


def after_the_emergency_number(state: dict):
    """The first line of all is known by its number alone."""
    make_support_line(right_now=True, rank=1, phone="112")
    other(make_support_line, state, right_now=True)
    return "home"


YESTERDAY = {"starts_at": timezone.now() - timedelta(days=1)}
MOVED = {"standing": EventStanding.MOVED, "standing_changed_at": timezone.now()}
ENDED = {"ended_on": "2016"}
VISIT = {"channel": Channel.VISIT, "phone": ""}

RELATIONS = {
    "service: umbrella": pointing(make_service, make_service, "parent"),
    "service: part": pointed_at(make_service, make_service, "parent"),
    "service: organisation": pointing(make_service, make_organisation, "organisation"),
    "service: top of its organisation": answered_for_under_a_hidden_top,
    "service: place": pointing(make_service, make_place, "place"),
    "service: contact point": pointed_at(make_service, make_contact_point, "service"),
    "service: place of a contact point": of_contact_point(make_place, "place", **VISIT),
    "service: line when closed": of_contact_point(make_support_line, "when_closed"),
    "service: line instead": pointing(make_service, make_support_line, "fallback_line"),
    "service: target group": with_audience,
    "service: partner": with_partner,
    "service: see also": pointing(make_service, make_service, "related"),
    "service: replaced by": pointing(make_service, make_service, "replaced_by", **ENDED),
    "service: replaces": pointed_at(make_service, make_service, "replaced_by"),
    "organisation: above": pointing(make_organisation, make_organisation, "parent"),
    "organisation: top": under_a_hidden_top,
    "organisation: part": pointed_at(make_organisation, make_organisation, "parent"),
    "organisation: service": pointed_at(make_organisation, make_service, "organisation"),
    "organisation: part of a service": part_of_a_service_of_it,
    "organisation: takes part in": partner_in,
    "organisation: replaced by": pointing(
        make_organisation, make_organisation, "replaced_by", **ENDED
    ),
    "organisation: replaces": pointed_at(
        make_organisation, make_organisation, "replaced_by", many=True
    ),
    "event: place": pointing(make_event, make_place, "place"),
    "event: first place": pointing(make_event, make_place, "moved_from_place", **MOVED),
    "event: organiser": pointing(make_event, make_organisation, "organiser"),
    "event: service": pointing(make_event, make_service, "services"),
    "event: target group": pointing(make_event, make_target_group, "target_groups"),
    "event: service on the programme": with_programme_for,
    "event: press release": pointed_at(make_event, make_press_release, "event"),
    "press release: event": pointing(make_press_release, make_event, "event"),
    "press release: place of its event": invitation_to_an_event_at,
    "press release: fact box": pointing(make_press_release, make_fact_box, "fact_boxes"),
    "press release: contact": with_contact(ContactFunction.CONTACT),
    "press release: issuer": with_contact(ContactFunction.ISSUED_BY),
    "press release: service": pointing(make_press_release, make_service, "services"),
    "press release: topic": pointing(make_press_release, make_topic, "topics"),
    "press release: image": with_image,
    "press release: document": pointing(make_press_release, make_document, "documents"),
    "press release: press desk": lambda state: (
        other(make_media_contact, state, kind=ContactKind.DESK) and make_press_release()
    ),
    "home: line": after_the_emergency_number,
    "home: service": listed("home", make_service),
    "home: part": part_on("home"),
    "home: event": listed("home", make_event),
    "home: place of an event": on_page_of(make_event, "home"),
    "home: notice": notice_on(lambda: "home"),
    "home: menu": menu_on(lambda: "home"),
    "services: service": listed("service_list", make_service),
    "services: ended service": listed("service_list", make_service, **ENDED),
    "services: umbrella": umbrella_on("service_list"),
    "services: part": part_on("service_list"),
    "services: target group": lambda state: with_audience(state) and "service_list",
    "services: topic": lambda state: (
        make_service(topics=[other(make_topic, state)]) and "service_list"
    ),
    "services: line": listed("service_list", make_support_line),
    "support lines: line": listed("support_lines", make_support_line),
    "events: coming": listed("event_list", make_event),
    "events: past": on_year_after_another(lambda state: other(make_event, state, **YESTERDAY)),
    "events: place": on_page_of(make_event, "event_list"),
    "events: place of a past one": of_year(
        lambda state: make_event(place=other(make_place, state), **YESTERDAY)
    ),
    "press: release": listed("press_list", make_press_release),
    "press: press desk": listed("press_list", make_media_contact, kind=ContactKind.DESK),
    "page: menu": menu_on(make_page),
    "page: notice": notice_on(make_page),
}


@pytest.fixture(params=RELATIONS)
def relation(request: pytest.FixtureRequest):
    """Each relation in turn: takes a state; returns the page that leads to what is in it."""
    return RELATIONS[request.param]


def test_what_is_published_is_named(client, relation):
    assert NAME.casefold() in ask(client, relation({})).casefold()


@pytest.mark.parametrize("state", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_published_is_neither_named_nor_linked(client, relation, state):
    assert NAME.casefold() not in ask(client, relation(state)).casefold()


@pytest.mark.parametrize("state", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("make", [make_image, make_document])
def test_a_file_that_is_not_published_is_not_linked(client, make, state):
    file = make(**state)
    release = make_press_release(documents=[file] if make is make_document else [])
    if make is make_image:
        release.release_images.create(image=file)
    assert str(file.uuid) not in ask(client, release)
