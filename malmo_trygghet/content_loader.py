"""Writes the shipped content to the database."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import CASCADE, Field, ForeignKey, ManyToManyField, ManyToOneRel, Model
from django.utils import timezone, translation

from malmo_trygghet.content import Shipped
from malmo_trygghet.models import LoadedContent
from malmo_trygghet.search.index import postponed
from publishing import languages
from publishing.models import Content, Publishable

#: Since when shipped content is visible unless it says otherwise. The same moment everywhere, and
#: before all that the content tells of: with the clock set to the day of a press invitation, the
#: services that it names are there.
PUBLISH_AT = datetime(2016, 1, 1, tzinfo=ZoneInfo("Europe/Stockholm"))


@dataclass(frozen=True)
class Result:
    """How many shipped objects were written, and how many were left as they are."""

    written: int
    kept: int


def load(shipped: list[Shipped], *, reset: bool = False, track: Callable = iter) -> Result:
    """Write those of *shipped* that have never been loaded, or on *reset* all of them.

    What has been loaded once is left as it is, also where staff have changed or deleted it.
    *track* wraps the iterables that take time, to show progress. Everything is written, or on
    ContentError, which tells what the models do not accept, nothing.
    """
    loaded = set(LoadedContent.objects.values_list("key", flat=True))
    wanted = [one for one in shipped if reset or one.name not in loaded]
    if wanted:
        # Validation reads and writes the bare columns. With no language active they are the default
        # language's, and mistakes are told in English, like all that is said in a terminal.
        with transaction.atomic(), translation.override(None), postponed():
            Writer(shipped).write(wanted, track)
            LoadedContent.objects.bulk_create(
                LoadedContent(key=one.name) for one in wanted if one.name not in loaded
            )
    return Result(len(wanted), len(shipped) - len(wanted))


@dataclass(frozen=True)
class Relations:
    """The relations of a model that wait until its objects are stored, by name."""

    #: To the same model, so perhaps to an object further down in the file.
    kin: dict[str, ForeignKey]
    #: Many-to-many relations without anything of their own to say.
    lists: dict[str, ManyToManyField]
    #: Rows that belong to the object and are nothing without it.
    rows: dict[str, ManyToOneRel]


@cache
def relations(model: type[Model]) -> Relations:
    options = model._meta
    kin = (field for field in options.fields if field.related_model is model)
    lists = (f for f in options.many_to_many if f.remote_field.through._meta.auto_created)
    rows = (
        relation
        for relation in options.related_objects
        if relation.one_to_many
        and relation.on_delete is CASCADE
        and not issubclass(relation.related_model, Content)
    )
    return Relations(*({each.name: each for each in group} for group in (kin, lists, rows)))


class DeletedByStaff(Exception):
    """What an object or row cannot do without has been deleted, so it stays away too."""


class Writer:
    """Writes shipped objects in two passes, so that relations may point forward in a file.

    First come the objects themselves, then the relations that must find all others stored. At last
    all is validated as it stands.
    """

    def __init__(self, shipped: list[Shipped]):
        self.shipped = {(one.model, one.key): one for one in shipped}
        self.stored: dict[type[Model], dict] = {}

    def write(self, wanted: list[Shipped], track: Callable[[Iterable], Iterable]) -> None:
        for one in track(wanted):
            with suppress(DeletedByStaff):
                self._save(one)
        for one in track(wanted):
            if instance := self._find(one):
                self._relate(one, instance)
        # Once more, as some rules concern what is related, such as those of sensitive services.
        for one in track(wanted):
            if instance := self._find(one):
                clean(one, instance)

    def _find(self, one: Shipped) -> Model | None:
        """The stored object, if there is one."""
        name, identity = one.identity
        if one.model not in self.stored:
            identities = [
                other.identity[1] for other in self.shipped.values() if other.model is one.model
            ]
            self.stored[one.model] = one.model._base_manager.in_bulk(identities, field_name=name)
        return self.stored[one.model].get(identity)

    def _save(self, one: Shipped) -> None:
        name, identity = one.identity
        instance = self._find(one)
        if instance:
            empty(instance)
        else:
            instance = one.model(**{name: identity})
        waiting = relations(one.model)
        values = {
            name: value
            for name, value in one.fields.items()
            if name not in {*waiting.kin, *waiting.lists, *waiting.rows}
        }
        if issubclass(one.model, Publishable):
            published = values.pop("published", True)
            values.setdefault("publish_at", PUBLISH_AT if published else None)
        self._fill(one, instance, values)
        clean(one, instance)
        instance.save()
        self.stored[one.model][identity] = instance

    def _relate(self, one: Shipped, instance: Model) -> None:
        waiting = relations(one.model)
        kin = {name: one.fields[name] for name in waiting.kin if name in one.fields}
        if kin:
            self._fill(one, instance, kin)
            clean(one, instance)
            instance.save(update_fields=[*kin])
        for name, field in waiting.lists.items():
            targets = [self._target(one, field, key) for key in one.several(name, str)]
            if targets:
                getattr(instance, name).set(filter(None, targets))
        for name, relation in waiting.rows.items():
            for number, values in enumerate(one.several(name, dict), start=1):
                row = relation.related_model(**{relation.field.name: instance})
                with suppress(DeletedByStaff):
                    self._fill(one, row, values, f"{name} {number}")
                    clean(one, row, f"{name} {number}")
                    row.save()
        if isinstance(instance, Content):
            # The files say the same in every language, also after a reset that changed only one.
            for code in filter(instance.is_outdated_in, languages.codes()):
                instance.confirm(code)

    def _fill(self, one: Shipped, instance: Model, values: dict, *place: str) -> None:
        """Set *values*, as the file gives them, on *instance*; *place* says where in an error."""
        known = fields(type(instance))
        for name, value in by_column(values):
            if name not in known:
                raise one.error("there is no such field to fill in", *place, name)
            if languages.columns(name)[0] in known:
                raise one.error("a text for each language is expected", *place, name)
            if isinstance(value, list | dict):
                raise one.error("a single value is expected", *place, name)
            if isinstance(value, datetime) and timezone.is_naive(value):
                raise one.error("the time lacks its offset, such as +01:00", *place, name)
            if known[name].remote_field:
                value = self._target(one, known[name], value, *place)
                if value is None and not known[name].null:
                    raise DeletedByStaff
            setattr(instance, name, value)

    def _target(self, one: Shipped, field: Field, key: str, *place: str) -> Model | None:
        """The object that *key* names; None if staff have deleted it."""
        target = self.shipped.get((field.related_model, key))
        if target is None:
            label = field.related_model._meta.label
            raise one.error(f'there is no {label} with the key "{key}"', *place, field.name)
        return self._find(target)


def by_column(values: dict) -> Iterable[tuple[str, object]]:
    """*values* with one item per column: a table of texts becomes an item per language."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from ((languages.column(name, code), text) for code, text in value.items())
        else:
            yield name, value


@cache
def fields(model: type[Model]) -> dict[str, Field]:
    """The fields of *model* that hold one value that a file may set, by name."""
    return {f.name: f for f in model._meta.fields if f.editable and not f.primary_key}


def empty(instance: Model) -> None:
    """Make a stored object as good as new: all that can be edited is as if never filled in."""
    for field in fields(type(instance)).values():
        setattr(instance, field.attname, field.get_default())
    for name in relations(type(instance)).lists:
        getattr(instance, name).clear()
    for name in relations(type(instance)).rows:
        getattr(instance, name).all().delete()


def clean(one: Shipped, instance: Model, *place: str) -> None:
    """Validate *instance*; raises ContentError about the first field that is wrong."""
    try:
        instance.full_clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        where = place if name == NON_FIELD_ERRORS else (*place, name)
        raise one.error(" ".join(messages), *where) from error
