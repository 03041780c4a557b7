from collections.abc import Iterable

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.dates import Dated
from events.models.date_change import ChangeKind, DateChange
from events.models.event import Event, EventStanding
from publishing.models import published_q
from services.models import Place

STANDINGS = {
    ChangeKind.CANCELLED: EventStanding.CANCELLED,
    ChangeKind.MOVED: EventStanding.MOVED,
    ChangeKind.POSTPONED: EventStanding.POSTPONED,
}

#: From what concerns nobody to what concerns all who would come.
GRAVITY = list(EventStanding)


class OccurrenceQuerySet(models.QuerySet):
    def published(self, now=None):
        """Those of events that visitors may see at *now* (aware; default: the present)."""
        return self.filter(published_q("event", now))

    def in_time(self):
        return self.order_by("starts_at", "pk")

    def coming(self, now=None):
        """Those not over at *now*, the next first. One that is moved is over when both the old
        and the new time are."""
        return self.filter(over_at__gt=now or timezone.now()).in_time()

    def past(self, now=None):
        """Those over at *now*, the latest first."""
        return self.filter(over_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def with_change(self):
        """Prefetch how it differs, with its new place; what is unpublished is as none."""
        places = Prefetch("place", Place.objects.published())
        return self.prefetch_related(
            Prefetch("change", DateChange.objects.prefetch_related(places))
        )

    def with_event(self):
        """Prefetch all that a list shows of the event."""
        return self.with_change().prefetch_related(Prefetch("event", Event.objects.with_place()))

    def at_place(self, place):
        return self.filter(Q(change__place=place) | Q(change__place=None, event__place=place))

    def write(self, event: Event, found: Iterable[Dated]) -> None:
        """Make *found* the dates of *event*; those that are right already are left alone."""
        wanted = {
            each.date: Occurrence(
                event=event,
                date=each.date,
                planned_starts_at=each.planned_starts_at,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                over_at=each.over_at,
                change=each.difference and each.difference.source,
            )
            for each in found
        }
        stored = {each.date: each for each in self.filter(event=event)}
        gone = [each.pk for day, each in stored.items() if day not in wanted]
        self.filter(pk__in=gone).delete()
        written = [
            each
            for day, each in wanted.items()
            if day not in stored or any(getattr(stored[day], n) != getattr(each, n) for n in TOLD)
        ]
        self.bulk_create(
            written, update_conflicts=True, unique_fields=["event", "date"], update_fields=TOLD
        )


class Occurrence(models.Model):
    """One date of an event, written by the event itself and by nobody else.

    *date* and *planned_starts_at* are what was planned; the other times are true now.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="occurrences")
    date = models.DateField(_("date"))
    planned_starts_at = models.DateTimeField(_("planned to begin"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    over_at = models.DateTimeField(_("over"))
    change = models.ForeignKey(DateChange, models.CASCADE, null=True, blank=True, related_name="+")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints = [
            models.UniqueConstraint(fields=["event", "date"], name="one_occurrence_a_date"),
            models.CheckConstraint(
                name="occurrence_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It must begin before it ends."),
            ),
        ]
        indexes = [models.Index(fields=["over_at", "starts_at"], name="occurrence_by_time")]

    def __str__(self):
        return f"{self.event} {self.date}"

    @property
    def standing(self) -> EventStanding:
        """Its own, or that of the whole event, whichever keeps more people at home."""
        own = STANDINGS.get(self.change and self.change.kind, EventStanding.PLANNED)
        return max(own, EventStanding(self.event.standing), key=GRAVITY.index)

    @property
    def place(self) -> Place | None:
        """Where it is now; for an occurrence with its event."""
        if self.change and self.change.place_id:
            return self.change.place
        return self.event.place

    def is_over(self, now=None) -> bool:
        return self.over_at <= (now or timezone.now())


TOLD = ["planned_starts_at", "starts_at", "ends_at", "over_at", "change"]
