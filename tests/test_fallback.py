"""Closed is never a dead end, and nobody is given a line that could harm them."""

from dataclasses import replace

import pytest

from services.fallback import Audience, Line, who_answers
from services.models import Door

# Target groups and topics, by number.
HARMED, HARMED_CHILD, USING, WORKER, RELATIVE, YOUNG = range(1, 7)
VIOLENCE, HONOUR, CRIME = range(1, 4)
DOORS = {
    HARMED: Door.SUBJECTED,
    HARMED_CHILD: Door.SUBJECTED,
    USING: Door.USES_VIOLENCE,
    WORKER: Door.PROFESSIONAL,
    RELATIVE: Door.WORRIED,
    YOUNG: None,
}


def line(key, *groups, about=(VIOLENCE,), ages=(None, None), is_open=True, phone="040-628 04 00"):
    pairs = tuple((group, DOORS[group]) for group in groups)
    return Line(key, phone, pairs, frozenset(about), *ages, is_open=is_open)


def closed(open_line):
    return replace(open_line, is_open=False)


def audience(group, *ages):
    return Audience(group, DOORS[group], *ages)


DANGER = line("112", about=(), phone="112")
POLICE = line("114 14", about=(CRIME,), phone="114 14")
FOR_HARMED = line("harmed", HARMED)
FOR_HARMED_CHILDREN = line("children", HARMED_CHILD, ages=(None, 17))
FOR_USING = line("using", USING)
FOR_WORKERS = line("workers", WORKER)
FOR_BOTH = line("both", HARMED, USING)
FOR_YOUNG = line("young", YOUNG, ages=(None, 17))
FOR_GROWN = line("grown", ages=(18, None))
FOR_RELATIVES_AND_WORKERS = line("relatives", RELATIVE, WORKER)
ANYBODY = line("anybody")
CENTRE = line("centre", about=())
UMBRELLA = line("umbrella", about=())
NEAR = line("near", about=())

ALL = [
    DANGER,
    POLICE,
    FOR_HARMED,
    FOR_HARMED_CHILDREN,
    FOR_USING,
    FOR_WORKERS,
    FOR_BOTH,
    FOR_YOUNG,
    FOR_GROWN,
    FOR_RELATIVES_AND_WORKERS,
]

