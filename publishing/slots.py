"""Slots of a day, which must not overlap: how that is found, and how the database refuses it."""

from datetime import time

from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _

from publishing.constraints import RowsConstraint

MIDNIGHT = time(0)
OVERLAP = _("These hours overlap others on the same day.")


def overlap(one, other) -> bool:
    """Whether two slots of a day do, each with ``opens`` and ``closes``. They may meet."""
    return _ends_after(one, other.opens) and _ends_after(other, one.opens)


def _ends_after(slot, clock: time) -> bool:
    return slot.closes == MIDNIGHT or slot.closes > clock


def _owner(model) -> ForeignKey:
    return next(field for field in model._meta.fields if field.many_to_one)


class NoOverlap(RowsConstraint):
    """The slots of one owner, which the only foreign key leads to, do not overlap on a weekday."""

    refused = """EXISTS (
        SELECT 1 FROM %(table)s AS other
        WHERE other.{owner} = NEW.{owner} AND other.weekday = NEW.weekday AND other.id <> NEW.id
            AND (other.closes > NEW.opens OR other.closes = '00:00:00')
            AND (NEW.closes > other.opens OR NEW.closes = '00:00:00'))"""

    def names(self, model):
        return {"owner": _owner(model).column}

    def refuses(self, rows, instance):
        owner = _owner(instance).attname
        same = {owner: getattr(instance, owner), "weekday": instance.weekday}
        others = rows.filter(**same).exclude(pk=instance.pk)
        return any(overlap(instance, other) for other in others)
