"""The card for the wallet: what it says, for whom, and in which languages."""

import re
from datetime import time

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from services.cards import short_week
from services.models import (
    ContactPointHours,
    Door,
    HoursKind,
    SupportLine,
    SupportLineHours,
)
from tests.factories import (
    make_card_language,
    make_contact_point,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db
#: In the Swedish of the site, whatever the page is in.
with override("sv"):
    I_SPEAK = gettext("I speak %(language)s.") % {"language": "språket en"}
WARNING = "A piece of paper can be found. You can write down the number instead."


@pytest.fixture(autouse=True)
def languages() -> None:
    make_card_language("sv")
    make_card_language("en")


def card(client: Client, service: object, query: str = "", code: str = "en") -> str:
    """The HTML of the card's page, in English unless told."""
    with override(code):
        address = f"{service.get_absolute_url()}{'kort' if code == 'sv' else 'card'}/{query}"
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.text


def sides(html: str) -> list[str]:
    """The words of each side, between single spaces."""
    found = re.findall(r'<div class="wallet-side".*?</div>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", side).split()) for side in found]


def test_it_shows_the_readers_language_beside_swedish(client: Client) -> None:
    point = make_contact_point(hours_kind=HoursKind.ALWAYS)
    english, swedish = sides(card(client, point.service))
    assert english == (
        "The counselling service call en 040-628 04 01 hours en: day_and_night en "
        "need_interpreter en danger en"
    )
    assert swedish == (
        "Samtalsstödet call sv 040-628 04 01 hours sv: day_and_night sv "
        f"need_interpreter sv {I_SPEAK} danger sv"
    )


def test_swedish_alone_has_one_side_and_asks_for_no_interpreter(client: Client) -> None:
    point = make_contact_point()
    [side] = sides(card(client, point.service, "?l=sv"))
    assert "need_interpreter" not in side


def test_a_language_that_the_site_lacks_is_chosen_by_its_code(client: Client) -> None:
    make_card_language("ar", right_to_left=True)
    point = make_contact_point(hours_kind=HoursKind.WEEKLY)
    for day in range(5):
        ContactPointHours.objects.create(
            contact_point=point, weekday=day, opens=time(8), closes=time(17)
        )
    html = card(client, point.service, "?l=ar")
    assert '<div class="wallet-side" lang="ar" dir="rtl">' in html
    assert '<bdi lang="sv">Samtalsstödet</bdi>' in html
    assert "الاثنين–الجمعة" in html
    # Left to right, whatever stands around it.
    assert '<bdi dir="ltr">8.00–17.00</bdi>' in html
    assert '<bdi dir="ltr">040-628 04 01</bdi>' in html
    assert sides(html)[1].count("måndag–fredag 8.00–17.00") == 1


def test_days_are_in_swedish_where_nobody_has_taught_django_the_language(client: Client) -> None:
    make_card_language("xyz")
    point = make_contact_point(hours_kind=HoursKind.WEEKLY)
    ContactPointHours.objects.create(contact_point=point, weekday=2, opens=time(9), closes=time(0))
    html = card(client, point.service, "?l=xyz")
    assert '<bdi lang="sv">onsdag</bdi> <bdi dir="ltr">9.00–24.00</bdi>' in html


@pytest.mark.parametrize("query", ["?l=de", "?l=", "?l=ar", "?n=7&n=x", "?l=%00", "?q=1"])
def test_unknown_choices_are_ignored(client: Client, query: str) -> None:
    # Arabic is there, but nobody has confirmed it.
    make_card_language("ar", publish_at=None)
    html = card(client, make_contact_point().service, query)
    assert [side.count("call en") for side in sides(html)] == [1, 0]
    assert "name ar" not in html


def test_a_sensitive_card_has_no_name_and_a_warning_before_it(client: Client) -> None:
    service = make_service(
        sensitive=True,
        discreet_title_sv="Samtal",
        discreet_title_en="Talk",
        discreet_slug_en="talk",
    )
    point = make_contact_point(service=service, hours_kind=HoursKind.ALWAYS)
    html = card(client, service)
    assert sides(html) == [
        "call en 040-628 04 01 hours en: day_and_night en need_interpreter en",
        f"call sv 040-628 04 01 hours sv: day_and_night sv need_interpreter sv {I_SPEAK}",
    ]
    assert html.index(WARNING) < html.index('class="wallet-side"')
    assert "<title>A card for your wallet: Talk" in html
    assert point.name_en not in html


def test_a_card_that_is_not_sensitive_has_no_warning(client: Client) -> None:
    assert WARNING not in card(client, make_contact_point().service)


def test_without_a_checked_number_the_fallback_answers(client: Client) -> None:
    line = make_support_line(phone="040-628 04 99")
    service = make_service(fallback_line=line)
    make_contact_point(service=service, verified_on=None)
    html = card(client, service)
    assert sides(html)[0].startswith(
        "The counselling service The support line call en 040-628 04 99"
    )
    assert "040-628 04 01" not in html


def test_the_umbrellas_fallback_answers_last(client: Client) -> None:
    umbrella = make_service(name_en="Umbrella", fallback_line=make_support_line())
    assert "040-628 04 00" in sides(card(client, make_service(parent=umbrella)))[0]


@pytest.mark.parametrize(
    "line",
    [{"verified_on": None}, {"publish_at": None}, {"door": Door.SUBJECTED}],
    ids=["not checked", "not published", "for the other side of violence"],
)
def test_a_line_that_must_not_answer_gives_no_card(client: Client, line: dict) -> None:
    groups = [make_target_group(door=line.pop("door"))] if "door" in line else []
    service = make_service(fallback_line=make_support_line(target_groups=groups, **line))
    service.audiences.create(target_group=make_target_group(door=Door.USES_VIOLENCE))
    html = card(client, service)
    assert sides(html) == []
    assert "there is no card" in html


def test_the_number_of_the_other_way_in_can_be_chosen(client: Client) -> None:
    first = make_contact_point(door=Door.SUBJECTED, rank=1)
    other = make_contact_point(
        service=first.service, door=Door.USES_VIOLENCE, rank=2, phone="040-628 04 02"
    )
    html = card(client, first.service)
    # Nothing to print until the reader has said whose card it is.
    assert sides(html) == []
    assert 'href="?l=en&amp;d=1"' in html
    assert 'href="?l=en&amp;d=3"' in html
    for query in ("?d=3", f"?d=3&n={first.pk}", f"?d=3&n={other.pk}"):
        assert "040-628 04 02" in sides(card(client, first.service, query))[0]
    assert "040-628 04 01" in sides(card(client, first.service, "?d=1"))[0]
    assert sides(card(client, first.service, "?d=2")) == []


def test_the_line_of_a_card_is_one_that_answers_at_any_hour(client: Client) -> None:
    """Also when the named one is open as the card is printed."""
    topic, group = make_topic(), make_target_group()
    office = make_support_line(hours_kind=HoursKind.WEEKLY)
    for day in range(7):
        SupportLineHours.objects.create(line=office, weekday=day, opens=time(0), closes=time(0))
    make_support_line(phone="112", hours_kind=HoursKind.ALWAYS, right_now=True)
    make_support_line(
        phone="040-628 04 99",
        hours_kind=HoursKind.ALWAYS,
        topics=[topic],
        target_groups=[group],
    )
    service = make_service(topics=[topic], fallback_line=office)
    service.audiences.create(target_group=group)
    [english, _swedish] = sides(card(client, service))
    assert "call en 040-628 04 99 hours en: day_and_night en" in english
    # One that is for children alone goes after one for all.
    service.audiences.update(min_age=16, max_age=25)
    SupportLine.objects.filter(phone="040-628 04 99").update(max_age=17)
    assert "call en 040-628 04 00" in sides(card(client, service))[0]


def test_nobody_gets_the_card_of_the_other_side(client: Client) -> None:
    topic, harmed = make_topic(), make_target_group()
    using = make_target_group(door=Door.USES_VIOLENCE)
    office = make_support_line()
    make_support_line(
        phone="040-628 04 99", hours_kind=HoursKind.ALWAYS, topics=[topic], target_groups=[harmed]
    )
    service = make_service(topics=[topic], fallback_line=office)
    for group in (harmed, using):
        service.audiences.create(target_group=group)
    asking = card(client, service)
    assert sides(asking) == []
    assert "040-628 04 99" not in asking
    assert "040-628 04 99" in sides(card(client, service, "?d=1"))[0]
    assert "040-628 04 00" in sides(card(client, service, "?d=3"))[0]
    assert "040-628 04 99" not in card(client, service, "?d=3")


def test_where_the_page_is_swedish_the_card_is_in_another_language_too(client: Client) -> None:
    service = make_contact_point().service
    html = card(client, service, code="sv")
    assert [side.count("call en") for side in sides(html)] == [1, 0]
    first_choice = re.search(r'href="\?l=(\w+)"', html)
    assert first_choice[1] == "en"
    assert [side.split()[0] for side in sides(card(client, service, "?l=sv", code="sv"))] == [
        "Samtalsstödet"
    ]


def test_a_swedish_card_does_not_promise_what_to_say(client: Client) -> None:
    service = make_contact_point(service=make_service(sensitive=True)).service
    assert "the hours and what to say" in card(client, service)
    assert "what to say" not in card(client, service, "?l=sv")


def test_an_ended_service_has_its_page_and_no_card(client: Client) -> None:
    service = make_service(ended_on="2020")
    with override("en"):
        page = service.get_absolute_url()
    answer = client.get(f"{page}card/")
    assert (answer.status_code, answer["Location"]) == (302, page)


def test_an_address_in_the_other_language_leads_on(client: Client) -> None:
    service = make_contact_point().service
    answer = client.get("/en/services/samtalsstodet/card/")
    with override("en"):
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"{service.get_absolute_url()}card/",
        )


def test_an_unpublished_service_has_no_card(client: Client) -> None:
    make_service(publish_at=None)
    assert client.get("/en/services/the-counselling-service/card/").status_code == 404


def test_without_the_swedish_phrases_there_is_no_card(client: Client) -> None:
    service = make_contact_point().service
    for language in list(service._meta.apps.get_model("services.CardLanguage").objects.all()):
        language.delete()
    with override("en"):
        assert client.get(f"{service.get_absolute_url()}card/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(client: Client, django_assert_num_queries: object, many: int) -> None:
    umbrella = make_service(
        name_en="Umbrella", name_sv="Paraply", fallback_line=make_support_line()
    )
    service = make_service(parent=umbrella, fallback_line=make_support_line())
    for number in range(many):
        point = make_contact_point(service=service, hours_kind=HoursKind.WEEKLY)
        ContactPointHours.objects.create(
            contact_point=point, weekday=number, opens=time(8), closes=time(9)
        )
        service.audiences.create(target_group=make_target_group())
        make_card_language(f"x{number}")
    with override("en"):
        address = f"{service.get_absolute_url()}card/"
    with django_assert_num_queries(QUERIES):
        assert client.get(address).status_code == 200


#: The service, its umbrella, contact points with hours, audiences, topics, card languages, and all
#: lines with hours, exceptions, groups and topics; around it notices, menus and what else is there.
QUERIES = 16


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ([], []),
        ([(0, time(8), time(17))], [("måndag", "8.00–17.00")]),
        (
            [(day, time(8), time(17)) for day in range(5)] + [(5, time(10), time(0))],
            [("måndag–fredag", "8.00–17.00"), ("lördag", "10.00–24.00")],
        ),
        (
            [(0, time(13), time(15)), (0, time(9), time(12)), (2, time(9), time(12))],
            [("måndag", "9.00–12.00, 13.00–15.00"), ("onsdag", "9.00–12.00")],
        ),
        (
            [(6, time(9), time(12)), (0, time(9), time(12))],
            [("måndag", "9.00–12.00"), ("söndag", "9.00–12.00")],
        ),
    ],
)
def test_a_week_without_a_word_between(slots: list, words: list) -> None:
    with override("sv"):
        assert short_week(slots) == words
