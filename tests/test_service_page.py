"""A service's page says how and when to reach it, and who answers when it is closed."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from services.models import Channel, Door, HoursKind, Question, SupportLine
from services.opening import STOCKHOLM
from tests.factories import (
    CHECKED,
    make_contact_point,
    make_organisation,
    make_place,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)
TUESDAY_EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=STOCKHOLM)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=STOCKHOLM)


def page_of(client, service) -> str:
    """The page's main part in English, on one line."""
    with translation.override("en"):
        address = service.get_absolute_url()
    response = client.get(address)
    assert response.status_code == 200
    main = response.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(main.split())


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def open_on_weekdays(reachable):
    reachable.hours_kind = HoursKind.WEEKLY
    reachable.save()
    for weekday in range(5):
        reachable.hours.create(weekday=weekday, opens=time(9), closes=time(16))
    return reachable


def make_emergency_line(**given):
    texts = {"name_sv": "Nödnumret", "name_en": "The emergency number"}
    always = {"phone": "112", "hours_kind": HoursKind.ALWAYS}
    return make_support_line(**{**texts, **always, **given})


def part(html: str, start: str, end: str) -> str:
    """What stands between two words, both of which must be there."""
    assert start in html
    assert end in html
    return html.partition(start)[2].partition(end)[0]


def test_the_page_answers_in_the_order_in_which_one_asks(client):
    service = make_service(
        what_happens_en="<p>We listen.</p>",
        description_en="<p>We talk.</p>",
        background_en="<p>It began small.</p>",
        area_en="Malmö",
        place=make_place(accessibility_en="A lift."),
        topics=[make_topic()],
        organisation=make_organisation(),
        related=[make_service(name_en="Another")],
    )
    service.audiences.create(target_group=make_target_group(), min_age=12, max_age=21)
    service.partnerships.create(organisation=make_organisation(), role_en="Takes part")
    make_service(name_en="A part", parent=service)
    open_on_weekdays(make_contact_point(service=service))
    html = page_of(client, service)
    assert re.findall(r'<h2 id="([a-z-]+)"', html)[:8] == [
        "for-whom",
        "contact",
        "what-happens",
        "safety",
        "practical",
        "what",
        "partners",
        "parts",
    ]
    assert re.findall(r"<dt>(.+?)</dt>", part(html, 'id="practical"', "</dl>")) == [
        "What it costs",
        "Ages",
        "Area",
        "Place",
        "Accessibility of the place",
    ]
    assert html.index('id="related"') < html.index('id="facts"')


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (TUESDAY, "Open today, Tuesday 24 November, 9:00–16:00."),
        (TUESDAY_EVENING, "9:00–16:00. Opens Wednesday 25 November at 9:00."),
        (CHRISTMAS_EVE, "Closed today, Thursday 24 December ( Christmas Eve ). Opens Monday"),
    ],
)
def test_checked_hours_are_told_for_today(client, time_machine, now, words):
    time_machine.move_to(now, tick=False)
    point = open_on_weekdays(make_contact_point())
    told = words_of(page_of(client, point.service))
    assert words in told
    assert "Monday–Friday, 9:00–16:00" in told


def test_hours_that_nobody_has_checked_are_text_and_no_promise(client, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    point = open_on_weekdays(make_contact_point(verified_on=None))
    html = page_of(client, point.service)
    assert "Monday–Friday, 9:00–16:00" in words_of(html)
    assert "Open today" not in html
    assert "tel:" not in html.replace("tel:112", "").replace("tel:11414", "")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (HoursKind.UNKNOWN, "Call for hours."),
        (HoursKind.APPOINTMENT, "By appointment."),
        (HoursKind.ALWAYS, "Open day and night."),
    ],
)
def test_unknown_by_appointment_and_always_are_three_things(client, kind, words):
    point = make_contact_point(hours_kind=kind)
    assert words in words_of(page_of(client, point.service))


def test_a_visit_is_not_asked_about_by_phone(client):
    point = make_contact_point(channel=Channel.VISIT, phone="", place=make_place())
    told = words_of(page_of(client, point.service))
    assert "Call for hours" not in told
    assert "We do not know when it is open." in told


