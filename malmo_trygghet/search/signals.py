"""Keeps the index in step with what it is made of. Connected when the site starts."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from malmo_trygghet.models import Kind, Posting
from malmo_trygghet.search.index import touch
from malmo_trygghet.search.sources import HOLDERS, KINDS, LISTS, SOURCES

#: Where a thing that changes or goes notes who held it before.
NOTE = "_held_by"


def holders(instance) -> dict[Kind, set[int]]:
    """The objects whose texts *instance* is part of, as it is stored."""
    if instance.pk is None:
        return {}
    return {
        kind: {
            *SOURCES[kind]
            .model._base_manager.filter(**{path: instance})
            .values_list("pk", flat=True)
        }
        for kind, path in HOLDERS.get(type(instance), ())
    }


def note_holders(sender, instance, raw=False, **_kwargs):
    if not raw:
        setattr(instance, NOTE, holders(instance))


def saved(sender, instance, raw=False, **_kwargs):
    if raw:
        # Fixtures bring the index with them, and what they refer to may not be there yet.
        return
    if sender in KINDS:
        touch(KINDS[sender], [instance.pk])
    # A row may have been moved from one object to another.
    before = getattr(instance, NOTE, {})
    for kind, keys in holders(instance).items():
        touch(kind, keys | before.get(kind, set()))


def gone(sender, instance, **_kwargs):
    if sender in KINDS:
        Posting.objects.filter(kind=KINDS[sender], object_id=instance.pk).delete()
    for kind, keys in getattr(instance, NOTE, {}).items():
        touch(kind, keys)


def list_changed(sender, instance, action, reverse, pk_set, **_kwargs):
    kind = LISTS[sender]
    if not reverse and action in ("post_add", "post_remove", "post_clear"):
        touch(kind, [instance.pk])
    elif reverse and action in ("post_add", "post_remove"):
        touch(kind, pk_set)
    elif reverse and action == "pre_clear":
        setattr(instance, NOTE, holders(instance))
    elif reverse and action == "post_clear":
        for held_kind, keys in getattr(instance, NOTE, {}).items():
            touch(held_kind, keys)


def connect() -> None:
    for model in {*KINDS, *HOLDERS}:
        pre_save.connect(note_holders, model)
        post_save.connect(saved, model)
        pre_delete.connect(note_holders, model)
        post_delete.connect(gone, model)
    for through in LISTS:
        m2m_changed.connect(list_changed, through)
