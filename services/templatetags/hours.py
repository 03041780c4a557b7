from collections.abc import Iterable

from django import template
from django.utils import timezone

from services.hours import Words, difference_in_words, opening_in_words, week_in_words
from services.opening import Difference, coming_after, differing_on

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
    """The dated exceptions soon to come: words, reason and its language.

    Of hours that nobody has checked, too: an exception is the word of staff themselves.
    """
    return in_words(coming_after(reachable.schedule(), timezone.localdate()))


@register.simple_tag
def hours_differing(reachable) -> list[dict[str, str]]:
    """Today's dated exceptions in the same form, where ``hours_today`` does not tell of them:
    where nobody has checked the hours."""
    if reachable.is_verified:
        return []
    return in_words(differing_on(reachable.schedule(), timezone.localdate()))


def in_words(differences: Iterable[Difference]) -> list[dict[str, str]]:
    return [
        {
            "words": difference_in_words(difference),
            "reason": difference.reason,
            "language": difference.language,
        }
        for difference in differences
    ]
