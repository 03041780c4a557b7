"""Documents are PDF, whatever their names say, and are sent as downloads and nothing else."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from publishing.models import Document
from publishing.models.document import MAX_BYTES
from tests.factories import make_document, make_press_release
from tests.visits import hrefs, read, visit

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 something"


def download(client, document, query: str = ""):
    response = client.get(document.get_absolute_url() + query)
    response.getvalue()
    return response


def test_a_document_is_sent_whole(client):
    document = make_document(file=ContentFile(PDF, "a.pdf"))
    assert client.get(document.get_absolute_url()).getvalue() == PDF


def test_a_document_is_a_download_that_nothing_runs_in(client):
    response = download(client, make_document(name_sv="Broschyr"))
    assert response["Content-Disposition"] == 'attachment; filename="Broschyr.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "name"), [("", "Broschyr"), ("?lang=en", "Leaflet"), ("?lang=xx", "Broschyr")]
)
def test_the_file_is_named_in_the_language_asked_for(client, query, name):
    disposition = download(client, make_document(), query)["Content-Disposition"]
    assert disposition == f'attachment; filename="{name}.pdf"'


@pytest.mark.parametrize("name", ["Råd & stöd", 'Citat "så"', "../../etc/passwd", "a;b", "日本"])
def test_no_name_breaks_the_header(client, name):
    disposition = download(client, make_document(name_sv=name))["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert "\n" not in disposition


def test_its_own_name_is_not_that_of_the_file_that_was_uploaded(uploads):
    make_document(file=ContentFile(PDF, "hemligt namn.pdf"))
    [stored] = [path for path in uploads.rglob("*") if path.is_file()]
    assert stored.name == f"{hashlib.sha256(PDF).hexdigest()}.pdf"


def test_a_release_links_its_documents_with_their_kind_and_size(client):
    document = make_document(file=ContentFile(PDF + b" " * 2048, "a.pdf"))
    release = make_press_release(documents=[document])
    assert document.get_absolute_url() in hrefs(visit(client, release))
    assert "Broschyr (PDF, 2,0 kB)" in read(client, release).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "data", [b"", b"PDF-1.7", b" %PDF-1.7", b"<html>%PDF-", b"MZ\x90\x00", b"\x89PNG\r\n"]
)
def test_what_is_no_pdf_is_refused_with_the_reason_and_never_stored(uploads, data):
    with pytest.raises(ValidationError, match="ingen PDF"):
        make_document(file=ContentFile(data, "leaflet.pdf"))
    assert not Document.objects.exists()
    assert not [path for path in uploads.rglob("*") if path.is_file()]


def test_a_document_that_is_too_big_is_refused_with_the_limit():
    big = Document(name_sv="Stor", file=ContentFile(PDF + b" " * MAX_BYTES, "big.pdf"))
    with pytest.raises(ValidationError, match="högst 20 MB"):
        big.full_clean()


def test_the_same_document_is_refused_the_second_time():
    make_document(file=ContentFile(PDF, "a.pdf"))
    second = Document(name_sv="Igen", file=ContentFile(PDF, "b.pdf"))
    with pytest.raises(ValidationError, match="finns redan"):
        second.full_clean()


@pytest.mark.parametrize("path", ["/media/documents/", "/media/images/", "/media/"])
def test_the_library_cannot_be_listed(client, path):
    assert client.get(path).status_code == 404


def test_no_file_is_found_by_where_it_is_stored(client):
    document = make_document()
    assert client.get(f"/media/{document.file.name}").status_code == 404
