"""What else visitors read on an event's page and in calendars: a change of it changes the event."""

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_save

from events.models import Event
from services.models import Organisation, Place, Service, SpokenLanguage, TargetGroup


def connect() -> None:
    """Called once, when the app is ready."""
    for model in PATHS:
        post_save.connect(related_changed, sender=model)
    for field in (Event.services, Event.target_groups, Event.languages):
        m2m_changed.connect(relation_changed, sender=field.through)


#: How events lead to what they name.
PATHS = {
    Place: ("place", "moved_from_place", "date_changes__place"),
    Organisation: ("organiser",),
    Service: ("services", "programme__service"),
    SpokenLanguage: ("languages",),
    TargetGroup: ("target_groups",),
}


def related_changed(sender, instance, created, raw=False, **kwargs) -> None:
    """Advance the events that name *instance*."""
    if created or raw:
        return
    named = Q()
    for path in PATHS[sender]:
        named |= Q(**{path: instance})
    Event.objects.filter(pk__in=Event.objects.filter(named).values("pk")).advance()


def relation_changed(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    """Advance the event whose services, groups or languages change, from either side."""
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    if not reverse:
        Event.objects.filter(pk=instance.pk).advance()
    elif pk_set:
        Event.objects.filter(pk__in=pk_set).advance()
