"""What forms refuse about opening hours because the database cannot see it: rows that collide."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

MIDNIGHT = time(0)


class HoursFormSet(BaseInlineFormSet):
    """Weekly hours: no two may overlap on a day. Backwards ones the model itself refuses."""

    def clean(self):
        # Before Django's own look at duplicates, so that the row at fault says what is wrong.
        for (_first, one), (form, other) in colliding(self, ["weekday"]):
            if overlap(one, other):
                form.add_error("opens", _("These hours overlap others on the same day."))
        super().clean()


class ExceptionFormSet(BaseInlineFormSet):
    """Dated exceptions: one may lie within another, and then the shorter one holds.

    They may not overlap in part, and on the very same days they must be hours that do not overlap.
    """

    def clean(self):
        super().clean()
        for (_first, one), (form, other) in colliding(self, []):
            same = days(one) == days(other)
            if same and (one["opens"] is None or other["opens"] is None or overlap(one, other)):
                form.add_error("starts_on", _("Something else is said of the same days."))
            elif not same and overlap_in_part(days(one), days(other)):
                form.add_error(
                    "starts_on",
                    _("These days overlap others in part. Divide them, so that each has one row."),
                )


def colliding(formset, same: list[str]) -> Iterator[tuple]:
    """All pairs of (form, its data) to be kept, of those that are valid and alike in *same*."""
    rows = [
        (form, dict(form.cleaned_data))
        for form in formset.forms
        if form.is_valid()
        and form.cleaned_data.get("opens", ...) is not ...
        and not formset._should_delete_form(form)
    ]
    for one, other in combinations(rows, 2):
        if all(one[1][name] == other[1][name] for name in same):
            yield one, other


def days(row: dict) -> tuple:
    return row["starts_on"], row["ends_on"]


def overlap_in_part(one: tuple, other: tuple) -> bool:
    """Whether two spans of days share some, and neither lies within the other."""
    (start, end), (later_start, later_end) = sorted((one, other))
    return start < later_start <= end < later_end


def overlap(one: dict, other: dict) -> bool:
    """Whether the hours of two rows overlap; those that close at 00.00 last until midnight."""
    first, second = sorted((one, other), key=lambda row: row["opens"])
    return first["closes"] == MIDNIGHT or second["opens"] < first["closes"]
