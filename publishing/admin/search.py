"""The search of the admin's lists: every language's columns, by name."""

from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Q
from django.utils.text import smart_split, unescape_string_literal

from publishing import languages

#: What is asked for beyond these words is not worth the database's time.
MAX_WORDS = 10


def search_columns(model, paths) -> list[str]:
    """The columns that *paths* (``name``, ``service__name``) lead to from *model*: those of every
    language for a translated field."""
    columns = []
    for path in paths:
        *relations, field = path.split("__")
        owner = model
        for relation in relations:
            owner = owner._meta.get_field(relation).related_model
        named = languages.columns(field) if field in languages.text_fields(owner) else [field]
        columns += ["__".join([*relations, column]) for column in named]
    return columns


def spellings(word: str) -> set[str]:
    """*word* in the cases in which it may be written.

    Databases fold the case of a to z, but not all of them that of å, ä and ö.
    """
    return {word, word.lower(), word.upper(), word.capitalize()}


def search(queryset, columns: list[str], term: str):
    """Those of *queryset* that hold every word of *term*, each in any of *columns*."""
    for word in islice(smart_split(term), MAX_WORDS):
        if word.startswith(('"', "'")) and word[0] == word[-1]:
            word = unescape_string_literal(word)
        found = (
            Q(**{f"{column}__icontains": spelling})
            for column in columns
            for spelling in spellings(word)
        )
        queryset = queryset.filter(reduce(or_, found))
    return queryset
