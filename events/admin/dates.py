"""The dates of an event that differ, as rows of its form, judged together with its new times."""

from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.dates import Kind, dates, not_planned, planned_dates
from events.models import ChangeKind, DateChange, Event
from events.models.date_change import NOT_PLANNED
from events.models.times import fault_of_times
from events.recurrence import local_day
from publishing.admin.moments import validate_year
from publishing.admin.rows import RowsFormSet
from publishing.admin.translated import TranslatedInline

#: So many dates are named where one is wrong.
NEAR = 3


class DateChangeForm(forms.ModelForm):
    def _get_validation_exclusions(self):
        """That there is one row for a date, the rows find out together."""
        return super()._get_validation_exclusions() | {"event"}

    def clean_date(self):
        day = self.cleaned_data["date"]
        validate_year(day)
        return day

    def clean(self):
        cleaned = super().clean()
        day, starts, ends = (self.cleaned_data.get(n) for n in ("date", "starts_at", "ends_at"))
        if starts and ends:
            if ends <= starts:
                self.add_error("ends_at", _("It must begin before it ends."))
            elif found := fault_of_times(starts, ends, ""):
                self.add_error("ends_at", found["ends_at"])
        is_extra = self.cleaned_data.get("kind") == ChangeKind.EXTRA
        if is_extra and day and starts and local_day(starts) != day:
            self.add_error("starts_at", _("An extra date begins on that date."))
        if self.has_changed():
            self.instance.announced_at = timezone.now()
        return cleaned


class DateChangeFormSet(RowsFormSet):
    """One row at most for a date on which the event happens, and one for an extra date.

    The times are those of the form above (``EventForm``); while they are wrong, no row is judged
    by them.
    """

    def clean(self):
        super().clean()
        rows = self.valid_rows()
        self._refuse_twins(rows)
        self._refuse_to_forget()
        if not rows or not getattr(self.instance, "has_sound_times", False):
            return
        plan = self.instance.plan_with(row.instance for row in rows)
        wrong = not_planned(plan.differences, plan)
        orphans = []
        for row in (row for row in rows if row.instance.as_difference() in wrong):
            is_extra = row.instance.kind == ChangeKind.EXTRA
            if not is_extra and row.instance.pk and "date" not in row.changed_data:
                orphans.append(row.instance.date)
            row.add_error("date", f"{NOT_PLANNED[is_extra]} {self._near(row, plan, is_extra)}")
        if orphans:
            message = _(
                "The event no longer happens on these dates, of which "
                "something is said here: %(dates)s. Choose other dates for them, or remove them."
            )
            raise ValidationError(message % {"dates": in_words(orphans)})
        if not dates(plan):
            skipped = [row for row in rows if row.instance.kind == ChangeKind.SKIPPED]
            skipped[-1].add_error("kind", _("At least one date must remain."))

    def _refuse_twins(self, rows) -> None:
        seen = Counter()
        for row in rows:
            is_extra = row.instance.kind == ChangeKind.EXTRA
            seen[row.instance.date, is_extra] += 1
            if seen[row.instance.date, is_extra] == 2:
                row.add_error("date", _("Another row is about the same date."))

    def _refuse_to_forget(self) -> None:
        """What visitors have read of does not just vanish: it is cancelled, with a reason."""
        event = self.instance.pk and Event._base_manager.filter(pk=self.instance.pk).first()
        if not event or not event.is_published() or not self.instance.publish_at:
            return
        announced = {each.date for each in event.occurrences.coming()}
        for row in self.initial_forms:
            was_extra = row.initial.get("kind") == ChangeKind.EXTRA
            day = row.initial.get("date")
            gone = row in self.deleted_forms or {"date", "kind"} & {*row.changed_data}
            if was_extra and gone and day in announced:
                message = _("Visitors have read of %(date)s. Keep the row, and cancel that date.")
                raise ValidationError(message % {"date": date_format(day)})
        for row in self.valid_rows():
            is_skipped = row.instance.kind == ChangeKind.SKIPPED
            if is_skipped and row.has_changed() and row.instance.date in announced:
                row.add_error("kind", _("Visitors have read of this date: choose “Cancelled”."))

    def _near(self, row, plan, is_extra: bool) -> str:
        if is_extra:
            return ""
        extra = {each.date for each in plan.differences if each.kind == Kind.EXTRA}
        known = {*planned_dates(plan), *extra}
        nearest = sorted(known, key=lambda day: abs(day - row.instance.date))[:NEAR]
        return _("Near it: %(dates)s.") % {"dates": in_words(sorted(nearest))}


def in_words(days) -> str:
    return ", ".join(date_format(day) for day in days)


class DateChangeInline(TranslatedInline):
    model = DateChange
    form = DateChangeForm
    formset = DateChangeFormSet
    fields = (("date", "kind"), ("starts_at", "ends_at"), "place", "note")
