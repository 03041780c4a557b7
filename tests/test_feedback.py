"""Something wrong on this page? From the link at the foot to the staff who read it."""

import re
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client

from malmo_trygghet import feedback_views
from malmo_trygghet.models import Fault, Feedback, Synonym
from malmo_trygghet.rate_limit import HourlyLimit
from tests.factories import make_staff, make_support_line

pytestmark = pytest.mark.django_db
FORM = "/en/something-wrong/"
THANKS = "/en/something-wrong/thanks/"
HELP = "/en/something-wrong/thanks/2/"
HERE = {"Sec-Fetch-Site": "same-origin"}
LIST = "/admin/malmo_trygghet/feedback/"


@pytest.fixture(autouse=True)
def limit(monkeypatch: pytest.MonkeyPatch) -> HourlyLimit:
    """A limit of this test's own."""
    limit = HourlyLimit(each=3, overall=5)
    monkeypatch.setattr(feedback_views, "LIMIT", limit)
    return limit


def send(client: Client, headers: dict = HERE, **answers: object) -> object:
    return client.post(FORM, answers, headers=headers)


def test_every_page_leads_to_it_without_saying_from_where(client: Client) -> None:
    for address in ("/en/", "/en/services/", "/en/nothing/"):
        assert f'<a href="{FORM}">Something wrong on this page?</a>' in client.get(address).text


def test_it_begins_with_where_help_is_and_what_becomes_of_the_words(client: Client) -> None:
    make_support_line(phone="112", name_en="Emergency number", right_now=True)
    html = client.get(FORM).text
    main = html[html.index("<main") :]
    order = [
        "Nobody answers here. Do you need help now:",
        'href="tel:112"',
        "What you write can become a public document. Do not write about yourself.",
        'type="checkbox"',
        "<textarea",
    ]
    assert sorted(order, key=main.index) == order


@time_machine.travel("2026-11-24 12:00+01:00", tick=False)
def test_a_report_is_stored_with_its_page_and_the_day(client: Client) -> None:
    answer = send(client, page="/en/services/", faults=["number", "hours"], text="The\r\nnumber")
    assert (answer.status_code, answer["Location"]) == (303, THANKS)
    [report] = Feedback.objects.all()
    assert report.page == "/en/services/"
    assert report.language == "en"
    assert report.faults == [Fault.NUMBER, Fault.HOURS]
    assert report.text == "The\nnumber"
    assert report.sent_on == date(2026, 11, 24)
    columns = {field.name for field in Feedback._meta.get_fields()}
    assert columns == {"id", "page", "language", "faults", "text", "sent_on", "read_at"}


def test_thanks_come_without_anything_of_what_was_written(client: Client) -> None:
    answer = send(client, text="The number is wrong")
    html = client.get(answer["Location"]).text
    assert "Thank you for telling us" in html
    assert "number is wrong" not in html


def test_words_of_danger_bring_up_the_help_again(client: Client) -> None:
    make_support_line(phone="112", right_now=True)
    Synonym.objects.create(phrase="he hits me", danger=True)
    answer = send(client, faults=["number"], text="He hits me")
    assert (answer.status_code, answer["Location"]) == (303, HELP)
    html = client.get(HELP).text
    assert "Do you need help now?" in html
    assert html.index('href="tel:112"') > html.index("<main")
    assert Feedback.objects.count() == 1


def test_the_page_comes_from_the_referrer_and_goes_into_the_form(client: Client) -> None:
    answer = client.get(FORM, headers={"Referer": "https://testserver/en/services/?a=4"})
    assert 'name="page" value="/en/services/"' in answer.text
    # So the answer is for this visitor alone.
    assert "private" in answer["Cache-Control"]
    for referrer in ("https://elsewhere.example/x/", f"https://testserver{THANKS}"):
        assert 'name="page" value' not in client.get(FORM, headers={"Referer": referrer}).text


def test_an_empty_form_comes_back_with_what_to_do(client: Client) -> None:
    answer = send(client, page="/en/services/")
    assert answer.status_code == 200
    html = answer.text
    assert "<title>Error: Something wrong on this page?" in html
    [target] = re.findall(r'<a href="#([\w-]+)">Tick what is wrong', html)
    assert f'id="{target}"' in html
    assert html.index("error-summary") < html.index("<h1")
    assert 'name="page" value="/en/services/"' in html
    assert "no-store" not in answer["Cache-Control"]
    assert not Feedback.objects.exists()


