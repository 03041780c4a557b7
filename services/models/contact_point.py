from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import PhoneField
from publishing.models import Content, ContentQuerySet, Verified
from publishing.phones import phone_uri
from services.models import discreet
from services.models.hours import (
    OpeningException,
    OpeningHours,
    WithHours,
    WithHoursQuerySet,
)
from services.models.place import Place
from services.models.service import Service
from services.models.support_line import SupportLine
from services.models.taxonomy import Door, SpokenLanguage


class Channel(models.TextChoices):
    PHONE = "phone", _("Phone")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    VISIT = "visit", _("Visit")
    CHAT = "chat", _("Chat")
    WEB = "web", _("Web")
    TEXT_RELAY = "text_relay", _("Text relay")
    SIGN_RELAY = "sign_relay", _("Sign-language relay")


#: What each channel must hold to be of use.
BY_PHONE = (Channel.PHONE, Channel.SMS, Channel.TEXT_RELAY, Channel.SIGN_RELAY)
BY_WEB = (Channel.CHAT, Channel.WEB)
#: What each channel leaves behind where somebody else may look.
TRACES = {
    Channel.PHONE: _("The call shows in the phone’s list of calls."),
    Channel.TEXT_RELAY: _("The call shows in the phone’s list of calls."),
    Channel.SIGN_RELAY: _("The call shows in the phone’s list of calls."),
    Channel.SMS: _("The message stays in the phone."),
    Channel.EMAIL: _("The e-mail stays under “Sent”."),
}
ICONS = dict.fromkeys(BY_PHONE, "phone") | {
    channel: channel.value for channel in (Channel.EMAIL, Channel.VISIT, Channel.CHAT)
}


class ContactPointQuerySet(WithHoursQuerySet, ContentQuerySet):
    def with_details(self):
        return self.with_hours().prefetch_related(
            Prefetch("place", Place.objects.published()), "languages"
        )

    def in_rank(self):
        return self.order_by("rank", "pk")


class ContactPoint(Content, Verified, WithHours):
    """One way to reach a service. Shown as a link only when somebody has checked it."""

    service = models.ForeignKey(
        Service, models.CASCADE, related_name="contact_points", verbose_name=_("service")
    )
    channel = models.CharField(_("way"), max_length=12, choices=Channel)
    name = models.CharField(
        _("name"), max_length=120, help_text=_("“Counselling by phone”, “Drop-in on Djäknegatan”.")
    )
    phone = PhoneField(_("telephone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    url = models.URLField(_("web address"), blank=True)
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_points",
        verbose_name=_("place"),
    )
    note = models.CharField(_("good to know"), max_length=250, blank=True)
    languages = models.ManyToManyField(
        SpokenLanguage, blank=True, related_name="+", verbose_name=_("languages spoken")
    )
    door = models.PositiveSmallIntegerField(
        _("only for"),
        choices=Door,
        null=True,
        blank=True,
        help_text=_("When people come to it by different ways. Empty: for everybody."),
    )
    drop_in = models.BooleanField(
        _("drop-in"), default=False, help_text=_("One may come without booking.")
    )
    when_closed = models.ForeignKey(
        SupportLine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers when it is closed"),
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=100)

    objects = ContactPointQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = [
            *Content.Meta.constraints,
            *Verified.Meta.constraints,
            models.CheckConstraint(
                name="contact_point_holds_what_its_channel_needs",
                condition=Q(channel__in=BY_PHONE) & ~Q(phone="")
                | Q(channel=Channel.EMAIL) & ~Q(email="")
                | Q(channel__in=BY_WEB) & ~Q(url="")
                | Q(channel=Channel.VISIT),
                violation_error_message=_(
                    "Fill in what this way needs: a number, an e-mail address or a web address."
                ),
            ),
        ]

    def clean(self):
        super().clean()
        discreet.check_contact_point(self)

    @property
    def icon(self) -> str:
        return f"icons/{ICONS.get(self.channel, 'web')}.svg"

    @property
    def trace(self) -> str:
        """What using it leaves behind on the visitor's own phone or computer, in words."""
        return TRACES.get(self.channel, "")

    def value(self) -> str:
        """The number or address that a reader uses; empty for a visit."""
        if self.channel in BY_PHONE:
            return self.phone
        return {Channel.EMAIL: self.email, Channel.VISIT: ""}.get(self.channel, self.url)

    def href(self) -> str:
        """The link to it; empty as long as nobody has checked it."""
        if not self.is_verified or not self.value():
            return ""
        if self.channel == Channel.SMS:
            return phone_uri(self.phone).replace("tel:", "sms:")
        if self.channel in BY_PHONE:
            return phone_uri(self.phone)
        return f"mailto:{self.email}" if self.channel == Channel.EMAIL else self.url


class ContactPointHours(OpeningHours):
    contact_point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="hours")


class ContactPointException(OpeningException):
    contact_point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="exceptions")
