"""The database itself refuses what cannot be, and the form says why."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import ChangeKind, EventStanding, Registration
from press.models import ReleaseKind
from publishing.models import Content, PastSlug
from services.models import Channel, Question, SpokenLanguage
from tests import factories as f
from tests.test_publication import MAKERS

pytestmark = pytest.mark.django_db

PROJECT = ("publishing", "services", "events", "press", "malmo_trygghet")
MOMENT = datetime(2020, 5, 1, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
FIRST, SECOND = date(2020, 5, 1), date(2020, 5, 2)
EARLY, LATE = time(9), time(12)
WITH_HOURS = (f.make_contact_point, f.make_support_line, f.make_media_contact)
VERIFIED = (f.make_service, f.make_place, *WITH_HOURS)


def slot(make):
    return lambda: make().hours.create(weekday=0, opens=EARLY, closes=LATE)


def exception(make):
    return lambda: make().exceptions.create(starts_on=FIRST, ends_on=SECOND, reason_sv="Möte")


def answer(service=None, question=Question.FREE):
    return (service or f.make_service()).safety_facts.create(
        question=question, answer=True, **f.CHECKED
    )


def audience(service=None, **given):
    service = service or f.make_service()
    return service.audiences.create(target_group=f.make_target_group(), **given)


def partner(service=None):
    service = service or f.make_service()
    return service.partnerships.create(organisation=f.make_organisation(), role_sv="Värd")


def contact(release=None):
    release = release or f.make_press_release()
    return release.release_contacts.create(contact=f.make_media_contact())


def other_date(event, **given):
    """A change of another date of *event*, three days later."""
    day = timezone.localdate(event.starts_at) + timedelta(days=3)
    return f.make_date_change(event=event, date=day, **given)


def extra(event=None):
    """An extra date; the second one of an event is three days after the first."""
    if event:
        return other_date(event, kind=ChangeKind.EXTRA)
    event = f.make_event()
    day = timezone.localdate(event.starts_at) + timedelta(days=1)
    return f.make_date_change(event=event, date=day, kind=ChangeKind.EXTRA)


def occurrence(event=None):
    """The first date of an event, and then its extra one."""
    if event:
        other_date(event, kind=ChangeKind.EXTRA)
        return event.occurrences.in_time().last()
    return f.make_event().occurrences.get()


def past_slug(slug: str = "radet"):
    return PastSlug.objects.create(
        model="services.service", object_uuid=uuid4(), language="sv", slug=slug
    )


def twin_of(make, *fields: str):
    """What makes *one* the twin of another object in *fields*."""

    def values(one):
        other = make()
        return {name: getattr(other, name) for name in fields}

    return values


def beside(relation: str, make, *fields: str):
    """The same, where the other belongs to the same object."""

    def values(one):
        other = make(getattr(one, relation))
        return {name: getattr(other, name) for name in fields}

    return values


def meeting(make):
    """A slot, and its beginning before another of the same day, which it only met, has ended."""

    def before_another():
        made = make()
        made.hours.create(weekday=0, opens=time(8), closes=EARLY)
        return slot(lambda: made)()

    return before_another, {"opens": time(8, 30)}


def anonymous_and_reported():
    """The answer "anonymous", which says how it can be true beside a report to the police."""
    service = f.make_service()
    said = {"answer": True, "explanation_sv": "Tills du säger ditt namn.", **f.CHECKED}
    service.safety_facts.create(question=Question.POLICE, **said)
    return service.safety_facts.create(question=Question.ANONYMOUS, **said)


def discreet_twin(column: str):
    """A service, and its being called as another is, in capitals."""

    def values(_one):
        f.make_service(**{column: "Talk"})
        return {column: "TALK"}

    return f.make_service, values


#: By the constraint's name: what makes an object that may be, and what it must not become.
REFUSED = {
    "addresses_are_logged_for_an_hour_at_most": (f.make_address_logging, {"minutes": 61}),
    "addresses_are_logged_for_a_reason_by_somebody": (f.make_address_logging, {"reason": ""}),
    "addresses_logged_end_by_somebody_after_the_start": (
        f.make_address_logging,
        {"ended_at": MOMENT, "ended_by": "vakt"},
    ),
    "event_ends_after_start": (f.make_event, {"starts_at": MOMENT, "ends_at": MOMENT}),
    "event_change_is_dated": (f.make_event, {"standing": EventStanding.CANCELLED}),
    "event_registers_one_way": (f.make_event, {"registration": Registration.EMAIL}),
    "event_free_costs_nothing": (lambda: f.make_event(is_free=True), {"cost_sv": "50 kronor"}),
    "one_change_a_date": (f.make_date_change, beside("event", other_date, "date")),
    "one_extra_a_date": (extra, beside("event", extra, "date")),
    "date_change_times_in_order": (
        f.make_date_change,
        {"kind": ChangeKind.MOVED, "starts_at": MOMENT},
    ),
    "date_change_place_is_moved": (f.make_date_change, lambda _one: {"place": f.make_place()}),
    "date_change_moves_something": (f.make_date_change, {"kind": ChangeKind.MOVED}),
    "one_occurrence_a_date": (occurrence, beside("event", occurrence, "date")),
    "occurrence_ends_after_start": (occurrence, {"starts_at": MOMENT, "ends_at": MOMENT}),
    "programme_item_times_in_order": (
        f.make_programme_item,
        {"starts_at": LATE, "ends_at": EARLY},
    ),
    "press_invitation_has_an_event": (f.make_press_release, {"kind": ReleaseKind.INVITATION}),
    "contact_once_per_release": (contact, beside("release", contact, "contact")),
    "one_past_slug": (past_slug, twin_of(lambda: past_slug("namnden"), "slug")),
    "contact_point_holds_what_its_channel_needs": (f.make_contact_point, {"phone": ""}),
    "organisation_is_not_its_own_parent": (f.make_organisation, lambda one: {"parent": one}),
    "service_discreet_title_sv_once": discreet_twin("discreet_title_sv"),
    "service_discreet_title_en_once": discreet_twin("discreet_title_en"),
    "service_has_no_part_of_a_part": (f.make_service, lambda one: {"parent": one}),
    "service_pause_in_order": (f.make_service, {"paused_from": SECOND, "paused_until": FIRST}),
    "audience_ages_in_order": (audience, {"min_age": 18, "max_age": 17}),
    "target_group_once_per_service": (audience, beside("service", audience, "target_group")),
    "partner_once_per_service": (partner, beside("service", partner, "organisation")),
    "support_line_ages_in_order": (f.make_support_line, {"min_age": 18, "max_age": 17}),
    "safety_question_once_per_service": (
        answer,
        beside("service", lambda service: answer(service, Question.ANONYMOUS), "question"),
    ),
    "frightening_yes_is_explained": (answer, {"question": Question.POLICE}),
    "services_safetyfact_verified_has_source": (answer, {"source": ""}),
    "service_is_not_replaced_by_itself": (f.make_service, lambda one: {"replaced_by": one}),
    "guide_answer_ages_in_order": (f.make_guide_answer, {"min_age": 18, "max_age": 17}),
    "search_word_leads_somewhere": (f.make_synonym, {"leads_to_sv": ""}),
    "one_page_per_role": (
        lambda: f.make_page(menu="about"),
        lambda _one: {"role": f.make_page(role="privacy", menu="about").role},
    ),
    "page_with_a_role_is_in_a_menu": (
        lambda: f.make_page(menu="about", role="access"),
        {"menu": ""},
    ),
    "statement_reviewed_after_it_was_written": (
        f.make_accessibility_statement,
        {"prepared_on": SECOND, "reviewed_on": FIRST},
    ),
    "services_contactpointhours_do_not_overlap": meeting(f.make_contact_point),
    "services_supportlinehours_do_not_overlap": meeting(f.make_support_line),
    "press_mediacontacthours_do_not_overlap": meeting(f.make_media_contact),
    "anonymous_beside_a_report_is_explained": (anonymous_and_reported, {"explanation_sv": ""}),
}


def app_of(model_name: str) -> str:
    [app] = [
        model._meta.app_label
        for model in apps.get_models()
        if model._meta.model_name == model_name and model._meta.app_label in PROJECT
    ]
    return app


def shared(make, suffix: str, constraint: str) -> str:
    """The name of a constraint that many models have: of what *make* makes, or of its rows."""
    model_name = make.__name__.removeprefix("make_").replace("_", "") + suffix
    return f"{app_of(model_name)}_{model_name}_{constraint}"


for make in MAKERS:
    REFUSED[shared(make, "", "expires_after_publish")] = (
        make,
        {"publish_at": MOMENT, "expires_at": MOMENT},
    )
for make in VERIFIED:
    REFUSED[shared(make, "", "verified_has_source")] = (make, {"source": ""})
for make in WITH_HOURS:
    REFUSED |= {
        shared(make, "hours", "closes_after_opening"): (
            slot(make),
            {"opens": LATE, "closes": EARLY},
        ),
        shared(make, "hours", "weekday"): (slot(make), {"weekday": 7}),
        shared(make, "exception", "ends_after_start"): (
            exception(make),
            {"starts_on": SECOND, "ends_on": FIRST},
        ),
        shared(make, "exception", "both_times_or_none"): (exception(make), {"opens": EARLY}),
    }


@pytest.fixture(params=REFUSED)
def refused(request: pytest.FixtureRequest):
    """For each constraint in turn: its name, an object that may be, and what it must not become."""
    make, values = REFUSED[request.param]
    made = make()
    return request.param, made, values(made) if callable(values) else values


def test_every_constraint_is_looked_at_here():
    constraints = {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in PROJECT
        for constraint in model._meta.constraints
    }
    assert REFUSED.keys() == constraints


def test_what_may_be_is_accepted(refused):
    _constraint, made, _values = refused
    made.full_clean()


def test_the_database_refuses_what_cannot_be(refused):
    constraint, made, values = refused
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        type(made)._base_manager.filter(pk=made.pk).update(**values)
    assert constraint in str(error.value) or "UNIQUE" in str(error.value)


def test_the_form_says_why_in_words(refused):
    constraint, made, values = refused
    for field, value in values.items():
        setattr(made, field, value)
    with pytest.raises(ValidationError) as error:
        made.full_clean()
    assert all(error.value.messages)
    assert constraint not in " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (slot(f.make_support_line), {"opens": EARLY, "closes": EARLY}),
        (exception(f.make_support_line), {"closes": LATE}),
        (exception(f.make_support_line), {"opens": LATE, "closes": EARLY}),
        (f.make_contact_point, {"channel": Channel.EMAIL}),
        (f.make_contact_point, {"channel": Channel.CHAT}),
        (f.make_service, {"paused_until": FIRST}),
        (f.make_programme_item, {"ends_at": LATE}),
        (f.make_event, {"registration": Registration.NONE, "registration_email": "a@example.org"}),
        (f.make_event, {"registration_url": "https://example.org/"}),
        (f.make_date_change, {"starts_at": MOMENT, "ends_at": MOMENT.replace(hour=10)}),
        (answer, {"question": Question.PARENTS}),
        (answer, {"question": Question.RECORD}),
        (answer, {"question": Question.SOCIAL_SERVICES}),
    ],
)
def test_other_ways_to_break_a_constraint_are_refused_too(make, values):
    made = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(made)._base_manager.filter(pk=made.pk).update(**values)


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (slot(f.make_support_line), {"opens": EARLY, "closes": time(0)}),
        (slot(f.make_support_line), {"opens": time(0), "closes": time(0)}),
        (exception(f.make_support_line), {"opens": EARLY, "closes": time(0)}),
        (exception(f.make_support_line), {"ends_on": FIRST}),
        (audience, {"min_age": 18, "max_age": 18}),
        (audience, {"min_age": 18}),
        (f.make_contact_point, {"channel": Channel.VISIT, "phone": ""}),
        (f.make_service, {"paused_from": FIRST, "paused_until": FIRST}),
        (answer, {"question": Question.POLICE, "answer": False}),
        (answer, {"question": Question.POLICE, "explanation_sv": "Bara om du själv vill."}),
        (f.make_notice, {"publish_at": None, "expires_at": MOMENT}),
    ],
)
def test_what_only_looks_strange_is_accepted(make, values):
    made = make()
    type(made)._base_manager.filter(pk=made.pk).update(**values)
    made.refresh_from_db()
    made.full_clean()


UNIQUE = [
    (make, field)
    for make in MAKERS
    for model in apps.get_models()
    if issubclass(model, Content)
    and model._meta.model_name == make.__name__.removeprefix("make_").replace("_", "")
    for field in ("uuid", "slug_sv", "slug_en", "digest")
    if field in {each.name for each in model._meta.fields}
]


@pytest.mark.parametrize(
    ("make", "field"), UNIQUE, ids=[f"{make.__name__}.{field}" for make, field in UNIQUE]
)
def test_no_two_objects_share_what_tells_them_apart(make, field):
    first, second = make(), make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first)._base_manager.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_a_spoken_language_is_there_once():
    SpokenLanguage.objects.create(code="so", name_sv="Somaliska")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpokenLanguage.objects.create(code="so", name_sv="Somaliska igen")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_two_services_share_a_discreet_address(language):
    column = f"discreet_slug_{language}"
    first, second = f.make_service(**{column: "nagon"}), f.make_service()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.filter(pk=second.pk).update(**{column: "nagon"})


def test_a_part_cannot_have_parts():
    part = f.make_service(parent=f.make_service())
    below = f.make_service()
    below.parent = part
    with pytest.raises(ValidationError, match="del"):
        below.full_clean()


def test_an_umbrella_cannot_become_a_part():
    umbrella = f.make_service()
    f.make_service(parent=umbrella)
    umbrella.parent = f.make_service()
    with pytest.raises(ValidationError, match="delar"):
        umbrella.full_clean()
