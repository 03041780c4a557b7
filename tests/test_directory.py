"""Which services the choices leave: pure functions over entries, no database."""

import pytest
from django.http import QueryDict

from services.directory import Entry, Fact, Point, facets, fits, lines_to_offer, nearest
from services.directory_choices import Choices, Kind, refused_age
from services.fallback import Audience, Line
from services.models import Door

ADULTS, YOUNG, THOSE_WHO_HIT, PROFESSIONALS = 1, 2, 3, 4
DOORS = {
    ADULTS: Door.SUBJECTED,
    YOUNG: None,
    THOSE_WHO_HIT: Door.USES_VIOLENCE,
    PROFESSIONALS: Door.PROFESSIONAL,
}
VIOLENCE, HONOUR = 7, 8
ARABIC, SOMALI = 21, 22
OPEN, DROP_IN = Point(is_open_today=True), Point(drop_in=Fact.CONFIRMED)


def audience(group: int, min_age: int | None = None, max_age: int | None = None) -> Audience:
    return Audience(group, DOORS[group], min_age, max_age)


def entry(key: int, *audiences: Audience, topics=(), languages=(), points=(), **facts) -> Entry:
    return Entry(key, audiences, frozenset(topics), frozenset(languages), points, **facts)


def choices(**values: int | tuple[int, ...]) -> Choices:
    """``choices(a=(1, 2), y=16)``, by the letters of the address."""
    read = {
        Kind(kind): each if isinstance(each, tuple) else (each,) for kind, each in values.items()
    }
    return Choices(read)


COUNSELLING = entry(
    1,
    audience(ADULTS, 18),
    audience(YOUNG, 12, 20),
    topics=[VIOLENCE],
    languages=[ARABIC],
    points=(OPEN, DROP_IN),
    free=Fact.CONFIRMED,
    anonymous=Fact.UNCONFIRMED,
)
BOTH_SIDES = entry(
    2,
    audience(ADULTS),
    audience(THOSE_WHO_HIT),
    topics=[VIOLENCE],
    points=(Point(Door.SUBJECTED, is_open_today=True), Point(Door.USES_VIOLENCE)),
)
HONOUR_TEAM = entry(3, audience(YOUNG, 13, 25), topics=[HONOUR], languages=[ARABIC, SOMALI])
ADVICE = entry(
    4, topics=[HONOUR], free=Fact.UNCONFIRMED, points=(Point(None, True, Fact.CONFIRMED),)
)
ALL = [COUNSELLING, BOTH_SIDES, HONOUR_TEAM, ADVICE]


def left(chosen: Choices) -> list[int]:
    return [each.key for each in ALL if fits(each, chosen)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"d": Door.SUBJECTED}, [1, 2]),
        ({"d": Door.USES_VIOLENCE}, [2]),
        ({"d": Door.WORRIED}, []),
        ({"a": ADULTS}, [1, 2]),
        # Any of one kind.
        ({"a": (THOSE_WHO_HIT, YOUNG)}, [1, 2, 3]),
        ({"t": (VIOLENCE, HONOUR)}, [1, 2, 3, 4]),
        ({"l": (ARABIC, SOMALI)}, [1, 3]),
        # All kinds.
        ({"t": VIOLENCE, "l": ARABIC}, [1]),
        ({"t": HONOUR, "l": ARABIC, "a": YOUNG}, [3]),
        # Ages belong to their target group; where none are said, any fits.
        ({"y": 11}, [2, 4]),
        ({"y": 12}, [1, 2, 4]),
        ({"y": 25}, [1, 2, 3, 4]),
        ({"y": 0}, [2, 4]),
        ({"a": ADULTS, "y": 16}, [2]),
        ({"d": Door.SUBJECTED, "y": 16}, [2]),
        ({"a": YOUNG, "y": 21}, [3]),
        # Not confirmed is shown; not known is not.
        ({"f": 1}, [1, 4]),
        ({"n": 1}, [1]),
        # A contact point for one side only is none for the other.
        ({"o": 1}, [1, 2, 4]),
        ({"o": 1, "d": Door.SUBJECTED}, [1, 2]),
        ({"o": 1, "d": Door.USES_VIOLENCE}, []),
        ({"r": 1}, [1, 4]),
        # Drop-in today is one contact point, not two.
        ({"o": 1, "r": 1}, [4]),
    ],
)
def test_any_of_each_kind_and_all_kinds_must_fit(chosen, expected):
    assert left(choices(**chosen)) == expected


