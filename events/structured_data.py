"""An event in the words of schema.org, for search engines: what the page shows, and nothing else.

Pure functions over objects that are loaded already; what is not known is left out.
"""

import json
from datetime import datetime

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from events.models import Event, EventStanding, Occurrence
from events.recurrence import DAYS, STOCKHOLM, Frequency, dates_of, local_day
from events.told import Dates, Told, told_of_date
from services.models import Organisation, Place

SCHEMA = "https://schema.org/"
STATUS = {
    EventStanding.PLANNED: f"{SCHEMA}EventScheduled",
    EventStanding.MOVED: f"{SCHEMA}EventRescheduled",
    EventStanding.POSTPONED: f"{SCHEMA}EventPostponed",
    EventStanding.CANCELLED: f"{SCHEMA}EventCancelled",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: What could end the script element early, as Django's own json_script has it.
ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&"}


def event_data(event: Event, dates: Dates) -> dict | None:
    """*event*, with its page's parts and *dates*, as JSON-LD; None if it has no date."""
    if dates.main is None:
        return None
    found = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "url": f"{settings.SITE_URL}{event.get_absolute_url()}",
        "name": event.title,
        "description": event.summary,
        **_when(dates.main.starts_at, dates.main.ends_at, dates.told),
        **_where(dates.main.place),
        "organizer": event.organiser and _organisation(event.organiser),
        "isAccessibleForFree": event.is_free,
        "inLanguage": [language.code for language in event.languages.all()],
    }
    if event.recurrence:
        found["eventSchedule"] = _schedule(event)
        found["subEvent"] = [_date(event, each) for each in dates.coming]
    return _known(found)


def script(data: dict) -> SafeString:
    """*data* as the content of a script element: nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def _date(event: Event, occurrence: Occurrence) -> dict:
    told = told_of_date(occurrence)
    found = {
        "@type": "Event",
        "name": event.title,
        **_when(occurrence.starts_at, occurrence.ends_at, told),
        **_where(occurrence.place),
    }
    return _known(found)


def _when(starts_at: datetime, ends_at: datetime, told: Told) -> dict:
    return {
        "startDate": _moment(starts_at),
        "endDate": _moment(ends_at),
        "eventStatus": STATUS[told.standing],
        "previousStartDate": told.from_starts_at and _moment(told.from_starts_at),
    }


def _where(place: Place | None) -> dict:
    if place is None:
        return {}
    address = _known(
        {
            "streetAddress": place.street,
            "postalCode": place.postcode,
            "addressLocality": place.city,
        }
    )
    location = {
        "@type": "Place",
        "name": place.name,
        "address": address and {"@type": "PostalAddress", **address},
    }
    return {
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": _known(location),
    }


def _organisation(organisation: Organisation) -> dict:
    return {
        "@type": "Organization",
        "name": organisation.name,
        "url": f"{settings.SITE_URL}{organisation.get_absolute_url()}",
    }


def _schedule(event: Event) -> dict:
    rule, first = event.rule, local_day(event.starts_at)
    told = {occurrence.date for occurrence in event.shown_dates}
    starts, ends = (each.astimezone(STOCKHOLM) for each in (event.starts_at, event.ends_at))
    monthly = rule.frequency == Frequency.MONTHLY
    found = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{'M' if monthly else 'W'}",
        "byDay": (
            [f"{rule.week}{DAYS[each]}" for each in rule.weekdays]
            if monthly
            else [f"{SCHEMA}{WEEKDAYS[each]}" for each in rule.weekdays]
        ),
        "startDate": first.isoformat(),
        "endDate": rule.last_day and rule.last_day.isoformat(),
        "repeatCount": rule.times,
        "startTime": f"{starts:%H:%M}",
        "endTime": f"{ends:%H:%M}",
        "scheduleTimezone": STOCKHOLM.key,
        "exceptDate": [each.isoformat() for each in dates_of(rule, first) if each not in told],
    }
    return _known(found)


def _moment(moment: datetime) -> str:
    """With the offset of its season."""
    return moment.astimezone(STOCKHOLM).isoformat(timespec="minutes")


def _known(found: dict) -> dict:
    """Without what is not known; that something is not free, is."""
    return {name: value for name, value in found.items() if value or value is False}
