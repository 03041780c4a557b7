"""The screens of the guided help: one question each, then where to turn."""

import re
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from malmo_trygghet.models import Page
from services.models import (
    Audience,
    Door,
    GuideAnswer,
    GuideAsks,
    GuideQuestion,
    Service,
    SupportLine,
)
from tests.factories import (
    PUBLISHED,
    make,
    make_service,
    make_support_line,
    make_target_group,
    make_topic,
)

pytestmark = pytest.mark.django_db

TEXTS = {
    GuideAsks.WHO: "Who needs help?",
    GuideAsks.ABOUT: "What is it about?",
    GuideAsks.AGE: "How old?",
    GuideAsks.URGENT: "Is it urgent?",
}


def make_question(asks: str, **given: object) -> GuideQuestion:
    texts = {"text_sv": f"Fråga om {asks}", "text_en": TEXTS[asks], "help_en": "Choose one."}
    return make(GuideQuestion, {**PUBLISHED, "asks": asks, **texts, **given})


def make_answer(question: GuideQuestion, text: str, **given: object) -> GuideAnswer:
    texts = {"text_sv": f"{text} (sv)", "text_en": text}
    return make(GuideAnswer, {**PUBLISHED, "question": question, **texts, **given})


@pytest.fixture
def guide() -> dict[str, str]:
    """Four questions, a service and lines; returns the values of the answers by their texts."""
    violence = make_topic(name_en="Violence", name_sv="Våld")
    adults = make_target_group(name_en="Adults harmed", door=Door.SUBJECTED)
    users = make_target_group(name_en="Those who hurt others", door=Door.USES_VIOLENCE)
    who, about, age, urgent = (make_question(asks) for asks in GuideAsks)
    answers = [
        make_answer(who, "Me", rank=1, door=Door.SUBJECTED),
        make_answer(who, "A friend", rank=2, door=Door.WORRIED),
        make_answer(who, "I hurt others", rank=3, door=Door.USES_VIOLENCE),
        make_answer(about, "Somebody hits", rank=1, topics=[violence], target_groups=[adults]),
        make_answer(about, "To stop hitting", rank=2, target_groups=[users]),
        make_answer(age, "A minor", rank=1, max_age=17),
        make_answer(age, "Grown up", rank=2, min_age=18),
        make_answer(urgent, "Yes, now", rank=1, urgent=True),
        make_answer(urgent, "No", rank=2),
    ]
    general = make_support_line(name_en="The switchboard", phone="040-628 04 09", rank=50)
    service = make_service(
        name_en="The house",
        summary_en="Somebody to talk to.",
        topics=[violence],
        verified_on=None,
        fallback_line=general,
    )
    make(Audience, {"service": service, "target_group": adults, "min_age": 16, "max_age": 99})
    make_support_line(name_en="Emergency", phone="112", right_now=True, rank=1)
    make_support_line(
        name_en="The open line",
        phone="020-50 50 50",
        right_now=True,
        topics=[violence],
        target_groups=[adults],
        rank=2,
    )
    return {answer.text_en: str(answer.pk) for answer in answers} | {"skip": "0"}


def address(language: str = "en") -> str:
    with translation.override(language):
        return reverse("guide")


def post(client, language: str = "en", **values: str):
    sent = {"data": values, "headers": {"Sec-Fetch-Site": "same-origin"}}
    return client.post(address(language), **sent)


