from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import PhoneField, RichTextField
from publishing.models import Content, ContentQuerySet

#: The model statement of the EU asks for a review at least once a year.
REVIEWED_EVERY = timedelta(days=365)


class Conformance(models.TextChoices):
    FULL = "full", _("Fully: nothing that we know of falls short")
    PARTIAL = "partial", _("Partly: some things fall short")
    NONE = "none", _("Not: most of it falls short")


class Method(models.TextChoices):
    SELF = "self", _("We have assessed the site ourselves")
    EXTERNAL = "external", _("Somebody outside has assessed the site")
    BOTH = "both", _("We have assessed it ourselves, and so has somebody outside")


class StatementQuerySet(ContentQuerySet):
    def shown(self, now=None) -> "AccessibilityStatement | None":
        """The one that visitors read: of those published, the latest."""
        latest = self.published(now).order_by("-publish_at", "-pk")
        return latest.prefetch_related("limitations").first()


class AccessibilityStatement(Content):
    """How accessible the site is, as the law (2018:1937, 13 §) wants it told.

    The eleven items are those that the authority's guidance lists (digg.se, "Skapa en
    tillgänglighetsredogörelse"); the wording and the rest follow the model statement of the EU
    (Commission Implementing Decision (EU) 2018/1523, annex):

    1. the public body (``Operator``); 2. what is covered; 3. conformance; 4. what is not
    accessible, and why (``Limitation``); 5. the day of the assessment; 6. of the latest review;
    7. the method; 8. how to report a problem; 9. the supervising authority (a setting) and how to
    complain; 10. what would be a disproportionate burden (12 §); 11. what the law does not cover
    (9 §).

    The page of the role ``Role.ACCESSIBILITY`` shows it. Next year's can be written beside this
    year's, and takes its place when it is published.
    """

    heading_field = "covers"

    covers = models.CharField(
        _("what the statement is about"),
        max_length=200,
        help_text=_("The name of the website, and its address."),
    )
    conformance = models.CharField(_("meets the requirements"), max_length=8, choices=Conformance)
    standard = models.CharField(
        _("held against"),
        max_length=120,
        default="EN 301 549 V3.2.1, WCAG 2.1 AA",
        help_text=_("The standard and its version."),
    )
    method = models.CharField(_("who assessed it"), max_length=8, choices=Method)
    tested = RichTextField(_("how it was tested"))
    assessed_on = models.DateField(_("assessed"))
    prepared_on = models.DateField(_("first written"))
    reviewed_on = models.DateField(
        _("last gone through"), help_text=_("At least once a year. Staff are reminded.")
    )
    site_published_on = models.DateField(
        _("the site was published"),
        null=True,
        blank=True,
        help_text=_("Empty while it has not been put to use."),
    )
    alternatives = RichTextField(
        _("if something cannot be used"),
        help_text=_("How to get the same in another way, and what to write when asking for it."),
    )
    response_time = models.CharField(
        _("when we answer"),
        max_length=160,
        blank=True,
        help_text=_("A sentence, and only what can be kept."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneField(_("telephone"), blank=True)
    enforcement = RichTextField(
        _("if the answer is not enough"),
        help_text=_("The authority's name and address come from the site's settings."),
    )
    technical = RichTextField(_("technical notes"), blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="statement_reviewed_after_it_was_written",
                condition=Q(reviewed_on__gte=F("prepared_on")),
                violation_error_message=_("It cannot be gone through before it was written."),
            ),
        ]

    def review_due_on(self) -> date:
        """The day by which it must have been gone through again."""
        return self.reviewed_on + REVIEWED_EVERY

    def fall_short(self) -> list["Limitation"]:
        return self._limitations(Reason.FALLS_SHORT)

    def burdens(self) -> list["Limitation"]:
        return self._limitations(Reason.BURDEN)

    def not_covered(self) -> list["Limitation"]:
        return self._limitations(Reason.NOT_COVERED)

    def _limitations(self, reason: "Reason") -> list["Limitation"]:
        return [row for row in self.limitations.all() if row.reason == reason]


class Reason(models.TextChoices):
    FALLS_SHORT = "short", _("Falls short of the requirements")
    BURDEN = "burden", _("Would be a disproportionate burden (12 §)")
    NOT_COVERED = "outside", _("Not covered by the law (9 §)")


class Limitation(models.Model):
    """Something on the site that not everyone can use, and why it is so."""

    statement = models.ForeignKey(
        AccessibilityStatement, models.CASCADE, related_name="limitations"
    )
    reason = models.CharField(_("kind"), max_length=8, choices=Reason)
    what = models.CharField(
        _("what does not work"),
        max_length=300,
        help_text=_("What happens to the one who reads, listens or uses only a keyboard."),
    )
    why = models.CharField(_("why"), max_length=300)
    instead = models.CharField(_("what you can do instead"), max_length=300, blank=True)
    criterion = models.CharField(
        _("criterion"), max_length=60, blank=True, help_text=_("As in “WCAG 3.1.2”.")
    )
    mended_by = models.DateField(
        _("mended by"), null=True, blank=True, help_text=_("Only if it has been decided.")
    )
    rank = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("limitation")
        verbose_name_plural = _("limitations")
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.what or "–"
