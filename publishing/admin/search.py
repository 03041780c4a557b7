"""The search of the admin's lists: every language's columns, by name."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal

from publishing import languages


def search_columns(model, fields) -> list[str]:
    """The columns of *fields* of *model*, those of every language for a translated one."""
    translated = {*languages.text_fields(model)}
    columns = ([*languages.columns(name)] if name in translated else [name] for name in fields)
    return [column for group in columns for column in group]


def spellings(word: str) -> set[str]:
    """*word* in the cases in which it may be written.

    Databases fold the case of a to z, but not all of them that of å, ä and ö.
    """
    return {word, word.lower(), word.upper(), word.capitalize()}


def search(queryset, columns: list[str], term: str):
    """Those of *queryset* that hold every word of *term*, each in any of *columns*."""
    for word in smart_split(term):
        if word.startswith(('"', "'")) and word[0] == word[-1]:
            word = unescape_string_literal(word)
        found = (
            Q(**{f"{column}__icontains": spelling})
            for column in columns
            for spelling in spellings(word)
        )
        queryset = queryset.filter(reduce(or_, found))
    return queryset
