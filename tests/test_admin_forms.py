"""Forms of the admin: what is saved, in both languages, and what comes back when it is wrong."""

from datetime import timedelta
from html import escape

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from malmo_trygghet.models import AddressLogging, Page
from services.models import ContactPoint, SafetyFact, Service
from tests.admin_forms import form_data
from tests.factories import (
    make_contact_point,
    make_event,
    make_page,
    make_place,
    make_press_release,
    make_programme_item,
    make_service,
    make_staff,
    make_support_line,
)
from tests.test_admin_pages import MAKERS, address, every_model

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def change(staff, obj, **changes):
    """Open the form of *obj*, change fields as given, send it; returns the answer."""
    url = address(type(obj), "change", obj.pk)
    data = form_data(staff.get(url)) | changes
    response = staff.post(url, {name: value for name, value in data.items() if value is not None})
    obj.refresh_from_db()
    return response


def errors(response) -> dict:
    """All errors of an answer: of the form, and of the rows of its inlines."""
    found = dict(response.context["errors"].data and response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for row in inline.formset.forms:
            found |= {row.add_prefix(name): texts for name, texts in row.errors.items()}
    return found


@every_model
def test_that_a_form_sent_as_it_came_changes_nothing(staff, model):
    made = MAKERS[model]()
    before = model._base_manager.filter(pk=made.pk).values().get()
    response = change(staff, made)
    if model is AddressLogging:  # Nobody rewrites it.
        assert response.status_code == 403
    else:
        assert response.status_code == 302, errors(response)
    after = model._base_manager.filter(pk=made.pk).values().get()
    for row in (before, after):
        row.pop("updated_at", None)
        row.pop("read_at", None)  # The one button of a report marks it as read.
    assert after == before


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_both_languages_are_saved_whatever_the_language_of_the_admin(client, language):
    client.force_login(make_staff(language=language))
    service = make_service()
    texts = {
        "name_sv": "Nytt namn",
        "name_en": "New name",
        "description_sv": "<p>Ny text</p>",
        "description_en": "<p>New text</p>",
    }
    assert change(client, service, **texts).status_code == 302
    saved = Service.objects.filter(pk=service.pk).values(*texts).get()
    assert saved == texts


def test_that_a_service_with_rows_is_added_in_one_go(staff):
    url = reverse("admin:services_service_add")
    data = form_data(staff.get(url)) | {
        "name_sv": "Ny verksamhet",
        "summary_sv": "Stöd till alla.",
        "safety_facts-TOTAL_FORMS": "1",
        "safety_facts-0-question": "free",
        "safety_facts-0-answer": "True",
        "safety_facts-0-verified_on": "2026-01-02",
        "safety_facts-0-source": "Verksamheten",
        "_publish": "",
    }
    assert staff.post(url, data).status_code == 302
    service = Service.objects.get(name_sv="Ny verksamhet")
    assert service.slug_sv == "ny-verksamhet"
    assert service.lacks("en")
    assert service.is_published()
    assert service.safety_facts.get().answer is True


def test_that_english_may_be_missing_and_swedish_may_not(staff):
    page = make_page()
    response = change(staff, page, title_sv="", title_en="", summary_en="", body_en="")
    assert list(errors(response)) == ["title_sv"]


def test_that_a_wrong_form_keeps_everything_that_was_typed(staff):
    item = make_programme_item()
    typed = {
        "title_sv": "",
        "title_en": "Typed in English <b>",
        "summary_sv": "Skrivet på svenska & mer",
        "description_en": "<p>Typed in the editor</p>",
        "slug_en": "not a slug",
        "starts_at": "2026-05-01T10:00",
        "ends_at": "i morgon",
        "programme-0-title_sv": "Rad på svenska",
        "programme-0-title_en": "Row in English",
        "programme-0-starts_at": "klockan nio",
    }
    response = change(staff, item.event, **typed)
    assert response.status_code == 200
    assert set(errors(response)) == {"title_sv", "slug_en", "ends_at", "programme-0-starts_at"}
    sent_back = form_data(response)
    assert {name: sent_back[name] for name in typed} == typed
    assert Event.objects.get().title_sv == "Öppet hus"


def test_that_a_summary_on_top_leads_to_each_wrong_field(staff):
    item = make_programme_item()
    changes = {"slug_en": "not a slug", "programme-0-title_sv": ""}
    html = change(staff, item.event, **changes).content.decode()
    for field in ("id_slug_en", "id_programme-0-title_sv"):
        assert f'<a href="#{field}">' in html
        assert f'id="{field}"' in html


def test_that_a_wrong_form_still_says_how_things_stand(staff):
    page = make_page(publish_at=None)
    response = change(staff, page, title_sv="", _publish="")
    html = response.content.decode()
    assert 'name="_publish"' in html
    assert 'name="_unpublish"' not in html
    assert "state-unpublished" in html


OVERLAPS = [
    (make_page, {"publish_at": "2026-05-02T10:00", "expires_at": "2026-05-01T10:00"}),
    (make_event, {"starts_at": "2026-05-02T10:00", "ends_at": "2026-05-01T10:00"}),
    (make_event, {"standing": "cancelled", "standing_changed_at": ""}),
    (make_service, {"paused_from": "2026-05-02", "paused_until": "2026-05-01"}),
    (make_place, {"verified_on": "2026-05-02", "source": ""}),
    (make_contact_point, {"channel": "email", "email": ""}),
    (make_press_release, {"kind": "invitation", "event": ""}),
    (make_support_line, {"min_age": "20", "max_age": "10"}),
    (make_support_line, {"phone": "ring oss"}),
    (make_service, {"ended_on": "i våras"}),
]


@pytest.mark.parametrize(("maker", "nonsense"), OVERLAPS)
def test_that_states_that_cannot_be_come_back_as_errors(staff, maker, nonsense):
    response = change(staff, maker(), **nonsense)
    assert response.status_code == 200
    assert errors(response)
    sent_back = form_data(response)
    assert {name: sent_back.get(name) for name in nonsense} == nonsense


def test_that_a_frightening_yes_without_its_sentence_comes_back_with_the_row(staff):
    service = make_service()
    row = {
        "safety_facts-TOTAL_FORMS": "1",
        "safety_facts-0-question": "police",
        "safety_facts-0-answer": "True",
        "safety_facts-0-explanation_en": "Only in English",
    }
    response = change(staff, service, **row)
    assert "safety_facts-0-__all__" in errors(response)
    assert form_data(response)["safety_facts-0-explanation_en"] == "Only in English"
    assert not SafetyFact.objects.exists()


def test_that_scripts_in_rich_text_are_not_saved(staff):
    page = make_page()
    poison = (
        '<p onclick="alert(1)">Hej <strong>du</strong></p><script>alert(1)</script>'
        '<a href="javascript:alert(1)">länk</a><img src=x onerror=alert(1)>'
        '<a href="https://example.org">bra</a>'
    )
    change(staff, page, body_sv=poison, body_en=poison)
    for text in (page.body_sv, page.body_en):
        assert "<strong>du</strong>" in text
        assert 'href="https://example.org"' in text
        for bad in ("script", "onclick", "onerror", "<img"):
            assert bad not in text


def test_that_a_line_break_in_a_single_line_is_a_space(staff):
    page = make_page()
    change(staff, page, summary_sv="Två\r\nrader")
    assert page.summary_sv == "Två rader"


@pytest.mark.parametrize("text", ["\x00", "a" * 100_000, "😀", "<script>"])
def test_that_no_text_breaks_a_form(staff, text):
    page = make_page()
    assert change(staff, page, title_sv=text, body_sv=text).status_code in (200, 302)


# --- Publication ---------------------------------------------------------------------------------


def test_that_one_button_saves_and_shows(staff):
    page = make_page(publish_at=None, expires_at=timezone.now() - HOUR)
    change(staff, page, title_sv="Ny rubrik", _publish="")
    assert page.is_published()
    assert page.title_sv == "Ny rubrik"


def test_that_one_button_saves_and_hides(staff):
    page = make_page()
    change(staff, page, title_sv="Ny rubrik", _unpublish="")
    assert not page.is_published()
    assert page.title_sv == "Ny rubrik"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_view_on_site_leads_straight_to_the_page_in_the_staff_member_s_language(
    client, language
):
    client.force_login(make_staff(language=language))
    page = make_page(slug_sv="om-oss", slug_en="about-us")
    html = client.get(address(Page, "change", page.pk)).content.decode()
    expected = {"sv": "/sv/om-oss/", "en": "/en/about-us/"}[language]
    assert f'<a href="{expected}" class="viewsitelink">' in html


@pytest.mark.parametrize("hidden", [{"publish_at": None}, {"expires_at": timezone.now() - HOUR}])
def test_that_what_is_not_shown_has_no_link_to_the_site(staff, hidden):
    page = make_page(**hidden)
    assert b"viewsitelink" not in staff.get(address(Page, "change", page.pk)).content


# --- Translations --------------------------------------------------------------------------------


def test_that_a_change_of_the_swedish_text_makes_the_english_one_outdated(staff):
    page = make_page()
    change(staff, page, title_sv="En annan rubrik")
    assert page.is_outdated_in("en")


def test_that_a_small_change_does_not(staff):
    page = make_page()
    change(staff, page, title_sv="Om webbplatsen.", minor_edit="on")
    assert page.title_sv == "Om webbplatsen."
    assert not page.is_outdated_in("en")


def test_that_staff_can_say_that_english_still_says_the_same(staff):
    page = make_page()
    change(staff, page, title_sv="En annan rubrik", still_right="en")
    assert not page.is_outdated_in("en")


def test_that_only_languages_with_a_text_can_be_said_to_be_right(staff):
    page = make_page(title_en="", summary_en="", body_en="")
    response = change(staff, page, still_right="en")
    assert "still_right" in errors(response)


def test_that_each_input_says_its_language(staff):
    html = staff.get(reverse("admin:malmo_trygghet_page_add")).content.decode()
    for code, name in (("sv", "Svenska"), ("en", "Engelska")):
        assert f'lang="{code}" dir="auto" data-field="Rubrik" data-language="{name}"' in html
        assert f"Rubrik – {name}" in html


# --- Around services -----------------------------------------------------------------------------


def test_that_a_service_lists_its_contact_points_with_links(staff):
    point = make_contact_point(name_sv="Drop-in <i>")
    html = staff.get(address(Service, "change", point.service.pk)).content.decode()
    assert f'href="{address(ContactPoint, "change", point.pk)}"' in html
    assert escape("Drop-in <i>") in html
    assert f'href="{address(ContactPoint, "add")}?service={point.service.pk}"' in html


def test_that_a_new_contact_point_knows_the_service_that_it_was_added_from(staff):
    service = make_service()
    response = staff.get(f"{address(ContactPoint, 'add')}?service={service.pk}")
    assert form_data(response)["service"] == str(service.pk)
