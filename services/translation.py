from modeltranslation.translator import TranslationOptions, register

from publishing.translation import AddressedTranslation, ContentTranslation
from services import models


class TermTranslation(ContentTranslation):
    fields = ("name", "plain_name")


@register(models.TargetGroup)
class TargetGroupTranslation(TermTranslation):
    pass


@register(models.Topic)
class TopicTranslation(TermTranslation):
    pass


@register(models.SpokenLanguage)
class SpokenLanguageTranslation(TranslationOptions):
    fields = ("name",)


@register(models.Organisation)
class OrganisationTranslation(AddressedTranslation):
    fields = ("name", "summary", "description")


@register(models.Place)
class PlaceTranslation(ContentTranslation):
    fields = ("name", "directions", "accessibility")


@register(models.SupportLine)
class SupportLineTranslation(ContentTranslation):
    fields = ("name", "for_whom", "details", "hours_note")


@register(models.Service)
class ServiceTranslation(AddressedTranslation):
    fields = (
        "name",
        "summary",
        "for_whom",
        "description",
        "what_happens",
        "background",
        "area",
        "ended_note",
        "pause_reason",
        "discreet_title",
        "discreet_slug",
    )
    empty_values = {"slug": None, "discreet_slug": None}


@register(models.ContactPoint)
class ContactPointTranslation(ContentTranslation):
    fields = ("name", "note", "hours_note")


@register(models.GuideQuestion)
class GuideQuestionTranslation(ContentTranslation):
    fields = ("text", "help")


@register(models.GuideAnswer)
class GuideAnswerTranslation(ContentTranslation):
    fields = ("text",)


class ReasonTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.ContactPointException)
class ContactPointExceptionTranslation(ReasonTranslation):
    pass


@register(models.SupportLineException)
class SupportLineExceptionTranslation(ReasonTranslation):
    pass


@register(models.SafetyFact)
class SafetyFactTranslation(TranslationOptions):
    fields = ("explanation",)


@register(models.Audience)
class AudienceTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Partner)
class PartnerTranslation(TranslationOptions):
    fields = ("role", "description")
