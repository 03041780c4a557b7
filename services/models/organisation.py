from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.constraints import NoCircle
from publishing.fields import PartialDateField, RichTextField
from publishing.models import Addressed, AddressedQuerySet


class OrganisationQuerySet(AddressedQuerySet):
    def with_ancestors(self):
        """Three levels up, as many as the city's own tree has."""
        return self.select_related("parent__parent__parent")

    def with_page_parts(self):
        """All that an organisation's page shows, published objects only, in constant queries."""
        published = Organisation.objects.published()
        services = Organisation._meta.get_field("services").related_model.objects.published()
        return self.with_ancestors().prefetch_related(
            Prefetch("children", published.in_order(), to_attr="shown_children"),
            Prefetch("replaced_by", published.in_order(), to_attr="shown_replaced_by"),
            Prefetch("replaces", published.in_order(), to_attr="shown_replaces"),
            Prefetch(
                "services", services.umbrellas().in_order().with_parts(), to_attr="shown_services"
            ),
            Prefetch("partner_services", services.in_order(), to_attr="shown_partner_services"),
        )


class Organisation(Addressed):
    """Who answers for a service. A tree; a body that has ended keeps its page."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name = models.CharField(_("name"), max_length=160)
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("What this organisation does, in one plain sentence."),
    )
    description = RichTextField(_("description"), blank=True)
    started_on = PartialDateField(
        _("began"), blank=True, help_text=_("2016, 2016-10 or 2016-10-24.")
    )
    ended_on = PartialDateField(
        _("ended"),
        blank=True,
        help_text=_("The last day. The page stays and says first that the organisation has ended."),
    )
    replaced_by = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta(Addressed.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *Addressed.Meta.constraints,
            NoCircle(
                field="parent",
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("An organisation cannot be a part of itself."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("organisation", args=[self.address_slug()])

    @property
    def has_ended(self) -> bool:
        return bool(self.ended_on) and self.ended_on < timezone.localdate().isoformat()

    def ancestors(self) -> list["Organisation"]:
        """The published organisations above this one, the topmost first."""
        found, above = [], self.parent
        while above and above not in found:
            found.insert(0, above)
            above = above.parent
        return [organisation for organisation in found if organisation.is_published()]

    def path(self) -> list["Organisation"]:
        """The way from the topmost organisation down to this one."""
        return [*self.ancestors(), self]
