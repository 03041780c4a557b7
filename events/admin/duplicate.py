"""A copy of an event, to be given new dates."""

import uuid

from django.db import transaction
from django.utils import timezone

from events.models import Event, EventStanding
from publishing import languages

#: What is said of the old event's dates, and is not true of the new one.
FRESH = {
    "pk": None,
    "publish_at": None,
    "expires_at": None,
    "sequence": 0,
    "standing": EventStanding.PLANNED,
    "standing_changed_at": None,
    "moved_from_starts_at": None,
    "moved_from_place": None,
    "registration_until": None,
    "is_full": False,
}


@transaction.atomic
def duplicate(event: Event) -> Event:
    """A stored, hidden copy of *event*: its texts, times, rule, practicalities and programme,
    but nothing of what became of its dates."""
    copy = Event._base_manager.get(pk=event.pk)
    outdated = [code for code in languages.codes() if copy.is_outdated_in(code)]
    _renew(copy, **FRESH, uuid=uuid.uuid4(), public_changed_at=timezone.now())
    _renew(copy, **dict.fromkeys(languages.columns("slug")))
    _renew(copy, **dict.fromkeys(languages.columns("standing_note"), ""))
    copy.save()
    for name in ("services", "target_groups", "languages"):
        getattr(copy, name).set(getattr(event, name).all())
    for item in event.programme.all():
        _renew(item, pk=None, event=copy)
        item.save()
    if outdated:
        # A text that was outdated is so in the copy too.
        stale = dict.fromkeys(languages.column("confirmed_at", code) for code in outdated)
        Event._base_manager.filter(pk=copy.pk).update(**stale)
    return copy


def _renew(obj, **values) -> None:
    obj._state.adding = True
    for name, value in values.items():
        setattr(obj, name, value)
