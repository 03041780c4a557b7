"""The published services with all that the directory's choices ask about, in constant queries."""

from datetime import datetime

from django.db.models import Prefetch

from services.directory import Entry, Fact, Point
from services.fallback import Audience as Ages
from services.models import Audience, ContactPoint, Question, SafetyFact, Service, Standing, Topic

#: The questions about contact safety that a choice stands for.
ASKED = (Question.FREE, Question.ANONYMOUS)


def services_with_entry_parts():
    """The published services in alphabetical order, with what ``entry_of`` reads of them."""
    facts = SafetyFact.objects.filter(question__in=ASKED, answer=True)
    points = ContactPoint.objects.published().prefetch_related("hours", "exceptions", "languages")
    return (
        Service.objects.published()
        .prefetch_related(
            Prefetch(
                "audiences",
                Audience.objects.published().select_related("target_group"),
                to_attr="shown_audiences",
            ),
            Prefetch("topics", Topic.objects.published(), to_attr="shown_topics"),
            Prefetch("safety_facts", facts, to_attr="yes_facts"),
            Prefetch("contact_points", points.in_rank(), to_attr="shown_contact_points"),
            "languages",
        )
        .in_order()
    )


def entry_of(service: Service, now: datetime) -> Entry:
    """*service* (one of ``services_with_entry_parts``) as the choices see it at *now*."""
    facts = {fact.question: as_fact(fact) for fact in service.yes_facts}
    return Entry(
        key=service.pk,
        audiences=tuple(
            Ages(row.target_group_id, row.target_group.door, row.min_age, row.max_age)
            for row in service.shown_audiences
        ),
        topics=frozenset(topic.pk for topic in service.shown_topics),
        languages=frozenset(language.pk for language in languages_of(service)),
        points=tuple(point_of(point, service, now) for point in service.shown_contact_points),
        free=facts.get(Question.FREE),
        anonymous=facts.get(Question.ANONYMOUS),
    )


def languages_of(service: Service) -> list:
    """What its staff speak, everywhere or at one of its contact points."""
    points = (point.languages.all() for point in service.shown_contact_points)
    return [language for some in (service.languages.all(), *points) for language in some]


def point_of(point: ContactPoint, service: Service, now: datetime) -> Point:
    return Point(
        door=point.door,
        is_open_today=is_open_today(point, service, now),
        drop_in=as_fact(point) if point.drop_in else None,
    )


def as_fact(verified) -> Fact:
    """How sure a "yes" is; *verified* is anything ``Verified``."""
    return Fact.CONFIRMED if verified.is_verified else Fact.UNCONFIRMED


def is_open_today(point: ContactPoint, service: Service, now: datetime) -> bool:
    """Whether there is still time today: it is open at *now*, or opens later in the day.

    Only hours that somebody has checked count, and only as long as the service is there.
    """
    if service.standing(now.date()) in (Standing.PAUSED, Standing.ENDED):
        return False
    opening = point.opening(now)
    return bool(opening) and (
        opening.is_open or any(interval.end > now for interval in opening.intervals)
    )