OFFERED = {
    Kind.DOOR: tuple(Door.values),
    Kind.TARGET_GROUP: tuple(DOORS),
    Kind.TOPIC: (VIOLENCE, HONOUR),
    Kind.LANGUAGE: (ARABIC, SOMALI),
    Kind.OPEN_TODAY: (1,),
    Kind.FREE: (1,),
    Kind.ANONYMOUS: (1,),
    Kind.DROP_IN: (1,),
}


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"t": VIOLENCE},
        {"d": 1, "y": 30},
        {"l": (ARABIC, SOMALI), "f": 1},
        {"o": 1, "a": ADULTS},
    ],
)
def test_the_number_beside_a_choice_is_what_making_it_leaves(chosen):
    made = choices(**chosen)
    counts = facets(ALL, made, OFFERED)
    for kind, values in OFFERED.items():
        for value in values:
            assert counts[kind][value] == len(left(made.with_only(kind, value)))


def test_the_numbers_of_an_open_directory():
    counts = facets(ALL, choices(), OFFERED)
    assert counts[Kind.DOOR] == {1: 2, 2: 0, 3: 1, 4: 0}
    assert counts[Kind.TOPIC] == {VIOLENCE: 2, HONOUR: 2}
    assert counts[Kind.LANGUAGE] == {ARABIC: 2, SOMALI: 1}
    assert counts[Kind.OPEN_TODAY] == {1: 3}


def near(chosen: Choices, doors=frozenset()) -> list[tuple[str, list[int]]]:
    found = nearest(ALL, chosen, set(doors))
    return [(each.missed.value, [one.key for one in each.entries]) for each in found]


def test_the_nearest_fit_all_choices_but_those_of_one_kind():
    chosen = choices(t=VIOLENCE, l=SOMALI, f=1)
    assert left(chosen) == []
    # Without the topic nobody is free and speaks Somali; without "free" nobody is about violence.
    assert near(chosen) == [("l", [1])]
    assert near(choices(t=VIOLENCE, l=SOMALI)) == [("l", [1, 2]), ("t", [3])]


def test_a_service_is_near_once():
    chosen = choices(o=1, r=1, t=VIOLENCE)
    assert left(chosen) == []
    assert near(chosen) == [("r", [1, 2]), ("t", [4])]


def test_nothing_is_near_one_choice_alone():
    assert near(choices(d=Door.WORRIED)) == []
    assert near(choices(l=SOMALI)) == []


def test_the_way_in_is_never_left_out():
    chosen = choices(d=Door.USES_VIOLENCE, l=ARABIC)
    assert left(chosen) == []
    assert near(chosen, {Door.USES_VIOLENCE}) == [("l", [2])]


def test_without_a_target_group_its_way_in_remains():
    chosen = choices(a=THOSE_WHO_HIT, f=1)
    assert left(chosen) == []
    found = nearest(ALL, chosen, {Door.USES_VIOLENCE})
    assert [(each.missed, [one.key for one in each.entries]) for each in found] == [
        (Kind.FREE, [2])
    ]
    # Both sides chosen: neither is left out for the other.
    assert near(choices(a=(THOSE_WHO_HIT, ADULTS), l=SOMALI), {1, 3}) == [("l", [1, 2])]


def line(key: int, *groups: int, topics=(), ages=(None, None), phone="020-50 50 50") -> Line:
    return Line(
        key,
        phone,
        tuple((group, DOORS[group]) for group in groups),
        frozenset(topics),
        *ages,
    )


