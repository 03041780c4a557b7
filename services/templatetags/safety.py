from django import template

from services.models import Question

register = template.Library()


@register.simple_tag
def unknown_questions(facts) -> str:
    """The questions about contact safety that *facts* leave open, in one run of words."""
    known = {fact.question for fact in facts}
    return " ".join(str(question.label) for question in Question if question not in known)
