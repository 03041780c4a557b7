from django import template

from services.models import Audience, Question, SafetyFact

register = template.Library()


@register.simple_tag
def unknown_questions(facts) -> str:
    """The questions about contact safety that *facts* leave open, in one run of words.

    What it costs is no question of safety; it is answered, or not, by itself.
    """
    known = {fact.question for fact in facts} | {Question.FREE}
    return " ".join(str(question.label) for question in Question if question not in known)


@register.filter
def answer_to(facts, question: str) -> SafetyFact | None:
    """The one of *facts* that answers *question*."""
    return next((fact for fact in facts if fact.question == question), None)


@register.filter
def without(facts, question: str) -> list[SafetyFact]:
    """*facts* but for the one that answers *question*."""
    return [fact for fact in facts if fact.question != question]


@register.filter
def with_ages(audiences) -> list[Audience]:
    """Those of *audiences* that have ages."""
    return [each for each in audiences if each.min_age is not None or each.max_age is not None]
