"""Which question comes next, and what the answers tell. Pure functions over plain data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.fallback import OPPOSITE, ages_meet
from services.models.taxonomy import Door

#: Somebody else is the one who needs help; the age that is asked for is that other person's.
FOR_ANOTHER = (Door.WORRIED, Door.PROFESSIONAL)


@dataclass(frozen=True)
class Answer:
    """An answer to choose, and what it says; *groups* map target groups to their ways in."""

    key: int
    door: int | None = None
    only_for_door: int | None = None
    topics: frozenset[int] = frozenset()
    groups: tuple[tuple[int, int | None], ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    urgent: bool = False

    @property
    def doors(self) -> set[int]:
        return {door for _group, door in self.groups if door is not None}

    @property
    def says_age(self) -> bool:
        return self.min_age is not None or self.max_age is not None


@dataclass(frozen=True)
class Question:
    """A question, known by what it asks for, and its answers in order."""

    asks: str
    answers: tuple[Answer, ...] = ()


#: What somebody has answered so far, by what was asked for; None where they would rather not say.
Given = Mapping[str, Answer | None]


@dataclass(frozen=True)
class Told:
    """All that the answers tell, taken together.

    *groups* are the target groups that the answers name. *narrowed* are those, with their ways in,
    that say more about the person: "my child" rather than "someone else", or young. They narrow
    their way in down, but do not tell what it is about.
    """

    door: int | None = None
    side: int | None = None
    topics: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    narrowed: frozenset[tuple[int, int | None]] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    urgent: bool = False

    @cached_property
    def for_another(self) -> bool:
        return self.door in FOR_ANOTHER

    @cached_property
    def narrowed_doors(self) -> set[int | None]:
        return {door for _group, door in self.narrowed}

    @cached_property
    def telling_groups(self) -> frozenset[int]:
        """Those that tell what it is about, or what the reader is whatever it is about: young."""
        return self.groups - {
            group for group, door in self.narrowed if self.for_another or door is not None
        }

    @property
    def has_age(self) -> bool:
        return self.min_age is not None or self.max_age is not None


def told_by(given: Given) -> Told:
    """What the answers *given* tell, in the order in which they were asked."""
    answers = [answer for answer in given.values() if answer]
    door = next((answer.door for answer in answers if answer.door is not None), None)
    of_whom, of_what = [], []
    for answer in answers:
        says_whom = answer.door is not None or answer.says_age
        (of_whom if says_whom else of_what).extend(answer.groups)
    named = {group for group, _door in of_whom}
    # "I am a child" and "somebody close hurts children or adults": then it is about a child.
    shared = [pair for pair in of_what if pair[0] in named]
    named |= {group for group, _door in (shared or of_what)}
    return Told(
        door=door,
        # A child may be on either side: that somebody is young does not tell which.
        side=side_of(door, set().union(*(a.doors for a in answers if not a.says_age))),
        topics=frozenset().union(*(answer.topics for answer in answers)),
        groups=frozenset(named),
        narrowed=frozenset(of_whom),
        min_age=max((a.min_age for a in answers if a.min_age is not None), default=None),
        max_age=min((a.max_age for a in answers if a.max_age is not None), default=None),
        urgent=any(answer.urgent for answer in answers),
    )


def side_of(door: int | None, doors: set[int]) -> int | None:
    """On which side of violence the one who needs help is, if the answers tell."""
    if door in OPPOSITE:
        return door
    sides = doors & OPPOSITE.keys()
    return sides.pop() if len(sides) == 1 else None


def offered(question: Question, told: Told) -> list[Answer]:
    """The answers of *question* that make sense to somebody who has *told* so much."""
    return [answer for answer in question.answers if may_choose(answer, told)]


def may_choose(answer: Answer, told: Told) -> bool:
    """Whether *answer* is for this way in, of an age that is possible, and on the same side.

    "I am being harmed" is followed by no answer about somebody who uses violence, nor the reverse.
    """
    if answer.only_for_door is not None and answer.only_for_door != told.door:
        return False
    other_side = OPPOSITE.get(told.door)
    if other_side in answer.doors and told.door not in answer.doors and not answer.says_age:
        return False
    return not told.has_age or ages_meet(answer, told)


@dataclass(frozen=True)
class Step:
    """A question as it is asked of one person: *number* of *total*, with what they may answer."""

    question: Question
    answers: list[Answer]
    number: int
    total: int


@dataclass(frozen=True)
class Walk:
    """How far somebody has come: the *steps* that they meet, and what they have *given*.

    *stops_at* is the step that is to be answered next, None when there is none left; it *stops
    over* an answer that is not one of the step's, if there is one.
    """

    steps: list[Step]
    given: dict[str, Answer | None]
    stops_at: Step | None
    over: str | None = None

    def step(self, asks: str) -> Step | None:
        """The step that *asks* for something, if this person meets it."""
        return next((step for step in self.steps if step.question.asks == asks), None)

    def before(self, step: Step) -> Step | None:
        return self.steps[step.number - 2] if step.number > 1 else None


def walk(questions: Sequence[Question], values: Mapping[str, str], skip: str) -> Walk:
    """Follow *values*, as a browser sent them, through *questions*.

    A value is the key of an answer, or *skip*. Anything else stops the walk; later values are
    kept as far as they still make sense.
    """
    given: dict[str, Answer | None] = {}
    met, stops_at, over = [], None, None
    for question in questions:
        answers = offered(question, told_by(given))
        if not answers:
            continue
        met.append((question, answers))
        value = values.get(question.asks)
        chosen = next((answer for answer in answers if str(answer.key) == value), None)
        if chosen or value == skip:
            given[question.asks] = chosen
        elif stops_at is None:
            stops_at, over = len(met) - 1, value
    steps = [Step(*pair, number, len(met)) for number, pair in enumerate(met, start=1)]
    return Walk(steps, given, None if stops_at is None else steps[stops_at], over)


def all_told(questions: Sequence[Question]) -> Iterator[Told]:
    """All that anybody can tell by answering *questions*, each thing once."""

    def follow(rest: Sequence[Question], given: dict) -> Iterator[Told]:
        if not rest:
            yield told_by(given)
            return
        question, *later = rest
        answers = offered(question, told_by(given))
        for answer in (*answers, None):
            yield from follow(later, {**given, question.asks: answer})

    yield from dict.fromkeys(follow(questions, {}))
