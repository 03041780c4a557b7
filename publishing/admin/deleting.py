"""What is deleted along with something, told without the tables in between."""

from django.utils.text import capfirst


def joins_of(model) -> list:
    """The tables that only join *model* to others, made by Django for many-to-many relations."""
    own = (field.remote_field.through for field in model._meta.many_to_many)
    others = (rel.through for rel in model._meta.related_objects if rel.many_to_many)
    return [table for table in {*own, *others} if table._meta.auto_created]


def without_joins(model, listed: list, counts: dict):
    """*listed* (names, and lists of what hangs on the name before) and *counts* by model, both
    as Django gives them for its page of confirmation, without the rows of joining tables."""
    tables = joins_of(model)
    names = tuple(f"{capfirst(table._meta.verbose_name)}: " for table in tables)
    plural = {table._meta.verbose_name_plural for table in tables}

    def told(rows):
        for row in rows:
            if isinstance(row, list):
                if kept := list(told(row)):
                    yield kept
            elif not str(row).startswith(names):
                yield row

    return list(told(listed)), {name: n for name, n in counts.items() if name not in plural}
