"""How often each page asks the database: as often for three of everything as for one."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from events.models import ChangeKind, EventStanding
from press.models import ContactFunction, ContactKind
from services.models import Door, HoursKind, Question, SpokenLanguage
from tests.factories import (
    CHECKED,
    make_contact_point,
    make_date_change,
    make_document,
    make_event,
    make_fact_box,
    make_image,
    make_media_contact,
    make_notice,
    make_organisation,
    make_page,
    make_place,
    make_press_release,
    make_programme_item,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
    numbers,
)
from tests.visits import path_of

pytestmark = pytest.mark.django_db

DAY = date(2020, 5, 1)


def several(number: int, make, **given) -> list:
    return [make(**given) for _ in range(number)]


def tongues(number: int) -> list:
    return SpokenLanguage.objects.bulk_create(
        SpokenLanguage(code=f"x-{next(numbers)}", name_sv="Språket") for _ in range(number)
    )


def with_hours(made, number: int):
    """*made* with as many slots and exceptions, each on a day of its own."""
    made.hours_kind = HoursKind.WEEKLY
    made.save()
    for rank in range(number):
        day = DAY + timedelta(days=rank)
        made.hours.create(weekday=rank, opens=time(9), closes=time(12))
        made.exceptions.create(starts_on=day, ends_on=day, reason_sv="Möte")
    return made


def line(number: int, **given):
    return with_hours(make_support_line(languages=tongues(number), **given), number)


def around(number: int) -> None:
    """What stands around every page."""
    for _ in range(number):
        line(number, right_now=True)
    several(number, make_notice)
    several(number, make_page, menu="help")


def deep_organisation():
    """With as many levels above it as the city's own tree has."""
    made = None
    for _ in range(4):
        made = make_organisation(parent=made)
    return made


def fill_service(service, number: int):
    """All that the page of a service can show, but its place among other services."""
    for _ in range(number):
        service.audiences.create(target_group=make_target_group(), min_age=13)
        service.partnerships.create(organisation=make_organisation(), role_sv="Värd")
        point = make_contact_point(
            service=service,
            place=make_place(),
            languages=tongues(number),
            when_closed=line(number),
        )
        with_hours(point, number)
    for question in list(Question)[:number]:
        service.safety_facts.create(
            question=question, answer=True, explanation_sv="Ibland.", **CHECKED
        )
    service.topics.set(several(number, make_topic))
    service.languages.set(tongues(number))
    service.related.set(several(number, make_service))
    for other in several(number, make_service):
        other.replaced_by = service
        other.save()
    return service


def service_with(number: int, **given):
    return make_service(
        organisation=deep_organisation(),
        place=make_place(),
        fallback_line=line(number),
        replaced_by=make_service(),
        **given,
    )


def umbrella(number: int):
    service = fill_service(service_with(number), number)
    several(number, make_service, parent=service)
    return service


def part(number: int):
    return fill_service(service_with(number, parent=make_service()), number)


def ended(number: int):
    return fill_service(service_with(number, ended_on="2016"), number)


def organisation(number: int):
    made = deep_organisation()
    several(number, make_organisation, parent=made)
    made.replaced_by.set(several(number, make_organisation))
    for other in several(number, make_organisation):
        other.replaced_by.add(made)
    for service in several(number, make_service, organisation=made):
        several(number, make_service, parent=service)
    for service in several(number, make_service):
        service.partnerships.create(organisation=made, role_sv="Värd")
    made.ended_on = "2016"
    made.save()
    return made


def event(number: int, **given):
    made = make_event(
        place=make_place(),
        moved_from_place=make_place(),
        organiser=make_organisation(),
        services=several(number, make_service),
        target_groups=several(number, make_target_group),
        languages=tongues(number),
        standing=EventStanding.MOVED,
        standing_changed_at=timezone.now(),
        **given,
    )
    for _ in range(number):
        make_programme_item(event=made, service=make_service())
        make_press_release(event=made)
    return made


