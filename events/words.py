"""How an event is repeated, in words. Pure functions: a rule and times in, a sentence out."""

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from events.recurrence import LAST_WEEK, STOCKHOLM, Frequency, Rule
from publishing import languages

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
ALL_DAYS = (*MONDAY_TO_FRIDAY, 5, 6)
#: As they are called after "the first": Swedish adds an ending.
THE_DAYS = (
    pgettext_lazy("after “the first”", "Monday"),
    pgettext_lazy("after “the first”", "Tuesday"),
    pgettext_lazy("after “the first”", "Wednesday"),
    pgettext_lazy("after “the first”", "Thursday"),
    pgettext_lazy("after “the first”", "Friday"),
    pgettext_lazy("after “the first”", "Saturday"),
    pgettext_lazy("after “the first”", "Sunday"),
)
#: By the week of the month.
THE_WEEKS = {
    1: gettext_lazy("the first %(day)s"),
    2: gettext_lazy("the second %(day)s"),
    3: gettext_lazy("the third %(day)s"),
    4: gettext_lazy("the fourth %(day)s"),
    LAST_WEEK: gettext_lazy("the last %(day)s"),
}
#: By the interval, from 3 on; every other has words of its own.
EVERY = {
    3: pgettext_lazy("every … week", "third"),
    4: pgettext_lazy("every … week", "fourth"),
    5: pgettext_lazy("every … week", "fifth"),
    6: pgettext_lazy("every … week", "sixth"),
    7: pgettext_lazy("every … week", "seventh"),
    8: pgettext_lazy("every … week", "eighth"),
    9: pgettext_lazy("every … week", "ninth"),
    10: pgettext_lazy("every … week", "tenth"),
    11: pgettext_lazy("every … week", "eleventh"),
    12: pgettext_lazy("every … week", "twelfth"),
}


def repetition(rule: Rule, starts_at: datetime, ends_at: datetime) -> str:
    """How something from *starts_at* to *ends_at* (its first times, aware) is repeated.

    "Varannan onsdag kl. 10.00–12.00, till och med 16 december 2026"
    """
    words = {"days": days_in_words(rule), "hours": hours_in_words(starts_at, ends_at)}
    if rule.last_day:
        words["date"] = date_format(rule.last_day, "DATE_FORMAT")
        sentence = _("%(days)s at %(hours)s, until and including %(date)s") % words
    else:
        words["times"] = rule.times
        sentence = (
            ngettext(
                "%(days)s at %(hours)s, %(times)s time in all",
                "%(days)s at %(hours)s, %(times)s times in all",
                rule.times,
            )
            % words
        )
    return capfirst(sentence)


def days_in_words(rule: Rule) -> str:
    """On which days: "varannan onsdag", "den första onsdagen i månaden"."""
    if rule.frequency == Frequency.MONTHLY:
        return _monthly(rule)
    if rule.interval > 1:
        return _every_few_weeks(rule)
    if rule.weekdays == ALL_DAYS:
        return _("every day")
    if rule.weekdays == MONDAY_TO_FRIDAY:
        return _("every week, Monday to Friday")
    return _("every %(days)s") % {"days": listed([str(WEEKDAYS[day]) for day in rule.weekdays])}


def hours_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """The hours by the Swedish clock: "10.00–12.00"."""
    start, end = (
        date_format(each.astimezone(STOCKHOLM), "TIME_FORMAT") for each in (starts_at, ends_at)
    )
    return languages.left_to_right(f"{start}–{end}")


def listed(words: list[str]) -> str:
    """*words*, at least one, as a list in a sentence: "måndag, tisdag och torsdag"."""
    *first, last = words
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def _every_few_weeks(rule: Rule) -> str:
    words = [str(WEEKDAYS[day]) for day in rule.weekdays]
    if len(words) == 1:
        if rule.interval == 2:
            return _("every other %(day)s") % {"day": words[0]}
        ordinal = {"ordinal": EVERY[rule.interval], "day": words[0]}
        return _("every %(ordinal)s %(day)s") % ordinal
    if rule.interval == 2:
        return _("every other week, %(days)s") % {"days": listed(words)}
    ordinal = {"ordinal": EVERY[rule.interval], "days": listed(words)}
    return _("every %(ordinal)s week, %(days)s") % ordinal


def _monthly(rule: Rule) -> str:
    [weekday] = rule.weekdays
    day = THE_WEEKS[rule.week] % {"day": THE_DAYS[weekday]}
    if rule.interval == 1:
        return _("%(day)s of the month") % {"day": day}
    if rule.interval == 2:
        return _("%(day)s of every other month") % {"day": day}
    ordinal = {"day": day, "ordinal": EVERY[rule.interval]}
    return _("%(day)s of every %(ordinal)s month") % ordinal
