from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.fields import PhoneField
from publishing.models import Content, ContentQuerySet, Verified
from services.models import OpeningException, OpeningHours, WithHours


class ContactKind(models.TextChoices):
    PERSON = "person", _("A person")
    DESK = "desk", _("The press desk")


class MediaContactQuerySet(ContentQuerySet):
    def desks(self):
        """The press desk, which answers when a person's details are no longer shown."""
        return self.filter(kind=ContactKind.DESK)

    def with_hours(self):
        return self.prefetch_related("hours", "exceptions")


class MediaContact(Content, Verified, WithHours):
    """Somebody whom journalists may call: a person, or the press desk.

    How long a person's own number is shown is decided per release (see ``ReleaseContact``).
    """

    kind = models.CharField(
        _("kind"), max_length=6, choices=ContactKind, default=ContactKind.PERSON
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=160, blank=True)
    phone = PhoneField(_("telephone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = MediaContactQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("media contact")
        verbose_name_plural = _("media contacts")
        constraints = [*Content.Meta.constraints, *Verified.Meta.constraints]


class MediaContactHours(OpeningHours):
    contact = models.ForeignKey(MediaContact, models.CASCADE, related_name="hours")


class MediaContactException(OpeningException):
    contact = models.ForeignKey(MediaContact, models.CASCADE, related_name="exceptions")
