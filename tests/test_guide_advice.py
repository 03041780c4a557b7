"""To whom the guided help sends whom, as a table of cases over invented services and lines."""

from dataclasses import replace

import pytest

from services.fallback import Audience
from services.guide.advice import Help, Why, advise, unreachable
from services.guide.answering import answering_now
from services.guide.questions import Answer, Question, all_told, told_by
from services.models import Door, Standing

# --- The invented world ---------------------------------------------------------------------------

ADULTS, CHILDREN, FAMILY_RULES, CRIME_VICTIMS = 1, 2, 3, 4  # those subjected
PARENTS, RELATIVES, FEARS_EXTREMISM = 11, 12, 13  # the worried
USERS, GANGS = 21, 22  # those who use violence
COLLEAGUES, YOUNG = 31, 41
DOOR_OF = (
    dict.fromkeys((ADULTS, CHILDREN, FAMILY_RULES, CRIME_VICTIMS), Door.SUBJECTED)
    | dict.fromkeys((PARENTS, RELATIVES, FEARS_EXTREMISM), Door.WORRIED)
    | dict.fromkeys((USERS, GANGS), Door.USES_VIOLENCE)
    | {COLLEAGUES: Door.PROFESSIONAL, YOUNG: None}
)
VIOLENCE, HONOUR, STOPPING, EXTREMISM, LEAVING, FAMILY, NEIGHBOURS, LEARNING = range(101, 109)


def groups(*keys: int) -> tuple:
    return tuple((key, DOOR_OF[key]) for key in keys)


def rows(*keys: int, min_age: int | None = None, max_age: int | None = None) -> tuple:
    return tuple(Audience(key, DOOR_OF[key], min_age, max_age) for key in keys)


UNSURE, ENDED, PAUSED = Standing.NOT_CONFIRMED, Standing.ENDED, Standing.PAUSED
SERVICES = {
    "talks": Help(
        1,
        audiences=rows(ADULTS, CHILDREN, USERS),
        topics=frozenset({VIOLENCE, STOPPING}),
        standing=UNSURE,
    ),
    "shelter": Help(
        2, audiences=rows(ADULTS, min_age=18), topics=frozenset({VIOLENCE}), standing=UNSURE
    ),
    "girls": Help(
        3,
        audiences=rows(FAMILY_RULES, min_age=16, max_age=22),
        topics=frozenset({HONOUR}),
        standing=UNSURE,
    ),
    "centre": Help(4, audiences=rows(ADULTS, CHILDREN), topics=frozenset({VIOLENCE})),
    "course": Help(5, audiences=rows(COLLEAGUES), topics=frozenset({VIOLENCE, LEARNING})),
    "worry": Help(
        6,
        audiences=rows(FEARS_EXTREMISM, RELATIVES),
        topics=frozenset({EXTREMISM}),
        standing=UNSURE,
    ),
    "over": Help(
        7,
        audiences=rows(RELATIVES, ADULTS),
        topics=frozenset({EXTREMISM, VIOLENCE}),
        standing=ENDED,
    ),
    "exit": Help(8, audiences=rows(GANGS), topics=frozenset({LEAVING}), standing=PAUSED),
    "home": Help(9, audiences=rows(YOUNG, min_age=12, max_age=21), topics=frozenset({FAMILY})),
    "street": Help(10, topics=frozenset({NEIGHBOURS}), standing=UNSURE),
}
LINES = {
    "112": Help(1, phone="112", right_now=True),
    "women": Help(
        2, phone="020-1", audiences=rows(ADULTS), topics=frozenset({VIOLENCE}), right_now=True
    ),
    "young": Help(
        3,
        phone="020-2",
        audiences=rows(YOUNG),
        topics=frozenset({FAMILY}),
        max_age=17,
        right_now=True,
    ),
    "care": Help(4, phone="020-3", right_now=True, topics=frozenset({999})),
    "stop": Help(5, phone="020-4", audiences=rows(USERS), topics=frozenset({STOPPING})),
    "colleagues": Help(
        6, phone="020-5", audiences=rows(COLLEAGUES), topics=frozenset({HONOUR, LEARNING})
    ),
    "orphan": Help(
        7, phone="020-6", audiences=rows(RELATIVES), topics=frozenset({EXTREMISM}), standing=UNSURE
    ),
    "social": Help(8, phone="020-7", is_open=False),
    "switchboard": Help(9, phone="020-8"),
}
NAMES = {(option.is_line, option.key): name for name, option in (SERVICES | LINES).items()}

