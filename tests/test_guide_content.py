"""The guided help as it ships: its wording, and where it leads in the real content."""

from datetime import datetime, timedelta
from io import StringIO
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from malmo_trygghet import content
from malmo_trygghet.content_loader import load
from services.guide.advice import advise
from services.guide.answering import answering_now
from services.guide.questions import all_told, told_by
from services.guide.stored import (
    StoredHelp,
    StoredQuestions,
    says_for_women,
    unreachable_services,
)
from services.models import Door, GuideAnswer, GuideAsks, GuideQuestion, Service
from tests.factories import make_service, make_topic

pytestmark = pytest.mark.django_db

#: A Monday morning after the facts were checked.
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Stockholm"))
SOCIAL_SERVICES = "040-34 69 00"


@pytest.fixture
def shipped() -> dict[str, int]:
    """Loads all that the guide reads; returns the primary keys of its answers by their keys."""
    own = [one for one in content.read() if one.model._meta.app_label == "services"]
    load(own)
    keys = {one.identity[1]: one.key for one in own if one.model is GuideAnswer}
    return {keys[uuid]: pk for pk, uuid in GuideAnswer.objects.values_list("pk", "uuid")}


def test_every_shipped_service_that_has_not_ended_is_reached(shipped):
    assert unreachable_services(NOW) == []
    call_command("check_guide", stdout=StringIO())


def test_the_command_fails_and_names_a_service_that_is_not_reached(shipped):
    make_service(name_sv="Det glömda", name_en="The forgotten", topics=[make_topic()])
    with pytest.raises(CommandError, match="Det glömda"):
        call_command("check_guide")


def test_a_service_that_has_ended_need_not_be_reached(shipped):
    make_service(topics=[make_topic()], ended_on="2020")
    assert unreachable_services(NOW) == []


def test_there_are_four_questions_with_answers_in_both_languages(shipped):
    assert [each.asks for each in GuideQuestion.objects.published().in_turn()] == GuideAsks.values
    for each in (*GuideQuestion.objects.all(), *GuideAnswer.objects.all()):
        assert each.text_sv
        assert each.text_en


def advised(shipped: dict[str, int], **keys: str):
    """Where somebody is led who chooses the answers with these *keys*."""
    stored, found = StoredQuestions(), StoredHelp.at(NOW)
    data = {answer.key: answer for question in stored.as_data for answer in question.answers}
    given = {asks: data[shipped[key]] for asks, key in keys.items()}
    return found, advise(told_by(given), found.services_as_data, found.lines_as_data)


def places(shipped, **keys: str) -> list[str]:
    found, advice = advised(shipped, **keys)
    return [
        found.lines[each.help.key].phone
        if each.help.is_line
        else found.services[each.help.key].name_sv
        for each in advice.suggestions
    ]


def test_the_worried_mother_reaches_social_services(shipped):
    """Whatever age and hurry she tells of, and whatever it is about but crime and health."""
    ages = ["under-12", "12-15", "16-17", "18-22", "fran-23"]
    for age, urgent in product(ages, ["ja-nu", "nej"]):
        given = {"who": "mitt-barn", "about": "valdsam-rorelse", "age": age, "urgent": urgent}
        assert SOCIAL_SERVICES in places(shipped, **given)


def test_the_worried_mother_is_led_to_what_is_for_just_this_first(shipped):
    assert places(shipped, who="mitt-barn", about="valdsam-rorelse")[0] == "Stödtelefonen"


def test_a_beaten_man_gets_what_is_not_for_women_only(shipped):
    _found, advice = advised(shipped, who="jag-utsatt", about="nagon-nara", age="fran-23")
    assert [each.help.for_women for each in advice.suggestions] == [True, False, False]
    assert "Samtalsmottagningen" in places(
        shipped, who="jag-utsatt", about="nagon-nara", age="fran-23"
    )


