from modeltranslation.translator import TranslationOptions, register

from malmo_trygghet.models import Notice, Page, Synonym
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
