"""Editors write the questions and answers of the guided help, and are told what it misses."""

import pytest
from django.urls import reverse

from services.models import Audience, Door, GuideAnswer, GuideAsks, GuideQuestion
from tests.factories import (
    PUBLISHED,
    make,
    make_service,
    make_staff,
    make_support_line,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def question() -> GuideQuestion:
    texts = {"text_sv": "Vad handlar det om?", "text_en": "What is it about?"}
    return make(GuideQuestion, {**PUBLISHED, "asks": GuideAsks.ABOUT, **texts})


@pytest.fixture
def editor(client):
    client.force_login(make_staff(language="en"))
    return client


def make_answer(question: GuideQuestion, **given: object) -> GuideAnswer:
    texts = {"text_sv": "Att vara ensam", "text_en": "Being alone"}
    return make(GuideAnswer, {**PUBLISHED, "question": question, **texts, **given})


@pytest.mark.parametrize("name", ["guidequestion", "guideanswer", "service"])
def test_the_lists_name_the_services_that_no_answers_lead_to(editor, question, topic, name):
    make_support_line()
    service = make_service(topics=[topic], name_sv="Det glömda", name_en="The forgotten")
    link = reverse("admin:services_service_change", args=[service.pk])
    page = editor.get(reverse(f"admin:services_{name}_changelist")).content.decode()
    assert "No answers in the guided help lead to this service:" in page
    assert f'<a href="{link}">The forgotten</a>' in page


@pytest.mark.parametrize("name", ["guidequestion", "guideanswer", "service"])
def test_the_lists_are_calm_when_everything_is_reached(editor, question, topic, name):
    service = make_service(topics=[topic])
    make(Audience, {"service": service, "target_group": make_target_group(door=None)})
    make_answer(question, topics=[topic])
    page = editor.get(reverse(f"admin:services_{name}_changelist")).content.decode()
    assert "No answers in the guided help" not in page


def test_a_question_links_to_its_answers_in_their_order(editor, question):
    later = make_answer(question, rank=20, text_en="Later")
    first = make_answer(question, rank=10, text_en="First")
    address = reverse("admin:services_guidequestion_change", args=[question.pk])
    page = editor.get(address).content.decode()
    links = [
        f'<a href="{reverse("admin:services_guideanswer_change", args=[each.pk])}">{each.text_en}'
        for each in (first, later)
    ]
    assert page.index(links[0]) < page.index(links[1])


def test_the_questions_are_listed_in_the_order_in_which_they_are_asked(editor, question):
    for asks in (GuideAsks.URGENT, GuideAsks.WHO):
        make(
            GuideQuestion, {**PUBLISHED, "asks": asks, "text_sv": asks, "text_en": f"About {asks}"}
        )
    page = editor.get(reverse("admin:services_guidequestion_changelist")).content.decode()
    places = [page.index(text) for text in ("About who", "What is it about?", "About urgent")]
    assert places == sorted(places)


def test_the_answers_are_listed_in_the_order_in_which_visitors_meet_them(editor, question):
    who = make(GuideQuestion, {**PUBLISHED, "asks": GuideAsks.WHO, "text_sv": "Vem?"})
    make_answer(question, rank=20, text_en="Last")
    make_answer(question, rank=10, text_en="Second")
    make_answer(who, rank=30, text_en="First of all")
    page = editor.get(reverse("admin:services_guideanswer_changelist")).content.decode()
    places = [page.index(f">{text}</a>") for text in ("First of all", "Second", "Last")]
    assert places == sorted(places)


def test_a_fifth_question_cannot_be_added(editor, question):
    for asks in set(GuideAsks.values) - {GuideAsks.ABOUT}:
        make(GuideQuestion, {**PUBLISHED, "asks": asks, "text_sv": asks})
    assert editor.get(reverse("admin:services_guidequestion_add")).status_code == 403


def test_an_answer_is_written_and_mapped_in_its_form(editor, question, topic):
    group = make_target_group(door=Door.SUBJECTED)
    form = {
        "question": question.pk,
        "text_sv": "Ensamhet",
        "text_en": "Loneliness",
        "rank": 10,
        "topics": [topic.pk],
        "target_groups": [group.pk],
        "publish_at_0": "2016-01-01",
        "publish_at_1": "00:00",
    }
    response = editor.post(reverse("admin:services_guideanswer_add"), form)
    assert response.status_code == 302
    answer = GuideAnswer.objects.get(text_en="Loneliness")
    assert [*answer.topics.all()] == [topic]
    assert [*answer.target_groups.all()] == [group]


def test_ages_out_of_order_are_refused_with_the_reason(editor, question):
    form = {"question": question.pk, "text_sv": "x", "rank": 1, "min_age": 18, "max_age": 12}
    page = editor.post(reverse("admin:services_guideanswer_add"), form).content.decode()
    assert "The lowest age is above the highest." in page
