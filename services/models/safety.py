from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.constraints import RowsConstraint
from publishing.models import Verified
from services.models import discreet
from services.models.service import Service


class Question(models.TextChoices):
    """What somebody in danger must know before they call, in the order in which it is asked."""

    FREE = "free", _("Is it free?")
    ANONYMOUS = "anonymous", _("Can I be anonymous?")
    INTERPRETER = "interpreter", _("Can I have an interpreter?")
    RECORD = "record", _("Is a record kept?")
    PARENTS = "parents", _("Will my parents be told?")
    SOCIAL_SERVICES = "social_services", _("Is it reported to social services?")
    POLICE = "police", _("Is it reported to the police?")
    REFERRAL = "referral", _("Do I need a referral or a decision?")


#: A yes to one of these frightens: it needs a sentence on when, and what happens then.
FRIGHTENING = (
    Question.RECORD,
    Question.PARENTS,
    Question.SOCIAL_SERVICES,
    Question.POLICE,
)
#: The sentence is read in the default language, and translated from it.
EXPLANATION = languages.column("explanation", settings.LANGUAGE_CODE)
#: A yes to one of these means that a name can become known after all.
REPORTED = (Question.SOCIAL_SERVICES, Question.POLICE)
ANONYMOUS_BUT_REPORTED = _(
    "You say that one may be anonymous, and that it is reported. Write how both can be true."
)


class BothCanBeTrue(RowsConstraint):
    """That one may be anonymous, beside a yes to "it is reported", says how both can be true.

    Whichever of the two answers comes last is refused.
    """

    refused = """EXISTS (
        SELECT 1 FROM %(table)s AS said JOIN %(table)s AS other
            ON other.service_id = said.service_id
        WHERE said.service_id = NEW.service_id
            AND said.question = 'anonymous' AND said.answer
            AND coalesce(said.{column}, '') = ''
            AND other.question IN ('social_services', 'police') AND other.answer)"""

    def refuses(self, rows, instance):
        others = rows.filter(service=instance.service_id).exclude(pk=instance.pk)
        return bool(unexplained([instance, *others]))


def unexplained(facts) -> list["SafetyFact"]:
    """Those of *facts*, all about one service, that say "anonymous" beside "reported", and no more.

    There is one at most, as each question is answered once.
    """
    if not any(fact.answer and fact.question in REPORTED for fact in facts):
        return []
    return [
        fact
        for fact in facts
        if fact.answer and fact.question == Question.ANONYMOUS and not getattr(fact, EXPLANATION)
    ]


class SafetyFact(Verified):
    """A known answer about contact safety. What is not known has no row."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="safety_facts")
    question = models.CharField(_("question"), max_length=20, choices=Question)
    answer = models.BooleanField(_("answer"), choices=[(True, _("Yes")), (False, _("No"))])
    explanation = models.CharField(
        _("when, and what happens then"),
        max_length=300,
        blank=True,
        help_text=_("Needed when a yes can frighten somebody away."),
    )

    class Meta:
        verbose_name = _("contact safety")
        verbose_name_plural = _("contact safety")
        ordering = ["pk"]
        constraints = [
            *Verified.Meta.constraints,
            models.UniqueConstraint(
                fields=["service", "question"], name="safety_question_once_per_service"
            ),
            models.CheckConstraint(
                name="frightening_yes_is_explained",
                condition=Q(answer=False)
                | ~Q(question__in=FRIGHTENING)
                | Q(**{f"{EXPLANATION}__isnull": False, f"{EXPLANATION}__gt": ""}),
                violation_error_message=_(
                    "This yes can frighten. Write when it happens, and what happens then."
                ),
            ),
            BothCanBeTrue(
                field=EXPLANATION,
                name="anonymous_beside_a_report_is_explained",
                violation_error_message=ANONYMOUS_BUT_REPORTED,
            ),
        ]

    def __str__(self):
        return self.get_question_display()

    def clean(self):
        super().clean()
        discreet.check_row(self)
