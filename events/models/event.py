from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.fields import RichTextField
from publishing.models import Addressed, AddressedQuerySet, SavedWhole
from services.models import Organisation, Place, Service, SpokenLanguage, TargetGroup


class EventQuerySet(AddressedQuerySet):
    def coming(self, now=None):
        """Those that have not ended at *now* (aware; default: the present), the next first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Those that have ended at *now*, the latest first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def with_place(self):
        """Prefetch where and by whom; what is unpublished is as none."""
        return self.prefetch_related(
            Prefetch("place", Place.objects.published()),
            Prefetch("moved_from_place", Place.objects.published()),
            Prefetch("organiser", Organisation.objects.published()),
        )

    def with_page_parts(self):
        """All that an event's page shows, published objects only, in constant queries."""
        services = Service.objects.published()
        releases = Event._meta.get_field("press_releases").related_model.objects.published()
        programme = ProgrammeItem.objects.prefetch_related(Prefetch("service", services))
        return self.with_place().prefetch_related(
            Prefetch("programme", programme, to_attr="shown_programme"),
            Prefetch("services", services.in_order(), to_attr="shown_services"),
            Prefetch(
                "target_groups",
                TargetGroup.objects.published().in_order(),
                to_attr="shown_target_groups",
            ),
            Prefetch("press_releases", releases.latest_first(), to_attr="shown_press_releases"),
            "languages",
        )


class EventStanding(models.TextChoices):
    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Event(Addressed):
    """Something at a time and a place that people can come to."""

    heading_field = "title"

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(
        _("in one sentence"), max_length=300, help_text=_("What it is, in one plain sentence.")
    )
    description = RichTextField(_("description"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("place"),
    )
    place_note = models.CharField(
        _("where in the place"), max_length=160, blank=True, help_text=_("Floor, room, entrance.")
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("organiser"),
    )
    services = models.ManyToManyField(
        Service, blank=True, related_name="events", verbose_name=_("services that it is about")
    )
    services_count = models.PositiveSmallIntegerField(
        _("number of services taking part"),
        null=True,
        blank=True,
        help_text=_("As announced, when more take part than are named."),
    )
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("for whom")
    )
    languages = models.ManyToManyField(
        SpokenLanguage, blank=True, related_name="+", verbose_name=_("languages spoken")
    )
    media_welcome = models.BooleanField(_("media are welcome"), default=False)
    standing = models.CharField(
        _("standing"), max_length=10, choices=EventStanding, default=EventStanding.PLANNED
    )
    standing_note = models.CharField(
        _("why, and what now"),
        max_length=250,
        blank=True,
        help_text=_("Shown beside “Cancelled”, “Moved” or “Postponed”."),
    )
    standing_changed_at = models.DateTimeField(_("announced"), null=True, blank=True)
    moved_from_starts_at = models.DateTimeField(_("first planned to begin"), null=True, blank=True)
    moved_from_place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first planned at"),
    )

    objects = EventQuerySet.as_manager()

    class Meta(Addressed.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It must begin before it ends."),
            ),
            models.CheckConstraint(
                name="event_change_is_dated",
                condition=Q(standing=EventStanding.PLANNED) | Q(standing_changed_at__isnull=False),
                violation_error_message=_("Say when the change was announced."),
            ),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="event_by_time")]

    def get_absolute_url(self):
        return reverse("event", args=[self.address_slug()])

    @property
    def is_sensitive(self) -> bool:
        """Whether its page tells of a sensitive service; for an event with its page's parts."""
        presented = (item.service for item in self.shown_programme if item.service)
        return any(service.is_sensitive for service in (*self.shown_services, *presented))

    def has_ended(self, now=None) -> bool:
        return self.ends_at <= (now or timezone.now())


class ProgrammeItem(SavedWhole):
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