def heading(response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return found[1].strip()


def title(response) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return " ".join(found[1].split())


def hidden(response) -> dict[str, str]:
    """What the form carries along: that of the answers, not that of the other language."""
    fields = r'<input type="hidden" name="(\w+)" value="(\w+)">'
    forms = re.sub(
        r'<form class="guide-language".*?</form>', "", response.content.decode(), flags=re.DOTALL
    )
    return dict(re.findall(fields, forms))


def test_it_begins_with_who_it_is_for_and_says_how_many_questions_there_are(client, guide):
    response = client.get(address())
    assert heading(response) == "Who needs help?"
    assert "Question 1 of 4" in response.content.decode()
    assert hidden(response) == {"asked": "who"}


def test_the_home_page_leads_to_it(client, guide):
    assert f'href="{address()}"' in client.get("/en/").content.decode()


def test_the_menu_marks_where_it_belongs(client, guide):
    assert '<a href="/en/services/" aria-current="true">' in client.get(address()).content.decode()


def test_answers_in_the_address_are_not_read(client, guide):
    response = client.get(address(), {"who": guide["Me"], "show": "about"})
    assert heading(response) == "Who needs help?"


def test_each_answer_leads_to_the_next_question_and_is_carried_along(client, guide):
    response = post(client, asked="who", who=guide["Me"])
    assert heading(response) == "What is it about?"
    assert hidden(response) == {"who": guide["Me"], "asked": "about"}
    response = post(client, asked="about", who=guide["Me"], about="0")
    assert heading(response) == "How old?"
    assert hidden(response) == {"who": guide["Me"], "about": "0", "asked": "age"}


def test_every_question_may_be_skipped(client, guide):
    response = post(client, who="0", about="0", age="0", urgent="0")
    assert heading(response) == "Here you can turn"
    assert "The switchboard" in response.content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("values", [{}, {"who": "Me"}, {"who": "Me", "about": "Somebody hits"}])
def test_titles_tell_nothing_of_the_answers(client, guide, language, values):
    given = {asks: guide[text] for asks, text in values.items()}
    response = post(client, language, **given, asked="age")
    words = title(response)
    assert not any(text in words for text in guide)
    others = [post(client, language, **given, show=asks) for asks in given]
    assert not any(text in title(other) for other in others for text in guide)


def test_the_title_of_the_result_is_the_same_whatever_is_answered(client, guide):
    skipped = dict.fromkeys(GuideAsks.values, "0")
    answered = skipped | {"who": guide["Me"], "about": guide["Somebody hits"]}
    urgent = skipped | {"urgent": guide["Yes, now"]}
    assert len({title(post(client, **each)) for each in (skipped, answered, urgent)}) == 1


def test_answers_to_a_post_may_be_shown_again_but_are_kept_by_nobody_else(client, guide):
    response = post(client, asked="who", who=guide["Me"])
    assert response["Cache-Control"] == "private, no-cache"
    assert not response.cookies
    assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_a_form_of_another_site_is_refused(client, guide):
    sent = {"data": {"who": guide["Me"]}, "headers": {"Sec-Fetch-Site": "cross-site"}}
    assert client.post(address(), **sent).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, guide, method):
    assert getattr(client, method)(address()).status_code == 405


# --- What is wrong --------------------------------------------------------------------------------


def test_without_an_answer_the_question_comes_again_with_what_is_missing(client, guide):
    page = post(client, asked="who").content.decode()
    assert "Error: Question 1 of 4" in title(post(client, asked="who"))
    assert '<a href="#answer-1">Choose an answer.' in page
    assert 'id="answer-1"' in page
    assert 'aria-describedby="guide-help guide-error"' in page
    assert re.search(r'class="error-summary" role="alert"[^>]* tabindex="-1" autofocus', page)


def test_the_error_is_in_the_language_of_the_reader(client, guide):
    with translation.override("sv"):
        words = translation.gettext("One answer is missing")
    assert words in post(client, "sv", asked="who").content.decode()


@pytest.mark.parametrize(
    "value",
    [
        "99999999",
        "-1",
        "abc",
        "\x00",
        "'; --",
        "😀",
        "ع",
        "1" * 10_000,
        "0x0",
        "\u202e1",
        "\x1b[2J",
    ],
)
def test_a_tampered_answer_brings_the_question_again(client, guide, value):
    response = post(client, asked="who", who=value)
    assert response.status_code == 200
    assert heading(response) == "Who needs help?"
    assert "That answer does not fit here." in response.content.decode()
    assert value not in hidden(response).values()


def test_an_answer_of_another_question_is_none(client, guide):
    response = post(client, asked="who", who=guide["Grown up"])
    assert heading(response) == "Who needs help?"


@pytest.mark.parametrize("show", ["", "nothing", "\x00", "who; about"])
def test_a_question_that_does_not_exist_cannot_be_asked_for(client, guide, show):
    response = post(client, who=guide["Me"], show=show)
    assert heading(response) == "What is it about?"


def test_unpublished_answers_are_no_answers(client, guide):
    GuideAnswer.objects.filter(pk=guide["Me"]).update(publish_at=None)
    page = post(client, asked="who", who=guide["Me"])
    assert heading(page) == "Who needs help?"
    assert "does not fit" in page.content.decode()


# --- Back and change ------------------------------------------------------------------------------


def test_back_shows_the_question_before_with_its_answer_and_carries_the_others(client, guide):
    page = post(client, who=guide["Me"], about=guide["Somebody hits"], asked="age")
    assert 'name="show" value="about"' in page.content.decode()
    page = post(client, who=guide["Me"], about=guide["Somebody hits"], asked="age", show="about")
    assert heading(page) == "What is it about?"
    assert f'value="{guide["Somebody hits"]}" id="answer-1" checked' in page.content.decode()
    assert hidden(page) == {"who": guide["Me"], "asked": "about"}
    assert 'class="error-summary"' not in page.content.decode()


