"""To whom the guided help sends somebody, and why. Pure functions over plain data.

A line or service for those subjected to violence is never offered to somebody who uses it, nor
the reverse; what is for professionals is offered to nobody else; what has ended to nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from services.fallback import ANY_AGE, NO_AGE, OPPOSITE, Audience, ages_meet
from services.guide.questions import Question, Told, all_told
from services.models.service import Standing
from services.models.taxonomy import Door

#: A stressed reader chooses among few.
AT_MOST = 3
EMERGENCY = "112"
#: A line up to this age is for children.
LAST_AGE_OF_A_CHILD = 17
#: Those that are certain come first, then those that perhaps are, then those that soon may be.
ORDER = (Standing.ACTIVE, Standing.NOT_CONFIRMED, Standing.PAUSED)


@dataclass(frozen=True)
class Help:
    """A service or support line as it is today. Those without audiences are for everybody.

    *min_age* and *max_age* are the line's own; services say ages per audience. *phone* is a
    line's number, and tells lines from services. *for_women* is what says that it is for no men.
    """

    key: int
    phone: str = ""
    audiences: tuple[Audience, ...] = ()
    topics: frozenset[int] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    standing: Standing = Standing.ACTIVE
    right_now: bool = False
    is_open: bool = True
    day_and_night: bool = False
    for_women: bool = False

    @property
    def is_for_children(self) -> bool:
        """Whether it is a line that only children may call."""
        of_children = self.max_age is not None and self.max_age <= LAST_AGE_OF_A_CHILD
        return self.is_line and of_children

    @property
    def is_line(self) -> bool:
        return bool(self.phone)

    @property
    def is_certain(self) -> bool:
        return self.standing is Standing.ACTIVE

    @property
    def is_general(self) -> bool:
        """Whether it is for everybody, whatever it is about."""
        return not self.audiences and not self.topics

    @property
    def doors(self) -> set[int]:
        return {each.door for each in self.audiences if each.door is not None}


class Why(StrEnum):
    """The reasons that can be given to the reader."""

    TOPIC = "topic"  # works with what the reader chose
    GROUP = "group"  # is there for the reader
    ANOTHER = "another"  # is there for the one whom the reader thinks of
    AGE = "age"  # is for this age
    ASK_AGE = "ask_age"  # is for ages that overlap with what the reader said
    WOMEN = "women"  # is for women, whoever the reader is: nobody is asked
    CHILD = "child"  # not the reader but the child in question can call
    ALSO = "also"  # can always be asked, besides those that fit better
    INSTEAD = "instead"  # can be asked, as nothing certain fits better


@dataclass(frozen=True)
class Reason:
    """Why something is offered; *group* and *ages* where the reason is about these."""

    why: Why
    group: int | None = None
    ages: tuple[int | None, int | None] | None = None


@dataclass(frozen=True)
class Suggestion:
    help: Help
    reasons: tuple[Reason, ...]

    @property
    def surely_answers(self) -> bool:
        """Whether it is certain to be there, for this matter or for the reader in person.

        A line for children is no answer to a worried parent.
        """
        why = {reason.why for reason in self.reasons}
        return self.help.is_certain and not why.isdisjoint({Why.TOPIC, Why.GROUP})

    @property
    def is_about_it(self) -> bool:
        """Whether it is for just this, for women and men, and perhaps there."""
        about = any(reason.why is Why.TOPIC for reason in self.reasons)
        return about and not self.help.for_women and self.help.standing is not Standing.PAUSED


@dataclass(frozen=True)
class Advice:
    """What to do *right now* (lines, the emergency number first), and where to turn."""

    right_now: list[Help]
    suggestions: list[Suggestion]


class Fit(IntEnum):
    """How well something fits, best first."""

    TOPIC = 0
    GROUP = 1


@dataclass(frozen=True)
class Match:
    """Something that fits somebody, with the audiences by which it does."""

    help: Help
    fit: Fit
    own: tuple[Audience, ...]
    others: tuple[Audience, ...]
    told: Told
    place: int

    @property
    def order(self) -> tuple:
        """Certain before uncertain, then the best fit. What comes first in the data wins a draw."""
        named = sum(row.group in self.told.groups for row in (*self.own, *self.others))
        # What does just this goes before what does much else; but the broadest before all where
        # nothing is known about the matter.
        apart = len(self.help.topics - self.told.topics) * (1 if self.told.topics else -1)
        return (
            self.may_be_too_young_a_line,
            ORDER.index(self.help.standing),
            self.fit,
            self.help.for_women,
            bool(self.help.audiences) and not self.own,
            -named,
            self.age_fits,
            not self.help.is_open,
            0 if self.help.is_line else apart,
            self.place,
        )

    @property
    def may_be_too_young_a_line(self) -> bool:
        """Whether it is a line for children, and the reader has not said that they are one."""
        return self.help.is_for_children and not self.told.has_age and not self.told.for_another

    @property
    def age_fits(self) -> int:
        """0: made for this age; 1: open to all ages; 2: for ages that overlap with it."""
        if not self.told.has_age or not self.ages:
            return 1
        return 0 if all(within(self.told, each) for each in self.ages) else 2

    @property
    def ages(self) -> list[Audience | Help]:
        """What says ages here: the line, or the best audience of the service."""
        rows = (*self.own, *self.others)
        if any(not has_ages(row) for row in rows):
            rows = ()  # one of the audiences is open to all ages
        best = sorted(rows, key=lambda row: not within(self.told, row))[:1]
        return [each for each in (self.help, *best) if has_ages(each)]


def advise(told: Told, services: Sequence[Help], lines: Sequence[Help]) -> Advice:
    """Where somebody who has *told* so much should turn: at most three, best first.

    *services* and *lines* are all that visitors may see, each in the order that decides a draw.
    Never empty as long as there is anything that may be offered to this person at all.
    """
    lines = [line for line in lines if line.is_certain]
    everything = [option for option in (*lines, *services) if may_be_offered(option, told)]
    now = right_now(told, everything)
    rest = [option for option in everything if option not in now]
    matches = [match for place, option in enumerate(rest) if (match := fit(option, told, place))]
    matches.sort(key=lambda match: match.order)
    chosen = [Suggestion(match.help, reasons_of(match)) for match in few_of(matches)]
    return Advice(now, with_general(chosen, rest, told))


def right_now(told: Told, everything: Iterable[Help]) -> list[Help]:
    """The lines to call this minute; only the emergency number where it is not urgent."""
    lines = [option for option in everything if option.is_line and option.right_now]
    if not told.urgent:
        return [line for line in lines if line.phone == EMERGENCY]
    return [line for line in lines if not line.audiences or any(rows_of(line, told))]


def few_of(matches: Sequence[Match]) -> list[Match]:
    """The best three of *matches*, a service among them if any fits: a line cannot do it all.

    One of them is for women only, where others fit as well: who reads this may be a man.
    """
    others = min((match.fit for match in matches if not match.help.for_women), default=None)
    women = [match for match in matches if match.help.for_women]
    more = [match for match in women if others is not None and match.fit >= others][1:]
    matches = [*(match for match in matches if match not in more), *more]
    best = matches[:AT_MOST]
    if len(best) == AT_MOST and all(match.help.is_line for match in best):
        service = next((match for match in matches if not match.help.is_line), None)
        if service:
            best[-1] = service
    return best


def with_general(chosen: list[Suggestion], rest: Sequence[Help], told: Told) -> list[Suggestion]:
    """*chosen*, and what is for everybody where these are few or none of them is certain.

    It then comes last; but first where nothing is certain nor about just this, and somebody may be
    in harm's way: the first one to call must be one that answers.
    """
    is_certain = any(suggestion.surely_answers for suggestion in chosen)
    if len(chosen) == AT_MOST and is_certain:
        return chosen
    general = [option for option in rest if option.is_general]
    if not chosen and not general:
        general = [option for option in rest if not option.audiences or any(rows_of(option, told))]
    wanted = general[: 1 if chosen else AT_MOST]
    may_be_in_harm = told.door is not None or told.side is not None
    fits = is_certain or any(suggestion.is_about_it for suggestion in chosen)
    why = Reason(Why.ALSO if fits else Why.INSTEAD)
    extra = [Suggestion(option, (why,)) for option in wanted]
    kept = chosen[: AT_MOST - len(extra)]
    return [*extra, *kept] if may_be_in_harm and not fits else [*kept, *extra]


def fit(option: Help, told: Told, place: int = 0) -> Match | None:
    """How *option* fits somebody who has *told* so much; None if it does not."""
    if option.is_general:
        return None
    own, others = rows_of(option, told)
    if option.audiences and not own and not others:
        return None
    rows = (*own, *others)
    if told.topics:
        named = any(row.group in told.telling_groups for row in rows)
        about = bool(option.topics & told.topics)
        if not about and not named:
            return None
        return Match(option, Fit.TOPIC if about else Fit.GROUP, own, others, told, place)
    # Nothing is known about the matter, so that it must be clear whom it is for.
    named = any(row.group in told.groups for row in rows)
    of_door = told.door is not None and any(row.door == told.door for row in own)
    of_age = told.has_age and any(
        row.door is None and (has_ages(row) or has_ages(option)) for row in rows
    )
    if named or of_door or of_age:
        return Match(option, Fit.GROUP, own, others, told, place)
    return None


def may_be_offered(option: Help, told: Told) -> bool:
    """Whether *option* is still there, of the right age, and does no harm to this person."""
    if option.standing not in ORDER or (told.has_age and not ages_meet(option, told)):
        return False
    if option.audiences and all(row.door == Door.PROFESSIONAL for row in option.audiences):
        return told.door == Door.PROFESSIONAL
    sides = option.doors & OPPOSITE.keys()
    if told.side is not None:
        return not sides or told.side in sides
    # Those who think of somebody else may be told of both sides; of one who has not said who it
    # is for, nobody knows which side would be the wrong one.
    return told.for_another or len(sides) != 1


def rows_of(option: Help, told: Told) -> tuple[tuple[Audience, ...], tuple[Audience, ...]]:
    """The audiences of *option* that the reader belongs to, and those of whom the reader thinks."""
    own, others = [], []
    for row in option.audiences:
        if row.door in told.narrowed_doors - {None} and row.group not in told.groups:
            continue
        if told.for_another and row.door == told.door:
            # Its ages are those of parents or colleagues, which nobody asked for.
            own.append(row)
        elif told.has_age and not ages_meet(row, told):
            continue
        elif told.for_another:
            if row.door is None or row.door in (told.side, *(() if told.side else OPPOSITE)):
                others.append(row)
        elif row.door in own_doors(told):
            own.append(row)
    return tuple(own), tuple(others)


def own_doors(told: Told) -> set[int | None]:
    """The ways in of target groups that somebody who does not think of another may belong to."""
    if told.door is not None:
        return {None, told.door}
    sides = OPPOSITE if told.side is None else (told.side,)
    return {None, Door.WORRIED, *sides}


def reasons_of(match: Match) -> tuple[Reason, ...]:
    """Why it is offered, the strongest reason first."""
    told, reasons = match.told, []
    if match.fit is Fit.TOPIC:
        reasons.append(Reason(Why.TOPIC))
    rows, why = (match.own, Why.GROUP) if match.own else (match.others, Why.ANOTHER)
    # The group that the answers name says most.
    if row := min(rows, key=lambda row: row.group not in told.groups, default=None):
        reasons.append(Reason(why, group=row.group))
    if match.help.for_women:
        reasons.append(Reason(Why.WOMEN))
    if is_for_the_child(match.help, told):
        reasons.append(Reason(Why.CHILD))
    for each in match.ages if told.has_age else []:
        sure = Why.AGE if within(told, each) else Why.ASK_AGE
        reasons.append(Reason(sure, ages=(each.min_age, each.max_age)))
    return tuple(reasons)


def is_for_the_child(option: Help, told: Told) -> bool:
    """Whether not the reader but a child whom they think of is the one who can call *option*."""
    return told.for_another and option.is_for_children


def has_ages(each) -> bool:
    return each.min_age is not None or each.max_age is not None


def within(inner, outer) -> bool:
    """Whether all of *inner*'s ages are among *outer*'s."""
    lowest, highest = outer.min_age or NO_AGE, outer.max_age or ANY_AGE
    return lowest <= (inner.min_age or NO_AGE) and (inner.max_age or ANY_AGE) <= highest


def unreachable(
    questions: Sequence[Question], services: Sequence[Help], lines: Sequence[Help]
) -> list[Help]:
    """The *services* that have not ended and that no answers to *questions* lead to."""
    left = {option.key: option for option in services if option.standing is not Standing.ENDED}
    for told in all_told(questions):
        if not left:
            break
        for suggestion in advise(told, services, lines).suggestions:
            if not suggestion.help.is_line:
                left.pop(suggestion.help.key, None)
    return list(left.values())
