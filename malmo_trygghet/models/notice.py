from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models import Content


class Notice(Content):
    """A short message across the whole site, from its ``publish_at`` to its ``expires_at``."""

    heading_field = "text"

    text = models.CharField(_("text"), max_length=200, help_text=_("One sentence."))
    link = models.CharField(
        _("link"),
        max_length=200,
        blank=True,
        help_text=_("Where the reader learns more: an address on this site or elsewhere."),
    )

    class Meta(Content.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def clean(self):
        super().clean()
        names = languages.columns("link")
        wrong = [name for name in names if not leads_somewhere(getattr(self, name) or "")]
        if wrong:
            message = _("Write an address that begins with / or with https://.")
            raise ValidationError(dict.fromkeys(wrong, message))


def leads_somewhere(link: str) -> bool:
    """Whether *link* is empty, a path on this site, or an address elsewhere."""
    if not link or (link.startswith("/") and not link.startswith("//") and " " not in link):
        return True
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        return False
    return True
