from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Publishable
from services.models.taxonomy import SpokenLanguage


class CardLanguage(Publishable):
    """The phrases of a card for the wallet in one language, independent of the site's languages.

    Unpublished until a reader whose language it is has confirmed every phrase.
    """

    spoken_language = models.OneToOneField(
        SpokenLanguage, models.PROTECT, related_name="card", verbose_name=_("language")
    )
    name = models.CharField(
        _("name in its own words"), max_length=60, help_text=_("“العربية”, “Soomaali”.")
    )
    right_to_left = models.BooleanField(_("written right to left"), default=False)
    need_interpreter = models.CharField(_("“I need an interpreter”"), max_length=120)
    call = models.CharField(_("“Call”"), max_length=60)
    hours = models.CharField(_("“Opening hours”"), max_length=60)
    day_and_night = models.CharField(_("“Day and night”"), max_length=60)
    danger = models.CharField(_("“In danger to life, call 112”"), max_length=120)
    numbers_title = models.CharField(
        _("“Numbers to call, with interpreters”"), max_length=120, blank=True
    )

    class Meta(Publishable.Meta):
        verbose_name = _("card language")
        verbose_name_plural = _("card languages")

    def __str__(self):
        return self.name
