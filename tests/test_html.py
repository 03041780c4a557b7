"""What the Nu HTML checker has to say about the public pages, all of them in one run."""

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from malmo_trygghet import content, feedback_views, views
from malmo_trygghet.content_loader import load
from malmo_trygghet.rate_limit import HourlyLimit
from malmo_trygghet.search.known_words import known_words
from services.models import CardLanguage
from tests.crawl import PublicSite
from tests.nu import nu_faults

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
SEARCHES = (
    "",
    "stöd",
    "han slår mig",
    "valdtekt",
    "kvinofredzlanjen",
    "xyxyxyxy",
    "och i på",
    "عنف",
    "\u202eabc\x00\x1b",
    "😀",
    '<b>"&',
    "våld " * 2_000,
)


def test_every_page_is_valid_html(public_site: PublicSite, rf: RequestFactory):
    answers = [*public_site.pages, *public_site.missing.values()]
    documents = {answer.path: answer.html for answer in answers}
    documents["500"] = views.server_error(rf.get("/")).content.decode()
    assert nu_faults(documents) == []


def test_what_answers_to_visitors_is_valid_html(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searches, reports, and cards and numbers in a language that the site lacks."""
    known_words.forget()
    load(content.read())
    CardLanguage.objects.update(publish_at=timezone.now())
    monkeypatch.setattr(feedback_views, "LIMIT", HourlyLimit(each=1, overall=1))
    documents = {}

    def keep(name: str, answer: object, status: int = 200) -> None:
        assert answer.status_code == status, name
        documents[name] = answer.content.decode()

    for words in SEARCHES:
        for place in ("/sv/sok/", "/en/search/"):
            sent = {"q": words, "shown": "30"}
            keep(f"{place} {words[:20]!a}", client.post(place, sent, headers=HERE))
    for place in ("/sv/verksamheter/plattform-malmo/kort/", "/en/services/plattform-malmo/card/"):
        keep(f"{place} ar", client.get(place, {"l": "ar"}))
    keep("numbers", client.get("/numbers/ar/"))
    report = "/sv/fel-pa-sidan/"
    keep("wrong", client.post(report, {"text": "x" * 2_001, "faults": "?"}, headers=HERE))
    keep("elsewhere", client.post(report, {"text": "<b>"}), 403)
    assert client.post(report, {"text": "he hits me"}, headers=HERE).status_code == 303
    keep("too often", client.post(report, {"text": "<b>"}, headers=HERE), 429)
    keep("thanks", client.get(f"{report}tack/"))
    keep("help", client.get(f"{report}tack/2/"))
    known_words.forget()
    assert nu_faults(documents) == []
