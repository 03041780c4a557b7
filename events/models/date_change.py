from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.dates import Difference, Kind, not_planned
from events.models.event import Event
from events.models.row import EventRow
from services.models import Place


class ChangeKind(models.TextChoices):
    """How a date differs, in the words of staff; see ``events.dates.Kind``."""

    CANCELLED = Kind.CANCELLED.value, _("Cancelled")
    MOVED = Kind.MOVED.value, _("Moved, in time or place")
    POSTPONED = Kind.POSTPONED.value, _("Postponed, without a new date")
    NOTED = Kind.NOTED.value, _("As planned, with a note")
    SKIPPED = Kind.SKIPPED.value, _("Left out: never announced")
    EXTRA = Kind.EXTRA.value, _("An extra date")


#: What has times of its own, if any.
TIMED = (ChangeKind.MOVED, ChangeKind.EXTRA)
#: What visitors are told of with a reason.
WITH_REASON = (
    ChangeKind.CANCELLED,
    ChangeKind.MOVED,
    ChangeKind.POSTPONED,
    ChangeKind.NOTED,
)


class DateChange(EventRow):
    """That one date of an event differs from what its times and its rule say."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="date_changes")
    date = models.DateField(
        _("which date"), help_text=_("As planned, before any change. For an extra date, the new.")
    )
    kind = models.CharField(_("what happens"), max_length=10, choices=ChangeKind)
    starts_at = models.DateTimeField(_("now begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("now ends"), null=True, blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("now at"),
    )
    note = models.CharField(
        _("why, and what now"), max_length=250, blank=True, help_text=_("Shown to all visitors.")
    )
    announced_at = models.DateTimeField(_("announced"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("date that differs")
        verbose_name_plural = _("dates that differ")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "date"],
                condition=~Q(kind=ChangeKind.EXTRA),
                name="one_change_a_date",
                violation_error_message=_("This date is already among those that differ."),
            ),
            models.UniqueConstraint(
                fields=["event", "date"],
                condition=Q(kind=ChangeKind.EXTRA),
                name="one_extra_a_date",
                violation_error_message=_("This extra date is already there."),
            ),
            models.CheckConstraint(
                name="date_change_times_in_order",
                condition=Q(starts_at=None, ends_at=None)
                | Q(
                    kind__in=TIMED,
                    starts_at__isnull=False,
                    ends_at__isnull=False,
                    ends_at__gt=F("starts_at"),
                ),
                violation_error_message=_(
                    "Both times, in order, for what is moved or extra; none for anything else."
                ),
            ),
            models.CheckConstraint(
                name="date_change_place_is_moved",
                condition=Q(place=None) | Q(kind__in=TIMED),
                violation_error_message=_("Only what is moved or extra has a place of its own."),
            ),
            models.CheckConstraint(
                name="date_change_moves_something",
                condition=~Q(kind=ChangeKind.MOVED)
                | Q(starts_at__isnull=False)
                | Q(place__isnull=False),
                violation_error_message=_("Say to what time or place it is moved."),
            ),
        ]

    def __str__(self):
        return f"{self.date}: {self.get_kind_display()}"

    def as_difference(self) -> Difference:
        return Difference(self.date, Kind(self.kind), self.starts_at, self.ends_at, self)

    def clean(self):
        """What it says of the date must fit the event. Its form judges it with the other rows."""
        super().clean()
        if self.kind in WITH_REASON and not self.note_sv:
            raise ValidationError({"note_sv": _("Tell visitors why, in a few words.")})
        if getattr(self, "judged_with_others", False) or self.event.starts_at is None:
            return
        others = [each for each in self.event.date_changes.all() if each.pk != self.pk]
        plan = self.event.plan_with([*others, self])
        if not_planned([self.as_difference()], plan):
            raise ValidationError({"date": NOT_PLANNED[self.kind == ChangeKind.EXTRA]})

    def _event_changed(self) -> None:
        super()._event_changed()
        Event.objects.get(pk=self.event_id).write_dates()


#: By whether the date is an extra one.
NOT_PLANNED = {
    False: _("The event does not happen on this date. Choose one of its dates."),
    True: _("The event happens on this date anyway."),
}
