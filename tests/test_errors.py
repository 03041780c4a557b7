"""What goes wrong ends in a calm page with numbers to call, and never in a trace."""

import pytest
from django.db import DatabaseError
from django.urls import path, reverse

from malmo_trygghet import urls
from tests.conftest import HttpsClient
from tests.factories import (
    make_event,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
    make_staff,
    make_support_line,
)
from tests.markup import parse
from tests.visits import path_of

pytestmark = pytest.mark.django_db

SECRET = "hemlig-uppgift"
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


def broken(request):
    raise DatabaseError(SECRET)


#: The site's own addresses, and one more whose view always fails.
urlpatterns = [path("sv/trasig/", broken), path("en/broken/", broken), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def emergency_number():
    return make_support_line(name_sv="Nödnumret", phone="112", right_now=True)


def heading(response) -> str:
    [found] = parse(response.content.decode()).all("h1")
    return found.text()


def assert_is_calm(response) -> None:
    """It offers a number and ways onward, and tells nothing of what lies behind."""
    html = response.content.decode()
    assert 'href="tel:112"' in html
    assert response["Content-Type"] == "text/html; charset=utf-8"
    for word in ("Traceback", "Exception", "Django", "DEBUG", SECRET):
        assert word not in html


# --- 404 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language", "said"),
    [
        ("/sv/finns-inte/", "sv", "Sidan finns inte här"),
        ("/en/is-not/", "en", "The page is not here"),
        ("/sv/verksamheter/finns-inte/", "sv", "Sidan finns inte här"),
        ("/en/services/is-not/", "en", "The page is not here"),
        ("/de/", "sv", "Sidan finns inte här"),
        ("/finns-inte.php", "sv", "Sidan finns inte här"),
        ("/media/images/x", "sv", "Sidan finns inte här"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_address(client, address, language, said):
    response = client.get(address)
    assert (response.status_code, heading(response)) == (404, said)
    assert f'<html lang="{language}">' in response.content.decode()
    assert response["Content-Language"] == language
    assert_is_calm(response)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_there_ways_lead_on_in_the_same_language(client, language):
    html = client.get(f"/{language}/finns-inte/").content.decode()
    for view in ("home", "service_list", "support_lines"):
        assert f'href="{path_of(view, language)}"' in html


STRANGE_PATHS = {
    "NUL": "/sv/%00/",
    "NUL in a slug": "/sv/verksamheter/a%00b/",
    "invalid UTF-8": "/sv/%ff%fe/",
    "half a letter": "/sv/verksamheter/%c3/",
    "invalid UTF-8 outside": "/%c3%28",
    "line break": "/sv/a%0d%0ab/",
    "line break at the end": "/sv/verksamheter/a%0a/",
    "10,000 letters": f"/sv/verksamheter/{'a' * 10_000}/",
    "10,000 letters outside": f"/{'a' * 10_000}",
    "upwards": "/sv/../../etc/passwd",
    "upwards, hidden": "/static/%2e%2e/%2e%2e/manage.py",
    "upwards in the library": "/media/..%2f..%2fdb.sqlite3",
    "NUL in a file": "/static/%00",
    "no letter": "/sv/%F0%9F%98%80/",
    "a template": "/sv/{{7*7}}/",
    "quotes": "/sv/'%22%3Cscript%3E/",
    "the library, no id": "/media/documents/00000000",
}


@pytest.mark.parametrize("address", STRANGE_PATHS.values(), ids=STRANGE_PATHS)
def test_a_strange_address_is_just_not_there(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 404
    assert_is_calm(response)


STRANGE_QUERIES = [
    "%00",
    "q=%00",
    "%ff=%fe",
    "lang=%ff",
    "lang=../../x",
    "a=" + "x" * 10_000,
    "&".join(f"k{number}=v" for number in range(500)),
    "page=-1&format=json&_method=DELETE",
]


@pytest.mark.parametrize(
    "page",
    [
        *("home", "service_list", "support_lines", "event_list", "press_list"),
        *(make_service, make_organisation, make_event, make_press_release, make_page),
    ],
)
def test_a_strange_query_changes_nothing(client, page):
    address = path_of(page() if callable(page) else page)
    plain = client.get(address)
    answers = [client.get(f"{address}?{query}") for query in STRANGE_QUERIES]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {plain.content}


# --- 400, 403 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "localhost:abc", "a b", "[::1", "localhost@evil.x"],
)
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "Vi kunde inte läsa det som din webbläsare skickade"),
        ("/sv/", "Vi kunde inte läsa det som din webbläsare skickade"),
        ("/sv", "Vi kunde inte läsa det som din webbläsare skickade"),
        ("/en/is-not/", "We could not read what your browser sent"),
        ("/healthz", "Vi kunde inte läsa det som din webbläsare skickade"),
    ],
)
def test_a_wrong_host_is_refused_and_never_reflected(client, host, address, said):
    response = client.get(address, headers={"host": host})
    assert (response.status_code, heading(response)) == (400, said)
    assert_is_calm(response)
    assert host not in response.content.decode()
    assert host not in str(response.headers)


def test_who_may_not_do_something_is_told_so_calmly(client):
    client.force_login(make_staff(is_superuser=False))
    response = client.get(reverse("admin:services_service_add"))
    assert (response.status_code, heading(response)) == (403, "Du har inte tillgång till det här")
    assert_is_calm(response)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/sv/", "Vi kunde inte ta emot det som skickades"),
        ("/en/", "We could not take what was sent"),
        ("/admin/login/", "Vi kunde inte ta emot det som skickades"),
    ],
)
def test_a_form_sent_from_elsewhere_is_refused_with_the_same_page(address, said):
    response = HttpsClient(enforce_csrf_checks=True).post(address, {"a": "b"})
    assert (response.status_code, heading(response)) == (403, said)
    assert_is_calm(response)


def test_a_search_sent_from_elsewhere_is_refused_in_the_same_words(client):
    response = client.post("/en/search/", {"q": "a"}, headers={"origin": "https://evil.example"})
    assert (response.status_code, heading(response)) == (403, "We could not take what was sent")
    assert_is_calm(response)


# --- 500 -----------------------------------------------------------------------------------------


@pytest.fixture(params=["/sv/trasig/", "/en/broken/"])
def failure(request: pytest.FixtureRequest, client):
    """The answer of a view that fails, in each language."""
    client.raise_request_exception = False
    return client.get(request.param)


@pytest.mark.urls(__name__)
def test_a_failure_is_told_in_both_languages_with_numbers_to_call(failure):
    assert failure.status_code == 500
    html = failure.content.decode()
    assert "Något gick fel hos oss" in html
    assert "Something went wrong here" in html
    for number in ("112", "11414", "116111", "+4620505050"):
        assert f'href="tel:{number}"' in html


@pytest.mark.urls(__name__)
def test_the_page_of_a_failure_tells_nothing_of_what_lies_behind(failure):
    assert_is_calm(failure)


@pytest.mark.urls(__name__)
def test_the_page_of_a_failure_loads_nothing(failure):
    page = parse(failure.content.decode())
    loaded = [element.tag for element in page.all("link", "img", "iframe")]
    assert loaded == []
    assert all("src" not in element.attributes for element in page.all())


@pytest.mark.urls(__name__)
def test_the_page_of_a_failure_asks_the_database_nothing(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        client.get("/sv/trasig/")
