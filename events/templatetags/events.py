from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from events import told
from events.models import Event, Occurrence
from events.structured_data import script
from events.words import repetition

register = template.Library()
register.filter("as_script", script)


@register.simple_tag
def told_of(occurrence: Occurrence) -> told.Told:
    """How a date stands: the word, why, since when, and from what it changed."""
    return told.told_of_date(occurrence)


@register.simple_tag
def dates_of(event: Event) -> told.Dates:
    """The dates of an event (with its ``shown_dates``) now."""
    return told.dates_of_event(event, event.shown_dates, timezone.now())


@register.simple_tag
def registration(event: Event, dates: told.Dates) -> told.RegistrationTold | None:
    """What there is to say now of how one registers; None for nothing."""
    return told.registration_of(event, dates, timezone.now())


@register.filter
def repeated(event: Event) -> str:
    """How an event is repeated: "Varannan onsdag kl. 10.00–12.00, till och med …"."""
    return repetition(event.rule, event.starts_at, event.ends_at)


@register.filter
def month(moment) -> str:
    """The Swedish month of an aware datetime, as a heading: "November 2026"."""
    return capfirst(date_format(timezone.localtime(moment), "YEAR_MONTH_FORMAT"))
