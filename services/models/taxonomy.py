from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Content, SavedWhole
from services.models import discreet


class Door(models.IntegerChoices):
    """The four ways in on the home page, and what keeps one person's help from another's.

    A line for those subjected to violence is never offered to somebody who uses it, nor the
    reverse; a line for professionals is offered to nobody else.
    """

    SUBJECTED = 1, _("I am being harmed")
    WORRIED = 2, _("I am worried about someone")
    USES_VIOLENCE = 3, _("I want to stop using violence")
    PROFESSIONAL = 4, _("I meet this in my job")

    @property
    def icon(self) -> str:
        return f"icons/door{self.value}.svg"


class Term(Content):
    """A word that services are found by, in the profession's words and in the reader's own."""

    name = models.CharField(_("name"), max_length=120)
    plain_name = models.CharField(
        _("in the reader's own words"),
        max_length=120,
        help_text=_("As somebody in need would say it: “my family decides over me”."),
    )

    class Meta(Content.Meta):
        abstract = True


class TargetGroup(Term):
    """Whom a service or a line is for. Ages are said per service: sources differ."""

    door = models.PositiveSmallIntegerField(
        _("way in"),
        choices=Door,
        null=True,
        blank=True,
        help_text=_("Which of the four ways in on the home page leads here. Empty: none."),
    )

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Topic(Term):
    """What a service is about."""

    sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Pages about it get a discreet title and address, no map and no calendar file, "
            "so that a glance at the phone tells nothing."
        ),
    )

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def clean(self):
        super().clean()
        discreet.check_topic(self)


class SpokenLanguage(SavedWhole):
    """A language that staff speak or interpret; not to be mixed up with the site's languages."""

    code = models.CharField(
        _("code"), max_length=12, unique=True, help_text=_("BCP 47: sv, ar, so.")
    )
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")
        ordering = ["code"]

    def __str__(self):
        return self.name
