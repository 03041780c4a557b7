"""What a service's page adds for paper."""

from html import unescape

import pytest
import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from malmo_trygghet.stylesheet import stylesheet
from services.models import Standing
from services.qr import qr_svg
from tests.factories import make_service, make_topic

pytestmark = pytest.mark.django_db
WARNING = "A piece of paper can be found. You can write down the number instead."


def paper(service: object) -> str:
    with override("en"):
        context = {"service": service, "standing": service.standing()}
        return render_to_string("services/partials/paper.html", context)


def test_a_service_has_its_address_in_full_and_as_a_code() -> None:
    html = paper(make_service())
    address = f"{settings.SITE_URL}/en/services/the-counselling-service/"
    assert address in html
    assert qr_svg(address) in html
    assert 'href="/en/services/the-counselling-service/card/"' in html


@pytest.mark.parametrize("why", ["itself", "topic", "umbrella"])
def test_a_sensitive_service_has_no_code_and_a_warning(why: str) -> None:
    own = {"sensitive": True} if why == "itself" else {}
    topics = [make_topic(sensitive=True)] if why == "topic" else []
    parent = make_service(sensitive=True) if why == "umbrella" else None
    html = paper(make_service(name_en="Help", topics=topics, parent=parent, **own))
    assert "<svg" not in html
    assert settings.SITE_URL not in html
    assert WARNING in html


def test_an_ended_service_offers_no_card() -> None:
    service = make_service(ended_on="2020")
    assert service.standing() is Standing.ENDED
    assert "/card/" not in paper(service)


def test_a_code_is_drawn_without_styles_and_says_the_address() -> None:
    drawing = qr_svg("https://example.org/sv/verksamheter/samtalsstodet/")
    assert "style" not in drawing
    assert drawing.startswith("<svg")
    # Drawn over rows of modules, as the library itself reads them.
    modules = segno.make_qr("https://example.org/sv/verksamheter/samtalsstodet/", error="m").matrix
    assert f'viewBox="0 0 {len(modules) + 8} {len(modules) + 8}"' in unescape(drawing)


def test_addresses_on_paper_are_completed_with_the_sites_own() -> None:
    assert stylesheet("https://example.org").startswith(':root{--site:"https://example.org"}')