EMERGENCY = line(1, phone="112")
FOR_SUBJECTED = line(2, ADULTS, topics=[VIOLENCE])
FOR_USERS = line(3, THOSE_WHO_HIT, topics=[HONOUR])
FOR_YOUNG = line(4, YOUNG, ages=(None, 17))
FOR_PROFESSIONALS = line(5, PROFESSIONALS, topics=[VIOLENCE, HONOUR])
LINES = [FOR_YOUNG, EMERGENCY, FOR_SUBJECTED, FOR_USERS, FOR_PROFESSIONALS]


@pytest.mark.parametrize(
    ("doors", "age", "topics", "expected"),
    [
        ({Door.SUBJECTED}, None, (), [1, 2, 4]),
        ({Door.USES_VIOLENCE}, None, (), [1, 3, 4]),
        # Not even where they are about what was chosen.
        ({Door.USES_VIOLENCE}, None, (VIOLENCE,), [1, 3, 4]),
        ({Door.SUBJECTED}, None, (HONOUR,), [1, 2, 4]),
        ({Door.WORRIED}, None, (VIOLENCE, HONOUR), [1, 4]),
        ({Door.PROFESSIONAL}, None, (), [1, 5, 4]),
        ({Door.SUBJECTED, Door.USES_VIOLENCE}, None, (VIOLENCE, HONOUR), [1, 4]),
        ({Door.SUBJECTED, Door.PROFESSIONAL}, None, (), [1, 2, 4]),
        # Nobody knows who asks: only what they asked about, and nothing for professionals.
        (set(), None, (), [1, 4]),
        (set(), None, (VIOLENCE,), [1, 2, 4]),
        (set(), None, (HONOUR,), [1, 3, 4]),
        ({Door.SUBJECTED}, 18, (), [1, 2]),
        ({Door.SUBJECTED}, 17, (), [1, 2, 4]),
    ],
)
def test_lines_harm_nobody_and_the_nearest_come_first(doors, age, topics, expected):
    assert [each.key for each in lines_to_offer(LINES, doors, age, topics)] == expected


KNOWN = {
    Kind.DOOR: (1, 2, 3, 4),
    Kind.TARGET_GROUP: (4, 5),
    Kind.TOPIC: (7,),
    Kind.AGE: range(121),
    Kind.LANGUAGE: (2,),
    **dict.fromkeys((Kind.OPEN_TODAY, Kind.FREE, Kind.ANONYMOUS, Kind.DROP_IN), (1,)),
}


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("", ""),
        ("a=4&t=7&y=16&l=2&o=1&f=1&n=1&r=1&d=3", "?d=3&a=4&t=7&y=16&l=2&o=1&f=1&n=1&r=1"),
        ("a=4&a=5&a=4", "?a=4&a=5"),
        ("d=&y=&a=", ""),
        ("d=1&d=3", "?d=1"),
        ("d=9&d=3", "?d=3"),
        ("a=99&t=x&l=-2&o=2&z=1&A=4", ""),
        ("y=0", "?y=0"),
        ("y=+16+", "?y=16"),
        # Arabic digits.
        ("y=%D9%A1%D9%A6", "?y=16"),
        ("y=121", ""),
        ("y=1e3&a=4.0&t=%C2%B2", ""),
        ("a=" + "9" * 5000, ""),
        ("a=%00&t=%F0%9F%98%80&l=%E2%80%AE2", ""),
    ],
)
def test_what_is_no_choice_is_ignored(query, read):
    assert Choices.from_query(QueryDict(query), KNOWN).query() == read


def test_choices_go_one_by_one():
    chosen = Choices.from_query(QueryDict("a=4&a=5&o=1"), KNOWN)
    assert [chosen.without(*each).query() for each in chosen] == [
        "?a=5&o=1",
        "?a=4&o=1",
        "?a=4&a=5",
    ]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("y=16", ""),
        ("y=", ""),
        ("y=%20", ""),
        ("", ""),
        ("y=121", "121"),
        ("y=-1", "-1"),
        ("y=sexton", "sexton"),
        ("y=" + "9" * 500, "9" * 12),
        ("y=%E2%80%AE16%00", "16"),
    ],
)
def test_an_age_that_nobody_has_is_given_back_shortened(typed, refused):
    assert refused_age(QueryDict(typed)) == refused