#: what is promised; named lines, nearest first; all lines; audiences; topics; who is offered
CASES = [
    ("the contact point's own", [[NEAR], [CENTRE]], ALL, [audience(HARMED)], [VIOLENCE], "near"),
    ("else the service's", [[], [CENTRE], [UMBRELLA]], ALL, [audience(HARMED)], [], "centre"),
    ("else the umbrella's", [[], [], [UMBRELLA]], ALL, [audience(HARMED)], [], "umbrella"),
    (
        "else those that fit topic and group",
        [],
        ALL,
        [audience(HARMED)],
        [VIOLENCE],
        "harmed both grown",
    ),
    ("not those about something else", [], ALL, [audience(HARMED)], [HONOUR], "112 114-14"),
    ("about one of several topics", [], ALL, [audience(HARMED)], [HONOUR, CRIME], "114-14"),
    ("else 112 and 114 14", [], [DANGER, POLICE], [audience(HARMED)], [VIOLENCE], "112 114-14"),
    ("nothing where there is nothing", [], [], [audience(HARMED)], [VIOLENCE], ""),
    # A named line that is closed is named all the same, after one that answers.
    (
        "the next when the named one is closed",
        [[closed(NEAR)], [CENTRE]],
        ALL,
        [audience(HARMED)],
        [],
        "centre near",
    ),
    (
        "those that fit when all named are closed",
        [[], [closed(CENTRE)], [closed(UMBRELLA)]],
        [FOR_HARMED, DANGER],
        [audience(HARMED)],
        [VIOLENCE],
        "harmed centre umbrella",
    ),
    (
        "the emergency numbers, that answer, when nothing else is open",
        [[], [closed(CENTRE)]],
        [closed(FOR_HARMED), DANGER, POLICE],
        [audience(HARMED)],
        [VIOLENCE],
        "112 114-14 centre harmed",
    ),
    (
        "open ones alone of those that fit",
        [],
        [closed(FOR_HARMED), ANYBODY],
        [audience(HARMED)],
        [VIOLENCE],
        "anybody",
    ),
    (
        "each line once",
        [[closed(ANYBODY)], [closed(ANYBODY)]],
        [closed(ANYBODY), closed(DANGER)],
        [audience(HARMED)],
        [VIOLENCE],
        "anybody 112",
    ),
    (
        "at most three that fit",
        [],
        [replace(ANYBODY, key=f"a{number}") for number in range(5)],
        [audience(HARMED)],
        [VIOLENCE],
        "a0 a1 a2",
    ),
    # Nobody who uses violence is given a line for those subjected to it, nor the reverse.
    ("for one who uses violence", [], ALL, [audience(USING)], [VIOLENCE], "using both grown"),
    ("the named one too", [[FOR_HARMED]], [DANGER], [audience(USING)], [VIOLENCE], "112"),
    ("nor the reverse, named", [[FOR_USING]], [DANGER], [audience(HARMED)], [VIOLENCE], "112"),
    ("one for both", [[FOR_BOTH]], ALL, [audience(USING)], [VIOLENCE], "both"),
    (
        "neither of them where a page is for both without saying which",
        [[FOR_HARMED, FOR_USING]],
        [DANGER],
        [audience(HARMED), audience(USING)],
        [VIOLENCE],
        "112",
    ),
    # A line for professionals is for nobody else.
    ("for professionals", [], ALL, [audience(WORKER)], [VIOLENCE], "workers grown relatives"),
    (
        "not for relatives who read the same page",
        [[FOR_WORKERS]],
        ALL,
        [audience(WORKER), audience(RELATIVE)],
        [VIOLENCE],
        "grown relatives",
    ),
    ("not for those harmed", [[FOR_WORKERS]], [DANGER], [audience(HARMED)], [VIOLENCE], "112"),
    ("not where nobody is named", [[FOR_WORKERS]], [DANGER], [], [VIOLENCE], "112"),
    # Ages must meet: those of the line, and those of the very group that it is for.
    (
        "for children",
        [],
        ALL,
        [audience(HARMED_CHILD, None, 17)],
        [VIOLENCE],
        "children",
    ),
    ("for the young", [], ALL, [audience(YOUNG, 12, 21)], [VIOLENCE], "young grown"),
    ("for the grown", [], ALL, [audience(YOUNG, 18, 21)], [VIOLENCE], "grown"),
    (
        "the group's own ages count, not another's",
        [],
        [FOR_YOUNG, DANGER],
        [audience(YOUNG, 18, 21), audience(HARMED_CHILD, None, 17)],
        [VIOLENCE],
        "112",
    ),
    ("for everybody where nobody is named", [], ALL, [], [VIOLENCE], "grown"),
]


@pytest.mark.parametrize(
    ("named", "lines", "audiences", "topics", "offered"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_somebody_who_may_be_called_answers_instead(named, lines, audiences, topics, offered):
    found = who_answers(named, lines, audiences, topics)
    assert [str(each.key).replace(" ", "-") for each in found] == offered.split()


@pytest.mark.parametrize("group", [HARMED, HARMED_CHILD, USING, WORKER, RELATIVE, YOUNG])
@pytest.mark.parametrize("named", [each.key for each in ALL])
def test_no_line_ever_reaches_those_whom_it_could_harm(group, named):
    """Whatever an editor has named, open or closed."""
    step = [each for each in ALL if each.key == named]
    for lines in (ALL, [closed(each) for each in ALL]):
        for here in ([audience(group)], [audience(group), audience(RELATIVE)]):
            found = {each.key for each in who_answers([step], lines, here, [VIOLENCE, CRIME])}
            if group == USING:
                assert not found & {"harmed", "children"}
            if group in (HARMED, HARMED_CHILD):
                assert "using" not in found
            if here != [audience(WORKER)]:
                assert "workers" not in found
            assert found
