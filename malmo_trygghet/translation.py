from modeltranslation.translator import register

from malmo_trygghet.models import Notice, Page
from publishing.translation import AddressedTranslation, ContentTranslation


@register(Page)
class PageTranslation(AddressedTranslation):
    fields = ("title", "summary", "body")


@register(Notice)
class NoticeTranslation(ContentTranslation):
    fields = ("text", "link")