WHO = {
    "harmed": Answer(1, door=Door.SUBJECTED),
    "child": Answer(2, door=Door.SUBJECTED, groups=groups(CHILDREN, YOUNG), max_age=17),
    "mother": Answer(3, door=Door.WORRIED, groups=groups(PARENTS, RELATIVES)),
    "friend": Answer(4, door=Door.WORRIED, groups=groups(RELATIVES)),
    "user": Answer(5, door=Door.USES_VIOLENCE),
    "colleague": Answer(6, door=Door.PROFESSIONAL),
    "else": Answer(7),
}
ABOUT = {
    "violence": Answer(11, topics=frozenset({VIOLENCE}), groups=groups(ADULTS, CHILDREN)),
    "honour": Answer(12, topics=frozenset({HONOUR}), groups=groups(FAMILY_RULES)),
    "stopping": Answer(13, topics=frozenset({STOPPING}), groups=groups(USERS)),
    "extremism": Answer(14, topics=frozenset({EXTREMISM}), groups=groups(FEARS_EXTREMISM)),
    "leaving": Answer(15, topics=frozenset({LEAVING})),
    "family": Answer(16, topics=frozenset({FAMILY})),
    "neighbours": Answer(17, topics=frozenset({NEIGHBOURS})),
    "learning": Answer(18, topics=frozenset({LEARNING}), only_for_door=Door.PROFESSIONAL),
}
AGE = {
    "11": Answer(21, max_age=11, groups=groups(CHILDREN, YOUNG)),
    "12-15": Answer(22, min_age=12, max_age=15, groups=groups(CHILDREN, YOUNG)),
    "16-17": Answer(23, min_age=16, max_age=17, groups=groups(CHILDREN, YOUNG)),
    "18-22": Answer(24, min_age=18, max_age=22),
    "23": Answer(25, min_age=23),
}
URGENT = {"now": Answer(31, urgent=True), "no": Answer(32)}
QUESTIONS = [
    Question(asks, tuple(answers.values()))
    for asks, answers in (("who", WHO), ("about", ABOUT), ("age", AGE), ("urgent", URGENT))
]


def told(who=None, about=None, age=None, urgent=None):
    chosen = {"who": WHO.get(who), "about": ABOUT.get(about)}
    return told_by({**chosen, "age": AGE.get(age), "urgent": URGENT.get(urgent)})


def names(options) -> list[str]:
    return [NAMES[option.is_line, option.key] for option in options]


def advised(*answers: str | None, services=SERVICES, lines=LINES) -> list[str]:
    found = advise(told(*answers), list(services.values()), list(lines.values()))
    return names(suggestion.help for suggestion in found.suggestions)


# --- The table ------------------------------------------------------------------------------------

CASES = [
    # who, about, age, urgent: where to turn, best first
    ("harmed", "violence", "23", "no", ["centre", "women", "talks"]),
    ("harmed", "violence", "12-15", "no", ["centre", "young", "home"]),
    ("harmed", "honour", "18-22", "no", ["girls", "social"]),
    ("harmed", "honour", "23", "no", ["social", "switchboard"]),
    ("harmed", None, None, "no", ["centre", "women", "talks"]),
    ("harmed", "leaving", "23", "no", ["social", "switchboard"]),
    ("child", "violence", None, "no", ["centre", "young", "home"]),
    ("child", "honour", "16-17", "no", ["young", "home", "girls"]),
    ("child", "honour", "12-15", "no", ["young", "home", "social"]),
    ("child", "extremism", "11", "no", ["young", "social"]),
    ("mother", "extremism", "12-15", "no", ["worry", "social"]),
    ("mother", "extremism", None, None, ["worry", "social"]),
    ("mother", "violence", "16-17", "no", ["centre", "talks", "social"]),
    ("mother", "family", "12-15", "no", ["young", "home", "social"]),
    ("mother", "stopping", "16-17", "no", ["stop", "talks", "social"]),
    ("friend", "violence", "23", "no", ["centre", "women", "talks"]),
    ("friend", "leaving", "23", "no", ["social", "exit"]),
    ("user", "stopping", "23", "no", ["stop", "talks", "social"]),
    ("user", "leaving", "23", "no", ["social", "exit"]),
    ("user", None, None, "no", ["stop", "talks", "exit"]),
    ("colleague", "violence", "23", "no", ["course", "centre", "women"]),
    ("colleague", "honour", "18-22", "no", ["colleagues", "girls", "social"]),
    ("colleague", "learning", None, "no", ["colleagues", "course", "social"]),
    ("else", "neighbours", "23", "no", ["street", "social"]),
    ("else", "family", "12-15", "no", ["young", "home", "social"]),
    ("else", "violence", "23", "no", ["centre", "women", "talks"]),
    ("else", "stopping", "23", "no", ["stop", "talks", "social"]),
    (None, "extremism", None, None, ["worry", "social"]),
    (None, None, "12-15", None, ["home", "young", "talks"]),
    (None, None, None, None, ["social", "switchboard"]),
]