def events(number: int) -> None:
    for days in (1, -1):
        for _ in range(number):
            make_event(
                starts_at=timezone.now() + timedelta(days=days),
                place=make_place(),
                moved_from_place=make_place(),
                organiser=make_organisation(),
            )


def desks(number: int) -> None:
    for _ in range(number):
        with_hours(make_media_contact(kind=ContactKind.DESK), number)


def press_release(number: int):
    desks(number)
    made = make_press_release(
        event=event(number),
        services=several(number, make_service),
        topics=several(number, make_topic),
        fact_boxes=several(number, make_fact_box),
        documents=several(number, make_document),
    )
    for _ in range(number):
        made.release_images.create(image=make_image())
        made.corrections.create(note_sv="Rättat.")
        for function in ContactFunction:
            made.release_contacts.create(contact=make_media_contact(), function=function)
    return made


def services(number: int) -> None:
    """Umbrellas with sensitive parts, and services that have ended."""
    for _ in range(number):
        topics = several(number, make_topic, sensitive=True)
        several(number, make_service, parent=make_service(), topics=topics)
        make_service(ended_on="2016")
    several(number, make_target_group)


def home(number: int) -> str:
    services(number)
    events(number)
    return path_of("home")


def service_list(number: int) -> str:
    services(number)
    return path_of("service_list")


def chosen_services(number: int) -> str:
    groups, topics = several(number, make_target_group), several(number, make_topic)
    for _ in range(number):
        made = make_service(parent=make_service(), topics=topics)
        for group in groups:
            made.audiences.create(target_group=group)
    several(number, make_support_line, target_groups=groups)
    return f"{path_of('service_list')}?d={Door.SUBJECTED}&a={groups[0].pk}&t={topics[0].pk}"


def support_lines(number: int) -> str:
    for _ in range(number):
        line(number)
    return path_of("support_lines")


def event_list(number: int) -> str:
    events(number)
    return path_of("event_list")


def chosen_events(number: int) -> str:
    topics, spoken = several(number, make_topic), tongues(number)
    services = several(number, make_service, topics=topics)
    for _ in range(number):
        made = make_event(place=make_place(), services=services, languages=spoken)
        make_programme_item(event=made, service=services[0])
        make_date_change(event=made, kind=ChangeKind.MOVED, place=make_place())
    address = path_of("event_list")
    return f"{address}?s={services[0].pk}&t={topics[0].pk}&l={spoken[0].pk}"


def events_of_year(number: int) -> str:
    events(number)
    return (
        f"{path_of('event_list')}ar/{timezone.localdate(timezone.now() - timedelta(days=1)).year}/"
    )


def press_list(number: int) -> str:
    desks(number)
    several(number, make_press_release, event=make_event(), withdrawn_at=None)
    several(number, make_press_release, withdrawn_at=timezone.now())
    return path_of("press_list")


def page(number: int) -> str:
    return path_of(make_page())


def missing_page(number: int) -> str:
    return "/sv/finns-inte/"


def of(fill):
    """The address of the object that *fill* makes."""
    return lambda number: path_of(fill(number))


QUERIES = {
    "home": (home, 12),
    "service list": (service_list, 10),
    "service list, chosen": (chosen_services, 15),
    "umbrella": (of(umbrella), 26),
    "part": (of(part), 27),
    "ended service": (of(ended), 26),
    "organisation": (of(organisation), 11),
    "support lines": (support_lines, 9),
    "event list": (event_list, 16),
    "event list, chosen": (chosen_events, 15),
    "events of a year": (events_of_year, 11),
    "event": (of(event), 15),
    "press list": (press_list, 8),
    "press release": (of(press_release), 20),
    "page": (page, 5),
    "missing page": (missing_page, 6),
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("fill", "queries"), QUERIES.values(), ids=QUERIES)
def test_a_page_asks_the_database_so_often(
    client, django_assert_num_queries, fill, queries, number
):
    around(number)
    address = fill(number)
    with django_assert_num_queries(queries):
        client.get(address)
