from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import RichTextField
from publishing.models import Addressed, AddressedQuerySet


class Menu(models.TextChoices):
    HELP = "help", _("Help and advice")
    ABOUT = "about", _("About the site")


class Role(models.TextChoices):
    """What the site itself needs a page for: it links there, and adds what it knows."""

    SAFER_BROWSING = "browsing", _("Safer browsing")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "access", _("Accessibility statement")


class PageQuerySet(AddressedQuerySet):
    def in_menu(self):
        """Those linked from the foot of every page, as staff have ranked them."""
        return self.exclude(menu="").order_by("rank", "pk")


class Page(Addressed):
    """A page that staff write: advice, about, accessibility, privacy."""

    heading_field = "title"

    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(
        _("in one sentence"), max_length=300, help_text=_("What the reader finds here.")
    )
    body = RichTextField(_("text"))
    menu = models.CharField(_("shown in the menu"), max_length=8, choices=Menu, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=100)
    role = models.CharField(
        _("the site's page for"),
        max_length=8,
        choices=Role,
        blank=True,
        help_text=_("The site links to such a page by itself, and adds what it knows to the text."),
    )
    needs_legal_check = models.BooleanField(
        _("needs a legal check"),
        default=False,
        help_text=_("Readers are told that the text has not been checked by a lawyer yet."),
    )

    objects = PageQuerySet.as_manager()

    class Meta(Addressed.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            *Addressed.Meta.constraints,
            models.UniqueConstraint(
                fields=["role"],
                condition=~models.Q(role=""),
                name="one_page_per_role",
                violation_error_message=_("Another page is the site's page for this already."),
            ),
            models.CheckConstraint(
                name="page_with_a_role_is_in_a_menu",
                condition=models.Q(role="") | ~models.Q(menu=""),
                violation_error_message=_(
                    "Choose a menu: this page must be linked from every page."
                ),
            ),
        ]

    def get_absolute_url(self):
        return reverse("page", args=[self.address_slug()])