def test_a_changed_answer_keeps_the_others_and_leads_straight_back(client, guide):
    values = {"who": guide["Me"], "about": "0", "age": "0", "urgent": guide["No"]}
    page = post(client, **values, show="who")
    assert heading(page) == "Who needs help?"
    assert hidden(page) == {"about": "0", "age": "0", "urgent": guide["No"], "asked": "who"}
    page = post(client, **{**values, "who": guide["A friend"]}, asked="who")
    assert heading(page) == "Here you can turn"


def test_a_changed_answer_that_rules_out_a_later_one_asks_for_that_again(client, guide):
    values = {"who": guide["I hurt others"], "about": guide["Somebody hits"], "age": "0"}
    page = post(client, **values, asked="who")
    assert heading(page) == "What is it about?"
    assert "Your earlier answer no longer fits." in page.content.decode()
    assert "Somebody hits" not in page.content.decode()


def test_every_earlier_answer_can_be_changed_from_the_result(client, guide):
    values = {"who": guide["Me"], "about": "0", "age": guide["Grown up"], "urgent": "0"}
    page = post(client, **values).content.decode()
    buttons = re.findall(r'<button type="submit" class="quiet" name="show" value="(\w+)">', page)
    assert buttons == ["urgent", "who", "about", "age", "urgent"]
    assert hidden(post(client, **values)) == values


def test_the_answers_can_be_taken_to_the_other_language(client, guide):
    page = post(client, who=guide["Me"], asked="who").content.decode()
    form = page[page.index('<form class="guide-language"') : page.index("<h1")]
    assert f'action="{address("sv")}"' in form
    assert f'<input type="hidden" name="who" value="{guide["Me"]}">' in form
    assert 'name="show" value="about"' in form
    response = post(client, "sv", who=guide["Me"], asked="about", show="about")
    assert heading(response) == "Fråga om about"
    assert 'class="error-summary"' not in response.content.decode()


# --- The result -----------------------------------------------------------------------------------


def result(client, guide, language="en", **texts: str) -> str:
    values = dict.fromkeys(GuideAsks.values, "0")
    values |= {asks: guide[text] for asks, text in texts.items()}
    return post(client, language, **values).content.decode()


def test_the_result_names_places_with_reasons_in_words(client, guide):
    page = result(client, guide, who="Me", about="Somebody hits", age="Grown up")
    places = page[page.index('<ol class="guide-places">') : page.index("</ol>")]
    assert places.index("The open line") < places.index("The house")
    assert "You chose “Somebody hits”. That is what they work with." in places
    assert "They are there for: Adults harmed." in places
    assert 'href="tel:+4620505050"' in places


def test_one_who_tells_nothing_is_not_told_that_nobody_helps(client, guide):
    page = result(client, guide)
    assert "You can ask them, whatever it is about." in page
    assert "We know of nobody" not in page
    page = result(client, guide, who="I hurt others", about="To stop hitting")
    assert "You can ask them, whatever it is about." in page


def test_where_nobody_surely_helps_with_what_it_is_about_this_is_said(client, guide):
    answer = make_answer(GuideQuestion.objects.get(asks="about"), "Gangs", topics=[make_topic()])
    page = result(client, guide | {"Gangs": str(answer.pk)}, who="Me", about="Gangs")
    assert "We know of nobody who surely helps with just this." in page


def test_what_is_not_confirmed_says_so_and_whom_to_ask_first(client, guide):
    page = result(client, guide, who="Me", about="Somebody hits")
    unsure = page[page.index('<div class="guide-unsure">') :]
    assert "We do not know whether this service is still there." in unsure
    switchboard = SupportLine.objects.get(phone="040-628 04 09")
    assert f'<a href="#line-{switchboard.pk}">The switchboard</a>' in unsure
    assert page.count(f'id="line-{switchboard.pk}"') == 1
    asked = page[page.index(f'id="line-{switchboard.pk}"') :]
    assert 'href="tel:+46406280409"' in asked[: asked.index("</li>")]


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_whom_to_ask_stands_there_once_with_its_hours(client, guide):
    """However many services it can tell about; on a Sunday, when it is closed."""
    switchboard = SupportLine.objects.get(phone="040-628 04 09")
    # For some, so that it is not suggested by itself.
    switchboard.topics.set([make_topic()])
    switchboard.hours_kind = "weekly"
    switchboard.save()
    switchboard.hours.create(weekday=0, opens=time(8), closes=time(17))
    first = Service.objects.get()
    second = make_service(
        name_en="The tower",
        topics=first.topics.all(),
        verified_on=None,
        fallback_line=switchboard,
    )
    make(Audience, {"service": second, "target_group": first.audiences.get().target_group})
    page = result(client, guide, who="Me", about="Somebody hits")
    assert page.count(f'href="#line-{switchboard.pk}"') == 2
    assert page.count(f'id="line-{switchboard.pk}"') == 1
    asked = page[page.index(f'id="line-{switchboard.pk}"') :]
    hours = asked[: asked.index("</li>")]
    assert "Closed today, Sunday 22 November. Opens Monday 23 November at 8:00." in hours


