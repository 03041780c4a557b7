from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models import Verified
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
#: A yes to one of these means that a name can become known after all.
REPORTED = (Question.SOCIAL_SERVICES, Question.POLICE)
ANONYMOUS_BUT_REPORTED = _(
    "You say that one may be anonymous, and that it is reported. Write how both can be true."
)


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
                | Q(
                    **{
                        f"{languages.column('explanation', settings.LANGUAGE_CODE)}__isnull": False,
                        f"{languages.column('explanation', settings.LANGUAGE_CODE)}__gt": "",
                    }
                ),
                violation_error_message=_(
                    "This yes can frighten. Write when it happens, and what happens then."
                ),
            ),
        ]

    def __str__(self):
        return self.get_question_display()

    def clean(self):
        super().clean()
        if self.service_id is None:
            return
        others = SafetyFact.objects.filter(service=self.service_id, answer=True).exclude(pk=self.pk)
        if self.needs_explanation_beside(others):
            raise ValidationError({"explanation": ANONYMOUS_BUT_REPORTED})

    def needs_explanation_beside(self, others) -> bool:
        """Whether this is an unexplained "anonymous" though one of *others* says "reported"."""
        return (
            self.question == Question.ANONYMOUS
            and bool(self.answer)
            and not getattr(self, languages.column("explanation", settings.LANGUAGE_CODE))
            and any(fact.answer and fact.question in REPORTED for fact in others)
        )