def test_an_exception_comes_with_its_reason_in_the_language_that_it_has(client, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    point = open_on_weekdays(make_contact_point())
    day = date(2026, 11, 24)
    point.exceptions.create(starts_on=day, ends_on=day, reason_sv="Vi flyttar")
    later = date(2026, 12, 1)
    point.exceptions.create(
        starts_on=later, ends_on=later, opens=time(10), closes=time(12), reason_en="A course"
    )
    html = page_of(client, point.service)
    assert 'Closed today, Tuesday 24 November (<span lang="sv">Vi flyttar</span>).' in html
    assert "Tuesday 1 December, 10:00–12:00 ( A course )." in words_of(html)


def test_a_service_that_may_be_gone_leads_to_those_whom_one_can_ask(client):
    service = make_service(verified_on=None)
    html = page_of(client, service)
    standing = part(html, 'class="standing', 'class="lead"')
    assert "Ask before you rely on it." in standing
    assert '<a class="more" href="#contact">Here you can ask</a>' in standing
    assert 'href="tel:112"' in part(html, '<h2 id="contact">', "</section>")


def test_a_closure_is_told_of_where_nobody_has_checked_the_hours(client, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    point = open_on_weekdays(make_contact_point(verified_on=None))
    day = date(2026, 11, 25)
    point.exceptions.create(starts_on=day, ends_on=day, reason_sv="Flyttar lokal")
    told = words_of(page_of(client, point.service))
    assert "Wednesday 25 November: closed ( Flyttar lokal )." in told
    assert "Monday–Friday, 9:00–16:00" in told
    assert "Open today" not in told
    time_machine.move_to(TUESDAY + timedelta(days=1), tick=False)
    told = words_of(page_of(client, point.service))
    assert told.count("Wednesday 25 November: closed ( Flyttar lokal ).") == 1
    assert "Closed today" not in told
    time_machine.move_to(TUESDAY + timedelta(days=2), tick=False)
    assert "Flyttar lokal" not in page_of(client, point.service)


def test_a_closure_of_the_line_instead_is_told_of_on_its_day_alone(client, time_machine):
    line = make_support_line(verified_on=None)
    point = make_contact_point(when_closed=line)
    day = date(2026, 11, 25)
    line.exceptions.create(starts_on=day, ends_on=day, reason_sv="Flyttar lokal")
    for moment, times in ((TUESDAY, 0), (TUESDAY + timedelta(days=1), 1)):
        time_machine.move_to(moment, tick=False)
        assert page_of(client, point.service).count("Flyttar lokal") == times


@pytest.mark.parametrize("sensitive", [True, False])
def test_a_sensitive_page_says_what_a_call_or_an_e_mail_leaves_behind(client, sensitive):
    service = make_service(sensitive=sensitive, discreet_title_en="Talk", discreet_slug_en="talk")
    make_contact_point(service=service)
    make_contact_point(service=service, channel=Channel.EMAIL, phone="", email="a@example.org")
    make_contact_point(service=service, channel=Channel.SMS)
    html = page_of(client, service)
    for trace in (
        "The call shows in the phone’s list of calls.",
        "The e-mail stays under “Sent”.",
        "The message stays in the phone.",
    ):
        assert (trace in html) is sensitive
    assert 'href="mailto:a@example.org"' in html


def service_for_both(**given):
    """For those harmed and for those who use violence, by the same name."""
    topic = make_topic()
    service = make_service(topics=[topic], **given)
    harmed = make_target_group(door=Door.SUBJECTED)
    using = make_target_group(door=Door.USES_VIOLENCE)
    for group in (harmed, using):
        service.audiences.create(target_group=group)
    always = {"hours_kind": HoursKind.ALWAYS, "topics": [topic]}
    make_support_line(name_en="Line for the harmed", target_groups=[harmed], **always)
    make_support_line(name_en="Line for users", target_groups=[using], **always)
    return service


def test_a_service_for_both_shows_two_ways_in(client):
    service = service_for_both()
    make_contact_point(service=service, name_en="Harmed only", door=Door.SUBJECTED)
    make_contact_point(service=service, name_en="Users only", door=Door.USES_VIOLENCE)
    make_contact_point(service=service, name_en="Everyone")
    html = page_of(client, service)
    harmed = part(html, '<h3 id="route-1">If you are being harmed</h3>', '<h3 id="route-3">')
    using = part(html, '<h3 id="route-3">If you use violence</h3>', 'id="safety"')
    for way_in, own, line, other in (
        (harmed, "Harmed only", "Line for the harmed", ("Users only", "Line for users")),
        (using, "Users only", "Line for users", ("Harmed only", "Line for the harmed")),
    ):
        assert all(shown in way_in for shown in (own, line, "Everyone"))
        assert not any(hidden in way_in for hidden in other)


def test_a_contact_point_for_all_ways_in_stands_once_before_them(client):
    service = service_for_both()
    service.audiences.create(target_group=make_target_group(door=Door.WORRIED))
    make_contact_point(service=service, name_en="Everyone")
    html = page_of(client, service)
    assert html.count(">Everyone<") == 1
    assert html.index(">Everyone<") < html.index('<h3 id="route-1">')
    assert re.findall(r'<h3 id="route-\d">(.+?)</h3>', html) == [
        "If you are being harmed",
        "If you are worried about someone",
        "If you use violence",
    ]


def test_ways_in_that_say_the_same_stand_under_one_heading_but_never_those_apart(client):
    service = make_service(topics=[make_topic()])
    for door in (Door.SUBJECTED, Door.WORRIED, Door.USES_VIOLENCE):
        service.audiences.create(target_group=make_target_group(door=door))
    make_emergency_line()
    using = service.audiences.last().target_group
    make_support_line(topics=service.topics.all(), target_groups=[using])
    assert re.findall(r'<h3 id="route-\d">(.+?)</h3>', page_of(client, service)) == [
        "If you are being harmed and if you are worried about someone",
        "If you use violence",
    ]


def test_where_all_ways_in_say_the_same_there_is_one_without_a_heading(client):
    service = make_service()
    for door in (Door.SUBJECTED, Door.USES_VIOLENCE):
        service.audiences.create(target_group=make_target_group(door=door))
    make_contact_point(service=service, name_en="Everyone")
    make_emergency_line()
    html = page_of(client, service)
    assert "route-" not in html
    assert html.count(">Everyone<") == 1
    assert html.count("The emergency number") == 1


def test_a_contact_point_for_some_says_for_whom_it_is(client):
    service = make_service()
    for door in (Door.SUBJECTED, Door.WORRIED):
        service.audiences.create(target_group=make_target_group(door=door))
    make_contact_point(service=service, name_en="Everyone")
    make_contact_point(service=service, name_en="Staff only", door=Door.PROFESSIONAL)
    html = page_of(client, service)
    headings = re.findall(r'<h3 id="route-\d">(.+?)</h3>', html)
    assert headings == [
        "If you are being harmed and if you are worried about someone",
        "If you meet this in your job",
    ]
    assert "Staff only" not in part(html, '<h3 id="route-1">', '<h3 id="route-4">')


def test_a_line_named_for_a_service_for_both_still_reaches_only_its_own(client):
    service = service_for_both()
    service.fallback_line = SupportLine.objects.get(name_en="Line for the harmed")
    service.save()
    using = part(page_of(client, service), '<h3 id="route-3">', 'id="safety"')
    assert "Line for the harmed" not in using
    assert "Line for users" in using


def test_a_way_in_of_its_own_for_others_is_shown_too(client):
    service = service_for_both()
    make_contact_point(service=service, name_en="Staff only", door=Door.PROFESSIONAL)
    html = page_of(client, service)
    assert '<h3 id="route-4">If you meet this in your job</h3>' in html
    assert html.count("Staff only") == 1


def test_a_service_for_one_kind_has_one_way_in(client):
    service = make_service()
    service.audiences.create(target_group=make_target_group())
    assert "route-" not in page_of(client, service)


def test_when_it_is_closed_the_page_names_who_answers(client, time_machine):
    line = make_support_line(name_en="The night line", hours_kind=HoursKind.ALWAYS)
    service = make_service(fallback_line=line)
    open_on_weekdays(make_contact_point(service=service))
    time_machine.move_to(TUESDAY_EVENING, tick=False)
    box = part(page_of(client, service), '<div class="fallback">', "</div>")
    assert "When it is closed, ask here:" in box
    assert "The night line" in box
    assert "Open day and night." in box
    time_machine.move_to(TUESDAY, tick=False)
    assert "If you cannot reach them:" in page_of(client, service)


def test_the_line_of_the_contact_point_comes_first_and_the_umbrellas_last(client, time_machine):
    time_machine.move_to(TUESDAY_EVENING, tick=False)
    always = {"hours_kind": HoursKind.ALWAYS}
    of_point = make_support_line(name_en="Line of the point", **always)
    of_service = make_support_line(name_en="Line of the service", **always)
    of_umbrella = make_support_line(name_en="Line of the umbrella", **always)
    umbrella = make_service(name_en="Umbrella", fallback_line=of_umbrella)
    service = make_service(parent=umbrella, fallback_line=of_service)
    point = open_on_weekdays(make_contact_point(service=service, when_closed=of_point))
    assert "Line of the point" in page_of(client, service)
    assert "Line of the service" not in page_of(client, service)
    point.delete()
    assert "Line of the service" in page_of(client, service)
    service.fallback_line = None
    service.save()
    assert "Line of the umbrella" in page_of(client, service)


def test_when_nobody_else_answers_the_emergency_number_stands_there(client):
    make_emergency_line()
    box = part(page_of(client, make_service()), '<div class="fallback">', "</div>")
    assert 'href="tel:112"' in box


def test_112_stands_there_even_in_an_empty_database(client):
    box = part(page_of(client, make_service()), '<div class="fallback">', "</div>")
    assert 'href="tel:112"' in box


def test_an_unpublished_line_is_never_named(client):
    line = make_support_line(name_en="Hidden line", publish_at=None)
    service = make_service(fallback_line=line)
    make_contact_point(service=service, when_closed=line)
    assert "Hidden line" not in page_of(client, service)


def test_a_paused_service_promises_no_hours_and_says_who_answers(client, time_machine):
    time_machine.move_to(TUESDAY, tick=False)
    make_emergency_line()
    service = make_service(paused_from=date(2026, 11, 1))
    open_on_weekdays(make_contact_point(service=service))
    html = page_of(client, service)
    assert "Open today" not in html
    assert "While it is paused, ask here:" in html


def test_an_ended_service_shows_no_way_to_it_but_points_onward(client):
    make_emergency_line()
    service = make_service(ended_on="2020")
    make_contact_point(service=service, name_en="The old number")
    html = page_of(client, service)
    assert "The old number" not in html
    assert "Here you can ask for help instead:" in html
    assert 'href="tel:112"' in html


def test_what_it_costs_stands_apart_from_what_is_safe(client):
    service = make_service()
    assert "We do not know. Ask when you get in touch." in page_of(client, service)
    service.safety_facts.create(question=Question.FREE, answer=True, **CHECKED)
    html = page_of(client, service)
    assert "It is free." in html
    assert "Is it free?" not in html


def populate(service, count: int) -> None:
    """Everything that a page shows *count* times over."""
    for number in range(count):
        topic = make_topic()
        group = make_target_group(door=Door.SUBJECTED)
        line = open_on_weekdays(
            make_support_line(topics=[topic], target_groups=[group], name_en=f"Line {number}")
        )
        day = date(2026, 12, 1)
        line.exceptions.create(starts_on=day, ends_on=day, reason_sv="Kurs")
        service.topics.add(topic)
        service.audiences.create(target_group=group, min_age=12)
        service.partnerships.create(organisation=make_organisation(), role_en="Helps")
        service.related.add(make_service(name_en=f"Related {number}"))
        if service.parent is None:
            make_service(name_en=f"Part {number}", parent=service)
        point = open_on_weekdays(
            make_contact_point(service=service, when_closed=line, place=make_place())
        )
        point.exceptions.create(starts_on=day, ends_on=day, reason_sv="Kurs")
        question = [Question.FREE, Question.ANONYMOUS, Question.REFERRAL][number]
        service.safety_facts.create(question=question, answer=True, **CHECKED)


@pytest.mark.parametrize("is_part", [True, False])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_no_more_when_there_is_more_to_show(
    client, time_machine, django_assert_num_queries, count, is_part
):
    time_machine.move_to(TUESDAY_EVENING, tick=False)
    umbrella = make_service(fallback_line=make_support_line()) if is_part else None
    service = make_service(parent=umbrella, organisation=make_organisation(), place=make_place())
    populate(service, count)
    with translation.override("en"):
        address = service.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(QUERIES if is_part else QUERIES - 1):
        assert client.get(address).status_code == 200


#: Of a page that shows everything there is, its umbrella too; four are for what stands around it.
QUERIES = 26
