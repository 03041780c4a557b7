from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import PartialDateField


class Verified(models.Model):
    """A fact that can harm when it is wrong: where it was read, and when it was last checked.

    Only checked facts are linked (``tel:``, ``mailto:``) or evaluated ("open today"). The others
    are shown as text, with their source.
    """

    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which somebody last made sure that this is right. "
            "Empty: it is shown as not confirmed, and never as a link to call."
        ),
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Who says so: an organisation, a page, a colleague."),
    )
    source_date = PartialDateField(
        _("date of the source"),
        blank=True,
        help_text=_("A year, a month or a date: 2016, 2016-10 or 2016-10-24. Empty if unknown."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_verified_has_source",
                condition=Q(verified_on=None) | ~Q(source=""),
                violation_error_message=_("Say who confirmed it: fill in the source."),
            )
        ]

    @property
    def is_verified(self) -> bool:
        return self.verified_on is not None
