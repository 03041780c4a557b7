from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.constraints import NoCircle, TwoLevels
from publishing.fields import PartialDateField, RichTextField
from publishing.models import Addressed, AddressedQuerySet, SavedWhole, Verified, published_q
from services.discretion import TAKEN
from services.models import discreet
from services.models.organisation import Organisation
from services.models.place import Place
from services.models.support_line import SupportLine
from services.models.taxonomy import SpokenLanguage, TargetGroup, Topic


class ServiceQuerySet(AddressedQuerySet):
    def with_sensitivity(self):
        """Annotate ``is_sensitive``: its own switch, its umbrella's, or a topic's of either."""
        # A bare queryset: every manager of services comes through here.
        umbrella = models.QuerySet(Service).filter(pk=OuterRef("parent_id"), sensitive=True)
        topics = Service.topics.through.objects.filter(
            Q(service_id=OuterRef("pk")) | Q(service_id=OuterRef("parent_id")),
            topic__sensitive=True,
        )
        return self.annotate(is_sensitive=Q(sensitive=True) | Exists(umbrella) | Exists(topics))

    def current(self, today=None):
        """Those that have not ended on *today* (a date; default: today in Sweden)."""
        today = (today or timezone.localdate()).isoformat()
        return self.filter(Q(ended_on="") | Q(ended_on__gte=today))

    def umbrellas(self):
        """Those at the top, with parts or alone."""
        return self.filter(parent=None)

    def with_parent(self):
        """Prefetch the umbrella; an unpublished one is as none."""
        return self.prefetch_related(Prefetch("parent", Service.objects.published()))

    def with_parts(self):
        """Prefetch the published, current parts as ``parts``, in alphabetical order."""
        parts = Service.objects.published().current().in_order()
        return self.prefetch_related(Prefetch("children", parts, to_attr="parts"))

    def with_page_parts(self):
        """All that a service's page shows, published objects only, in constant queries."""
        published = Service.objects.published()
        organisations = Organisation.objects.published().with_ancestors()
        return (
            self.with_parent()
            .with_parts()
            .prefetch_related(
                Prefetch("organisation", organisations),
                Prefetch("place", Place.objects.published()),
                Prefetch("replaced_by", published),
                Prefetch("replaces", published, to_attr="shown_replaces"),
                Prefetch("related", published.in_order(), to_attr="shown_related"),
                Prefetch("topics", Topic.objects.published().in_order(), to_attr="shown_topics"),
                Prefetch(
                    "audiences",
                    Audience.objects.published().select_related("target_group"),
                    to_attr="shown_audiences",
                ),
                Prefetch(
                    "partnerships",
                    Partner.objects.published().select_related("organisation"),
                    to_attr="shown_partners",
                ),
                Prefetch(
                    "contact_points",
                    # By its name: contact points stand above services in this folder.
                    self.model._meta.get_field("contact_points")
                    .related_model.objects.published()
                    .with_details()
                    .in_rank(),
                    to_attr="shown_contact_points",
                ),
                "safety_facts",
                "languages",
            )
        )


class ServiceManager(models.Manager.from_queryset(ServiceQuerySet)):
    """Every service knows whether it is sensitive: its address and title depend on it."""

    def get_queryset(self):
        return super().get_queryset().with_sensitivity()