def test_a_text_that_is_too_long_comes_back_whole(client: Client) -> None:
    text = "x" * 10_000
    html = send(client, faults=["unclear"], text=text).text
    assert "too long by 8000 characters" in html
    assert f">\n{text}</textarea>" in html
    assert '<a href="#id_text">' in html
    assert re.search(r'value="unclear"[^>]* checked', html)
    assert 'aria-describedby="id_text_helptext id_text_error"' in html


@pytest.mark.parametrize(
    "answers",
    [
        {"faults": ["nothing-like-it"]},
        {"text": "\x00"},
        {"text": "  \n "},
        {"text": "\x01\x02"},
        {"page": "x" * 301, "text": "Wrong"},
    ],
)
def test_odd_answers_are_refused_kindly(client: Client, answers: dict) -> None:
    answer = send(client, **answers)
    assert answer.status_code == 200
    assert "error-summary" in answer.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "text", ["🙂🙂", "الرقم غير صحيح", "<script>alert(1)</script>", "' OR 1=1 --", "x" * 2000]
)
def test_all_that_people_write_is_stored_as_it_is(client: Client, text: str) -> None:
    assert send(client, text=text).status_code == 303
    assert Feedback.objects.get().text == text


def test_control_characters_are_neither_stored_nor_shown_again(client: Client) -> None:
    answers = {"text": "The\x00 number\x1b", "page": "/en/\x00"}
    assert send(client, **answers).status_code == 303
    assert (Feedback.objects.get().text, Feedback.objects.get().page) == ("The number", "/en/")
    wrong = send(client, **answers, faults=["nothing-like-it"])
    refused = send(client, {}, **answers)
    for html in (wrong.text, refused.text):
        assert "The number" in html
        assert not {*"\x00\x1b"} & {*html}


def test_another_site_is_refused_and_the_text_given_back(client: Client) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}):
        answer = send(client, headers, text="I wrote <this>")
        assert answer.status_code == 403
        assert ">I wrote &lt;this&gt;</textarea>" in answer.text
        assert answer["Cache-Control"] == "private, no-cache"
    assert not Feedback.objects.exists()


