"""Tags for translated texts, dates and numbers, known in every template."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from publishing import languages
from publishing.dates import format_partial_date
from publishing.phones import phone_uri as uri

register = template.Library()
register.filter("phone_uri", uri)
register.filter("partial_date", format_partial_date)


@register.simple_tag
def lang_of(instance, field: str):
    """The ``lang`` attribute of an element with *field* of *instance*; nothing where it is shown
    in the language of the page (WCAG 2.2, 3.1.2)."""
    language = languages.shown_language(instance, field)
    if language == languages.active():
        return ""
    direction = languages.direction(language)
    if direction == languages.direction(languages.active()):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def is_missing(instance) -> bool:
    """Whether *instance* has no text in the language of the page."""
    return instance.lacks(languages.active())


@register.simple_tag
def is_outdated(instance) -> bool:
    """Whether the Swedish text has changed since this language's was last confirmed."""
    return instance.is_outdated_in(languages.active())


@register.filter
def absolute(path: str) -> str:
    """*path* under the site's own address; the request's host has no say."""
    return f"{settings.SITE_URL}{path}"


@register.filter
def moment(value) -> str:
    """An aware datetime with its zone: "24 oktober 2016 kl. 08.40 (CEST)"."""
    local = timezone.localtime(value)
    return _("%(date)s at %(time)s (%(zone)s)") % {
        "date": date_format(local, "DATE_FORMAT"),
        "time": languages.left_to_right(date_format(local, "TIME_FORMAT")),
        "zone": local.tzname(),
    }


@register.filter
def machine_time(value) -> str:
    """An aware datetime in Swedish local time, for the ``datetime`` attribute (ISO 8601)."""
    return timezone.localtime(value).isoformat(timespec="minutes")


@register.filter
def day(value) -> str:
    """The day of an aware datetime, or a date: "tisdag 25 oktober 2016"."""
    local = timezone.localtime(value) if hasattr(value, "hour") else value
    return date_format(local, pgettext("Format of a day (l is the weekday)", "l j F Y"))


@register.filter
def clock(value) -> str:
    """The Swedish local time of an aware datetime: "kl. 09.00"."""
    local = timezone.localtime(value)
    return _("at %(time)s") % {"time": languages.left_to_right(date_format(local, "TIME_FORMAT"))}


@register.simple_tag
def span(starts_at, ends_at) -> str:
    """When something happens, both aware: "tisdag 25 oktober 2016 kl. 09.00–15.00"."""
    if timezone.localdate(starts_at) != timezone.localdate(ends_at):
        return f"{day(starts_at)} {clock(starts_at)} – {day(ends_at)} {clock(ends_at)}"
    start = date_format(timezone.localtime(starts_at), "TIME_FORMAT")
    end = date_format(timezone.localtime(ends_at), "TIME_FORMAT")
    return _("%(day)s at %(hours)s") % {
        "day": day(starts_at),
        "hours": languages.left_to_right(f"{start}–{end}"),
    }
