from django.conf import settings
from modeltranslation.translator import TranslationOptions, register

from malmo_trygghet.models import (
    AccessibilityStatement,
    Limitation,
    Notice,
    Operator,
    Page,
    Synonym,
)
from publishing.translation import AddressedTranslation, ContentTranslation


@register(Page)
class PageTranslation(AddressedTranslation):
    fields = ("title", "summary", "body")


@register(Notice)
class NoticeTranslation(ContentTranslation):
    fields = ("text", "link")


@register(Synonym)
class SynonymTranslation(TranslationOptions):
    fields = ("leads_to",)


@register(Operator)
class OperatorTranslation(ContentTranslation):
    fields = ("name",)


@register(AccessibilityStatement)
class AccessibilityStatementTranslation(ContentTranslation):
    fields = ("covers", "tested", "alternatives", "response_time", "enforcement", "technical")


@register(Limitation)
class LimitationTranslation(TranslationOptions):
    fields = ("what", "why", "instead")
    required_languages = (settings.LANGUAGE_CODE,)
