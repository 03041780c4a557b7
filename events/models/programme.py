from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.row import EventRow
from services.models import Service


class ProgrammeItem(EventRow):
    """A part of an event: a service that is presented, or something else that happens."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme")
    service = models.ForeignKey(
        Service,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programme_items",
        verbose_name=_("service"),
    )
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("what is presented"), blank=True)
    also_present = models.CharField(
        _("who else is there"), max_length=200, blank=True, help_text=_("“Civil society.”")
    )
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                name="programme_item_times_in_order",
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=_("It must begin before it ends."),
            )
        ]

    def __str__(self):
        return self.title
