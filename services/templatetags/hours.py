from django import template
from django.utils import timezone

from services.hours import Words, difference_in_words, opening_in_words, week_in_words

register = template.Library()


@register.filter
def week(reachable) -> list[str]:
    """The weekly hours of a contact point, support line or media contact, in words."""
    return week_in_words((slot.weekday, slot.opens, slot.closes) for slot in reachable.hours.all())


@register.simple_tag
def hours_today(reachable) -> Words | None:
    """Today's hours of the same in words; None as long as nobody has checked them."""
    opening = reachable.opening(timezone.now())
    return opening and opening_in_words(opening)


@register.simple_tag
def hours_coming(reachable) -> list[dict[str, str]]:
    """The dated exceptions soon to come: words, reason and its language. Checked ones only."""
    opening = reachable.opening(timezone.now())
    return [
        {
            "words": difference_in_words(difference),
            "reason": difference.reason,
            "language": difference.language,
        }
        for difference in (opening.coming if opening else ())
    ]
