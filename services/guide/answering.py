"""Which lines answer this minute besides what the guide suggests: closed is never a dead end.

Pure functions over plain data, like ``services.guide.advice``, whose rules hold here too.
"""

from collections.abc import Sequence
from dataclasses import replace

from services.fallback import EMERGENCY
from services.guide.advice import Advice, Help, Why, may_be_offered, right_now, within
from services.guide.questions import Told


def answering_now(told: Told, advice: Advice, lines: Sequence[Help]) -> list[Help]:
    """The open *lines* to name besides *advice*, where it names none that answers day and night.

    Those for right now that fit the person. Where none of them surely does, also those for
    everybody and, as a last resort, the police; the emergency number stands on every result.
    """
    suggested = [each for each in advice.suggestions if each.help.is_line]
    named = {line.key for line in advice.right_now} | {each.help.key for each in suggested}
    about = {
        each.help.key
        for each in suggested
        if any(reason.why is Why.TOPIC for reason in each.reasons)
    }
    if any(
        line.key in named
        and (line.phone not in EMERGENCY or line.key in about)
        and surely_answers(line, told)
        for line in lines
    ):
        return []
    there = [
        line for line in lines if line.is_certain and line.is_open and may_be_offered(line, told)
    ]
    fit = [
        line for line in right_now(replace(told, urgent=True), there) if line.phone not in EMERGENCY
    ]
    own = [line for line in fit if line.audiences]
    if any(surely_answers(line, told) for line in own):
        fit = own
    else:
        fit = [*fit, *(line for line in there if line.phone == EMERGENCY[1])]
    return [line for line in fit if line.key not in named]


def surely_answers(line: Help, told: Told) -> bool:
    """Whether *line* answers day and night whoever it is that has *told* so much.

    Nobody says whether they are a woman, and some do not say how old they are.
    """
    return line.day_and_night and line.is_certain and not line.for_women and within(told, line)
