from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.slots import OVERLAP, NoOverlap
from services.opening import (
    STOCKHOLM,
    Difference,
    Kind,
    Opening,
    Schedule,
    Slot,
    opening_at,
    told_anew,
)


class HoursKind(models.TextChoices):
    """*Unknown*, *by appointment* and *closed* are three different things."""

    UNKNOWN = Kind.UNKNOWN.value, _("Not known")
    ALWAYS = Kind.ALWAYS.value, _("Day and night")
    WEEKLY = Kind.WEEKLY.value, _("Certain hours every week")
    APPOINTMENT = Kind.APPOINTMENT.value, _("By appointment")


class WithHoursQuerySet(models.QuerySet):
    """For what has hours and is ``Verified``; mixed into the querysets of the apps."""

    def with_hours(self):
        return self.prefetch_related("hours", "exceptions")

    def not_verified_since(self, day):
        """Those that nobody has checked on *day* or later, or ever."""
        return self.filter(Q(verified_on=None) | Q(verified_on__lt=day))


class WithHours(models.Model):
    """Something that answers at certain hours. Its slots are rows of an ``OpeningHours`` model."""

    hours_kind = models.CharField(
        _("opening hours"), max_length=12, choices=HoursKind, default=HoursKind.UNKNOWN
    )
    open_on_holidays = models.BooleanField(
        _("open on public holidays"),
        default=False,
        help_text=_("Open as usual on Swedish public holidays, Midsummer's Eve and so on."),
    )
    hours_note = models.CharField(
        _("more about the hours"), max_length=200, blank=True, help_text=_("“Voicemail otherwise.”")
    )

    class Meta:
        abstract = True

    def schedule(self) -> Schedule:
        """The hours as data, from the rows of ``hours`` and ``exceptions``."""
        return Schedule(
            Kind(self.hours_kind),
            tuple(Slot(row.weekday, row.opens, row.closes) for row in self.hours.all()),
            tuple(row.as_difference() for row in self.exceptions.all()),
            self.open_on_holidays,
        )

    def opening(self, now: datetime) -> Opening | None:
        """How it looks at *now*; None as long as nobody has checked the hours (``Verified``)."""
        return opening_at(self.schedule(), now) if self.is_verified else None

    def changes_at(self, now: datetime) -> datetime | None:
        """When the words about its hours change next by themselves; None if they never do.

        Where nobody has checked the hours, dated exceptions are told of all the same.
        """
        if opening := self.opening(now):
            return opening.changes_at
        return told_anew(self.schedule(), now.astimezone(STOCKHOLM).date())


class OpeningHours(models.Model):
    """A slot of a week, in Swedish local time. A slot that ends at midnight ends at 00.00."""

    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        abstract = True
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_closes_after_opening",
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                violation_error_message=_("It must open before it closes."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_weekday",
                condition=Q(weekday__range=(0, 6)),
            ),
            NoOverlap(
                field="opens",
                name="%(app_label)s_%(class)s_do_not_overlap",
                violation_error_message=OVERLAP,
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class OpeningException(models.Model):
    """Days that differ: closed, or open at other hours, with the reason that visitors see."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=160)

    class Meta:
        abstract = True
        verbose_name = _("different hours")
        verbose_name_plural = _("different hours")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_both_times_or_none",
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False)
                & (Q(closes__gt=F("opens")) | Q(closes="00:00")),
                violation_error_message=_(
                    "Give both times, in order, or neither: without times it is closed."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.starts_on}–{self.ends_on}: {self.reason}"

    def as_difference(self) -> Difference:
        """This row as data, its reason in the active language or the one that has it."""
        language = languages.shown_language(self, "reason")
        return Difference(
            self.starts_on, self.ends_on, self.opens, self.closes, self.reason, language
        )
