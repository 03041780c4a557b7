"""No service becomes sensitive, and none is shown, before it is discreet: forms, lists, content."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from malmo_trygghet import content
from malmo_trygghet.content import ContentError
from malmo_trygghet.content_loader import load
from services.discretion import NO_ADDRESS, NO_PLACE, SLUG_NEEDED, TAKEN, TELLS, TITLE_NEEDED
from services.models import (
    Audience,
    Channel,
    ContactPoint,
    HoursKind,
    Partner,
    Place,
    SafetyFact,
    Service,
    Topic,
)
from tests.admin_forms import form_data
from tests.factories import (
    PUBLISHED,
    make_contact_point,
    make_organisation,
    make_place,
    make_service,
    make_staff,
    make_target_group,
    make_topic,
)
from tests.test_admin_forms import change, errors
from tests.test_admin_pages import address

pytestmark = pytest.mark.django_db
DISCREET = {
    "discreet_title_sv": "Någon att fråga",
    "discreet_title_en": "Someone to ask",
    "discreet_slug_sv": "nagon-att-fraga",
    "discreet_slug_en": "someone-to-ask",
}


@pytest.fixture
def staff(client):
    """Signed in, and reading English: messages can be compared before they are translated."""
    client.force_login(make_staff(language="en"))
    return client


def summary(response) -> str:
    """The page that came back, where the summary of errors stands on top."""
    return response.content.decode()


# --- A title and an address ----------------------------------------------------------------------


def test_a_service_is_not_made_sensitive_without_all_that_makes_it_discreet(staff):
    service = make_service(name_sv="Jouren")
    response = change(staff, service, sensitive="on", summary_sv="Nyskriven mening.")
    assert errors(response) == {
        "discreet_title_sv": [TITLE_NEEDED],
        "discreet_title_en": [TITLE_NEEDED],
        "discreet_slug_sv": [SLUG_NEEDED],
        "discreet_slug_en": [SLUG_NEEDED],
    }
    assert not service.sensitive
    assert "Nyskriven mening." in summary(response)


def test_a_service_with_all_that_makes_it_discreet_is_made_sensitive(staff):
    service = make_service(name_sv="Jouren")
    assert change(staff, service, sensitive="on", **DISCREET).status_code == 302
    assert service.sensitive


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("field", ["discreet_title", "discreet_slug"])
def test_each_language_needs_its_own(staff, field, language):
    service = make_service(name_sv="Jouren")
    name = f"{field}_{language}"
    response = change(staff, service, sensitive="on", **{**DISCREET, name: ""})
    assert errors(response).keys() == {name}


def test_a_topic_chosen_in_the_form_makes_it_sensitive_at_once(staff):
    service, topic = make_service(), make_topic(sensitive=True)
    response = change(staff, service, topics=[str(topic.pk)])
    assert "discreet_title_sv" in errors(response)
    assert not service.topics.exists()


def test_a_topic_taken_away_in_the_form_makes_it_ordinary_at_once(staff):
    service = make_service(topics=[make_topic(sensitive=True)], **DISCREET)
    without = dict.fromkeys(DISCREET, "")
    assert change(staff, service, topics=[], **without).status_code == 302


def test_an_umbrella_chosen_in_the_form_makes_it_sensitive(staff):
    service = make_service()
    above = make_service(name_sv="Hela", name_en="All", sensitive=True)
    assert "discreet_title_sv" in errors(change(staff, service, parent=str(above.pk)))


def test_a_hidden_service_may_wait_for_its_title(staff):
    service = make_service(publish_at=None)
    assert change(staff, service, sensitive="on").status_code == 302
    response = change(staff, service, _publish="")
    assert errors(response).keys() == DISCREET.keys()
    assert service.publish_at is None


def test_a_service_to_be_shown_later_may_not(staff):
    service = make_service(publish_at=None, sensitive=True)
    response = change(staff, service, publish_at="2100-01-01T09:00")
    assert errors(response).keys() == DISCREET.keys()


def test_what_the_service_and_its_umbrella_are_called_is_refused(staff):
    above = make_service(name_sv="Kriscentrum", name_en="Crisis centre")
    service = make_service(name_sv="Jouren", parent=above, **DISCREET)
    told = {"discreet_title_sv": "Till jouren", "discreet_slug_en": "about-crisis-centre"}
    response = change(staff, service, sensitive="on", **told)
    assert errors(response) == {name: [TELLS] for name in told}


@pytest.mark.parametrize("publish_at", [None, PUBLISHED["publish_at"]])
def test_another_service_s_title_is_refused_whatever_the_case(staff, publish_at):
    make_service(**DISCREET, publish_at=publish_at)
    other = make_service(name_sv="Rådet", name_en="Advice")
    response = change(staff, other, discreet_title_sv="NÅGON ATT FRÅGA")
    assert errors(response) == {"discreet_title_sv": [TAKEN]}


def test_another_service_s_name_is_refused_as_a_title(staff):
    make_service(name_sv="Rådet", name_en="Advice")
    service = make_service(name_sv="Jouren", **DISCREET)
    assert errors(change(staff, service, discreet_title_sv="Rådet")) == {
        "discreet_title_sv": [TAKEN]
    }


def test_a_refusal_is_told_in_the_language_of_the_reader(client):
    client.force_login(make_staff(language="sv"))
    response = change(client, make_service(), sensitive="on")
    [told] = errors(response)["discreet_title_sv"]
    assert "känslig" in told


# --- The list's action ---------------------------------------------------------------------------


def test_the_list_shows_those_that_are_ready_and_names_the_others(staff):
    ready = make_service(publish_at=None, sensitive=True, name_sv="Jouren", **DISCREET)
    bare = make_service(publish_at=None, sensitive=True, name_sv="Boendet", name_en="The home")
    chosen = {"action": "publish_now", "_selected_action": [ready.pk, bare.pk]}
    response = staff.post(address(Service, "changelist"), chosen, follow=True)
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert ready.is_published()
    assert bare.publish_at is None
    told = [str(message) for message in response.context["messages"]]
    link = f'<a href="{address(Service, "change", bare.pk)}">The home</a>'
    why = "Still hidden, because something is missing or wrong"
    assert told == [
        f"{why}: {link} (discreet title, discreet address).",
        "Now shown to visitors: The counselling service.",
    ]


# --- What makes others sensitive -----------------------------------------------------------------


def test_a_topic_is_not_made_sensitive_over_services_that_are_not_ready(staff):
    topic = make_topic()
    bare = make_service(name_en="The <b>home</b>", topics=[topic])
    above = make_service(name_sv="Hela", name_en="All", topics=[topic], **DISCREET)
    part = make_service(name_sv="Delen", name_en="The part", parent=above)
    response = change(staff, topic, sensitive="on")
    assert not topic.sensitive
    first, second = errors(response)["sensitive"]
    assert f'<a href="{address(Service, "change", bare.pk)}">The &lt;b&gt;home' in first
    assert "must be changed first: discreet title, discreet address." in first
    assert f'<a href="{address(Service, "change", part.pk)}">The part</a>' in second
    # In the summary, which links to the field, the same without links.
    assert "“The part” must be changed first" in summary(response)


def test_a_topic_is_made_sensitive_over_services_that_are_ready(staff):
    topic = make_topic()
    make_service(topics=[topic], **DISCREET)
    assert change(staff, topic, sensitive="on").status_code == 302
    assert topic.sensitive


def test_an_umbrella_is_not_made_sensitive_over_parts_that_are_not_ready(staff):
    above = make_service(name_sv="Hela", name_en="All", **DISCREET)
    make_service(name_sv="Delen", name_en="The part", parent=above)
    hidden = make_service(name_sv="Dold", parent=above, publish_at=None)
    response = change(staff, above, sensitive="on")
    [told] = errors(response)["sensitive"]
    assert "The part" in told
    assert str(hidden) not in told


@pytest.mark.parametrize("switch", ["topic", "umbrella", "itself"])
def test_places_stand_in_the_way_of_becoming_sensitive(staff, switch):
    topic = make_topic()
    above = make_service(
        name_sv="Hela",
        name_en="All",
        topics=[topic],
        discreet_title_sv="Stöd",
        discreet_title_en="Support",
        discreet_slug_sv="stod",
        discreet_slug_en="support",
    )
    part = make_service(name_en="The part", parent=above, **DISCREET)
    make_contact_point(service=part, name_en="The desk", place=make_place(), publish_at=None)
    changed = {"topic": topic, "umbrella": above, "itself": part}[switch]
    response = change(staff, changed, sensitive="on")
    [told] = errors(response)["sensitive"]
    assert "The desk</a>” must be changed first: place." in told


# --- No address is stored ------------------------------------------------------------------------


def test_a_sensitive_service_has_no_place(staff):
    service = make_service(sensitive=True, **DISCREET)
    response = change(staff, service, place=str(make_place().pk), verified_on="")
    assert errors(response) == {"place": [NO_PLACE]}
    assert service.place is None


@pytest.mark.parametrize("publish_at", ["", "2016-01-01T00:00"])
def test_nor_has_any_way_to_reach_it_shown_or_hidden(staff, publish_at):
    point = make_contact_point(service=make_service(sensitive=True, **DISCREET))
    place = {"place": str(make_place().pk), "verified_on": ""}
    response = change(staff, point, **place, publish_at=publish_at)
    assert errors(response) == {"place": [NO_PLACE]}


def test_a_point_with_a_place_is_not_moved_to_a_sensitive_service(staff):
    point = make_contact_point(place=make_place())
    service = make_service(sensitive=True, name_sv="Jouren", **DISCREET)
    response = change(staff, point, service=str(service.pk))
    assert errors(response) == {"place": [NO_PLACE]}


def test_an_address_is_refused_in_the_texts_of_a_sensitive_service(staff):
    service = make_service(sensitive=True, **DISCREET)
    point = make_contact_point(service=service)
    written = {"summary_sv": "Kom till Exempelgatan 1.", "description_en": "<p>211 00 Malmö</p>"}
    assert errors(change(staff, service, **written)) == {name: [NO_ADDRESS] for name in written}
    response = change(staff, point, note_sv="Exempelgatan 1")
    assert errors(response) == {"note_sv": [NO_ADDRESS]}


def test_nor_in_its_source_its_address_on_the_site_or_its_rows(staff):
    service = make_service(sensitive=True, **DISCREET)
    written = {"source": "Exempelgatan 1", "slug_sv": "exempelgatan-1"}
    assert errors(change(staff, service, **written)) == {name: [NO_ADDRESS] for name in written}
    for row in (
        Audience(
            service=service, target_group=make_target_group(), note_sv="bor på Exempelvägen 1"
        ),
        SafetyFact(service=service, question="free", answer=True, explanation_sv="Exempelgatan 1"),
        Partner(service=service, organisation=make_organisation(), role_sv="på Exempelgatan 1"),
    ):
        with pytest.raises(ValidationError, match=str(NO_ADDRESS)):
            row.full_clean()


def test_a_topic_does_not_become_sensitive_above_a_row_with_an_address(staff):
    topic = make_topic()
    service = make_service(name_sv="Boendet", topics=[topic], **DISCREET)
    service.audiences.create(target_group=make_target_group(), note_sv="bor på Exempelvägen 1")
    response = change(staff, topic, sensitive="on")
    [said] = errors(response)["sensitive"]
    assert "must be changed first: note" in said


def test_a_visit_by_appointment_needs_no_place(staff, client):
    service = make_service(sensitive=True, **DISCREET)
    url = address(ContactPoint, "add")
    written = {
        "service": str(service.pk),
        "channel": Channel.VISIT,
        "name_sv": "Besök",
        "hours_kind": HoursKind.APPOINTMENT,
        "publish_at": "2016-01-01T00:00",
    }
    assert staff.post(url, form_data(staff.get(url)) | written).status_code == 302
    page = client.get("/en/services/someone-to-ask/").content.decode()
    assert "The address is not on this site. Ask for it when you get in touch." in page


def test_a_place_is_written_down_only_by_somebody_who_says_that_it_is_public(staff):
    url = address(Place, "add")
    written = form_data(staff.get(url)) | {"name_sv": "Huset", "street": "Exempelgatan 1"}
    response = staff.post(url, written)
    assert errors(response).keys() == {"is_public"}
    assert not Place.objects.exists()
    assert staff.post(url, written | {"is_public": "on"}).status_code == 302
    [place] = Place.objects.all()
    assert errors(change(staff, place, street="Exempelgatan 2")).keys() == {"is_public"}
    assert change(staff, place, accessibility_sv="Hiss.").status_code == 302


# --- Shipped content -----------------------------------------------------------------------------


def shipped(key: str, **changes: object) -> list:
    """The shipped content with some fields of one service changed."""
    return [
        replace(one, fields={**one.fields, **changes})
        if (one.model, one.key) == (Service, key)
        else one
        for one in content.read()
    ]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("boende", {"discreet_title": {"sv": "Hem och vardag för vuxna"}}),
        ("boende", {"place": "plattform-malmo-lokaler"}),
        # Sensitive by its topics, which are stored after it.
        ("vara-liv", {"topics": ["hedersrelaterat-vald"]}),
        ("stodtelefonen", {"parent": "kriscentrum-malmo"}),
    ],
)
def test_content_that_is_not_discreet_is_not_loaded(key, changes):
    # The topic above it, or its name, where that is what comes first in the files.
    with pytest.raises(ContentError, match=f"{key}|Våra Liv"):
        load(shipped(key, **changes))
    assert not Service.objects.exists()


def test_every_topic_of_violence_and_honour_that_ships_is_sensitive():
    topics = {
        one.key: one.fields.get("sensitive", False) for one in content.read() if one.model is Topic
    }
    assert {key for key, sensitive in topics.items() if sensitive} == {
        "hedersrelaterat-vald",
        "sexuellt-vald",
        "skyddat-boende",
        "sluta-anvanda-vald",
        "vald-i-nara-relation",
    }


def test_the_model_refuses_it_too():
    topic = make_topic()
    make_service(topics=[topic])
    topic.sensitive = True
    with pytest.raises(ValidationError):
        topic.full_clean()
    assert not Topic.objects.get().sensitive
