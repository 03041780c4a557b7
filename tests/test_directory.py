"""The directory: what a visitor chooses, and which lines are offered beside it."""

import pytest
from django.http import QueryDict

from services.directory import MAX_ID, DirectoryFilter
from services.models import Door
from tests.factories import make_service, make_support_line, make_target_group, make_topic
from tests.visits import path_of, read, visit

NONE_FITS = "Ingen verksamhet här passar allt du har valt."


def shown(client, query: str = "") -> list[str]:
    """The names of the services in the directory, with that query."""
    [main] = visit(client, "service_list", query=query).all("main")
    titles = [heading for heading in main.all("h2", "h3") if "class" in heading.attributes]
    return [title.text() for title in titles]


@pytest.fixture
def choices(db) -> dict[str, str]:
    """Three services; returns the queries for their target groups and topics."""
    young = make_target_group(name_sv="Unga", door=Door.SUBJECTED)
    worried = make_target_group(name_sv="Anhöriga", door=Door.WORRIED)
    honour, abuse = make_topic(name_sv="Heder"), make_topic(name_sv="Våld")
    for name, group, topic in (
        ("Alfa", young, honour),
        ("Beta", young, abuse),
        ("Gamma", worried, abuse),
    ):
        service = make_service(name_sv=name, topics=[topic])
        service.audiences.create(target_group=group)
    return {
        "young": f"a={young.pk}",
        "worried": f"a={worried.pk}",
        "honour": f"t={honour.pk}",
        "abuse": f"t={abuse.pk}",
        "subjected": f"d={Door.SUBJECTED}",
        "professional": f"d={Door.PROFESSIONAL}",
    }


# --- What is left of the services ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ([], ["Alfa", "Beta", "Gamma"]),
        (["young"], ["Alfa", "Beta"]),
        (["worried"], ["Gamma"]),
        (["young", "worried"], ["Alfa", "Beta", "Gamma"]),
        (["honour"], ["Alfa"]),
        (["honour", "abuse"], ["Alfa", "Beta", "Gamma"]),
        (["subjected"], ["Alfa", "Beta"]),
        (["professional"], []),
        (["young", "abuse"], ["Beta"]),
        (["subjected", "abuse"], ["Beta"]),
        (["subjected", "young", "honour"], ["Alfa"]),
        (["worried", "honour"], []),
    ],
    ids=str,
)
def test_any_of_each_kind_of_choice_and_all_kinds(client, choices, chosen, left):
    assert shown(client, "&".join(choices[name] for name in chosen)) == left


def test_no_service_is_shown_twice_however_many_choices_it_fits(client, choices):
    service = make_service(name_sv="Delta", topics=[make_topic(), make_topic()])
    for _ in range(2):
        service.audiences.create(target_group=make_target_group())
    assert shown(client, choices["subjected"]).count("Delta") == 1


def test_choices_that_nothing_fits_lead_to_lines_to_call(client, choices):
    make_support_line()
    text = read(client, "service_list", query=choices["professional"])
    assert NONE_FITS in text
    assert "Stödlinjen" in text


def test_an_umbrella_heads_its_part_also_when_only_the_part_fits(client, choices):
    topic = make_topic()
    make_service(name_sv="Delen", parent=make_service(name_sv="Hela"), topics=[topic])
    assert shown(client, f"t={topic.pk}") == ["Hela", "Delen"]


def test_what_has_ended_stands_by_itself_and_last(client, choices):
    make_service(name_sv="Aldrig mer", ended_on="2016")
    assert shown(client) == ["Alfa", "Beta", "Gamma", "Aldrig mer Har upphört"]


def test_what_was_chosen_stays_chosen_in_the_form(client, choices):
    [form] = visit(client, "service_list", query="&".join(choices.values())).all("form")
    options = [o for o in form.all("option") if "selected" in o.attributes]
    assert len(options) == 4
    [door] = form.all("input")
    assert (door.attributes["name"], door.attributes["value"]) == ("d", str(Door.SUBJECTED))


# --- Strange addresses ---------------------------------------------------------------------------

