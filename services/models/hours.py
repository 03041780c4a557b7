from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _


class HoursKind(models.TextChoices):
    """*Unknown*, *by appointment* and *closed* are three different things."""

    UNKNOWN = "unknown", _("Not known")
    ALWAYS = "always", _("Day and night")
    WEEKLY = "weekly", _("Certain hours every week")
    APPOINTMENT = "appointment", _("By appointment")


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
