"""Forms that hold every language: its columns stand side by side on one line."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.fields import TranslationField

from publishing import languages
from publishing.admin.plain import Plain, PlainInline


def language_name(code: str) -> str:
    """The language's name in the language in use: "engelska"."""
    return get_language_info(code)["name_translated"]


def other_languages() -> list[str]:
    """The codes of the languages that the default one is translated to."""
    return languages.codes()[1:]


class InEveryLanguage:
    """Names a translated field once in ``fields`` or ``fieldsets``; the form shows all its columns.

    Each input says which language it holds, in its label and in its ``lang`` attribute; the
    script ``languages.js`` turns the columns of one line into tabs where the screen is narrow.
    """

    def get_fieldsets(self, request, obj=None):
        declared = self.fieldsets or [(None, {"fields": self.fields})]
        return [
            (title, options | {"fields": [self._columns_of(name) for name in options["fields"]]})
            for title, options in declared
        ]

    def _columns_of(self, name):
        return languages.columns(name) if name in self.trans_opts.all_fields else name

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, TranslationField):
            name = capfirst(db_field.translated_field.verbose_name)
            language = language_name(db_field.language)
            field.label = _("%(field)s – %(language)s") % {"field": name, "language": language}
            field.widget.attrs |= {
                "lang": db_field.language,
                "dir": "auto",
                "data-field": name,
                "data-language": capfirst(language),
            }
            if db_field.language != settings.LANGUAGE_CODE:
                # Said once, in the first language.
                field.help_text = ""
        return field


class TranslatedAdmin(InEveryLanguage, Plain, TranslationAdmin):
    """For a translated model."""


class TranslatedInline(InEveryLanguage, PlainInline, TranslationStackedInline):
    """For translated rows inside another form."""
