from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import PhoneField
from publishing.models import Content, ContentQuerySet, Verified
from services.models.hours import (
    OpeningException,
    OpeningHours,
    WithHours,
    WithHoursQuerySet,
)
from services.models.taxonomy import Door, SpokenLanguage, TargetGroup, Topic


class SupportLineQuerySet(WithHoursQuerySet, ContentQuerySet):
    def for_right_now(self):
        """Those for somebody in danger this minute."""
        return self.filter(right_now=True)

    def for_residents(self):
        """Without those that are for professionals only."""
        groups = TargetGroup.objects.filter(support_lines=models.OuterRef("pk"))
        return self.filter(
            ~models.Exists(groups) | models.Exists(groups.exclude(door=Door.PROFESSIONAL))
        )

    def with_details(self):
        return self.with_hours().prefetch_related("languages", "target_groups")

    def with_who_they_are_for(self):
        """All that decides whether a line is offered (``services.fallback``), and its hours."""
        return self.with_hours().prefetch_related("target_groups", "topics")

    def for_speakers_of(self, code: str):
        """Checked lines with interpreters, or whose staff speak the language *code*.

        Without 112, which stands by itself, and lines that are for professionals only.
        """
        speaks = models.Exists(
            SupportLine.languages.through.objects.filter(
                supportline=models.OuterRef("pk"), spokenlanguage__code=code
            )
        )
        checked = self.filter(verified_on__isnull=False).exclude(phone="112")
        return checked.filter(Q(interpreters=True) | speaks).for_residents()

    def in_rank(self):
        """As staff have ranked them: those for right now first."""
        return self.order_by("-right_now", "rank", "pk")


class SupportLine(Content, Verified, WithHours):
    """A number to call that is not a service of the city's own directory: 112, Bris, 1177."""

    name = models.CharField(_("name"), max_length=120)
    phone = PhoneField(_("telephone"))
    phone_from_abroad = PhoneField(_("telephone from abroad"), blank=True)
    for_whom = models.CharField(
        _("for whom"), max_length=200, help_text=_("One sentence: who may call, about what.")
    )
    details = models.CharField(
        _("good to know"), max_length=250, blank=True, help_text=_("Free of charge, anonymous …")
    )
    right_now = models.BooleanField(
        _("for right now"), default=False, help_text=_("Shown first, and on every page.")
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=100, help_text=_("Lower numbers come first.")
    )
    website = models.URLField(_("website"), blank=True)
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="support_lines", verbose_name=_("target groups")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="support_lines", verbose_name=_("topics")
    )
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("up to age"), null=True, blank=True)
    languages = models.ManyToManyField(
        SpokenLanguage, blank=True, related_name="+", verbose_name=_("languages spoken")
    )
    interpreters = models.BooleanField(
        _("has interpreters"),
        default=False,
        help_text=_("A source says that one can call in other languages, with an interpreter."),
    )
    staff_note = models.TextField(
        _("note for staff"), blank=True, help_text=_("Never shown to visitors.")
    )

    objects = SupportLineQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("support line")
        verbose_name_plural = _("support lines")
        constraints = [
            *Content.Meta.constraints,
            *Verified.Meta.constraints,
            models.CheckConstraint(
                name="support_line_ages_in_order",
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=models.F("min_age")),
                violation_error_message=_("The lowest age is above the highest."),
            ),
        ]


class SupportLineHours(OpeningHours):
    line = models.ForeignKey(SupportLine, models.CASCADE, related_name="hours")


class SupportLineException(OpeningException):
    line = models.ForeignKey(SupportLine, models.CASCADE, related_name="exceptions")