@pytest.mark.parametrize(("who", "about", "age", "urgent", "expected"), CASES)
def test_answers_lead_to(who, about, age, urgent, expected):
    assert advised(who, about, age, urgent) == expected


@pytest.mark.parametrize(
    ("who", "about", "age", "expected"),
    [
        ("harmed", "violence", "23", ["112", "women", "care"]),
        ("harmed", "violence", "12-15", ["112", "young", "care"]),
        ("child", None, None, ["112", "young", "care"]),
        ("mother", "extremism", "12-15", ["112", "young", "care"]),
        ("friend", "violence", "23", ["112", "women", "care"]),
        ("user", None, "23", ["112", "care"]),
        ("user", None, None, ["112", "young", "care"]),
        ("friend", "stopping", "23", ["112", "care"]),
        ("colleague", "violence", "18-22", ["112", "women", "care"]),
        (None, None, None, ["112", "young", "care"]),
    ],
)
def test_when_it_is_urgent_the_lines_for_right_now_come_apart_and_first(who, about, age, expected):
    found = advise(told(who, about, age, "now"), list(SERVICES.values()), list(LINES.values()))
    assert names(found.right_now) == expected
    assert not set(expected) & set(names(each.help for each in found.suggestions))


def test_when_it_is_not_urgent_only_the_emergency_number_stands_apart():
    found = advise(told("harmed", urgent="no"), list(SERVICES.values()), list(LINES.values()))
    assert names(found.right_now) == ["112"]


# --- What never happens, whatever is answered -----------------------------------------------------


def everything() -> list:
    options = list(SERVICES.values()), list(LINES.values())
    return [(each, advise(each, *options)) for each in all_told(QUESTIONS)]


EVERYTHING = everything()


def all_offered(advice) -> set[str]:
    return {*names(advice.right_now), *names(each.help for each in advice.suggestions)}


def test_there_are_many_ways_through_the_questions():
    assert len(EVERYTHING) > 500


def test_nobody_goes_away_with_nothing_or_with_more_than_three():
    assert all(1 <= len(advice.suggestions) <= 3 for _told, advice in EVERYTHING)


def test_nothing_is_offered_twice():
    for _told, advice in EVERYTHING:
        places = [NAMES[each.help.is_line, each.help.key] for each in advice.suggestions]
        assert len(places) == len({*places})


def test_what_has_ended_is_never_offered():
    assert not any("over" in all_offered(advice) for _told, advice in EVERYTHING)


def test_a_line_that_nobody_has_checked_is_never_offered():
    assert not any("orphan" in all_offered(advice) for _told, advice in EVERYTHING)


def test_what_is_for_professionals_is_offered_to_nobody_else():
    seen = {
        each.door for each, advice in EVERYTHING if {"colleagues", "course"} & all_offered(advice)
    }
    assert seen == {Door.PROFESSIONAL}


def test_one_who_uses_violence_is_never_led_to_those_subjected_to_it():
    for_subjected = {"women", "centre", "shelter", "girls"}
    met = [all_offered(advice) for each, advice in EVERYTHING if each.door == Door.USES_VIOLENCE]
    assert met
    assert not any(for_subjected & offered for offered in met)


