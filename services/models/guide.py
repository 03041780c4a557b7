from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from publishing.models import Content, ContentQuerySet
from services.models.taxonomy import Door, TargetGroup, Topic


class GuideAsks(models.TextChoices):
    """What a question of the guided help finds out, in the order in which it is asked."""

    WHO = "who", _("Who it is for")
    ABOUT = "about", _("What it is about")
    AGE = "age", _("How old")
    URGENT = "urgent", _("Whether it is urgent")


def turn(asks: str = "asks") -> models.Case:
    """The place of a question in the order of asking; *asks* leads to what it asks for."""
    places = (models.When(**{asks: each}, then=n) for n, each in enumerate(GuideAsks.values))
    return models.Case(*places, output_field=models.IntegerField())


class GuideQuestionQuerySet(ContentQuerySet):
    def in_turn(self):
        """In the order in which they are asked."""
        return self.order_by(turn())


class GuideQuestion(Content):
    """One of the at most four questions of the guided help, one per screen."""

    heading_field = "text"

    asks = models.CharField(_("asks for"), max_length=6, choices=GuideAsks, unique=True)
    text = models.CharField(_("question"), max_length=120)
    help = models.CharField(_("help under the question"), max_length=250, blank=True)

    objects = GuideQuestionQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("question of the guided help")
        verbose_name_plural = _("questions of the guided help")


class GuideAnswer(Content):
    """An answer to choose, and what it says about the one who chooses it."""

    heading_field = "text"

    question = models.ForeignKey(
        GuideQuestion, models.CASCADE, related_name="answers", verbose_name=_("question")
    )
    text = models.CharField(_("answer"), max_length=120)
    rank = models.PositiveSmallIntegerField(_("rank"), default=100)
    door = models.PositiveSmallIntegerField(
        _("way in"),
        choices=Door,
        null=True,
        blank=True,
        help_text=_("For answers to “Who it is for”."),
    )
    only_for_door = models.PositiveSmallIntegerField(
        _("shown only to"),
        choices=Door,
        null=True,
        blank=True,
        help_text=_("Empty: to everybody. Otherwise only after that answer to “Who it is for”."),
    )
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="guide_answers",
        verbose_name=_("topics"),
        help_text=_("For answers to “What it is about”. None: everything."),
    )
    target_groups = models.ManyToManyField(
        TargetGroup,
        blank=True,
        related_name="guide_answers",
        verbose_name=_("target groups"),
        help_text=_("Narrower than the way in, if the answer says more."),
    )
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("up to age"), null=True, blank=True)
    urgent = models.BooleanField(
        _("urgent"), default=False, help_text=_("What to do right now is then shown first.")
    )

    class Meta(Content.Meta):
        verbose_name = _("answer of the guided help")
        verbose_name_plural = _("answers of the guided help")
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="guide_answer_ages_in_order",
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                violation_error_message=_("The lowest age is above the highest."),
            ),
        ]
