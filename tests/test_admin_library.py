"""Uploads: only in the library, and only what it can use; the reason is given."""

from io import BytesIO

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.urls import reverse
from PIL import Image as Picture

from publishing.models import Document, Image
from tests.admin_forms import form_data
from tests.factories import make_document, make_image, make_staff
from tests.test_admin_pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(make_staff())
    return client


def picture(kind="PNG", size=(40, 30), **options) -> bytes:
    out = BytesIO()
    Picture.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def upload(staff, model, data: bytes, name: str, **texts):
    url = address(model, "add")
    file = SimpleUploadedFile(name, data)
    return staff.post(url, form_data(staff.get(url)) | texts | {"file": file})


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BOMB = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x02\x00\x00\x00"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SVG, "logo.svg"),
        (SVG, "logo.png"),
        (b"%PDF-1.7", "picture.jpg"),
        (b"GIF89a", "picture.gif"),
        (picture("GIF"), "picture.png"),
        (picture()[:60], "cut.png"),
        (BOMB, "bomb.png"),
        (b"", "empty.png"),
    ],
)
def test_that_what_is_no_picture_is_refused_with_the_reason(staff, data, name):
    response = upload(staff, Image, data, name, alt_sv="En bild", alt_en="A picture")
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["file"]
    assert form_data(response)["alt_en"] == "A picture"
    assert not Image.objects.exists()


def test_that_a_picture_is_added_whatever_its_name(staff):
    response = upload(staff, Image, picture("JPEG"), "bild.dat", alt_sv="En bild")
    assert response.status_code == 302
    assert Image.objects.get().file.name.endswith(".jpg")


def test_that_the_same_picture_is_not_added_twice(staff):
    upload(staff, Image, picture(), "a.png", alt_sv="En bild")
    response = upload(staff, Image, picture(), "b.png", alt_sv="Samma bild")
    assert list(response.context["adminform"].form.errors) == ["file"]


@pytest.mark.parametrize("data", [b"MZ program", picture(), b""])
def test_that_what_is_no_pdf_is_refused_with_the_reason(staff, data):
    response = upload(staff, Document, data, "broschyr.pdf", name_sv="Broschyr")
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["file"]
    assert form_data(response)["name_sv"] == "Broschyr"


def test_that_a_pdf_is_added(staff):
    response = upload(staff, Document, b"%PDF-1.7 text", "broschyr.pdf", name_sv="Broschyr")
    assert response.status_code == 302
    assert Document.objects.get().size == 13


def test_that_the_text_is_changed_without_a_new_upload(staff):
    image = make_image()
    url = address(Image, "change", image.pk)
    before = image.digest
    response = staff.post(url, form_data(staff.get(url)) | {"alt_sv": "En annan text"})
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.alt_sv, image.digest) == ("En annan text", before)


@pytest.mark.parametrize("make", [make_image, make_document])
def test_that_staff_see_a_file_that_visitors_do_not(staff, client, make):
    made = make(publish_at=None)
    url = reverse(f"admin:publishing_{made._meta.model_name}_file", args=[made.pk])
    assert url in staff.get(address(type(made), "change", made.pk)).content.decode()
    response = staff.get(url)
    with made.file.open() as file:
        assert b"".join(response.streaming_content) == file.read()
    client.force_login(make_staff(is_superuser=False))
    assert client.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302


def test_that_files_are_uploaded_nowhere_else():
    with_files = {
        model
        for one in admin.site._registry.values()
        for model in (one.model, *(inline.model for inline in one.inlines))
        if any(isinstance(field, FileField) for field in model._meta.fields)
    }
    assert with_files == {Image, Document}