def test_one_who_is_subjected_is_never_led_to_those_who_use_violence():
    met = [all_offered(advice) for each, advice in EVERYTHING if each.door == Door.SUBJECTED]
    assert met
    assert not any({"stop", "exit"} & offered for offered in met)


def test_of_one_who_says_nothing_nobody_guesses_on_which_side_they_are():
    of_one_side = {"women", "centre", "shelter", "girls", "stop", "exit"}
    met = [
        all_offered(advice) for each, advice in EVERYTHING if each.door is None and not each.side
    ]
    assert met
    assert not any(of_one_side & offered for offered in met)


def test_ages_are_respected():
    for each, advice in EVERYTHING:
        offered = all_offered(advice)
        if each.min_age and each.min_age >= 18:
            assert "young" not in offered
        if each.max_age and each.max_age <= 17:
            assert "shelter" not in offered
        if each.min_age and each.min_age >= 23:
            assert not {"girls", "home"} & offered
        if each.max_age and each.max_age <= 11:
            assert not {"girls", "home"} & offered


def test_what_is_certain_comes_before_what_is_not():
    order = [Standing.ACTIVE, Standing.NOT_CONFIRMED, Standing.PAUSED]
    for _told, advice in EVERYTHING:
        fitting = [each.help for each in advice.suggestions if not each.help.is_general]
        places = [order.index(option.standing) for option in fitting]
        assert places == sorted(places)


def test_everything_offered_has_a_reason():
    assert all(each.reasons for _told, advice in EVERYTHING for each in advice.suggestions)


# --- Last resorts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("age", [None, *AGE])
@pytest.mark.parametrize("urgent", [None, *URGENT])
@pytest.mark.parametrize("gone", ["worry", "nothing", "all about extremism"])
def test_a_worried_mother_reaches_social_services(age, urgent, gone):
    services = {name: one for name, one in SERVICES.items() if name != gone}
    if gone == "all about extremism":
        services = {name: one for name, one in services.items() if EXTREMISM not in one.topics}
    assert "social" in advised("mother", "extremism", age, urgent, services=services)


def test_where_nothing_certain_fits_the_general_line_says_so():
    found = advise(told("harmed", "leaving"), list(SERVICES.values()), list(LINES.values()))
    assert [each.why for each in found.suggestions[0].reasons] == [Why.INSTEAD]


def test_what_is_for_just_this_comes_before_what_is_for_anything_even_if_uncertain():
    found = advise(told("mother", "extremism"), list(SERVICES.values()), list(LINES.values()))
    assert names(each.help for each in found.suggestions) == ["worry", "social"]
    assert [each.why for each in found.suggestions[1].reasons] == [Why.ALSO]


def test_without_general_lines_there_is_still_something():
    lines = {name: line for name, line in LINES.items() if not line.is_general}
    assert advised("harmed", "extremism", "23", "no", lines=lines) == ["women", "care", "talks"]
    assert "women" not in advised("user", "extremism", "23", "no", lines=lines)


def test_a_service_is_among_three_lines_that_fit_better():
    lines = LINES | {
        "women 2": Help(91, phone="020-91", audiences=rows(ADULTS), topics=frozenset({VIOLENCE})),
        "women 3": Help(92, phone="020-92", audiences=rows(ADULTS), topics=frozenset({VIOLENCE})),
    }
    services = {"shelter": SERVICES["shelter"]}
    found = advise(told("harmed", "violence"), list(services.values()), list(lines.values()))
    assert [each.help.is_line for each in found.suggestions] == [True, True, False]


def test_an_open_line_comes_before_a_closed_one():
    closed = Help(
        91, phone="020-91", audiences=rows(ADULTS), topics=frozenset({VIOLENCE}), is_open=False
    )
    lines = [closed, LINES["women"]]
    found = advise(told("harmed", "violence"), [], lines)
    assert [each.help.key for each in found.suggestions] == [LINES["women"].key, 91]


# --- Women and men --------------------------------------------------------------------------------


def test_what_is_for_everybody_comes_before_what_is_for_women_only():
    shelter = replace(SERVICES["shelter"], for_women=True)
    options = [shelter, replace(SERVICES["talks"], audiences=shelter.audiences)]
    found = advise(told("harmed", "violence", "23"), options, [])
    assert [each.help.for_women for each in found.suggestions] == [False, True]


