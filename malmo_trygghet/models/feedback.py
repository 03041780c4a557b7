from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.TextChoices):
    NUMBER = "number", _("A number or an address is wrong")
    HOURS = "hours", _("The opening hours are wrong")
    UNCLEAR = "unclear", _("I do not understand the text")
    BROKEN = "broken", _("Something does not work")
    ACCESSIBILITY = "accessibility", _("I cannot use the page with my aids")
    OTHER = "other", _("Something else")


class FeedbackQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Feedback(models.Model):
    """What a visitor says is wrong on a page. Nothing about the visitor is kept."""

    page = models.CharField(_("page"), max_length=300, help_text=_("Its path on this site."))
    language = models.CharField(_("language"), max_length=12)
    faults = models.JSONField(_("what is wrong"), default=list)
    text = models.TextField(_("in the visitor's words"), max_length=2000, blank=True)
    sent_on = models.DateField(
        _("sent"), auto_now_add=True, help_text=_("The day only, so that nobody is pointed out.")
    )
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a fault")
        verbose_name_plural = _("reports of faults")
        ordering = ["-sent_on", "-pk"]

    def __str__(self):
        return f"{self.page} {self.sent_on}"
