"""The directory as visitors get it: what is shown, and what it asks of the database."""

import re
from datetime import date, datetime, time
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from malmo_trygghet import content
from malmo_trygghet.content_loader import load
from services.models import Channel, Door, Question, SpokenLanguage
from tests.factories import (
    CHECKED,
    make_contact_point,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")
#: A Tuesday, at noon.
NOON = datetime(2026, 11, 24, 12, tzinfo=STOCKHOLM)
ADDRESS = "/sv/verksamheter/"


def page(client, query: str = "") -> str:
    """The page for *query*, as text."""
    response = client.get(f"{ADDRESS}?{query}" if query else ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def result(client, query: str = "") -> str:
    """What stands beside the form."""
    return page(client, query).split('class="directory-result"')[1].split("<footer")[0]


def words(html: str) -> str:
    """The words of *html*, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def option(html: str, kind: str, value: int) -> str:
    """The control of one choice with its label."""
    control = f'id="filter-{kind}-{value}"'
    assert html.count(control) == 1
    return re.search(f"<input[^>]*{control}.*?</label>", html, re.DOTALL)[0]


def make_full_service(number: int, **given: object) -> object:
    """A service with one of everything that choices ask about, open on Tuesdays."""
    group = make_target_group(name_sv=f"Grupp {number}", plain_name_sv=f"jag är grupp {number}")
    arabic, _made = SpokenLanguage.objects.get_or_create(
        code="ar", defaults={"name_sv": "arabiska", "name_en": "Arabic"}
    )
    service = make_service(
        name_sv=f"Hjälpen {number}",
        topics=[make_topic(name_sv=f"Ämne {number}", plain_name_sv=f"ämne {number}")],
        languages=[arabic],
        **given,
    )
    service.audiences.create(target_group=group, min_age=12)
    for question in (Question.FREE, Question.ANONYMOUS):
        service.safety_facts.create(question=question, answer=True, **CHECKED)
    point = make_contact_point(
        service=service, hours_kind="weekly", drop_in=True, languages=[arabic]
    )
    point.hours.create(weekday=1, opens=time(9), closes=time(16))
    point.exceptions.create(
        starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1), reason_sv="Flytt"
    )
    return service


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "asked"),
    [
        # Services, audiences, topics, facts, contact points with hours, exceptions and languages,
        # languages; then the frame: lines for right now, notices, menus and numbers abroad.
        ("", 13),
        # And the lines to call, with hours, exceptions, target groups and topics.
        ("y=16&l={language}&o=1&f=1&n=1&r=1", 18),
        ("d=1", 18),
        ("d=3&o=1&f=1", 18),
        ("v=a", 6),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_the_number_of_questions_to_the_database_is_constant(
    client, django_assert_num_queries, number, query, asked
):
    for each in range(number):
        parent = make_service(name_sv=f"Helheten {each}")
        service = make_full_service(each, parent=parent)
        make_support_line(
            target_groups=[row.target_group for row in service.audiences.all()],
            topics=service.topics.all(),
        )
    query = query.format(language=SpokenLanguage.objects.get().pk)
    page(client, query)
    with django_assert_num_queries(asked):
        page(client, query)


@time_machine.travel(NOON, tick=False)
def test_all_kinds_of_choice_can_be_combined(client):
    service = make_full_service(1)
    make_full_service(2)
    group, topic = service.audiences.get().target_group, service.topics.get()
    language = service.languages.get()
    query = f"d=1&a={group.pk}&t={topic.pk}&y=16&l={language.pk}&o=1&f=1&n=1&r=1"
    shown = words(result(client, query))
    assert "1 verksamhet" in shown or "1 service" in shown
    assert "Hjälpen 1" in shown
    assert "Hjälpen 2" not in shown
    assert "Hjälpen 1" not in words(result(client, query.replace("y=16", "y=11")).split("near")[0])


def test_title_and_heading_tell_nothing_of_what_is_chosen(client):
    service = make_full_service(1)
    group = service.audiences.get().target_group
    plain = page(client)
    heads = [
        re.findall(r"<title>.*?</title>|<h1.*?</h1>|<meta name=.description.*?>", html)
        for html in (plain, page(client, f"d=1&a={group.pk}"), page(client, "d=3"))
    ]
    assert len(heads[0]) == 3
    assert heads[0] == heads[1] == heads[2]


def test_each_choice_goes_by_itself_and_all_together(client):
    group = make_full_service(1).audiences.get().target_group
    shown = result(client, f"d=1&a={group.pk}&f=1")
    for rest in (f"a={group.pk}&amp;f=1", "d=1&amp;f=1", f"d=1&amp;a={group.pk}"):
        assert f'href="{ADDRESS}?{rest}"' in shown
    assert f'<a href="{ADDRESS}">' in shown.split("chosen-clear")[1]
    assert "chosen" not in result(client)


def test_the_other_language_keeps_what_is_chosen_and_nothing_else(client):
    group = make_full_service(1).audiences.get().target_group
    for query, kept in (
        (f"y=16&a={group.pk}&zz=1&t=x", f"?a={group.pk}&amp;y=16"),
        ("v=a&zz=1", "?v=a"),
        ("zz=1", ""),
    ):
        html = page(client, query)
        assert f'<a href="/en/services/{kept}" hreflang="en"' in html
        # Search engines are told of the one page, whatever is chosen on it.
        assert '/sv/verksamheter/">' in re.search(r'<link rel="canonical"[^>]*>', html)[0]


def test_whoever_does_not_know_what_to_choose_is_led_to_the_guided_help(client):
    assert 'href="/sv/hitta-ratt-hjalp/"' in page(client).split("<main")[1]
    assert 'href="/sv/hitta-ratt-hjalp/"' in page(client, "v=a").split("<main")[1]


@pytest.fixture
def shipped():
    load([each for each in content.read() if each.model._meta.app_label == "services"])


@pytest.mark.parametrize("door", Door)
def test_each_of_the_four_doors_leads_to_services_and_to_112(shipped, client, door):
    home = client.get("/sv/").content.decode()
    assert f'class="door" href="{ADDRESS}?d={door.value}"' in home
    shown = result(client, f"d={door.value}")
    assert 'class="tree"' in shown
    assert 'href="tel:112"' in shown.split('id="lines"')[1]


@pytest.mark.parametrize("door", [Door.SUBJECTED, Door.USES_VIOLENCE])
def test_what_a_service_is_about_is_put_to_both_sides_in_words_that_fit_both(shipped, client, door):
    """A service for both sides is about both; "I want to stop" is no word for who is harmed."""
    question = page(client, f"d={door.value}").split('aria-labelledby="filter-t"')[1]
    offered = words(question.split("</details>")[0])
    assert "Att sluta skada andra" in offered
    assert "Jag vill sluta" not in offered


def test_the_form_keeps_what_is_chosen_and_says_what_the_rest_would_leave(client):
    first, second = make_full_service(1), make_full_service(2)
    groups = [each.audiences.get().target_group for each in (first, second)]
    html = page(client, f"a={groups[0].pk}&y=16")
    assert " checked" in option(html, "a", groups[0].pk)
    other = option(html, "a", groups[1].pk)
    assert " checked" not in other
    assert words(other).startswith("Jag är grupp 2 1 ")
    assert 'value="16"' in html
    # A choice that would leave nothing is left out of a long list, and greyed in a short one.
    topic = second.topics.get()
    assert f'id="filter-t-{topic.pk}"' not in html
    assert " disabled" in option(html, "d", Door.WORRIED)
    assert " disabled" not in option(html, "d", Door.SUBJECTED)


def test_a_choice_that_leaves_nothing_can_be_undone(client):
    service = make_full_service(1)
    group = service.audiences.get().target_group
    html = page(client, f"a={group.pk}&y=5")
    assert " disabled" not in option(html, "a", group.pk)
    assert " checked" in option(html, "a", group.pk)


def test_words_of_the_other_side_are_put_to_nobody(client):
    service = make_service()
    harmed = make_target_group(name_sv="Utsatta")
    users = make_target_group(name_sv="De som slår", door=Door.USES_VIOLENCE)
    for group in (harmed, users):
        service.audiences.create(target_group=group)
    html = page(client, "d=3")
    assert option(html, "a", users.pk)
    assert f'id="filter-a-{harmed.pk}"' not in html


def test_what_is_not_published_can_neither_be_seen_nor_chosen(client):
    service = make_service(name_sv="Hjälpen")
    group = make_target_group(publish_at=None, plain_name_sv="hemlig grupp")
    topic = make_topic(publish_at=None, plain_name_sv="hemligt ämne")
    service.audiences.create(target_group=group)
    service.topics.add(topic)
    make_contact_point(service=service, publish_at=None, drop_in=True)
    make_service(name_sv="Hemlig", publish_at=None)
    html = page(client, f"a={group.pk}&t={topic.pk}")
    assert "hemlig" not in html.casefold()
    assert "Hjälpen" in html
    assert " disabled" in option(html, "r", 1)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (NOON.replace(hour=8), True),
        (NOON, True),
        # Its hours are over for the day.
        (NOON.replace(hour=16, minute=30), False),
        # Wednesday.
        (NOON.replace(day=25), False),
        # A Tuesday that differs.
        (datetime(2026, 12, 1, 12, tzinfo=STOCKHOLM), False),
    ],
)
def test_open_today_means_that_there_is_still_time_today(client, now, is_open):
    make_full_service(1)
    with time_machine.travel(now, tick=False):
        shown = words(result(client, "o=1"))
    assert ("Hjälpen 1" in shown) is is_open


@time_machine.travel(NOON, tick=False)
def test_a_result_that_is_open_today_says_where_and_when(client):
    make_full_service(1)
    shown = words(result(client, "o=1"))
    assert "Samtal på telefon" in shown
    assert "tisdag 24 november" in shown
    assert "9.00–16.00" in shown
    assert "9.00–16.00" not in words(result(client))


@time_machine.travel(NOON, tick=False)
def test_hours_that_nobody_has_checked_are_not_open(client):
    service = make_full_service(1)
    service.contact_points.update(verified_on=None)
    assert "Hjälpen 1" not in words(result(client, "o=1"))


@time_machine.travel(NOON, tick=False)
def test_a_paused_service_is_not_open(client):
    make_full_service(1, paused_from=date(2026, 11, 1))
    assert "Hjälpen 1" not in words(result(client, "o=1"))


@pytest.mark.parametrize("letter", ["f", "n", "r"])
def test_what_nobody_has_confirmed_is_shown_and_says_so(client, letter):
    make_full_service(1)
    unsure = make_full_service(2)
    unsure.safety_facts.update(verified_on=None)
    unsure.contact_points.update(verified_on=None)
    shown = result(client, f"{letter}=1")
    assert "Hjälpen 1" in shown
    assert "Hjälpen 2" in shown
    assert shown.count('class="unsure"') == 1
    assert shown.index("Hjälpen 2") < shown.index('class="unsure"')
    assert 'class="unsure"' not in result(client)


def test_a_no_is_no_yes(client):
    service = make_full_service(1)
    service.safety_facts.update(answer=False)
    assert "Hjälpen 1" not in words(result(client, "f=1"))


@pytest.mark.parametrize(
    "typed", ["121", "-4", "sexton", "1" * 10_000, "x" * 10_000, "%01%02x", "%F0%9F%91%B6"]
)
def test_an_impossible_age_gets_a_kind_word_and_is_ignored(client, typed):
    make_full_service(1)
    html = page(client, f"y={typed}")
    assert 'aria-invalid="true" aria-describedby="filter-y-error"' in html
    assert 'id="filter-y-error"' in html
    assert 'href="#filter-y"' in html[: html.index("<h1")]
    assert re.search(r"<title>(Fel|Error):", html)
    assert "Hjälpen 1" in html
    assert len(re.search(r'name="y"[^>]*value="([^"]*)"', html)[1]) <= 12
    assert "filter-y-error" not in page(client, "y=16")


def test_what_was_typed_as_an_age_is_no_markup(client):
    html = page(client, "y=%22%3E%3Cb%3E")
    assert "<b>" not in html
    assert "&quot;&gt;&lt;b&gt;" in html


@pytest.mark.parametrize(
    "query",
    [
        "a=99999999999999999999&t=-1&d=7&l=x&o=on&f=&n=0&r=2&zz=1",
        "a=%00&t=%FF&y=%00",
        "v=b",
        f"a={'4' * 10_000}&{'k' * 10_000}=1",
        "a=1%0D%0A&t=%1B%5B2J&l=%E2%80%AE1",
        "d=1%27%20OR%201=1",
        "&".join(f"a={number}" for number in range(500)),
    ],
)
def test_absurd_addresses_show_all_services(client, query):
    make_service(name_sv="Hjälpen")
    html = page(client, query)
    assert "Hjälpen" in html
    assert 'class="chosen"' not in html


def test_only_reading_is_allowed(client):
    assert client.post(ADDRESS, {"a": 1}).status_code == 405


@pytest.mark.parametrize(
    ("door", "offered"),
    [
        (Door.SUBJECTED, {"Alla", "Utsatta"}),
        (Door.WORRIED, {"Alla"}),
        (Door.USES_VIOLENCE, {"Alla", "Slår"}),
        (Door.PROFESSIONAL, {"Alla", "Yrke"}),
    ],
)
@pytest.mark.parametrize("empty", [False, True])
def test_lines_fit_the_way_in_with_and_without_a_result(client, door, offered, empty):
    names = {"Utsatta": Door.SUBJECTED, "Slår": Door.USES_VIOLENCE, "Yrke": Door.PROFESSIONAL}
    groups = {name: make_target_group(name_sv=name, door=way) for name, way in names.items()}
    service = make_service()
    for group in (*groups.values(), make_target_group(name_sv="Orolig", door=Door.WORRIED)):
        service.audiences.create(target_group=group)
    make_support_line(name_sv="Linjen Alla")
    for name, group in groups.items():
        make_support_line(name_sv=f"Linjen {name}", target_groups=[group])
    make_full_service(1)
    shown = result(client, f"d={door.value}" + ("&f=1&y=3" if empty else ""))
    assert ('class="tree"' in shown) is not empty
    lines = shown.split('id="lines"')[1]
    assert {name for name in ("Alla", *names) if f"Linjen {name}" in lines} == offered


def test_without_any_choice_there_are_no_lines(client):
    make_support_line()
    make_service()
    assert 'id="lines"' not in page(client)


def test_every_choice_brings_lines_that_fit(client):
    service = make_full_service(1)
    subjected = make_target_group(name_sv="Utsatta", door=Door.SUBJECTED)
    using = make_target_group(name_sv="Slår", door=Door.USES_VIOLENCE)
    for group in (subjected, using):
        service.audiences.create(target_group=group)
    make_support_line(name_sv="Linjen Alla")
    make_support_line(name_sv="Linjen Utsatta", target_groups=[subjected])
    make_support_line(name_sv="Linjen Slår", target_groups=[using], topics=service.topics.all())

    def offered(query: str) -> set[str]:
        lines = result(client, query).split('id="lines"')[1]
        return {name for name in ("Alla", "Utsatta", "Slår") if f"Linjen {name}" in lines}

    assert offered(f"a={subjected.pk}") == {"Alla", "Utsatta"}
    assert offered(f"a={using.pk}") == {"Alla", "Slår"}
    assert offered(f"t={service.topics.get().pk}") == {"Alla", "Slår"}
    assert offered("y=16") == {"Alla"}


@pytest.mark.parametrize(("door", "says_so"), [(1, False), (2, True), (4, True)])
def test_a_line_for_children_says_so_to_those_who_think_of_a_child(client, door, says_so):
    make_full_service(1)
    make_support_line(max_age=17)
    shown = result(client, f"d={door}")
    with translation.override("sv"):
        words = translation.gettext("If it is about a child: the child can call there.")
    assert (words in shown) is says_so


def test_nothing_left_names_what_fits_all_but_one_choice(client):
    for number in range(5):
        make_full_service(number)
    topic = make_topic(name_sv="Annat", plain_name_sv="något annat")
    other = make_service(name_sv="Den andra", topics=[topic])
    shown = result(client, f"t={topic.pk}&f=1")
    groups = shown.split('class="near"')[1:]
    assert len(groups) == 2
    without_free, without_topic = groups
    assert "Den andra" in without_free
    assert other.get_absolute_url() in without_free
    assert "Något annat" in words(without_topic)
    assert [f"Hjälpen {number}" in without_topic for number in range(5)] == [True] * 3 + [False] * 2
    assert f'href="{ADDRESS}?f=1"' in without_topic
    assert f'href="{ADDRESS}?t=' not in without_free.split('id="lines"')[0]


def test_an_umbrella_that_is_left_out_still_heads_its_parts(client):
    umbrella = make_service(name_sv="Helheten")
    part = make_full_service(1, parent=umbrella)
    make_full_service(2, parent=make_service(name_sv="Hemlig helhet", publish_at=None))
    shown = result(client, "f=1")
    tree = shown.split('class="tree"')[1]
    assert umbrella.get_absolute_url() in tree
    assert tree.index("Helheten") < tree.index(part.name_sv)
    assert "Hemlig helhet" not in shown
    assert re.match(r"2 ", words(shown.split('role="status">')[1]))


def test_an_ended_service_leads_onward_and_is_not_counted(client):
    service = make_full_service(1, ended_on="2017-04")
    make_service(name_sv="Den som finns")
    group = service.audiences.get().target_group
    shown = result(client)
    assert words(shown.split('role="status">')[1]).startswith("1 ")
    assert "Hjälpen 1" in shown.split('id="ended"')[1]
    html = page(client, f"a={group.pk}")
    assert " checked" in option(html, "a", group.pk)
    assert "Hjälpen 1" in html.split('id="ended"')[1]
    assert 'class="tree"' not in html


def test_all_services_stand_from_a_to_o_in_swedish_order(client):
    names = ["Örat", "Ärlig hjälp", "Ångest", "Zonen", "Wendela", "Våra Liv", "7 steg", "Elina"]
    made = [make_service(name_sv=name) for name in [*names, "Émile", "Plattformen"]]
    make_service(name_sv="Hemlig", publish_at=None)
    made[5].ended_on = "2017-04"
    made[5].save()
    html = page(client, "v=a").split("<main")[1].split("<footer")[0]
    letters = re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', html)
    assert letters == ["0–9", "E", "P", "V", "W", "Z", "Å", "Ä", "Ö"]
    jumps = re.findall(r'<a href="#(letter-\d+)">(.*?)</a>', html)
    assert [letter for _target, letter in jumps] == letters
    assert all(f'<h2 id="{target}">{letter}</h2>' in html for target, letter in jumps)
    shown = re.findall(r'<li><a href="/sv/verksamheter/[^"]+">(.*?)</a>', html)
    assert shown == [
        "7 steg", "Elina", "Émile", "Plattformen", "Våra Liv", "Wendela", "Zonen",
        "Ångest", "Ärlig hjälp", "Örat",
    ]  # fmt: skip
    assert html.count('class="tag"') == 1


def test_a_to_o_tells_what_a_part_is_part_of(client):
    make_service(name_sv="Delen", parent=make_service(name_sv="Helheten"))
    html = page(client, "v=a")
    part = html.split(">Delen</a>")[1].split("</li>")[0]
    assert "Helheten" in part


def test_names_in_other_scripts_come_last(client):
    make_service(name_sv="العربية", slug_sv="arabiska")
    make_service(name_sv="Örat")
    html = page(client, "v=a")
    assert re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', html) == ["Ö", "…"]


def test_answers_in_another_language_are_marked(client):
    service = make_full_service(1)
    response = client.get("/en/services/", {"t": service.topics.get().pk})
    html = response.content.decode()
    assert '<span lang="sv">Ämne 1</span>' not in html
    service.topics.update(plain_name_en=None)
    html = client.get("/en/services/", {"t": service.topics.get().pk}).content.decode()
    assert html.count('<span lang="sv">Ämne 1</span>') == 2


def test_drop_in_by_visit_counts_without_a_number(client):
    service = make_service(name_sv="Huset")
    make_contact_point(service=service, channel=Channel.VISIT, phone="", drop_in=True)
    assert "Huset" in words(result(client, "r=1"))
