"""Dates that sources give only in part: ``2016``, ``2017-04`` or ``2017-04-30`` (ISO 8601)."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless *value* is a year, a year and month, or a whole date."""
    match = PARTIAL.fullmatch(value)
    try:
        year, month, day = (int(part or 1) for part in match.groups())
        date(year, month, day)
    except (AttributeError, ValueError):
        raise ValidationError(
            _("Write a year, a month or a date: 2016, 2016-10 or 2016-10-24."), code="partial_date"
        ) from None


def format_partial_date(value: str) -> str:
    """*value* as the active language writes it: "2016", "april 2017", "30 april 2017"."""
    year, month, day = PARTIAL.fullmatch(value).groups()
    if day:
        return date_format(date(int(year), int(month), int(day)), "DATE_FORMAT")
    return f"{MONTHS[int(month)]} {year}" if month else year
