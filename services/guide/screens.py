"""What the screens of the guided help show: a question, or where to turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from publishing import languages
from services.guide.advice import EMERGENCY, Help, Suggestion, advise, is_for_the_child
from services.guide.answering import answering_now
from services.guide.questions import Step, Walk, told_by
from services.guide.stored import StoredHelp, StoredQuestions
from services.guide.words import reason_in_words
from services.models import Door, GuideAnswer, GuideAsks, GuideQuestion, Service, SupportLine

#: Stands for "I do not know, or do not want to answer".
SKIP = "0"


@dataclass
class Carried:
    """An earlier answer: what it was to, and the answer; None where it was skipped."""

    question: GuideQuestion
    answer: GuideAnswer | None

    @property
    def value(self) -> str:
        return str(self.answer.pk) if self.answer else SKIP


def error_at(step: Step, walked: Walk, sent: Mapping[str, str]) -> str:
    """What is wrong with the answer *sent* to the question of *step*; empty if there is none yet.

    Somebody who asked to see the question, by Back or "Change", has done nothing wrong.
    """
    if step is not walked.stops_at or "show" in sent:
        return ""
    was_asked = sent.get("asked") == step.question.asks
    if walked.over and was_asked:
        return _("That answer does not fit here. Choose one of these.")
    if walked.over:
        return _("Your earlier answer no longer fits. Please answer this again.")
    return _("Choose an answer. If you are not sure, choose the last one.") if was_asked else ""


def question_screen(stored: StoredQuestions, walked: Walk, step: Step, error: str) -> dict:
    asks = step.question.asks
    before = walked.before(step)
    asked_before = {each.question.asks for each in walked.steps[: step.number - 1]}
    others = carried(stored, walked, but=asks)
    return {
        "question": stored.questions[asks],
        "answers": [stored.answers[answer.key] for answer in step.answers],
        "chosen": answer_value(walked, asks),
        "skip": SKIP,
        "step": step,
        "error": error,
        "carried": others,
        "earlier": [each for each in others if each.question.asks in asked_before],
        "before": before.question.asks if before else "",
        "languages": other_languages(),
        "given": carried(stored, walked),
    }


def answer_value(walked: Walk, asks: str) -> str:
    """The value of the answer given to what *asks*, to be chosen again; empty if there is none."""
    if asks not in walked.given:
        return ""
    answer = walked.given[asks]
    return str(answer.key) if answer else SKIP


def carried(stored: StoredQuestions, walked: Walk, but: str = "") -> list[Carried]:
    return [
        Carried(stored.questions[asks], stored.answers[answer.key] if answer else None)
        for asks, answer in walked.given.items()
        if asks != but
    ]


@dataclass
class Place:
    """Somewhere to turn: a service or a line, why, and who can be asked about the service."""

    service: Service | None
    line: SupportLine | None
    reasons: list[str]
    ask: SupportLine | None = None


@dataclass
class Number:
    """A line to call now; *child* says that it is for the child whom the reader thinks of."""

    line: SupportLine
    child: bool


def result_screen(stored: StoredQuestions, walked: Walk, now: datetime) -> dict:
    stored_help = StoredHelp.at(now)
    told = told_by(walked.given)
    advice = advise(told, stored_help.services_as_data, stored_help.lines_as_data)
    about = walked.given.get(GuideAsks.ABOUT)
    about = stored.answers[about.key] if about else None

    def place_of(suggestion: Suggestion) -> Place:
        words = (
            reason_in_words(each, told, about, stored_help.groups) for each in suggestion.reasons
        )
        key = suggestion.help.key
        if suggestion.help.is_line:
            return Place(None, stored_help.lines[key], [*filter(None, words)])
        service = stored_help.services[key]
        ask = None if suggestion.help.is_certain else stored_help.line_to_ask(service, told)
        return Place(service, None, [*filter(None, words)], ask)

    def number_of(line: Help) -> Number:
        return Number(stored_help.lines[line.key], is_for_the_child(line, told))

    places = [place_of(suggestion) for suggestion in advice.suggestions]
    numbers = [number_of(line) for line in advice.right_now]
    emergency = next((each for each in numbers if each.line.phone == EMERGENCY), None)
    shown = [place.line for place in places if place.line]
    return {
        "urgent": told.urgent,
        "for_work": told.door == Door.PROFESSIONAL,
        "emergency": emergency.line if emergency else None,
        "right_now": [each for each in numbers if each is not emergency],
        "places": places,
        # Once each, however many services it can tell about.
        "ask": [*dict.fromkeys(each.ask for each in places if each.ask not in [None, *shown])],
        "answering": [
            number_of(line) for line in answering_now(told, advice, stored_help.lines_as_data)
        ],
        "carried": carried(stored, walked),
        "before": walked.steps[-1].question.asks if walked.steps else "",
        "languages": other_languages(),
    }


def other_languages() -> list[dict[str, str]]:
    """The site's other languages, each with the guide's address and an offer in its own words.

    The header's links lead to its first question; these are buttons that carry the answers.
    """
    found = []
    for code in languages.codes():
        if code != languages.active():
            with translation.override(code):
                words = pgettext("In every language its own name", "Continue in English")
                found.append({"code": code, "address": reverse("guide"), "words": words})
    return found
