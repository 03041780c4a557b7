from datetime import date, timedelta

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from press.models.fact_box import FactBox
from press.models.media_contact import MediaContact
from publishing.fields import RichTextField
from publishing.models import Addressed, AddressedQuerySet, Document, Image, published_q
from services.models import Service, Topic

#: How long a person's own number is shown after publication when no event sets the end.
DETAILS_SHOWN_FOR = timedelta(days=30)


class ReleaseKind(models.TextChoices):
    RELEASE = "release", _("Press release")
    INVITATION = "invitation", _("Press invitation")


class PressReleaseQuerySet(AddressedQuerySet):
    def latest_first(self):
        return self.order_by("-publish_at", "-pk")

    def with_page_parts(self):
        """All that a release's page shows, published objects only, in constant queries."""
        return self.prefetch_related(
            Prefetch("event", Event.objects.published().with_place().with_dates()),
            Prefetch("fact_boxes", FactBox.objects.published().in_order(), to_attr="shown_facts"),
            Prefetch("services", Service.objects.published().in_order(), to_attr="shown_services"),
            Prefetch("topics", Topic.objects.published().in_order(), to_attr="shown_topics"),
            Prefetch("documents", Document.objects.published(), to_attr="shown_documents"),
            Prefetch(
                "release_images",
                ReleaseImage.objects.published().select_related("image"),
                to_attr="shown_images",
            ),
            Prefetch(
                "release_contacts",
                ReleaseContact.objects.published().select_related("contact"),
                to_attr="shown_contacts",
            ),
            "corrections",
        )


class PressRelease(Addressed):
    """A press release or press invitation. Date and place of an invitation come from its event."""

    heading_field = "title"

    kind = models.CharField(
        _("kind"), max_length=10, choices=ReleaseKind, default=ReleaseKind.RELEASE
    )
    title = models.CharField(_("headline"), max_length=160)
    lead = models.TextField(_("lead"), max_length=600)
    body = RichTextField(_("text"), blank=True)
    event = models.ForeignKey(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="press_releases",
        verbose_name=_("event"),
        help_text=_("Date, time and place are taken from it."),
    )
    services = models.ManyToManyField(
        Service, blank=True, related_name="press_releases", verbose_name=_("services")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="press_releases", verbose_name=_("topics")
    )
    fact_boxes = models.ManyToManyField(
        FactBox, blank=True, related_name="press_releases", verbose_name=_("fact boxes")
    )
    contacts = models.ManyToManyField(
        MediaContact,
        through="ReleaseContact",
        related_name="press_releases",
        verbose_name=_("contacts"),
    )
    images = models.ManyToManyField(
        Image, through="ReleaseImage", related_name="press_releases", verbose_name=_("images")
    )
    documents = models.ManyToManyField(
        Document, blank=True, related_name="press_releases", verbose_name=_("documents")
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn"), null=True, blank=True, help_text=_("The address stays, the text does not.")
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects = PressReleaseQuerySet.as_manager()

    class Meta(Addressed.Meta):
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                name="press_invitation_has_an_event",
                condition=~Q(kind=ReleaseKind.INVITATION) | Q(event__isnull=False),
                violation_error_message=_("An invitation needs its event: date and place."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("press_release", args=[self.address_slug()])

    def details_shown_until(self) -> date:
        """The last day on which personal contact details are shown, in Swedish time.

        The day after the last date of the event, or 30 days after publication.
        """
        if self.event:
            return timezone.localdate(self.event.over_at) + timedelta(days=1)
        return timezone.localdate(self.publish_at) + DETAILS_SHOWN_FOR

    def is_withdrawn(self, now=None) -> bool:
        return self.withdrawn_at is not None and self.withdrawn_at <= (now or timezone.now())

    def people_to_contact(self) -> list["ReleaseContact"]:
        return [row for row in self.shown_contacts if row.function == ContactFunction.CONTACT]

    def issuers(self) -> list["ReleaseContact"]:
        return [row for row in self.shown_contacts if row.function == ContactFunction.ISSUED_BY]


class ContactFunction(models.TextChoices):
    CONTACT = "contact", _("Contact")
    ISSUED_BY = "issued_by", _("Issued by")


class ReleaseContactQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_q("contact"))


class ReleaseContact(models.Model):
    """Whom to call about a release, or who issued it, and how long their own number is shown."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="release_contacts")
    contact = models.ForeignKey(
        MediaContact, models.PROTECT, related_name="release_contacts", verbose_name=_("contact")
    )
    function = models.CharField(
        _("function"), max_length=10, choices=ContactFunction, default=ContactFunction.CONTACT
    )
    details_until = models.DateField(
        _("number shown until"),
        null=True,
        blank=True,
        help_text=_("Empty: the day after the event, or 30 days after publication."),
    )
    rank = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ReleaseContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "contact", "function"], name="contact_once_per_release"
            )
        ]

    def __str__(self):
        return str(self.contact)

    def shown_until(self) -> date:
        """The last day on which the personal details are shown."""
        return self.details_until or self.release.details_shown_until()

    def shows_details(self, today=None) -> bool:
        """Whether phone and e-mail are shown on *today* (a date; default: today in Sweden)."""
        return (today or timezone.localdate()) <= self.shown_until()


class ReleaseImageQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_q("image"))


class ReleaseImage(models.Model):
    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="release_images")
    image = models.ForeignKey(
        Image, models.PROTECT, related_name="release_images", verbose_name=_("image")
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not: screen readers pass it by."),
    )
    rank = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ReleaseImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["rank", "pk"]

    def __str__(self):
        return str(self.image)


class Correction(models.Model):
    """What was changed after publication, said in public."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="corrections")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    note = models.TextField(_("what was corrected"), max_length=600)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{timezone.localdate(self.made_at)}"
