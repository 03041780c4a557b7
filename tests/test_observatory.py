"""The grade that the HTTP Observatory would give: the best, for visitors and for staff."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import make_page, make_service, make_staff
from tests.observatory import BEST, grade, scores
from tests.visits import path_of

pytestmark = pytest.mark.django_db

PUBLIC = {
    "first page": lambda: path_of("home"),
    "service": lambda: path_of(make_service()),
    "page": lambda: path_of(make_page()),
    "form": lambda: path_of("feedback"),
    "search": lambda: path_of("search"),
    "file": lambda: "/static/icon.svg",
    "missing": lambda: "/sv/finns-inte/",
    "redirect": lambda: "/",
}


def assert_is_best(response, points: int) -> None:
    """Nothing is wrong, and *points* are added for what is better than required."""
    found = scores(response, settings.SITE_URL)
    assert {test: score for test, score in found.items() if score < 0} == {}
    assert grade(found.values()) == (BEST, 100 + points)


@pytest.mark.parametrize("page", PUBLIC.values(), ids=PUBLIC)
def test_what_visitors_get_has_the_best_grade(client, page):
    # Policy 10, resource policy 10, referrer 5, framing 5: all that can be had without cookies.
    response = client.get(page())
    response.close()
    assert_is_best(response, 30)


def test_the_sign_in_has_the_best_grade(client):
    response = client.get(reverse("admin:login"))
    assert response.cookies
    assert_is_best(response, 35)


@pytest.mark.parametrize("view", ["index", "services_service_changelist", "services_service_add"])
def test_the_pages_of_staff_have_the_best_grade(client, view):
    client.force_login(make_staff())
    response = client.get(reverse(f"admin:{view}"))
    assert response.status_code == 200
    # Where a page has a form, its token is a cookie, and a safe one.
    assert_is_best(response, 35 if response.cookies else 30)


def test_the_session_of_staff_is_a_safe_cookie(client):
    staff = make_staff()
    staff.set_password("a long password of the tests")
    staff.save()
    sent = {"username": staff.username, "password": "a long password of the tests"}
    response = client.post(reverse("admin:login"), sent)
    assert settings.SESSION_COOKIE_NAME in response.cookies
    assert_is_best(response, 35)


def test_plain_http_is_led_to_https():
    response = Client().get("/sv/")
    assert (response.status_code, response["Location"]) == (301, f"{settings.SITE_URL}/sv/")


# --- The scoring itself --------------------------------------------------------------------------


def answer(html: str = "<p>", **headers: str) -> HttpResponse:
    """The best answer there is, but for *headers* (without a value: left out)."""
    given = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
    }
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(html, headers={name: value for name, value in given.items() if value})


WRONG = {
    "nothing wrong": (answer(), ("A+", 130)),
    "no policy": (answer(Content_Security_Policy=""), ("C", 55)),
    "unsafe inline": (
        answer(Content_Security_Policy="script-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("B+", 80),
    ),
    "unsafe style": (
        answer(
            Content_Security_Policy=(
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
            )
        ),
        ("A+", 120),
    ),
    "no https for long": (answer(Strict_Transport_Security="max-age=3600"), ("A+", 120)),
    "no https": (answer(Strict_Transport_Security=""), ("B+", 80)),
    "foreign script": (answer("<script src='http://x.example/a.js'></script>"), ("C", 50)),
    "open to sniffing": (answer(X_Content_Type_Options=""), ("A+", 125)),
    "open to all": (
        answer(Access_Control_Allow_Origin="*", Access_Control_Allow_Credentials="true"),
        ("C", 50),
    ),
}


@pytest.mark.parametrize(("response", "graded"), WRONG.values(), ids=WRONG)
def test_the_scoring_takes_points_for_what_is_wrong(response, graded):
    assert grade(scores(response, "https://example.org/").values()) == graded
