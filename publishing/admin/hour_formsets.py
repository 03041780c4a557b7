"""What forms refuse about opening hours: rows that collide, all of them seen together."""

from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from publishing.admin.rows import RowsFormSet
from publishing.slots import OVERLAP, overlap


class HoursFormSet(RowsFormSet):
    """Weekly hours: no two may overlap on a day. Backwards ones the model itself refuses.

    The form of what they belong to finds them in its instance (``publishing.admin.checked``).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.weekly_hours = self

    def clean(self):
        super().clean()
        for one, other, form in pairs(self):
            if one.weekday == other.weekday and overlap(one, other):
                form.add_error("opens", OVERLAP)


class ExceptionFormSet(RowsFormSet):
    """Dated exceptions: one may lie within another, and then the shorter one holds.

    They may not overlap in part, and on the very same days they must be hours that do not overlap.
    """

    def clean(self):
        super().clean()
        for one, other, form in pairs(self):
            same = days(one) == days(other)
            if same and (one.opens is None or other.opens is None or overlap(one, other)):
                form.add_error("starts_on", _("Something else is said of the same days."))
            elif not same and overlap_in_part(days(one), days(other)):
                form.add_error(
                    "starts_on",
                    _("These days overlap others in part. Divide them, so that each has one row."),
                )


def pairs(formset) -> Iterator[tuple]:
    """Every two rows to be kept, and the form of the second."""
    for first, second in combinations(formset.valid_rows(), 2):
        yield first.instance, second.instance, second


def days(row) -> tuple:
    return row.starts_on, row.ends_on


def overlap_in_part(one: tuple, other: tuple) -> bool:
    """Whether two spans of days share some, and neither lies within the other."""
    (start, end), (later_start, later_end) = sorted((one, other))
    return start < later_start <= end < later_end
