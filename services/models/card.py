from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.models import Publishable, PublishableQuerySet
from services.models.taxonomy import SpokenLanguage


class CardLanguageQuerySet(PublishableQuerySet):
    def in_order(self):
        """Swedish and the site's other languages first, then by code; with their languages."""
        order = [code for code, _name in settings.LANGUAGES]
        rank = models.Case(
            *(models.When(spoken_language__code=c, then=n) for n, c in enumerate(order)),
            default=len(order),
            output_field=models.IntegerField(),
        )
        return self.select_related("spoken_language").order_by(rank, "spoken_language__code")

    def with_number_page(self):
        """Those in a language that the site itself lacks, with a title for its short page."""
        own = [code for code, _name in settings.LANGUAGES]
        return self.in_order().exclude(spoken_language__code__in=own).exclude(numbers_title="")


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

    objects = CardLanguageQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("card language")
        verbose_name_plural = _("card languages")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its short page of numbers, which languages of the site do not have."""
        return reverse("numbers", args=[self.spoken_language.code])

    @property
    def direction(self) -> str:
        return "rtl" if self.right_to_left else "ltr"