class Standing(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    NOT_CONFIRMED = "not_confirmed", _("Not confirmed")


class Service(Addressed, Verified):
    """One kind of help. It may be a part of an umbrella service; an umbrella has none above it.

    An ended service keeps its page, says so first, and points onward.
    """

    slug_fields = ("slug", "discreet_slug")
    #: Set before full_clean() for topics that are stored after the service, as forms do.
    topics_to_be = None

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("umbrella"),
        help_text=_("The service that this one is a part of."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("organisation"),
        help_text=_("Who answers for it."),
    )
    name = models.CharField(_("name"), max_length=120)
    summary = models.CharField(
        _("in one sentence"), max_length=300, help_text=_("What it is, in one plain sentence.")
    )
    for_whom = RichTextField(_("for whom"), blank=True)
    description = RichTextField(_("what the service does"), blank=True)
    what_happens = RichTextField(
        _("what happens when you get in touch"), blank=True, help_text=_("Step by step.")
    )
    background = RichTextField(
        _("background"), blank=True, help_text=_("History and results, for those who want to know.")
    )
    area = models.CharField(_("area"), max_length=120, blank=True, help_text=_("Where it works."))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("place"),
        help_text=_("Only a public address. Never that of protected housing."),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="services", verbose_name=_("topics")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, through="Audience", related_name="services", verbose_name=_("target groups")
    )
    partners = models.ManyToManyField(
        Organisation,
        through="Partner",
        related_name="partner_services",
        verbose_name=_("partner organisations"),
    )
    languages = models.ManyToManyField(
        SpokenLanguage,
        blank=True,
        related_name="+",
        verbose_name=_("languages that staff speak"),
    )
    related = models.ManyToManyField(
        "self", blank=True, symmetrical=False, related_name="+", verbose_name=_("see also")
    )
    fallback_line = models.ForeignKey(
        SupportLine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers instead"),
        help_text=_("Shown when the service itself cannot be reached."),
    )
    sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_("A visit can be dangerous to the visitor. Topics and umbrella can say so too."),
    )
    discreet_title = models.CharField(
        _("discreet title"),
        max_length=80,
        blank=True,
        help_text=_("For the tab and the browser history of a sensitive service: true, calm."),
    )
    discreet_slug = models.SlugField(
        _("discreet address"), max_length=120, unique=True, null=True, blank=True
    )
    started_on = PartialDateField(
        _("began"), blank=True, help_text=_("2016, 2016-10 or 2016-10-24.")
    )
    ended_on = PartialDateField(_("ended"), blank=True, help_text=_("The last day or month."))
    ended_note = models.CharField(_("how it ended"), max_length=250, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    paused_from = models.DateField(_("paused from"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    pause_reason = models.CharField(_("why it is paused"), max_length=200, blank=True)

    objects = ServiceManager()

    class Meta(Addressed.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        base_manager_name = "objects"
        constraints = [
            *Addressed.Meta.constraints,
            *Verified.Meta.constraints,
            TwoLevels(
                field="parent",
                name="service_has_no_part_of_a_part",
                violation_error_message=_("A part of a service has no parts of its own."),
            ),
            NoCircle(
                field="replaced_by",
                name="service_is_not_replaced_by_itself",
                violation_error_message=_("Those who follow this one lead back to it: a circle."),
            ),
            models.CheckConstraint(
                name="service_pause_in_order",
                condition=Q(paused_until=None)
                | Q(paused_from__isnull=False, paused_until__gte=F("paused_from")),
                violation_error_message=_("The pause must begin before it ends."),
            ),
            *(
                models.UniqueConstraint(
                    Lower(name),
                    name=f"service_{name}_once",
                    condition=Q(**{f"{name}__gt": ""}),
                    violation_error_message=TAKEN,
                )
                for name in languages.columns("discreet_title")
            ),
        ]

    def get_absolute_url(self):
        return reverse("service", args=[self.address_slug()])

    def clean(self):
        super().clean()
        discreet.check(self)
        if self.parent and self.parent == self:
            raise ValidationError({"parent": _("A service cannot be a part of itself.")})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Choose a service that is not itself a part.")})
        if self.parent and self.pk and self.children.exists():
            raise ValidationError({"parent": _("This service has parts, so it cannot be one.")})

    @cached_property
    def is_sensitive(self) -> bool:
        """Read from the manager's annotation where there is one, otherwise asked for."""
        if self.pk is None:
            return self.sensitive
        return Service.objects.filter(pk=self.pk, is_sensitive=True).exists()

    def address_slug(self) -> str:
        return (self.is_sensitive and self._slug_of("discreet_slug")) or super().address_slug()

    def page_title(self) -> str:
        """The title for tab, history and sharing; discreet where the service is sensitive."""
        return (self.is_sensitive and self.discreet_title) or self.name

    def standing(self, today=None) -> Standing:
        """Where the service stands on *today* (a date; default: today in Sweden)."""
        today = today or timezone.localdate()
        if self.ended_on and self.ended_on < today.isoformat():
            return Standing.ENDED
        has_paused = self.paused_from is not None and self.paused_from <= today
        if has_paused and (self.paused_until is None or today <= self.paused_until):
            return Standing.PAUSED
        return Standing.ACTIVE if self.is_verified else Standing.NOT_CONFIRMED


class AudienceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_q("target_group"))


class Audience(SavedWhole):
    """A target group of a service, with the ages that its source gives."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="audiences")
    target_group = models.ForeignKey(
        TargetGroup, models.PROTECT, related_name="audiences", verbose_name=_("target group")
    )
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("up to age"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=160, blank=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "target_group"], name="target_group_once_per_service"
            ),
            models.CheckConstraint(
                name="audience_ages_in_order",
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                violation_error_message=_("The lowest age is above the highest."),
            ),
        ]

    def __str__(self):
        return str(self.target_group)

    def clean(self):
        super().clean()
        discreet.check_row(self)


class PartnerQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_q("organisation"))


class Partner(models.Model):
    """An organisation that takes part in a service, and what it does there."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=160, help_text=_("In a few words."))
    description = models.TextField(_("what it does"), blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=100)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "organisation"], name="partner_once_per_service"
            )
        ]

    def __str__(self):
        return str(self.organisation)

    def clean(self):
        super().clean()
        discreet.check_row(self)
