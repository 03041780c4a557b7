"""Holds services against the rule of ``services.discretion``, with what the database knows."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from publishing import languages
from publishing.models import Content, PublicationState, Verified
from services import discretion

#: States in which somebody sees the service, now or by itself later.
SHOWN = {PublicationState.PUBLISHED, PublicationState.SCHEDULED}
#: The rows of a service with texts of their own.
ROWS = ("audiences", "safety_facts", "partnerships")
#: The error that names what must be changed first; its parameter ``instance`` holds that.
NOT_READY = "not_ready"


def check(service) -> None:
    """Refuse what cannot be: of *service* as it stands in memory, and of what lies under it."""
    if (switch := _switch(service)) is None:
        found = dict(_titles_of_others(service))
    else:
        found = service_faults(service)
        if service.pk:
            parts = _not_ready([*service.contact_points.all(), *_with_points(service.children)])
            found |= {switch: parts} if parts else {}
    if found:
        raise ValidationError(found)


def check_topic(topic) -> None:
    """Refuse that *topic* is sensitive while services under it are not ready for that."""
    if topic.sensitive and topic.pk:
        under = Q(topics=topic) | Q(parent__topics=topic)
        services = topic.services.model.objects.filter(under).distinct()
        if errors := _not_ready(_with_points(services)):
            raise ValidationError({"sensitive": errors})


def check_contact_point(point) -> None:
    """Refuse a place, or what looks like an address, at a contact point of a sensitive service."""
    services = point._meta.get_field("service").related_model.objects
    is_sensitive = services.filter(pk=point.service_id, is_sensitive=True).exists()
    if is_sensitive and (found := point_faults(point)):
        raise ValidationError(found)


def check_row(row) -> None:
    """Refuse what looks like an address in *row*, a part of a service that is sensitive or that is
    just becoming so."""
    if _switch(row.service) and (found := point_faults(row)):
        raise ValidationError(found)


def service_faults(service) -> dict[str, object]:
    """What of *service* itself stands in the way of its being sensitive: why, by column."""
    names = _names if service.state() in SHOWN else _titles_of_others
    return {**point_faults(service), **dict(names(service))}


def point_faults(instance) -> dict[str, object]:
    """The same of where it is, for a service, a contact point, or another part of a service."""
    found = {"place": discretion.NO_PLACE} if getattr(instance, "place_id", None) else {}
    for name in _read_by_visitors(instance):
        if discretion.looks_like_an_address(getattr(instance, name) or ""):
            found[name] = discretion.NO_ADDRESS
    return found


def _read_by_visitors(instance) -> Iterator[str]:
    """The columns of the texts of *instance*: its source and its addresses on the site too."""
    for field in (*languages.text_fields(type(instance)), *getattr(instance, "slug_fields", ())):
        yield from languages.columns(field)
    if isinstance(instance, Verified):
        yield "source"


def _switch(service) -> str | None:
    """The field that makes *service* sensitive; None if nothing does."""
    topics = service.topics_to_be
    if topics is None:
        topics = service.topics.all() if service.pk else ()
    above = type(service).objects.filter(pk=service.parent_id, is_sensitive=True)
    if service.sensitive:
        return "sensitive"
    if any(topic.sensitive for topic in topics):
        return "topics"
    return "parent" if service.parent_id and above.exists() else None


def _with_points(services) -> Iterator:
    parts = ("contact_points", *ROWS)
    for service in services.prefetch_related(*parts, "parent"):
        yield service
        for name in parts:
            yield from getattr(service, name).all()


def _not_ready(instances: Iterable) -> list[ValidationError]:
    """An error for each of these services and contact points that must be changed first."""
    errors = []
    for instance in instances:
        is_service = hasattr(instance, "contact_points")
        found = service_faults(instance) if is_service else point_faults(instance)
        if found:
            message = _("“%(instance)s” must be changed first: %(fields)s.")
            fields = dict.fromkeys(languages.label(type(instance), name) for name in found)
            # Rows are edited with their service.
            named = instance if is_service or isinstance(instance, Content) else instance.service
            parameters = {"instance": named, "fields": ", ".join(fields)}
            errors.append(ValidationError(message, NOT_READY, parameters))
    return errors


def _names(service) -> Iterator[tuple[str, object]]:
    called = [
        getattr(each, name)
        for each in (service, service.parent)
        for name in languages.columns("name")
        if each and getattr(each, name)
    ]
    for code in languages.codes():
        title = languages.column("discreet_title", code)
        slug = languages.column("discreet_slug", code)
        faults = {
            title: discretion.title_fault(
                getattr(service, title) or "", names=called, others=_others(service, code)
            ),
            slug: discretion.slug_fault(getattr(service, slug) or "", names=called),
        }
        yield from ((name, why) for name, why in faults.items() if why)


def _titles_of_others(service) -> Iterator[tuple[str, object]]:
    """Discreet titles that another service has: refused of every service, shown or not."""
    for code in languages.codes():
        name = languages.column("discreet_title", code)
        title = getattr(service, name)
        if title and discretion.is_taken(title, _others(service, code)):
            yield name, discretion.TAKEN


def _others(service, code: str) -> list[str]:
    """What other services are called, in the history or anywhere, in the language *code*."""
    columns = [languages.column(field, code) for field in ("discreet_title", "name")]
    # The base manager's rows, published or not: who is hidden today is shown tomorrow.
    rows = type(service)._base_manager.exclude(pk=service.pk).values_list(*columns)
    return [text for row in rows for text in row if text]
