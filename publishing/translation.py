from django.conf import settings
from modeltranslation.translator import TranslationOptions, register

from publishing.models import Document, Image


class ContentTranslation(TranslationOptions):
    """The columns per language that all content has."""

    fields = ("changed_at", "confirmed_at", "sort_key")
    required_languages = (settings.LANGUAGE_CODE,)


class AddressedTranslation(ContentTranslation):
    """Those of content with a page of its own. A missing slug is NULL, so that many may lack it."""

    fields = ("slug",)
    empty_values = {"slug": None}


@register(Image)
class ImageTranslation(ContentTranslation):
    fields = ("alt", "caption")


@register(Document)
class DocumentTranslation(ContentTranslation):
    fields = ("name",)
