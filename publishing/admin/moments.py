"""Moments as staff type them: by the clocks of Sweden, in years that can be meant."""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

#: Beyond these, somebody has slipped on a key.
YEARS = range(1900, 2101)


def validate_year(value) -> None:
    """Raise ValidationError for a date or moment in a year that nobody means."""
    if value.year not in YEARS:
        raise ValidationError(_("Is the year right? It is %(year)s."), params={"year": value.year})


def fault_of_clock(moment: datetime) -> str:
    """What is wrong with *moment*, naive Swedish time, in the nights of the clock changes.

    Nothing for all other moments.
    """
    here = timezone.get_current_timezone()
    first, second = (moment.replace(tzinfo=here, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(here).replace(tzinfo=None) != moment:
        return _("The clocks go forward that night: this time does not exist. Choose 03.00.")
    if first.utcoffset() != second.utcoffset():
        return _(
            "The clocks go back that night: this time comes twice. Choose one before 02.00 or "
            "from 03.00 on."
        )
    return ""


class MomentField(forms.DateTimeField):
    """A date and a time. Refuses what the clocks never show, or show twice."""

    def to_python(self, value):
        try:
            moment = super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                typed = error.params["datetime"]
                validate_year(typed)
                raise ValidationError(fault_of_clock(typed) or error) from error
            raise
        if moment:
            validate_year(moment)
        return moment
