"""The admin's own safety: its policy, its scripts, and who may do what."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from services.models import Service
from tests.admin_forms import form_data
from tests.factories import make_service, make_staff
from tests.test_admin_pages import address

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"


def pages(service) -> list[str]:
    return [
        reverse("admin:index"),
        reverse("admin:my_settings"),
        reverse("admin:password_change"),
        reverse("admin:jsi18n"),
        address(Service, "changelist"),
        address(Service, "add"),
        address(Service, "change", service.pk),
        address(Service, "delete", service.pk),
        address(Service, "history", service.pk),
    ]


def test_that_no_page_of_the_admin_may_run_or_style_what_is_not_its_own(client):
    service = make_service()
    sign_in = client.get(reverse("admin:login"))
    client.force_login(make_staff())
    for response in [sign_in, *(client.get(url) for url in pages(service))]:
        assert response.status_code == 200
        policy = response[HEADER]
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy


def test_that_only_the_import_map_is_a_script_in_a_page_and_carries_the_nonce(client):
    client.force_login(make_staff())
    response = client.get(address(Service, "change", make_service().pk))
    html = response.content.decode()
    nonce = re.search(r"'nonce-([^']+)'", response[HEADER]).group(1)
    inline = re.findall(r"<script(?![^>]* src=)([^>]*)>", html)
    running = [attributes for attributes in inline if "application/json" not in attributes]
    assert running == [f' type="importmap" nonce="{nonce}"']
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=", html)


def test_that_the_nonce_is_new_for_every_page(client):
    client.force_login(make_staff())
    url = address(Service, "add")
    assert client.get(url)[HEADER] != client.get(url)[HEADER]


def test_that_everybody_else_is_asked_to_sign_in(client):
    service = make_service()
    signs_in = reverse("admin:login")
    not_staff = make_staff(is_staff=False, is_superuser=False)
    for url in pages(service):
        if url == reverse("admin:jsi18n"):
            continue
        client.logout()
        assert client.get(url).url.startswith(signs_in)
        client.force_login(not_staff)
        assert client.get(url).url.startswith(signs_in)


def test_that_the_sign_in_page_keeps_nothing_in_the_browser(client):
    assert b"<script" not in client.get(reverse("admin:login")).content


def test_that_signing_in_works_and_a_wrong_password_keeps_the_name(client):
    somebody = make_staff(username="anna")
    somebody.set_password("en-lång-hemlighet")
    somebody.save()
    url = reverse("admin:login")
    refused = client.post(url, {"username": "anna", "password": "fel"})
    assert b'value="anna"' in refused.content
    accepted = client.post(url, {"username": "anna", "password": "en-lång-hemlighet"})
    assert accepted.status_code == 302


@pytest.fixture
def editor(client):
    """Signed in as somebody whose group may change services, and nothing else."""
    group = Group.objects.create(name="Redaktörer")
    group.permissions.set(Permission.objects.filter(codename="change_service"))
    somebody = make_staff(is_superuser=False)
    somebody.groups.add(group)
    client.force_login(somebody)
    return client


def test_that_who_may_change_a_form_may_change_its_rows(editor):
    service = make_service()
    url = address(Service, "change", service.pk)
    row = {
        "safety_facts-TOTAL_FORMS": "1",
        "safety_facts-0-question": "free",
        "safety_facts-0-answer": "True",
    }
    assert editor.post(url, form_data(editor.get(url)) | row).status_code == 302
    assert service.safety_facts.count() == 1


def test_that_an_editor_has_no_way_to_what_is_not_theirs(editor):
    assert editor.get(address(Service, "add")).status_code == 403
    assert editor.get("/admin/publishing/staffuser/").status_code == 403
    assert editor.get("/admin/events/event/").status_code == 403
    shown = [app["app_label"] for app in editor.get(reverse("admin:index")).context["app_list"]]
    assert shown == ["services"]


def test_that_who_may_only_look_sees_the_form_without_fields(client):
    reader = make_staff(is_superuser=False)
    reader.user_permissions.add(Permission.objects.get(codename="view_service"))
    client.force_login(reader)
    response = client.get(address(Service, "change", make_service().pk))
    assert response.status_code == 200
    assert 'name="name_sv"' not in response.content.decode()
    assert 'name="_save"' not in response.content.decode()


def test_that_a_group_s_rights_are_chosen_in_plain_words(client):
    client.force_login(make_staff())
    url = reverse("admin:auth_group_add")
    change = Permission.objects.get(codename="change_service")
    response = client.get(url)
    assert "Verksamheter" in response.content.decode()
    data = form_data(response) | {"name": "Redaktörer", "permissions": [change.pk]}
    assert client.post(url, data).status_code == 302
    assert list(Group.objects.get().permissions.all()) == [change]