NONSENSE = [
    "",
    "d=9",
    "d=-1",
    "d=",
    "d=1.0",
    "d=١",
    "a=x",
    "a=",
    "a=-1",
    "a=1e9",
    "a=0",
    "a=999999999",
    f"a={MAX_ID}",
    f"a={MAX_ID + 1}",
    f"t={10**18}",
    f"t={'9' * 10_000}",
    f"a={'å' * 3_000}",
    "a=%00",
    "t=1%00",
    "d=%ff%fe",
    "%ff=%c3%28",
    "a=1'--",
    "a[]=1",
    "utm_source=x&fbclid=y",
    "=",
    "&&&",
    "a=x&" * 400,
]


@pytest.mark.parametrize("query", NONSENSE, ids=lambda query: query[:24])
def test_what_is_no_choice_is_ignored_and_all_services_are_shown(client, choices, query):
    assert shown(client, query) == ["Alfa", "Beta", "Gamma"]
    assert NONE_FITS not in read(client, "service_list", query=query)


def test_a_choice_that_is_no_longer_offered_is_ignored(client, choices):
    hidden = make_topic(publish_at=None)
    make_service(name_sv="Delta", topics=[hidden])
    gone = make_target_group()
    query = f"t={hidden.pk}&a={gone.pk}"
    gone.delete()
    assert shown(client, query) == ["Alfa", "Beta", "Delta", "Gamma"]


def test_strange_values_beside_a_real_choice_do_not_undo_it(client, choices):
    assert shown(client, f"a=x&{choices['honour']}&a=999999999&d=77") == ["Alfa"]


def test_more_choices_than_anybody_makes_are_not_read():
    chosen = DirectoryFilter.from_query(QueryDict("&".join(f"a={n}" for n in range(900))))
    assert chosen.target_groups == tuple(range(20))


def test_far_too_many_parameters_are_refused(client, db):
    response = client.get(f"{path_of('service_list')}?{'a=1&' * 2000}")
    assert response.status_code == 400
    assert "Adressen gick inte att läsa" in response.content.decode()


# --- Lines beside the services -------------------------------------------------------------------

LINES = {
    "everybody": [],
    "subjected": [Door.SUBJECTED],
    "worried": [Door.WORRIED],
    "uses violence": [Door.USES_VIOLENCE],
    "professionals": [Door.PROFESSIONAL],
    "subjected and worried": [Door.SUBJECTED, Door.WORRIED],
    "subjected and professionals": [Door.SUBJECTED, Door.PROFESSIONAL],
    "no door": [None],
}
OFFERED = {
    None: {*LINES} - {"professionals"},
    Door.SUBJECTED: {
        *("everybody", "no door", "subjected"),
        *("subjected and worried", "subjected and professionals"),
    },
    Door.WORRIED: {"everybody", "no door", "worried", "subjected and worried"},
    Door.USES_VIOLENCE: {"everybody", "no door", "uses violence"},
    Door.PROFESSIONAL: {"everybody", "no door", "professionals", "subjected and professionals"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("door", OFFERED)
def test_each_line_is_offered_behind_the_doors_that_it_is_for_and_no_other(client, door, published):
    state = {} if published else {"publish_at": None}
    for name, doors in LINES.items():
        groups = [make_target_group(door=each, **state) for each in doors]
        make_support_line(name_sv=name, target_groups=groups)
    page = visit(client, "service_list", query=f"d={door}" if door else "")
    [section] = [s for s in page.all("section") if s.attributes["aria-labelledby"] == "lines"]
    names = [next(item.all("span")).text() for item in section.all("li")]
    assert sorted(names) == sorted(OFFERED[door])


@pytest.mark.django_db
@pytest.mark.parametrize(("door", "offered"), [(Door.PROFESSIONAL, False), (Door.SUBJECTED, True)])
def test_a_line_for_professionals_is_not_among_the_numbers_for_right_now(client, door, offered):
    make_support_line(phone="112", right_now=True)
    groups = [make_target_group(door=door)]
    make_support_line(name_sv="Jourlinjen", right_now=True, target_groups=groups)
    assert ("Jourlinjen" in read(client, "home")) is offered