def test_the_emergency_number_has_its_hours(client, guide):
    SupportLine.objects.filter(phone="112").update(hours_kind="always")
    for urgent in ("Yes, now", "No"):
        page = result(client, guide, urgent=urgent)
        danger = page[page.index('class="guide-danger"') :]
        assert "Open day and night" in danger[: danger.index("<ul")]


def test_where_nothing_that_fits_is_known_to_be_open_those_that_are_stand_besides(client, guide):
    SupportLine.objects.filter(right_now=True).update(hours_kind="always")
    make_support_line(name_en="Police", phone="114 14", hours_kind="always", topics=[make_topic()])
    page = result(client, guide, who="I hurt others")
    besides = page[page.index('id="answering"') :]
    assert "Police" in besides
    assert "Open day and night" in besides[: besides.index("</section>")]
    assert "The open line" not in besides


def test_only_those_who_meet_it_in_their_job_are_led_to_the_help_pages(client, guide):
    make(
        Page,
        {
            **PUBLISHED,
            "title_sv": "För yrket",
            "title_en": "For your job",
            "slug_sv": "y",
            "slug_en": "y",
            "summary_sv": "S",
            "body_sv": "<p>B</p>",
            "menu": "help",
        },
    )
    who = GuideQuestion.objects.get(asks="who")
    answer = make_answer(who, "At work", rank=9, door=Door.PROFESSIONAL)
    values = guide | {"At work": str(answer.pk)}

    def ways(who: str) -> str:
        page = result(client, values, who=who)
        return page[page.index('<ul class="ways">') : page.index("<footer")].split("</ul>")[0]

    assert ">For your job</a>" in ways("At work")
    assert "For your job" not in ways("Me")


def test_nobody_is_told_to_ask_a_line_that_is_not_for_them(client, guide):
    professionals = make_target_group(door=Door.PROFESSIONAL)
    switchboard = SupportLine.objects.get(phone="040-628 04 09")
    switchboard.target_groups.set([professionals])
    page = result(client, guide, who="Me", about="Somebody hits")
    assert "The house" in page
    assert "The switchboard" not in page


def test_what_to_do_right_now_comes_first_when_it_is_urgent(client, guide):
    page = result(client, guide, who="Me", about="Somebody hits", urgent="Yes, now")
    main = page[page.index("<main") :]
    assert main.index('href="tel:112"') < main.index("The open line") < main.index("The house")
    assert main.index("The open line") < main.index('<ol class="guide-places">')


def test_one_who_uses_violence_meets_no_line_for_those_subjected_even_when_it_is_urgent(
    client, guide
):
    page = result(client, guide, who="I hurt others", urgent="Yes, now")
    main = page[page.index("<main") :]
    assert "112" in main
    assert "The open line" not in main
    assert "The house" not in main


def test_the_emergency_number_stands_there_even_when_nothing_is_stored(client):
    page = post(client).content.decode()
    main = page[page.index("<main") :]
    assert 'href="tel:112"' in main


def test_what_is_missing_in_english_is_marked_as_swedish(client, guide):
    GuideAnswer.objects.filter(pk=guide["Somebody hits"]).update(text_en="")
    page = result(client, guide, who="Me", about="Somebody hits")
    assert 'You chose “<span lang="sv">Somebody hits (sv)</span>”.' in page


def test_texts_of_editors_are_escaped(client, guide):
    GuideAnswer.objects.filter(pk=guide["Somebody hits"]).update(text_en="<b>hits</b> %(x)s {0}")
    page = result(client, guide, who="Me", about="Somebody hits")
    assert "You chose “&lt;b&gt;hits&lt;/b&gt; %(x)s {0}”." in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(client, guide, django_assert_num_queries, number):
    for each in range(number - 1):
        make_service(name_en=f"House {each}")
        make_support_line(name_en=f"Line {each}")
        make_answer(GuideQuestion.objects.get(asks="who"), f"Somebody {each}")
    for values, queries in (({}, 8), (dict.fromkeys(GuideAsks.values, "0"), 16)):
        with django_assert_num_queries(queries):
            post(client, **values)