def test_one_of_three_is_for_women_only_as_long_as_others_fit():
    women = replace(LINES["women"], for_women=True)
    lines = [women, replace(women, key=91, phone="020-91")]
    chosen = advise(told("harmed", "violence", "23"), list(SERVICES.values()), lines).suggestions
    assert [each.help.for_women for each in chosen].count(True) == 1
    chosen = advise(told("harmed", "violence", "23"), [], lines).suggestions
    assert [each.help.for_women for each in chosen] == [True, True]


def test_that_it_is_for_women_is_said():
    women = replace(LINES["women"], for_women=True)
    chosen = advise(told("harmed", "violence", "23"), [], [women]).suggestions
    assert Why.WOMEN in [reason.why for reason in chosen[0].reasons]


# --- Closed is never a dead end -------------------------------------------------------------------

POLICE = Help(92, phone="114 14", topics=frozenset({555}), day_and_night=True)
ALWAYS = [
    *(replace(LINES[name], day_and_night=True) for name in ("112", "young", "care")),
    replace(LINES["women"], day_and_night=True, for_women=True),
    LINES["social"],
    POLICE,
]


def answering(*answers: str | None, lines=ALWAYS) -> set[str]:
    advice = advise(told(*answers), list(SERVICES.values()), list(lines))
    return {line.phone for line in answering_now(told(*answers), advice, lines)}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("harmed", "honour", "23"), {"020-1", "020-3", "114 14"}),
        (("harmed", "violence", "23"), {"020-3", "114 14"}),
        (("harmed", "violence", "12-15"), set()),
        (("user", "stopping", "23"), {"020-3", "114 14"}),
        (("harmed", "honour", "23", "now"), set()),
        ((), {"020-2", "020-3", "114 14"}),
    ],
)
def test_somebody_who_answers_day_and_night_is_named_besides(answers, expected):
    assert answering(*answers) == expected


def test_a_line_that_is_closed_now_does_not_answer_now():
    lines = [replace(line, is_open=False) for line in ALWAYS]
    assert answering("harmed", "honour", "23", lines=lines) == set()


# --- Reasons --------------------------------------------------------------------------------------


def why(name: str, *answers: str | None) -> list[tuple]:
    found = advise(told(*answers), list(SERVICES.values()), list(LINES.values()))
    suggestion = next(
        each for each in found.suggestions if NAMES[each.help.is_line, each.help.key] == name
    )
    return [(each.why, each.group, each.ages) for each in suggestion.reasons]


def test_the_reasons_name_topic_group_and_age():
    assert why("young", "else", "family", "12-15") == [
        (Why.TOPIC, None, None),
        (Why.GROUP, YOUNG, None),
        (Why.AGE, None, (None, 17)),
    ]


def test_an_age_that_only_overlaps_is_to_be_asked_about():
    assert (Why.ASK_AGE, None, (16, 22)) in why("girls", "child", "honour", None)


@pytest.mark.parametrize("who", ["mother", "colleague"])
def test_a_line_for_children_says_that_it_is_the_child_who_can_call(who):
    assert (Why.CHILD, None, None) in why("young", who, "family", "12-15")


def test_for_the_worried_it_is_said_that_it_is_for_another():
    assert why("women", "friend", "violence", "23") == [
        (Why.TOPIC, None, None),
        (Why.ANOTHER, ADULTS, None),
    ]


# --- What no path leads to ------------------------------------------------------------------------


def test_services_that_no_answers_lead_to_are_found():
    hidden = Help(77, audiences=rows(CRIME_VICTIMS), topics=frozenset({555}), standing=PAUSED)
    missed = unreachable(QUESTIONS, [*SERVICES.values(), hidden], list(LINES.values()))
    # Nothing asks about its topic. What has ended is not missed.
    assert [option.key for option in missed] == [77]


def test_a_service_that_others_always_outdo_is_found():
    better = [Help(80 + n, audiences=rows(GANGS), topics=frozenset({LEAVING})) for n in range(3)]
    missed = unreachable(QUESTIONS, [*SERVICES.values(), *better], list(LINES.values()))
    assert names(missed) == ["exit"]
