"""What goes with every page: its policy, no cookie, and the site's own address."""

import base64
import hashlib

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path as path_to
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from malmo_trygghet import urls
from malmo_trygghet.middleware import REFUSED_FEATURES
from tests.factories import (
    make_event,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
    make_staff,
    make_support_line,
)
from tests.markup import Element, parse
from tests.visits import path_of

pytestmark = pytest.mark.django_db

PAGES = {
    "home": "home",
    "services": "service_list",
    "support lines": "support_lines",
    "events": "event_list",
    "press room": "press_list",
    "service": make_service,
    "organisation": make_organisation,
    "event": make_event,
    "press release": make_press_release,
    "page": make_page,
}
ALLOWED = "192.0.2.1"


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> str:
    """The Swedish address of each kind of page in turn."""
    page = PAGES[request.param]
    return path_of(page() if callable(page) else page)


def policy(response) -> dict[str, str]:
    """The Content-Security-Policy: sources by directive."""
    directives = (each.strip() for each in response["Content-Security-Policy"].split(";"))
    return dict(directive.split(" ", 1) for directive in directives)


# --- What a browser may do -----------------------------------------------------------------------


def source_hash(text: str) -> str:
    """What names exactly *text* in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def source_of(element: Element) -> str:
    """What allows just this element: the hash of its text."""
    digest = base64.b64encode(hashlib.sha256(element.source().encode()).digest()).decode()
    return f"'sha256-{digest}'"


def exact_policy(response) -> dict[str, str]:
    """The only policy that a page with this stylesheet and this script may have."""
    page = parse(response.content.decode())
    # What is of a type that no browser runs (schema.org) is text, and no matter of the policy.
    scripts = [each for each in page.all("script") if "type" not in each.attributes]
    [style], [script] = page.all("style"), scripts
    return {
        "default-src": "'none'",
        "script-src": source_hash(script.source()),
        "style-src": source_hash(style.source()),
        "img-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_the_policy_allows_just_what_is_inlined_and_own_pictures(client, path):
    response = client.get(path)
    assert policy(response) == exact_policy(response)


def test_the_policy_is_the_same_bytes_whichever_process_wrote_it(client, path):
    written = client.get(path)["Content-Security-Policy"]
    assert written == "; ".join(sorted(written.split("; ")))


@pytest.mark.parametrize("headers", [{}, {"host": "evil.example"}])
def test_error_pages_have_the_same_policy(client, headers):
    response = client.get("/sv/finns-inte/", headers=headers)
    assert response.status_code in {400, 404}
    assert policy(response) == exact_policy(response)


def test_everything_a_browser_can_be_asked_for_is_refused_but_copying(client, path):
    features = client.get(path)["Permissions-Policy"].split(", ")
    assert "clipboard-write=(self)" in features
    assert {f"{feature}=()" for feature in REFUSED_FEATURES} == {*features} - {
        "clipboard-write=(self)"
    }
    assert {"geolocation=()", "camera=()", "microphone=()"} <= {*features}


def test_browsers_are_told_to_come_back_over_https_only(client, path):
    assert client.get(path)["Strict-Transport-Security"] == (
        "max-age=63072000; includeSubDomains; preload"
    )


@pytest.mark.parametrize(
    ("indexable", "robots"), [(False, "noindex, nofollow, noarchive"), (True, None)]
)
def test_search_engines_are_turned_away_until_somebody_says_otherwise(
    client, settings, path, indexable, robots
):
    settings.SITE_INDEXABLE = indexable
    assert client.get(path).get("X-Robots-Tag") == robots


def test_nobody_has_said_so_by_default():
    assert site_settings.SITE_INDEXABLE is False


# --- Nobody is known -----------------------------------------------------------------------------


def test_no_page_sets_a_cookie_or_depends_on_one(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "Vary" not in response
    assert b"csrf" not in response.content


def test_a_page_is_the_same_for_staff_and_asks_nothing_more(client, path):
    with CaptureQueriesContext(connection) as plain:
        visitor = client.get(path)
    client.force_login(make_staff(language="en"))
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert client.cookies
    assert response.content == visitor.content
    assert "Vary" not in response
    assert not response.cookies
    assert len(asked) == len(plain)
    assert not any("session" in query["sql"] for query in asked)


def cookies(value: str) -> str:
    """A Cookie header with *value* under every name that the software has a meaning for."""
    names = [
        site_settings.SESSION_COOKIE_NAME,
        site_settings.CSRF_COOKIE_NAME,
        site_settings.LANGUAGE_COOKIE_NAME,
        "messages",
    ]
    return "; ".join(f"{name}={value}" for name in names)


#: Among them one that is no form token, one that is no session, and a language.
COOKIES = ["x" * 32, "x", "?", "en", ""]


@pytest.mark.parametrize("value", COOKIES)
def test_cookies_that_somebody_else_has_set_change_nothing(client, path, value):
    plain = client.get(path)
    response = client.get(path, headers={"cookie": cookies(value)})
    assert response.content == plain.content
    assert dict(response.headers) == dict(plain.headers)
    assert not response.cookies


@pytest.mark.parametrize("value", COOKIES)
@pytest.mark.parametrize(("asked", "path"), [("sv", "/sv/"), ("en", "/en/"), ("de", "/sv/")])
def test_only_what_the_browser_asks_for_chooses_the_language(client, asked, path, value):
    headers = {"accept-language": asked, "cookie": cookies(value)}
    response = client.get("/", headers=headers)
    assert (response.status_code, response["Location"]) == (302, path)
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies


def speaks_of_cookies(request):
    """A view that would tell visitors apart: by a form token, a session and a cookie of its own."""
    get_token(request)
    request.session["seen"] = True
    response = HttpResponse(f"{request.user} {request.COOKIES}")
    response.set_cookie("visitor", "1")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


urlpatterns = [path_to("sv/kakor/", speaks_of_cookies), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.mark.urls(__name__)
def test_even_a_view_that_tries_can_neither_know_a_visitor_nor_mark_one(client):
    client.force_login(make_staff())
    response = client.get("/sv/kakor/")
    assert response.content == b"AnonymousUser {}"
    assert not response.cookies
    assert response["Vary"] == "Accept-Language"


def test_the_admin_still_knows_its_staff(client):
    client.force_login(make_staff())
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    assert "Cookie" in response["Vary"]


# --- Files ---------------------------------------------------------------------------------------


def test_files_are_for_this_site_alone(client):
    response = client.get("/static/icon.svg")
    response.close()
    assert response.status_code == 200
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert policy(response)["default-src"] == "'none'"
    assert "Access-Control-Allow-Origin" not in response


# --- How one may ask -----------------------------------------------------------------------------


def test_head_gets_the_headers_and_no_page(client, path):
    whole, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_sent_to_a_page(client, path, method):
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert {"GET", "HEAD"} <= {*response["Allow"].split(", ")}
    assert not response.cookies


def test_options_tells_how_to_ask_and_nothing_else(client, path):
    response = client.options(path)
    assert response.status_code in {200, 405}
    assert {*response["Allow"].split(", ")} <= {"GET", "HEAD", "OPTIONS"}
    assert response.content == b""


# --- The site's own address ----------------------------------------------------------------------


def test_absolute_addresses_come_from_the_settings_and_never_from_the_request(
    client, settings, path
):
    settings.SITE_URL = "https://trygg.example.org"
    settings.ALLOWED_HOSTS = [ALLOWED]
    make_support_line(phone="112", right_now=True)
    response = client.get(path, headers={"host": ALLOWED})
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<link rel="canonical" href="https://trygg.example.org{path}">' in html
    assert ALLOWED not in html
    assert ALLOWED not in str(response.headers)


@pytest.mark.parametrize("host", [ALLOWED, "evil.example"])
def test_plain_http_is_led_to_the_site_s_own_address(settings, host):
    settings.ALLOWED_HOSTS = [ALLOWED]
    response = Client().get("/sv/", headers={"host": host})
    assert (response.status_code, response["Location"]) == (301, f"{site_settings.SITE_URL}/sv/")


@pytest.mark.parametrize("address", ["/sv", "/en", "/en/services", "/sv/verksamheter/x", "/admin"])
def test_a_missing_slash_is_mended_without_naming_any_host(client, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, f"{address}/")


def test_a_redirect_to_the_present_address_names_no_host(client):
    make_page(slug_sv="ny", slug_en="new")
    assert client.get("/sv/new/")["Location"] == "/sv/ny/"
