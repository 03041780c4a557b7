from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Never longer at a time.
MOST_MINUTES = 60


class AddressLoggingQuerySet(models.QuerySet):
    def running(self, now) -> "AddressLogging | None":
        """Of those that hold at *now*, the one that ends last."""
        begun = self.filter(
            started_at__gt=now - timedelta(minutes=MOST_MINUTES), started_at__lte=now, ended_at=None
        )
        return max(
            (row for row in begun if row.until > now), key=lambda row: row.until, default=None
        )


class AddressLogging(models.Model):
    """A time in which visitors' addresses are written down: who decided so, when, why, how long.

    It ends by itself, or when somebody ends it. Rows are kept for ever, and nobody edits them.
    """

    started_at = models.DateTimeField(_("from"), default=timezone.now, editable=False)
    #: A name and no relation: what was done stays told when an account is renamed or deleted.
    started_by = models.CharField(_("turned on by"), max_length=150, editable=False)
    minutes = models.PositiveSmallIntegerField(
        _("for how many minutes"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
        help_text=_("At most 60. It turns itself off, and can be ended earlier."),
    )
    reason = models.TextField(
        _("why"),
        max_length=1000,
        help_text=_("What is happening to the site, and what the addresses are needed for."),
    )
    ended_at = models.DateTimeField(_("ended early"), null=True, editable=False)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True, editable=False)

    objects = AddressLoggingQuerySet.as_manager()

    class Meta:
        verbose_name = _("logging of addresses")
        verbose_name_plural = _("logging of addresses")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.CheckConstraint(
                name="addresses_are_logged_for_an_hour_at_most",
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
            ),
            models.CheckConstraint(
                name="addresses_are_logged_for_a_reason_by_somebody",
                condition=~Q(reason="") & ~Q(started_by=""),
            ),
            models.CheckConstraint(
                name="addresses_logged_end_by_somebody_after_the_start",
                condition=Q(ended_at=None, ended_by="")
                | (Q(ended_at__gte=F("started_at")) & ~Q(ended_by="")),
                violation_error_message=_("Somebody ended it, and after it began."),
            ),
        ]

    def __str__(self):
        return timezone.localtime(self.started_at).strftime("%Y-%m-%d %H:%M")

    @property
    def until(self):
        """When it ends by itself: derived, so that no job has to run and none can be late."""
        return self.started_at + timedelta(minutes=self.minutes)

    def end(self, by: str, now) -> None:
        """End it early; does nothing once it has ended."""
        rows = type(self).objects.filter(pk=self.pk, ended_at=None)
        if self.until > now:
            rows.update(ended_at=now, ended_by=by)
