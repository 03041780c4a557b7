"""Lists of the admin: search, filters, order, and what can be done with several at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from services.models import Service, SupportLine
from tests.factories import (
    make_contact_point,
    make_organisation,
    make_service,
    make_staff,
    make_support_line,
    make_topic,
)

pytestmark = pytest.mark.django_db
SERVICES = "/admin/services/service/"
HOUR = timedelta(hours=1)


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def shown(response) -> list[str]:
    return [str(row) for row in response.context["cl"].result_list]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "term",
    ["öppenvård", "ÖPPENVÅRD", "walk-in", "samtal counselling", '"Öppenvård för alla"', "helgen"],
)
def test_that_the_search_finds_texts_of_both_languages_in_any_case(client, language, term):
    client.force_login(make_staff(language=language))
    make_service(
        name_sv="Öppenvård för alla",
        name_en="Walk-in counselling",
        description_sv="<p>Samtal på helgen.</p>",
    )
    make_service(name_sv="Något annat", name_en="Something else")
    found = client.get(SERVICES, {"q": term}).context["cl"].result_list
    assert [service.name_sv for service in found] == ["Öppenvård för alla"]


def test_that_a_contact_point_is_found_by_its_service_and_its_number(staff):
    make_contact_point(service=make_service(name_sv="Ungdomsjouren"), phone="040-628 04 09")
    make_contact_point()
    for term in ("ungdomsjouren", "628 04 09"):
        assert len(shown(staff.get("/admin/services/contactpoint/", {"q": term}))) == 1


@pytest.mark.parametrize("term", ["\x00", "'", '"', "%", "å" * 5000, " ".join(["ord"] * 3000)])
def test_that_no_search_breaks_the_list(staff, term):
    make_service()
    assert staff.get(SERVICES, {"q": term}).status_code == 200


def test_that_names_stand_in_swedish_order(staff):
    for name in ("Ögat", "Ärlig", "Zebran", "Ålen", "apan"):
        make_service(name_sv=name, name_en="")
    expected = ["apan", "Zebran", "Ålen", "Ärlig", "Ögat"]
    assert shown(staff.get(SERVICES)) == expected
    assert shown(staff.get(SERVICES, {"o": "-1"})) == expected[::-1]


def test_that_english_staff_get_the_order_of_the_english_names(client):
    client.force_login(make_staff(language="en"))
    make_service(name_sv="Annan", name_en="Zebra")
    make_service(name_sv="Zoo", name_en="Ant")
    for query, expected in (({}, ["Ant", "Zebra"]), ({"o": "-1"}, ["Zebra", "Ant"])):
        rows = client.get(SERVICES, query).context["cl"].result_list
        assert [service.name_en for service in rows] == expected


def test_that_support_lines_that_wait_come_first(staff):
    make_support_line(name_sv="Visad", rank=1)
    make_support_line(name_sv="Väntar", publish_at=None, rank=500)
    assert shown(staff.get("/admin/services/supportline/")) == ["Väntar", "Visad"]


@pytest.fixture
def one_of_each_state():
    now = timezone.now()
    make_service(name_sv="Opublicerad", publish_at=None)
    make_service(name_sv="Schemalagd", publish_at=now + HOUR)
    make_service(name_sv="Publicerad", publish_at=now - HOUR)
    make_service(name_sv="Utgången", publish_at=now - 2 * HOUR, expires_at=now - HOUR)


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("unpublished", "Opublicerad"),
        ("scheduled", "Schemalagd"),
        ("published", "Publicerad"),
        ("expired", "Utgången"),
    ],
)
def test_that_the_filter_knows_every_state_of_publication(staff, one_of_each_state, state, name):
    assert shown(staff.get(SERVICES, {"shown": state})) == [name]


def test_that_the_filters_find_what_is_to_be_translated(staff):
    make_service(name_sv="Utan engelska", name_en="")
    outdated = make_service(name_sv="Inaktuell engelska")
    outdated.summary_sv = "Någonting nytt."
    outdated.save()
    make_service(name_sv="Aktuell engelska")
    assert shown(staff.get(SERVICES, {"translation": "en-missing"})) == ["Utan engelska"]
    assert shown(staff.get(SERVICES, {"translation": "en-outdated"})) == ["Inaktuell engelska"]


def test_that_the_filter_finds_what_nobody_has_checked(staff):
    make_service(name_sv="Kontrollerad")
    make_service(name_sv="Obekräftad", verified_on=None)
    assert shown(staff.get(SERVICES, {"checked": "no"})) == ["Obekräftad"]
    assert shown(staff.get(SERVICES, {"checked": "yes"})) == ["Kontrollerad"]


def test_that_services_are_filtered_by_topic(staff):
    topic = make_topic()
    make_service(name_sv="Om ensamhet", topics=[topic])
    make_service(name_sv="Om annat")
    assert shown(staff.get(SERVICES, {"topics__id__exact": topic.pk})) == ["Om ensamhet"]


@pytest.mark.parametrize("query", ["shown=nonsense", "p=x", "o=99", "nonsense=1", "topics__id=x"])
def test_that_a_strange_address_of_a_list_is_no_error(staff, query):
    make_service()
    assert staff.get(f"{SERVICES}?{query}", follow=True).status_code == 200


def act(staff, action: str, *objects, url=SERVICES):
    data = {"action": action, "_selected_action": [one.pk for one in objects]}
    return staff.post(url, data, follow=True)


def test_that_several_are_shown_at_once(staff):
    hidden = make_service(name_sv="Dold", publish_at=None)
    ended = make_service(name_sv="Utgången", expires_at=timezone.now() - HOUR)
    visible = make_service(name_sv="Synlig")
    before = visible.publish_at
    response = act(staff, "publish_now", hidden, ended, visible)
    assert Service.objects.published().count() == 3
    visible.refresh_from_db()
    assert visible.publish_at == before
    message = next(str(message) for message in response.context["messages"])
    assert "Dold" in message
    assert "Utgången" in message
    assert "Synlig" not in message


def test_that_several_are_hidden_at_once(staff):
    services = [make_service(), make_service()]
    act(staff, "unpublish", *services)
    assert Service.objects.published().count() == 0


def test_that_hiding_what_is_hidden_says_so(staff):
    response = act(staff, "unpublish", make_service(publish_at=None))
    assert len(response.context["messages"]) == 1


def test_that_translations_are_confirmed_at_once(staff):
    service = make_service()
    service.summary_sv = "Någonting nytt."
    service.save()
    assert service.is_outdated_in("en")
    act(staff, "confirm_en", service)
    service.refresh_from_db()
    assert not service.is_outdated_in("en")


@pytest.mark.parametrize("action", ["publish_now", "unpublish", "confirm_en"])
def test_that_who_may_only_look_is_not_offered_what_changes(client, action):
    reader = make_staff(is_superuser=False)
    reader.user_permissions.add(Permission.objects.get(codename="view_service"))
    client.force_login(reader)
    service = make_service()
    before = service.updated_at
    act(client, action, service)
    service.refresh_from_db()
    assert service.updated_at == before


def test_that_a_relation_is_picked_by_name_and_hidden_ones_say_so(staff):
    make_organisation(name_sv="Ängelholms stöd", publish_at=None)
    make_organisation(name_sv="Annat", summary_sv="Samarbetar med Ängelholms stöd.")
    url = reverse("admin:autocomplete")
    asked = {"app_label": "services", "model_name": "service", "field_name": "organisation"}
    found = staff.get(url, {**asked, "term": "ängelholm"}).json()["results"]
    assert [row["text"] for row in found] == ["Ängelholms stöd (Opublicerad)"]


def test_that_the_list_tells_what_is_missing(staff):
    make_support_line(name_en="", for_whom_en="", verified_on=None)
    html = staff.get("/admin/services/supportline/").content.decode()
    assert "state-missing" in html
    assert "state-unchecked" in html
    assert SupportLine.objects.get().lacks("en")


def test_that_what_goes_when_something_is_deleted_is_told_in_words(staff):
    topic = make_topic(name_sv="Ensamhet")
    make_service(name_sv="Samtal", topics=[topic])
    make_support_line(topics=[topic])
    response = staff.get(f"/admin/services/topic/{topic.pk}/delete/")
    assert dict(response.context["model_count"]) == {"ämnen": 1}
    assert b"object (" not in response.content