@pytest.mark.parametrize("now", [NOW, NOW - timedelta(days=1), NOW.replace(hour=3)])
def test_every_result_names_somebody_who_answers_day_and_night(shipped, now):
    """And whoever reads it: what is for women or for children does not count for all."""
    stored, found = StoredQuestions(), StoredHelp.at(now)
    phones = {line.phone: line for line in found.lines.values()}
    for told in all_told(stored.as_data):
        advice = advise(told, found.services_as_data, found.lines_as_data)
        besides = answering_now(told, advice, found.lines_as_data)
        offered = [
            *advice.right_now,
            *(each.help for each in advice.suggestions if each.help.is_line),
            *besides,
        ]
        numbers = [line.phone for line in offered]
        assert len(numbers) == len({*numbers})
        assert "112" in numbers
        is_child = told.max_age is not None and told.max_age <= 17
        fit = {"1177", "114 14", *(["116 111"] if is_child else [])}
        assert fit & {*numbers}, told
        assert all(phones[number].hours_kind == "always" for number in fit)
        assert all(line.is_open for line in besides)
        if told.door == Door.USES_VIOLENCE:
            assert not any(
                Door.SUBJECTED in line.doors and Door.USES_VIOLENCE not in line.doors
                for line in offered
            )
        if told.door != Door.PROFESSIONAL:
            assert not any(line.doors == {Door.PROFESSIONAL} for line in offered)
        if told.min_age and told.min_age >= 18:
            assert "116 111" not in numbers


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("För kvinnor som utsätts för våld eller hot.", True),
        ("flickor och unga kvinnor, enligt Komin, utan datum", True),
        ("kvinnor, enligt Brå 2013", True),
        ("kvinnor och män", False),
        ("mest kvinnor som talar arabiska", False),
        ("nu också andra grupper än kvinnor", False),
        ("", False),
        (None, False),
    ],
)
def test_who_says_to_be_for_women(text, says_so):
    assert says_for_women(text) is says_so


def test_the_worried_mother_reaches_social_services_when_all_about_extremism_has_ended(shipped):
    Service.objects.filter(topics__name_sv="Våldsbejakande extremism").update(ended_on="2020")
    given = {"who": "mitt-barn", "about": "valdsam-rorelse"}
    assert places(shipped, **given) == [SOCIAL_SERVICES, "040-34 10 00"]


@pytest.mark.parametrize(
    ("who", "about", "first"),
    [
        ("jag-utsatt", "nagon-nara", "020-50 50 50"),
        ("jag-barn", "nagon-nara", "116 111"),
        ("jag-barn", "svart-hemma", "116 111"),
        ("jag-vill-sluta", "sluta-sla", "020-555 666"),
        ("i-jobbet", "familjen-bestammer", "010-223 57 60"),
        ("jag-annat", "tryggt-dar-jag-bor", "Hemmaträffar för social trygghet och kunskapsutbyte"),
        ("jag-utsatt", "ett-brott", "114 14"),
    ],
)
def test_each_of_these_is_led_to_the_right_one_first(shipped, who, about, first):
    assert places(shipped, who=who, about=about)[0] == first


def test_no_way_through_breaks_the_rules(shipped):
    stored, found = StoredQuestions(), StoredHelp.at(NOW)
    ways = list(all_told(stored.as_data))
    assert len(ways) > 500
    for told in ways:
        advice = advise(told, found.services_as_data, found.lines_as_data)
        offered = [*advice.right_now, *(each.help for each in advice.suggestions)]
        assert 1 <= len(advice.suggestions) <= 3
        assert advice.right_now[0].phone == "112"
        for option in offered:
            assert option.is_line or not found.services[option.key].ended_on
            if option.doors == {Door.PROFESSIONAL}:
                assert told.door == Door.PROFESSIONAL
            if told.door == Door.USES_VIOLENCE and Door.SUBJECTED in option.doors:
                assert Door.USES_VIOLENCE in option.doors
            if told.door == Door.SUBJECTED and Door.USES_VIOLENCE in option.doors:
                assert Door.SUBJECTED in option.doors