def test_an_old_browser_that_says_our_origin_is_let_in(client: Client) -> None:
    assert send(client, {"Origin": "https://testserver"}, text="Wrong").status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Referer": "https://testserver/en/report/?from=1"}, 303),
        ({"Referer": "https://elsewhere.example/https://testserver/"}, 403),
        ({"Referer": "https://testserver@elsewhere.example/"}, 403),
        ({"Referer": "https://["}, 403),
        ({"Referer": ""}, 403),
        ({"Referer": "https://testserver/", "Origin": "null"}, 403),
        ({"Referer": "https://testserver/", "Origin": "https://elsewhere.example"}, 403),
        ({"Referer": "https://testserver/", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_the_referrer_counts_where_a_browser_says_nothing_else(
    client: Client, headers: dict[str, str], status: int
) -> None:
    assert send(client, headers, text="Wrong").status_code == status


def test_one_who_sends_too_much_is_asked_to_wait_and_loses_nothing(client: Client) -> None:
    answers = [send(client, text=f"Report {number}") for number in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert "Wait an hour" in answers[-1].text
    assert ">Report 3</textarea>" in answers[-1].text
    assert Feedback.objects.count() == 3


def test_a_form_with_mistakes_does_not_count(client: Client) -> None:
    for _ in range(5):
        send(client)
    assert send(client, text="At last").status_code == 303


def test_visitors_behind_our_proxy_are_told_apart(client: Client, settings: object) -> None:
    settings.VISITOR_ADDRESS_HEADER = "X-Real-IP"
    for number in range(5):
        sent = send(client, {**HERE, "X-Real-IP": f"192.0.2.{number}"}, text="Wrong")
        assert sent.status_code == 303


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(client: Client) -> None:
    assert send(client, text="Buy", ring="https://example.com").status_code == 303
    assert not Feedback.objects.exists()


def test_no_cookie_is_set(client: Client) -> None:
    client.get(FORM)
    send(client, text="Wrong")
    send(client, {}, text="Wrong")
    client.get(THANKS)
    assert not client.cookies


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)(FORM).status_code == 405
    assert client.post(THANKS).status_code in (403, 405)


def test_the_pages_exist_in_both_languages(client: Client) -> None:
    html = client.get(HELP).text
    other = re.search(r'hreflang="sv" href="https?://[^/]+(/sv/[^"]+)"', html)[1]
    assert client.get(other).status_code == 200


# --- The staff's side ----------------------------------------------------------------------------


def make_report(**given: object) -> Feedback:
    values = {"page": "/en/services/", "language": "en", "faults": ["hours"], "text": "Closed"}
    return Feedback.objects.create(**{**values, **given})


def test_the_start_page_counts_what_nobody_has_read(client: Client) -> None:
    client.force_login(make_staff())
    assert LIST not in client.get("/admin/").text.split('id="content-main"')[0]
    for _ in range(2):
        make_report()
    assert f'<a href="{LIST}?read=no">' in client.get("/admin/").text


def test_those_without_the_right_are_not_told(client: Client) -> None:
    make_report()
    client.force_login(make_staff(is_superuser=False))
    assert LIST not in client.get("/admin/").text


def test_reports_are_marked_as_read(client: Client) -> None:
    client.force_login(make_staff())
    report, other = make_report(), make_report(text="Still unread")
    client.post(LIST, {"action": "mark_as_read", "_selected_action": report.pk})
    assert list(Feedback.objects.unread()) == [other]
    assert "Still unread" in client.get(f"{LIST}?read=no").text
    assert "Still unread" not in client.get(f"{LIST}?read=yes").text


def test_nobody_writes_or_changes_them_here(client: Client) -> None:
    client.force_login(make_staff())
    assert client.get(f"{LIST}add/").status_code == 403
    report = make_report(text="<b>x</b>\nand")
    html = client.get(f"{LIST}{report.pk}/change/").text
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert 'name="text"' not in html


def test_the_page_of_a_report_is_read_and_has_a_button_that_says_so(client: Client) -> None:
    client.force_login(make_staff(language="en"))
    report = make_report()
    page = f"{LIST}{report.pk}/change/"
    html = client.get(page).text
    assert "<h1>Report</h1>" in html
    assert 'value="Mark as read"' in html
    assert "deletelink" not in html
    assert "field-in_language" in html
    assert "English" in html[html.index("field-in_language") :]
    answer = client.post(page, {"_save": "Mark as read"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    report.refresh_from_db()
    assert report.read_at
    assert 'value="Mark as read"' not in client.get(page).text


def test_one_who_may_only_see_reports_is_offered_no_button(client: Client) -> None:
    reader = make_staff(is_superuser=False, language="en")
    reader.user_permissions.add(Permission.objects.get(codename="view_feedback"))
    client.force_login(reader)
    html = client.get(f"{LIST}{make_report().pk}/change/").text
    assert "Report" in html
    assert 'type="submit" value="Mark' not in html


def test_to_mark_as_read_comes_before_to_delete(client: Client) -> None:
    client.force_login(make_staff())
    make_report()
    html = client.get(LIST).text
    assert 0 < html.index('value="mark_as_read"') < html.index('value="delete_selected"')


def test_reports_that_tell_of_danger_stand_out_and_can_be_listed_alone(client: Client) -> None:
    Synonym.objects.create(phrase="he hits me", danger=True)
    make_report(text="He hits me and I found no number")
    make_report(text="A comma is missing")
    client.force_login(make_staff(language="en"))
    assert client.get(LIST).text.count('<strong class="danger">Danger?</strong> He hits me') == 1
    alone = client.get(f"{LIST}?danger=yes").text
    assert "He hits me" in alone
    assert "A comma is missing" not in alone


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_of_reports_asks_no_more_when_it_is_longer(
    client: Client, django_assert_max_num_queries: object, many: int
) -> None:
    client.force_login(make_staff())
    for _ in range(many):
        make_report(text="He hits me")
    with django_assert_max_num_queries(9):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("page", "is_link"),
    [
        ("/en/services/", True),
        ("", False),
        ("//elsewhere.example/", False),
        ("/\\elsewhere.example/", False),
        ("https://elsewhere.example/", False),
        ("javascript:alert(1)", False),
        ("the page with numbers", False),
    ],
)
def test_only_pages_of_this_site_become_links(client: Client, page: str, is_link: bool) -> None:
    client.force_login(make_staff())
    make_report(page=page)
    assert (f'<a href="{page}">{page}</a>' in client.get(LIST).text) == is_link


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(client: Client, django_assert_num_queries: object, many: int) -> None:
    for _ in range(many):
        make_support_line(right_now=True)
    # Lines, notices, menus, languages with numbers.
    with django_assert_num_queries(4):
        assert client.get(FORM).status_code == 200
    # The words of danger, and the report.
    with django_assert_num_queries(2):
        assert send(client, text="Wrong").status_code == 303
