import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def published_q(path: str = "", now=None) -> Q:
    """The one definition of *published*: begun, and not yet expired, at *now* (default: now).

    *path* leads to another model, for through-rows: ``published_q("service")``.
    """
    now = now or timezone.now()
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}publish_at__lte": now}) & (
        Q(**{f"{prefix}expires_at": None}) | Q(**{f"{prefix}expires_at__gt": now})
    )


class PublishableQuerySet(models.QuerySet):
    def published(self, now=None):
        """Those that visitors may see at *now* (an aware datetime; default: the present)."""
        return self.filter(published_q(now=now))


class PublicationState(models.TextChoices):
    UNPUBLISHED = "unpublished", _("Unpublished")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    EXPIRED = "expired", _("Expired")


class Publishable(models.Model):
    """Anything that the public can see: with an identity and a time of publication.

    The state is derived from ``publish_at`` and ``expires_at``; there is no status column.
    """

    uuid = models.UUIDField(_("permanent id"), default=uuid.uuid4, unique=True, editable=False)
    publish_at = models.DateTimeField(
        _("visible from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Leave empty to keep it hidden. A time to come publishes it then."),
    )
    expires_at = models.DateTimeField(
        _("visible until"),
        null=True,
        blank=True,
        help_text=_("Leave empty if it has no end."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_expires_after_publish",
                condition=Q(expires_at=None)
                | Q(publish_at=None)
                | Q(expires_at__gt=F("publish_at")),
                violation_error_message=_("It must be visible from a time before it ends."),
            )
        ]

    def state(self, now=None) -> PublicationState:
        """The publication state at *now* (an aware datetime; default: the present)."""
        now = now or timezone.now()
        if self.publish_at is None:
            return PublicationState.UNPUBLISHED
        if self.expires_at and self.expires_at <= now:
            return PublicationState.EXPIRED
        if self.publish_at > now:
            return PublicationState.SCHEDULED
        return PublicationState.PUBLISHED

    def is_published(self) -> bool:
        return self.state() is PublicationState.PUBLISHED
