"""Every list and form of the admin opens, in both languages, without a query per row."""

import re
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event, Occurrence
from malmo_trygghet.models import (
    AccessibilityStatement,
    AddressLogging,
    Feedback,
    LeaveTarget,
    LoadedContent,
    Notice,
    Operator,
    Page,
    Posting,
    Synonym,
)
from press.models import FactBox, MediaContact, PressRelease
from publishing.models import Document, Image, PastSlug, StaffUser
from services.models import (
    CardLanguage,
    ContactPoint,
    GuideAnswer,
    GuideQuestion,
    Organisation,
    Place,
    Service,
    SpokenLanguage,
    SupportLine,
    TargetGroup,
    Topic,
)
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ("sv", "en")
numbers = count(1)
NOON = datetime(2026, 5, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def make_spoken_language():
    number = next(numbers)
    return SpokenLanguage.objects.create(code=f"x-{number}", name_sv="Finska", name_en="Finnish")


def the_question():
    return GuideQuestion.objects.first() or factories.make_guide_question()


#: How to make one of everything that staff work with, each with all that its row in a list names.
MAKERS = {
    Service: lambda: factories.make_service(parent=factories.make_service()),
    ContactPoint: factories.make_contact_point,
    SupportLine: factories.make_support_line,
    Organisation: lambda: factories.make_organisation(parent=factories.make_organisation()),
    Place: factories.make_place,
    TargetGroup: factories.make_target_group,
    Topic: factories.make_topic,
    SpokenLanguage: make_spoken_language,
    Event: lambda: factories.make_event(starts_at=NOON),
    PressRelease: lambda: factories.make_press_release(event=factories.make_event()),
    FactBox: lambda: factories.make_fact_box(organisation=factories.make_organisation()),
    MediaContact: factories.make_media_contact,
    Page: factories.make_page,
    Notice: factories.make_notice,
    Operator: factories.make_operator,
    AccessibilityStatement: factories.make_accessibility_statement,
    Image: factories.make_image,
    Document: factories.make_document,
    GuideQuestion: factories.make_guide_question,
    GuideAnswer: lambda: factories.make_guide_answer(question=the_question()),
    CardLanguage: lambda: factories.make_card_language(f"x-{next(numbers)}"),
    Synonym: factories.make_synonym,
    Feedback: factories.make_feedback,
    AddressLogging: factories.make_address_logging,
    StaffUser: factories.make_staff,
    Group: lambda: Group.objects.create(name=f"Grupp {next(numbers)}"),
}
every_model = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture(params=LANGUAGES)
def staff(request, client):
    """A client signed in as somebody who may do everything, in each language in turn."""
    client.force_login(factories.make_staff(language=request.param))
    client.language = request.param
    return client


def test_that_staff_work_with_every_model():
    assert set(admin.site._registry) == set(MAKERS)


def test_that_no_other_model_is_left_out():
    own = {
        model
        for label in ("services", "events", "press", "malmo_trygghet", "publishing")
        for model in apps.get_app_config(label).get_models()
    }
    inlines = {inline.model for one in admin.site._registry.values() for inline in one.inlines}
    written_by_code = {LeaveTarget, LoadedContent, Occurrence, PastSlug, Posting}
    assert own - set(MAKERS) - inlines == written_by_code


@every_model
@pytest.mark.parametrize("page", ["changelist", "add", "change", "delete", "history"])
def test_that_a_page_opens_in_the_language_of_the_staff_member(staff, model, page):
    made = MAKERS[model]()
    needs_object = page in ("change", "delete", "history")
    response = staff.get(address(model, page, *([made.pk] if needs_object else [])))
    # Only visitors write a report, and what was done is done.
    if (model, page) in {(Feedback, "add"), (AddressLogging, "delete")}:
        assert response.status_code == 403
        return
    assert response.status_code == 200
    html = response.content.decode()
    assert f'<html lang="{staff.language}"' in html
    assert len(re.findall("<h1", html)) == 1


@every_model
def test_that_a_list_asks_the_database_as_often_for_three_as_for_one(client, model):
    client.force_login(factories.make_staff())
    url = address(model, "changelist")
    client.get(url)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(url).status_code == 200
        return len(context)

    MAKERS[model]()
    for_one = queries()
    MAKERS[model]()
    MAKERS[model]()
    assert queries() == for_one


@pytest.mark.parametrize("url", ["index", "my_settings", "password_change"])
def test_that_the_other_pages_open(staff, url):
    response = staff.get(reverse(f"admin:{url}"))
    assert response.status_code == 200
    assert f'<html lang="{staff.language}"' in response.content.decode()


def test_that_the_start_page_puts_the_services_first_and_groups_beside_the_accounts(client):
    client.force_login(factories.make_staff())
    apps_shown = client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps_shown] == [
        "services", "events", "press", "malmo_trygghet", "publishing",
    ]  # fmt: skip
    assert [model["model"] for model in apps_shown[0]["models"]][:3] == [
        Service, ContactPoint, SupportLine,
    ]  # fmt: skip
    assert [model["model"] for model in apps_shown[-1]["models"]][-2:] == [StaffUser, Group]


def test_that_staff_choose_their_own_language(client):
    somebody = factories.make_staff(is_superuser=False)
    client.force_login(somebody)
    url = reverse("admin:my_settings")
    response = client.post(url, {"first_name": "", "last_name": "", "language": "en"}, follow=True)
    assert '<html lang="en"' in response.content.decode()
    somebody.refresh_from_db()
    assert somebody.language == "en"


def test_that_one_s_own_settings_give_nobody_more_rights(client):
    somebody = factories.make_staff(is_superuser=False)
    client.force_login(somebody)
    client.post(reverse("admin:my_settings"), {"language": "sv", "is_superuser": "on"})
    somebody.refresh_from_db()
    assert not somebody.is_superuser
