"""What the Nu HTML checker has to say about the public pages, all of them in one run."""

import pytest
from django.test import RequestFactory

from malmo_trygghet import views
from tests.crawl import PublicSite
from tests.nu import nu_faults

pytestmark = pytest.mark.django_db


def test_every_page_is_valid_html(public_site: PublicSite, rf: RequestFactory):
    answers = [*public_site.pages, *public_site.missing.values()]
    documents = {answer.path: answer.html for answer in answers}
    documents["500"] = views.server_error(rf.get("/")).content.decode()
    assert nu_faults(documents) == []
