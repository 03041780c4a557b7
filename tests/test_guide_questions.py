"""Which question comes next in the guided help, and what the answers tell."""

import pytest

from services.guide.questions import Answer, Question, all_told, offered, told_by, walk
from services.models import Door

CHILD, ADULT, USER, PARENT, YOUNG = 1, 2, 3, 4, 5
HARMED = Answer(11, door=Door.SUBJECTED)
A_CHILD = Answer(
    12, door=Door.SUBJECTED, groups=((CHILD, Door.SUBJECTED), (YOUNG, None)), max_age=17
)
STOPS = Answer(13, door=Door.USES_VIOLENCE)
WORRIED = Answer(14, door=Door.WORRIED, groups=((PARENT, Door.WORRIED),))
AT_WORK = Answer(15, door=Door.PROFESSIONAL)
VIOLENCE = Answer(
    21, topics=frozenset({101}), groups=((CHILD, Door.SUBJECTED), (ADULT, Door.SUBJECTED))
)
STOPPING = Answer(22, topics=frozenset({102}), groups=((USER, Door.USES_VIOLENCE),))
LEARNING = Answer(23, only_for_door=Door.PROFESSIONAL)
TEENAGER = Answer(31, min_age=13, max_age=17, groups=((CHILD, Door.SUBJECTED),))
GROWN_UP = Answer(32, min_age=18)
NOW = Answer(41, urgent=True)
QUESTIONS = [
    Question("who", (HARMED, A_CHILD, STOPS, WORRIED, AT_WORK)),
    Question("about", (VIOLENCE, STOPPING, LEARNING)),
    Question("age", (TEENAGER, GROWN_UP)),
    Question("urgent", (NOW,)),
]
ABOUT, AGE = QUESTIONS[1:3]


def follow(**values: str):
    return walk(QUESTIONS, values, "0")


@pytest.mark.parametrize(
    ("who", "about", "ages"),
    [
        (HARMED, [VIOLENCE], [TEENAGER, GROWN_UP]),
        (A_CHILD, [VIOLENCE], [TEENAGER]),
        # A young person who uses violence may say how old they are.
        (STOPS, [STOPPING], [TEENAGER, GROWN_UP]),
        (WORRIED, [VIOLENCE, STOPPING], [TEENAGER, GROWN_UP]),
        (AT_WORK, [VIOLENCE, STOPPING, LEARNING], [TEENAGER, GROWN_UP]),
        (None, [VIOLENCE, STOPPING], [TEENAGER, GROWN_UP]),
    ],
)
def test_only_answers_that_make_sense_are_offered(who, about, ages):
    told = told_by({"who": who})
    assert offered(ABOUT, told) == about
    assert offered(AGE, told) == ages


def test_the_first_question_comes_first():
    walked = follow()
    assert walked.stops_at.question.asks == "who"
    assert (walked.stops_at.number, walked.stops_at.total) == (1, 4)


def test_each_answer_leads_to_the_next_question_and_the_last_to_none():
    asked = []
    values = {}
    for asks, value in (("who", "14"), ("about", "0"), ("age", "31"), ("urgent", "41")):
        asked.append(walk(QUESTIONS, values, "0").stops_at.question.asks)
        values[asks] = value
    assert asked == ["who", "about", "age", "urgent"]
    walked = walk(QUESTIONS, values, "0")
    assert walked.stops_at is None
    assert walked.given == {"who": WORRIED, "about": None, "age": TEENAGER, "urgent": NOW}


@pytest.mark.parametrize("value", ["", "99", "22", "-1", "13 OR 1=1", "１３", "\x00", "x" * 10_000])
def test_a_value_that_is_no_answer_here_stops_the_walk(value):
    walked = follow(who="11", about=value, age="32")
    assert walked.stops_at.question.asks == "about"
    assert walked.over == value
    assert walked.given == {"who": HARMED, "age": GROWN_UP}


def test_a_question_without_answers_for_somebody_is_not_asked_and_not_counted():
    only_for_work = [QUESTIONS[0], Question("about", (LEARNING,)), AGE]
    walked = walk(only_for_work, {"who": "11"}, "0")
    assert (walked.stops_at.question.asks, walked.stops_at.number) == ("age", 2)
    assert walked.stops_at.total == 2


def test_before_a_step_is_the_one_that_was_asked_before_it():
    walked = follow(who="11", about="21")
    assert walked.before(walked.step("age")).question.asks == "about"
    assert walked.before(walked.step("who")) is None
    assert walked.step("what") is None


def test_what_it_is_about_is_narrowed_to_the_one_whom_it_is_about():
    assert told_by({"who": A_CHILD, "about": VIOLENCE}).groups == {CHILD, YOUNG}
    assert told_by({"who": WORRIED, "about": VIOLENCE}).groups == {PARENT, CHILD, ADULT}
    told = told_by({"who": WORRIED, "about": VIOLENCE, "age": TEENAGER})
    assert told.groups == {PARENT, CHILD}


@pytest.mark.parametrize(
    ("given", "side"),
    [
        ({"who": HARMED}, Door.SUBJECTED),
        ({"who": STOPS, "age": TEENAGER}, Door.USES_VIOLENCE),
        ({"who": WORRIED, "about": STOPPING}, Door.USES_VIOLENCE),
        ({"who": WORRIED, "about": STOPPING, "age": TEENAGER}, Door.USES_VIOLENCE),
        ({"who": None, "about": VIOLENCE}, Door.SUBJECTED),
        ({"who": WORRIED}, None),
        ({"age": TEENAGER}, None),
        ({}, None),
    ],
)
def test_the_answers_tell_the_side_of_violence_or_leave_it_open(given, side):
    assert told_by(given).side == side


def test_ages_of_several_answers_are_taken_together():
    told = told_by({"who": A_CHILD, "age": TEENAGER})
    assert (told.min_age, told.max_age) == (13, 17)


def test_everything_that_can_be_told_is_told_once():
    ways = list(all_told(QUESTIONS))
    assert len(ways) == len({*ways})
    assert told_by({"who": AT_WORK, "about": LEARNING, "age": None, "urgent": NOW}) in ways
    assert told_by({"who": HARMED, "about": STOPPING, "age": None, "urgent": None}) not in ways
