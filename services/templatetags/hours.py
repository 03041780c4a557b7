from django import template

from services.hours import week_in_words

register = template.Library()


@register.filter
def week(reachable) -> list[str]:
    """The weekly hours of a contact point, support line or media contact, in words."""
    return week_in_words((slot.weekday, slot.opens, slot.closes) for slot in reachable.hours.all())
