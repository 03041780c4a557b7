from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffUser(AbstractUser):
    """Somebody who works with the site. Visitors have no accounts."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the admin."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("staff account")
        verbose_name_plural = _("staff accounts")
