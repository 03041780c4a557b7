"""How an event is repeated, as plain fields: a rule is read into them and made of them."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from events.recurrence import (
    LAST_WEEK,
    LONGEST,
    MOST_INTERVAL,
    MOST_TIMES,
    WEEKS,
    Frequency,
    NotARuleError,
    Rule,
    dates_of,
    goes_on_too_long,
    week_of,
)

#: The fields, in the order of the form.
FIELDS = ("repeats", "interval", "weekdays", "week", "last_day", "times")
#: What is empty until somebody fills it in.
ASKED = ("weekdays", "week", "last_day", "times")


class Repeats(models.TextChoices):
    NO = "", gettext_lazy("No, not by a rule")
    WEEKLY = Frequency.WEEKLY.value, gettext_lazy("Every week, or with some weeks between")
    MONTHLY = Frequency.MONTHLY.value, gettext_lazy("Every month, or with some months between")


NAMES_OF_WEEKS = {
    1: pgettext_lazy("of a weekday in the month", "The first"),
    2: pgettext_lazy("of a weekday in the month", "The second"),
    3: pgettext_lazy("of a weekday in the month", "The third"),
    4: pgettext_lazy("of a weekday in the month", "The fourth"),
    LAST_WEEK: pgettext_lazy("of a weekday in the month", "The last"),
}


class RepeatingForm(forms.Form):
    """The fields, to be mixed into the form of an event."""

    repeats = forms.ChoiceField(
        label=gettext_lazy("Is it repeated?"),
        required=False,
        choices=Repeats.choices,
        widget=forms.RadioSelect,
    )
    interval = forms.IntegerField(
        label=gettext_lazy("Every how many weeks or months"),
        required=False,
        initial=1,
        min_value=1,
        max_value=MOST_INTERVAL,
        help_text=gettext_lazy("1 is every one, 2 every other. At most 12."),
        error_messages=dict.fromkeys(
            ("min_value", "max_value", "invalid"), gettext_lazy("A number from 1 to 12.")
        ),
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("On these weekdays"),
        required=False,
        choices=[(day, capfirst(name)) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "For what comes every week. If none is ticked, it is the weekday of the first date."
        ),
    )
    week = forms.TypedChoiceField(
        label=gettext_lazy("Which one in the month"),
        required=False,
        choices=[("", "–"), *((week, NAMES_OF_WEEKS[week]) for week in WEEKS)],
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "For what comes every month: the weekday is that of the first date. There is no "
            "fifth; choose the last."
        ),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Until and including"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("At most three years after the first date."),
    )
    times = forms.IntegerField(
        label=gettext_lazy("Or so many times"),
        required=False,
        min_value=1,
        max_value=MOST_TIMES,
        help_text=gettext_lazy("Fill in one of the two ends."),
        error_messages={
            "min_value": gettext_lazy("At least once."),
            "max_value": gettext_lazy("That is more than every day for three years."),
        },
    )


def filled_in(rule: Rule | None) -> dict:
    """The values of the fields that stand for *rule*; none for no rule."""
    if rule is None:
        return {}
    is_weekly = rule.frequency == Frequency.WEEKLY
    return {
        "repeats": rule.frequency.value,
        "interval": rule.interval,
        "weekdays": [str(day) for day in rule.weekdays] if is_weekly else [],
        "week": rule.week,
        "last_day": rule.last_day,
        "times": rule.times,
    }


def rule_of(values: dict, first: date) -> Rule:
    """The rule that the fields' *values* make for an event whose first date is *first*.

    Raises ValidationError by field for what is no rule, or none that begins on that date.
    """
    rule = _made(values, first)
    if goes_on_too_long(rule, first):
        end = "times" if rule.last_day is None else "last_day"
        raise _fault(end, _("It must end within three years of the first date."))
    if first not in dates_of(rule, first)[:1]:
        raise _not_the_first(rule, first)
    return rule


def asks_in_vain(values: dict, changed: list[str]) -> bool:
    """Whether somebody has filled in how it is repeated, but not that it is."""
    return "repeats" not in changed and any(name in changed and values.get(name) for name in ASKED)


def _made(values: dict, first: date) -> Rule:
    frequency = Frequency(values["repeats"])
    is_weekly = frequency == Frequency.WEEKLY
    last_day, times = values.get("last_day"), values.get("times")
    if last_day is None and times is None:
        raise _fault("last_day", _("Say when it ends: on a date, or after a number of times."))
    if last_day is not None and times is not None:
        raise _fault("times", _("Choose one end: either the date or the number of times."))
    if last_day and last_day < first:
        raise _fault("last_day", _("It cannot end before the first date."))
    if last_day and last_day > first + LONGEST:
        raise _fault("last_day", _("It must end within three years of the first date."))
    if not is_weekly and values.get("week") is None:
        raise _fault("week", _("Choose which one in the month."))
    chosen = tuple(sorted(int(day) for day in values.get("weekdays") or ()))
    try:
        return Rule(
            frequency,
            (is_weekly and chosen) or (first.weekday(),),
            interval=values.get("interval") or 1,
            week=None if is_weekly else values["week"],
            last_day=last_day,
            times=times,
        )
    except NotARuleError:
        raise _fault("repeats", _("This is no rule by which an event can be repeated.")) from None


def _not_the_first(rule: Rule, first: date) -> ValidationError:
    day = {"date": date_format(first), "weekday": str(WEEKDAYS[first.weekday()])}
    if rule.frequency == Frequency.WEEKLY:
        return _fault(
            "weekdays",
            _("The first date, %(date)s, is a %(weekday)s. Tick that day, or change the date.")
            % day,
        )
    if week_of(first) > max(WEEKS):
        return _fault(
            "week",
            _("The first date, %(date)s, is the fifth %(weekday)s of its month. Choose the last.")
            % day,
        )
    return _fault(
        "week",
        _("The first date, %(date)s, is not that %(weekday)s of its month. Change one of them.")
        % day,
    )


def _fault(field: str, message: str) -> ValidationError:
    return ValidationError({field: message})
