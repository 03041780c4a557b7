import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from malmo_trygghet.search.text import MAX_TERM, phrase_key, words
from publishing import languages
from publishing.models import published_q
from services.models import Door


class Kind(models.IntegerChoices):
    """What can be found."""

    SERVICE = 1, _("Service")
    SUPPORT_LINE = 2, _("Support line")
    PAGE = 3, _("Page")
    EVENT = 4, _("Event")
    ORGANISATION = 5, _("Organisation")
    PRESS_RELEASE = 6, _("Press")


class PostingQuerySet(models.QuerySet):
    def live(self, now):
        """Those of texts that visitors may see at *now*."""
        return self.filter(published_q(now=now))

    def of_term(self, language: str, term: str):
        """Those of one term, the heaviest first; ties always in the same order."""
        return self.filter(language=language, term=term).order_by("-weight", "kind", "object_id")


class Posting(models.Model):
    """One row of the search index: a term, and an object that holds it.

    The rows of an object follow from it and what belongs to it, and from nothing else. They are
    written in the transaction that writes the object.
    """

    language = models.CharField(max_length=12)
    term = models.CharField(max_length=MAX_TERM)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    object_id = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()
    #: When the text that holds the term is visible: the object, and whatever else the text is of.
    publish_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("language"),
                F("term"),
                F("weight").desc(),
                F("kind"),
                F("object_id"),
                name="posting_by_term",
            ),
            models.Index(fields=["kind", "object_id"], name="posting_by_object"),
        ]

    def __str__(self):
        return f"{self.language} {self.term} → {self.kind}/{self.object_id}"


class Synonym(models.Model):
    """What people write for what the site calls something else, in any language and script."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phrase = models.CharField(
        _("what people write"),
        max_length=120,
        help_text=_("A word or a phrase, in any language: “han slår mig”, “stryk”, “عنف”."),
    )
    key = models.CharField(max_length=200, unique=True, editable=False)
    leads_to = models.CharField(
        _("what we search for"),
        max_length=200,
        blank=True,
        help_text=_("The words that this site uses for it: “våld i nära relation”."),
    )
    danger = models.BooleanField(
        _("means danger"),
        default=False,
        help_text=_("What to do right now is shown first: 112 and the lines for right now."),
    )
    door = models.PositiveSmallIntegerField(
        _("who writes so"),
        choices=Door,
        null=True,
        blank=True,
        help_text=_(
            "“I hit my wife” is written by somebody who uses violence: lines for those subjected "
            "are then not shown, but those for whoever wants to stop. Empty: one cannot know."
        ),
    )

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="search_word_leads_somewhere",
                condition=Q(danger=True)
                | Q(
                    **{
                        f"{languages.column('leads_to', settings.LANGUAGE_CODE)}__isnull": False,
                        f"{languages.column('leads_to', settings.LANGUAGE_CODE)}__gt": "",
                    }
                ),
                violation_error_message=_(
                    "Say what we search for, or that the words mean danger; otherwise they do "
                    "nothing."
                ),
            )
        ]

    def __str__(self):
        return self.phrase

    def save(self, *args, update_fields=None, **kwargs):
        self.key = self.key_of(self.phrase, self.door)
        if update_fields is not None:
            update_fields = {*update_fields, "key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        self.key = self.key_of(self.phrase, self.door)
        if not self.key:
            raise ValidationError({"phrase": _("Write at least one word.")})
        twin = type(self).objects.filter(key=self.key).exclude(pk=self.pk).first()
        if twin:
            message = _("The list has this already, as “%(phrase)s”.")
            raise ValidationError({"phrase": message % {"phrase": twin.phrase}})

    @staticmethod
    def key_of(phrase: str, door: int | None = None) -> str:
        """What *phrase* is looked up by, whichever language it is in.

        What somebody says who uses violence must be those very words, and begins with "=". By stems
        alone "jag hotas" and "jag slogs", said by somebody subjected, would be taken for it.
        """
        if door == Door.USES_VIOLENCE and (folded := words(phrase)):
            return f"={' '.join(folded)}"
        return phrase_key(phrase, languages.codes()[0])
