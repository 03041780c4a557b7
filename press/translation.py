from modeltranslation.translator import TranslationOptions, register

from press import models
from publishing.translation import AddressedTranslation, ContentTranslation


@register(models.FactBox)
class FactBoxTranslation(ContentTranslation):
    fields = ("title", "body")


@register(models.MediaContact)
class MediaContactTranslation(ContentTranslation):
    fields = ("name", "role", "hours_note")


@register(models.MediaContactException)
class MediaContactExceptionTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.PressRelease)
class PressReleaseTranslation(AddressedTranslation):
    fields = ("title", "lead", "body", "withdrawn_reason")


@register(models.Correction)
class CorrectionTranslation(TranslationOptions):
    fields = ("note",)
