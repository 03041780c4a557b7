from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.dates import Plan, dates
from events.models.times import fault_of_times, validate_rule
from events.recurrence import Rule, parse_rule
from publishing import languages
from publishing.fields import PhoneField, RichTextField
from publishing.models import Addressed, AddressedQuerySet
from services.models import Organisation, Place, Service, SpokenLanguage, TargetGroup


class EventQuerySet(AddressedQuerySet):
    def coming(self, now=None):
        """Those with a date that is not over at *now* (aware; default: the present)."""
        return self.filter(over_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Those whose dates are all over at *now*, the latest first."""
        return self.filter(over_at__lte=now or timezone.now()).order_by("-over_at", "-pk")

    def not_sensitive(self):
        """Those that tell of no sensitive service."""
        sensitive = Service.objects.filter(is_sensitive=True).values("pk")
        presented = Event.services.through.objects.filter(service__in=sensitive)
        items = Event._meta.get_field("programme").related_model.objects
        return self.exclude(pk__in=presented.values("event")).exclude(
            pk__in=items.filter(service__in=sensitive).values("event")
        )

    def advance(self):
        """Count one more public change (RFC 5545, 3.8.7.4): calendars then take the new version."""
        return self.update(sequence=F("sequence") + 1, public_changed_at=timezone.now())

    def with_place(self):
        """Prefetch where and by whom; what is unpublished is as none."""
        return self.prefetch_related(
            Prefetch("place", Place.objects.published()),
            Prefetch("moved_from_place", Place.objects.published()),
            Prefetch("organiser", Organisation.objects.published()),
        )

    def with_next_date(self, now=None):
        """Annotate ``next_date``, the key of the first one not over at *now* (aware; default: the
        present), and ``next_starts_at``, when it begins."""
        occurrences = Event._meta.get_field("occurrences").related_model.objects
        coming = occurrences.coming(now).filter(event=OuterRef("pk"))
        return self.annotate(
            next_date=Subquery(coming.values("pk")[:1]),
            next_starts_at=Subquery(coming.values("starts_at")[:1]),
        )

    def with_dates(self):
        """Prefetch all its dates in order as ``shown_dates``, with how they differ."""
        occurrences = Event._meta.get_field("occurrences").related_model.objects
        return self.prefetch_related(
            Prefetch("occurrences", occurrences.in_time().with_change(), to_attr="shown_dates")
        )

    def with_calendar_parts(self):
        """Prefetch what calendars are told, in constant queries; no dates, which the plan gives."""
        changes = Event._meta.get_field("date_changes").related_model.objects
        places = Prefetch("place", Place.objects.published())
        return self.prefetch_related(
            places,
            Prefetch("moved_from_place", Place.objects.published()),
            Prefetch("date_changes", changes.prefetch_related(places)),
            "languages",
        )

    def with_has_calendar(self):
        """Annotate ``has_calendar``: whether there is a calendar file of it."""
        open_to_all = Event.objects.not_sensitive().filter(pk=OuterRef("pk"))
        return self.annotate(has_calendar=Exists(open_to_all))

    def with_page_parts(self):
        """All that an event's page shows, published objects only, in constant queries."""
        services = Service.objects.published()
        releases = Event._meta.get_field("press_releases").related_model.objects.published()
        items = Event._meta.get_field("programme").related_model.objects
        programme = items.prefetch_related(Prefetch("service", services))
        return (
            self.with_place()
            .with_dates()
            .with_has_calendar()
            .prefetch_related(
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
        )


class EventStanding(models.TextChoices):
    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


#: What it costs is written in the default language first, and translated from it.
COST = languages.column("cost", settings.LANGUAGE_CODE)


class Registration(models.TextChoices):
    NONE = "none", _("Not needed: just come")
    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    LINK = "link", _("On another website")


class Event(Addressed):
    """Something at a time and a place that people can come to, once or again and again.

    Its dates are stored, one row each (``Occurrence``), and follow from what is said here and in
    ``DateChange``: saving either writes them anew.
    """

    heading_field = "title"

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(
        _("in one sentence"), max_length=300, help_text=_("What it is, in one plain sentence.")
    )
    description = RichTextField(_("description"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    recurrence = models.CharField(
        _("repeated"),
        max_length=120,
        blank=True,
        validators=[validate_rule],
        help_text=_("A rule of RFC 5545, made by the form."),
    )
    over_at = models.DateTimeField(_("all over"), editable=False, db_index=True)
    sequence = models.PositiveIntegerField(_("public changes"), default=0, editable=False)
    public_changed_at = models.DateTimeField(
        _("last public change"), default=timezone.now, editable=False
    )
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
    interpreter = models.CharField(
        _("interpreter"),
        max_length=160,
        blank=True,
        help_text=_("For which languages, and how one asks for it. Empty: not known."),
    )
    is_free = models.BooleanField(
        _("free of charge"), null=True, blank=True, help_text=_("Leave open if it is not known.")
    )
    cost = models.CharField(
        _("what it costs"), max_length=120, blank=True, help_text=_("“50 kronor, paid in cash.”")
    )
    registration = models.CharField(
        _("registration"),
        max_length=10,
        choices=Registration,
        blank=True,
        help_text=_("Leave open if it is not known."),
    )
    registration_email = models.EmailField(_("e-mail for registration"), blank=True)
    registration_phone = PhoneField(_("phone for registration"), blank=True)
    registration_url = models.URLField(_("link for registration"), blank=True)
    registration_until = models.DateTimeField(_("register before"), null=True, blank=True)
    is_full = models.BooleanField(_("full: no more can come"), default=False)
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
                name="event_registers_one_way",
                condition=Q(registration__in=["", Registration.NONE])
                & Q(registration_email="", registration_phone="", registration_url="")
                | Q(registration=Registration.EMAIL)
                & ~Q(registration_email="")
                & Q(registration_phone="", registration_url="")
                | Q(registration=Registration.PHONE)
                & ~Q(registration_phone="")
                & Q(registration_email="", registration_url="")
                | Q(registration=Registration.LINK)
                & ~Q(registration_url="")
                & Q(registration_email="", registration_phone=""),
                violation_error_message=_(
                    "Fill in where one registers: just what belongs to the way that you chose."
                ),
            ),
            models.CheckConstraint(
                name="event_free_costs_nothing",
                condition=~Q(is_free=True) | Q(**{COST: ""}) | Q(**{COST: None}),
                violation_error_message=_("It cannot be free and cost something."),
            ),
            models.CheckConstraint(
                name="event_change_is_dated",
                condition=Q(standing=EventStanding.PLANNED) | Q(standing_changed_at__isnull=False),
                violation_error_message=_("Say when the change was announced."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("event", args=[self.address_slug()])

    @property
    def is_sensitive(self) -> bool:
        """Whether its page tells of a sensitive service; for an event with its page's parts."""
        presented = (item.service for item in self.shown_programme if item.service)
        return any(service.is_sensitive for service in (*self.shown_services, *presented))

    def has_ended(self, now=None) -> bool:
        """Whether all of its dates are over at *now* (aware; default: the present)."""
        return self.over_at <= (now or timezone.now())

    @property
    def rule(self) -> Rule | None:
        """How it is repeated; None if it is not."""
        return parse_rule(self.recurrence) if self.recurrence else None

    def plan(self) -> Plan:
        """When it happens, with the dates that differ as they are stored."""
        return self.plan_with(self.date_changes.all() if self.pk else ())

    def plan_with(self, changes) -> Plan:
        """The same with *changes*, DateChanges stored or not."""
        differences = tuple(change.as_difference() for change in changes)
        return Plan(self.starts_at, self.ends_at, self.rule, differences, self.moved_from_starts_at)

    def clean(self):
        super().clean()
        found = {}
        if self.starts_at and self.ends_at:
            found |= fault_of_times(self.starts_at, self.ends_at, self.recurrence)
        if found:
            raise ValidationError(found)

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs):
        """Store it, count a public change if there is one, and write its dates anew.

        Raises NotARuleError for a recurrence that is none of ours.
        """
        changed = self._has_changed()
        if self.pk is None:
            self.over_at = self.ends_at
        super().save(*args, update_fields=update_fields, **kwargs)
        if changed:
            Event.objects.filter(pk=self.pk).advance()
        self.write_dates()

    def write_dates(self) -> None:
        """Store its dates as they follow from its plan, and when all of them are over."""
        found = dates(self.plan())
        self.occurrences.write(self, found)
        self.over_at = max([each.over_at for each in found], default=self.ends_at)
        Event.objects.filter(pk=self.pk).update(over_at=self.over_at)

    def _has_changed(self) -> bool:
        """Whether anything that visitors can see differs from what is stored."""
        names = [field.attname for field in self._meta.concrete_fields if field.editable]
        stored = type(self)._base_manager.filter(pk=self.pk).values(*names).first()
        return stored is None or any(
            _shown(stored[name]) != _shown(getattr(self, name)) for name in names
        )


def _shown(value):
    """*value* for comparison: a text that is missing and an empty one are the same to a reader."""
    return "" if value is None else value
