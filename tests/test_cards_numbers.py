"""The short page of numbers in a language that the site is not in."""

from datetime import time

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from services.models import CardLanguage, Door, HoursKind, SpokenLanguage, SupportLineHours
from tests.factories import make_card_language, make_staff, make_support_line, make_target_group

pytestmark = pytest.mark.django_db
PAGE = "/numbers/ar/"
LINK = '<a href="/numbers/ar/" hreflang="ar" lang="ar" dir="rtl">name ar</a>'


@pytest.fixture
def arabic() -> CardLanguage:
    make_card_language("sv")
    return make_card_language("ar", right_to_left=True)


def test_it_is_there_and_in_every_header_when_confirmed(client: Client, arabic: object) -> None:
    for address in ("/sv/", "/en/", "/en/services/", "/en/nothing/"):
        assert LINK in client.get(address).text
    html = client.get(PAGE).text
    assert '<html lang="ar" dir="rtl">' in html
    assert '<a class="phone" href="tel:112"><bdi dir="ltr">112</bdi></a>' in html
    assert "<h1>numbers ar</h1>" in html


def test_confirming_it_is_publishing_it_in_the_admin(client: Client, arabic: CardLanguage) -> None:
    arabic.publish_at = None
    arabic.save()
    assert client.get(PAGE).status_code == 404
    assert LINK not in client.get("/sv/").text
    client.force_login(make_staff(language="en"))
    address = "/admin/services/cardlanguage/"
    assert (
        "To show the language is to confirm it" in client.get(f"{address}{arabic.pk}/change/").text
    )
    client.post(address, {"action": "publish_now", "_selected_action": arabic.pk})
    assert client.get(PAGE).status_code == 200
    assert LINK in client.get("/sv/").text


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_language_of_the_site_has_no_such_page(client: Client, code: str) -> None:
    make_card_language(code)
    assert client.get(f"/numbers/{code}/").status_code == 404
    assert "/numbers/" not in client.get("/sv/").text


def test_a_language_without_a_title_for_it_has_none(client: Client) -> None:
    make_card_language("ar", numbers_title="")
    assert client.get(PAGE).status_code == 404
    assert "/numbers/" not in client.get("/sv/").text


@pytest.mark.parametrize("code", ["so", "AR", "x" * 200, "ar%00"])
def test_other_addresses_lead_nowhere(client: Client, arabic: object, code: str) -> None:
    assert client.get(f"/numbers/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ({"interpreters": True}, True),
        ({"speaks": ["ar"]}, True),
        ({"speaks": ["sv"]}, False),
        ({}, False),
        ({"interpreters": True, "verified_on": None}, False),
        ({"interpreters": True, "publish_at": None}, False),
        ({"interpreters": True, "doors": [Door.PROFESSIONAL]}, False),
        ({"interpreters": True, "doors": [Door.PROFESSIONAL, None]}, True),
        ({"interpreters": True, "doors": [Door.SUBJECTED]}, True),
    ],
)
def test_it_has_checked_lines_that_one_can_speak_with(
    client: Client, arabic: object, line: dict, is_shown: bool
) -> None:
    for code in ("sv", "ar"):
        names = {"name_sv": code, "name_en": code}
        SpokenLanguage.objects.get_or_create(code=code, defaults=names)
    speaks = SpokenLanguage.objects.filter(code__in=line.pop("speaks", []))
    groups = [make_target_group(door=door) for door in line.pop("doors", [])]
    make_support_line(languages=list(speaks), target_groups=groups, **line)
    assert ("Stödlinjen" in client.get(PAGE).text) == is_shown


def test_112_stands_by_itself_and_once(client: Client, arabic: object) -> None:
    make_support_line(phone="112", name_sv="Nödnumret", interpreters=True, right_now=True)
    html = client.get(PAGE).text
    assert "Nödnumret" not in html
    assert html.count('href="tel:112"') == 1


def test_what_is_swedish_says_so_and_numbers_run_left_to_right(
    client: Client, arabic: object
) -> None:
    line = make_support_line(interpreters=True, hours_kind=HoursKind.WEEKLY)
    SupportLineHours.objects.create(line=line, weekday=0, opens=time(8), closes=time(17))
    html = client.get(PAGE).text
    assert '<h2 class="line-name" lang="sv"><bdi>Stödlinjen</bdi></h2>' in html
    assert '<bdi dir="ltr">040-628 04 00</bdi>' in html
    assert '<bdi>الاثنين</bdi> <bdi dir="ltr">\u20668.00–17.00\u2069</bdi>' in html
    with override("sv"):
        i_speak = gettext("I speak %(language)s.") % {"language": "språket ar"}
    assert f"need_interpreter sv <strong>{i_speak}</strong>" in html
    # Ways to the site, each in its own language.
    assert '<a href="/en/" hreflang="en" lang="en" dir="ltr">English</a>' in html


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(
    client: Client, arabic: object, django_assert_num_queries: object, many: int
) -> None:
    for _number in range(many):
        line = make_support_line(interpreters=True, hours_kind=HoursKind.WEEKLY)
        SupportLineHours.objects.create(line=line, weekday=0, opens=time(8), closes=time(17))
    # The language, the Swedish phrases, the lines, their hours and their exceptions; the page on
    # safer browsing beside the way out.
    with django_assert_num_queries(6):
        assert client.get(PAGE).status_code == 200
