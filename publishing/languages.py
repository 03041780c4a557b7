"""The site's languages and the columns that hold them.

Translated texts live in one column per language (``name_sv``, ``name_en``), made by
django-modeltranslation. Code that searches, orders or compares names the column; it never relies
on the bare one.
"""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import get_language, get_language_bidi, get_language_info
from modeltranslation.translator import NotRegistered, translator

#: Bookkeeping that has a column per language without being text for a reader.
NOT_TEXT = frozenset({"slug", "discreet_slug", "sort_key", "changed_at", "confirmed_at"})


def codes() -> list[str]:
    """The codes of all languages of the site, the default one first."""
    rest = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [settings.LANGUAGE_CODE, *rest]


def active() -> str:
    """The language in use, always one of the site's."""
    language = get_language()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def column(field: str, language: str) -> str:
    """The name of the column that holds *field* in *language*."""
    return f"{field}_{language.replace('-', '_')}"


def columns(field: str) -> list[str]:
    """The columns of *field* in every language, the default language first."""
    return [column(field, code) for code in codes()]


def text_fields(model) -> Iterator[str]:
    """The names of the translated fields of *model* that a reader reads; none if it has none."""
    try:
        options = translator.get_options_for_model(model)
    except NotRegistered:
        return
    yield from (name for name in options.get_field_names() if name not in NOT_TEXT)


def label(model, name: str) -> str:
    """What forms call the field of the column *name* of *model*, whatever its language."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    return str(getattr(field, "translated_field", field).verbose_name)


def left_to_right(text: str) -> str:
    """*text*, numbers and times, kept from being turned around on a right-to-left page.

    Isolates of Unicode's bidirectional algorithm (UAX 9), which plain text needs where no element
    can stand.
    """
    return f"\u2066{text}\u2069" if get_language_bidi() else text


def shown_language(instance, field: str) -> str:
    """The language in which *field* of *instance* is shown now.

    The active one where its column holds something, otherwise the default one, which is what
    modeltranslation falls back to.
    """
    language = active()
    return language if getattr(instance, column(field, language)) else settings.LANGUAGE_CODE


def direction(language: str) -> str:
    """How *language* is written: "ltr" or "rtl"."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
