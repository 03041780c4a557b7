"""Rich text is cleaned whenever it is stored, whoever stores it."""

import pytest
from django.apps import apps
from django.utils import translation

from events.models import Event
from malmo_trygghet.models import AccessibilityStatement, Page
from press.models import FactBox, PressRelease
from publishing.fields import RichTextField
from publishing.models import Content
from services.models import Organisation, Service
from tests.factories import (
    make_accessibility_statement,
    make_event,
    make_fact_box,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
)
from tests.visits import ask

pytestmark = pytest.mark.django_db

MAKERS = {
    AccessibilityStatement: make_accessibility_statement,
    Event: make_event,
    FactBox: make_fact_box,
    Organisation: make_organisation,
    Page: make_page,
    PressRelease: make_press_release,
    Service: make_service,
}
COLUMNS = [
    (model, field.name)
    for model in apps.get_models()
    if issubclass(model, Content)
    for field in model._meta.fields
    if isinstance(field, RichTextField) and field.name.endswith(("_sv", "_en"))
]
HOSTILE = "<p onclick='x()'>Text</p><script>x()</script><img src=x onerror=x()>"
DIRTY = [
    ("<p>Text</p><script>x()</script>", "<p>Text</p>"),
    ('<p onclick="x()" style="color:red" class="a" id="b">Text</p>', "<p>Text</p>"),
    ("<h1>Rubrik</h1>", "Rubrik"),
    ("<iframe src='//example.org'></iframe><p>Text</p>", "<p>Text</p>"),
    ("<img src='x' onerror='x()'>", ""),
    ("<style>p{}</style><p>Text</p>", "<p>Text</p>"),
    ("<svg><script>x()</script></svg><p>Text</p>", "<p>Text</p>"),
    ("<form><input></form><p>Text</p>", "<p>Text</p>"),
    ("<p>Text<!-- not for readers --></p>", "<p>Text</p>"),
    ("<p>Text", "<p>Text</p>"),
    ("<p></p>", ""),
]
BAD_LINKS = ["javascript:x()", "JaVaScRiPt:x()", "data:text/html,x", "vbscript:x", "file:///etc"]
GOOD_LINKS = ["https://example.org/", "mailto:a@example.org", "tel:112", "/sv/stodlinjer/"]
KEPT = (
    "<h2>Rubrik</h2><h3>Mindre</h3><p><strong>Fet</strong> <em>kursiv</em><br>rad</p>"
    "<ul><li><p>ett</p></li></ul><ol><li><p>två</p></li></ol><blockquote><p>citat</p></blockquote>"
)


def stored(made: Content, column: str = "body_sv") -> str:
    """What the database holds."""
    return type(made).objects.values_list(column, flat=True).get(pk=made.pk)


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=str)
def test_every_column_of_rich_text_is_cleaned_when_it_is_saved(model, column):
    made = MAKERS[model](**{column: HOSTILE})
    assert stored(made, column) == getattr(made, column) == "<p>Text</p>"


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=str)
def test_every_column_of_rich_text_is_cleaned_when_many_are_made_at_once(model, column):
    made = MAKERS[model](**{column: ""})
    fields = {f.attname: getattr(made, f.attname) for f in model._meta.concrete_fields}
    slugs = {name: None for name in fields if "slug" in name}
    fresh = {"id": None, "uuid": model._meta.get_field("uuid").get_default(), column: HOSTILE}
    [copy] = model.objects.bulk_create([model(**{**fields, **slugs, **fresh})])
    assert stored(copy, column) == "<p>Text</p>"


@pytest.mark.parametrize(("dirty", "clean"), DIRTY)
def test_what_a_page_must_not_hold_is_taken_away(dirty, clean):
    assert stored(make_page(body_sv=dirty)) == clean


@pytest.mark.parametrize("href", BAD_LINKS)
def test_a_link_that_runs_something_leads_nowhere(href):
    assert "href" not in stored(make_page(body_sv=f'<p><a href="{href}">x</a></p>'))


@pytest.mark.parametrize("href", GOOD_LINKS)
def test_a_link_that_leads_somewhere_stays(href):
    assert f'href="{href}"' in stored(make_page(body_sv=f'<p><a href="{href}">x</a></p>'))


def test_what_the_editor_can_write_stays_as_it_is():
    assert stored(make_page(body_sv=KEPT)) == KEPT


def test_to_clean_again_changes_nothing():
    page = make_page(body_sv=HOSTILE + KEPT)
    once = stored(page)
    page.save()
    assert stored(page) == once


def test_a_single_column_saved_by_itself_is_cleaned():
    page = make_page()
    page.body_en = HOSTILE
    page.save(update_fields=["body_en"])
    assert stored(page, "body_en") == "<p>Text</p>"


def test_what_is_cleaned_is_what_the_page_shows(client):
    page = make_page(body_sv=f"{HOSTILE}<p>Efteråt.</p>")
    html = ask(client, page)
    assert "<p>Efteråt.</p>" in html
    assert "x()" not in html


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("empty", ["", None])
@pytest.mark.parametrize("make", [make_page, make_fact_box])
def test_a_missing_text_is_not_filled_with_the_swedish_one(language, empty, make):
    with translation.override(language):
        made = make(body_sv="<p>Svenska.</p>", body_en=empty)
        made.title_sv = "Ny rubrik"
        made.save()
    assert stored(made, "body_sv") == "<p>Svenska.</p>"
    assert not stored(made, "body_en")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("make", [make_page, make_fact_box])
def test_each_language_keeps_its_own_text_whoever_saves(language, make):
    with translation.override(language):
        made = make(body_sv="<p>Svenska.</p>", body_en="<p>English.</p>")
        made.save()
    assert stored(made, "body_sv") == "<p>Svenska.</p>"
    assert stored(made, "body_en") == "<p>English.</p>"
