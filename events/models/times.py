"""What times and rules of events are refused, in words. Plain functions, for forms and models."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.recurrence import NotARuleError, dates_of, goes_on_too_long, local_day, parse_rule

#: The longest that anything lasts, to its last day.
LONGEST = timedelta(days=31)
DAY = timedelta(days=1)


def validate_rule(text: str) -> None:
    """Raise ValidationError unless *text* is a rule that we know."""
    try:
        parse_rule(text)
    except NotARuleError:
        raise ValidationError(_("This is no rule by which an event can be repeated.")) from None


def fault_of_times(starts_at: datetime, ends_at: datetime, recurrence: str) -> dict[str, str]:
    """What is wrong with the times of an event, both aware, by field; empty if nothing is.

    That it must begin before it ends, the model's constraint says.
    """
    if ends_at - starts_at > LONGEST:
        return {"ends_at": _("An event lasts at most 31 days. Is the year right?")}
    if not recurrence:
        return {}
    if ends_at - starts_at > DAY:
        return {"ends_at": _("What is repeated lasts at most a day each time.")}
    try:
        rule = parse_rule(recurrence)
    except NotARuleError:
        return {}
    first = local_day(starts_at)
    if first not in dates_of(rule, first)[:1]:
        return {"recurrence": _("The first date must be one of those on which it is repeated.")}
    if goes_on_too_long(rule, first):
        return {"recurrence": _("It must end within three years of the first date.")}
    return {}
