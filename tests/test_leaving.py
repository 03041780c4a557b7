"""The way out of every page: the server's part of it, and that a wrong target is refused."""

import base64
import hashlib
import os
import subprocess
import sys
from urllib.request import urlopen

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from malmo_trygghet.leaving.script import script
from malmo_trygghet.leaving.target import fault
from malmo_trygghet.models import Role
from malmo_trygghet.views import server_error
from tests.conftest import HttpsClient
from tests.crawl import Answer, PublicSite
from tests.factories import make_card_language, make_page, make_staff
from tests.markup import parse
from tests.site import free_port

TARGET = "https://vader.example.org/idag?x=1"
OUT = {"sv": "/sv/lamna/", "en": "/en/leave/"}
METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]


# --- The address that leads away -----------------------------------------------------------------


@pytest.mark.parametrize("path", OUT.values())
@pytest.mark.parametrize("method", METHODS)
def test_every_method_leaves(settings, method: str, path: str):
    settings.LEAVE_TARGET = TARGET
    client = HttpsClient(enforce_csrf_checks=True)
    response = getattr(client, method)(path)
    assert (response.status_code, response["Location"]) == (303, TARGET)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "Vary" not in response


def test_a_method_that_nobody_knows_leaves_too(client: Client):
    assert client.generic("LEAVE", OUT["sv"]).status_code == 303


def test_leaving_is_not_slowed_down_by_clearing_caches(client: Client):
    assert "Clear-Site-Data" not in client.get(OUT["sv"])


@pytest.mark.parametrize("query", ["?next=https://evil.example/", "?%00", "?" + "x" * 10_000])
def test_nobody_else_decides_where_it_leads(client: Client, query: str):
    response = client.post(f"{OUT['sv']}{query}", {"next": "https://evil.example/"})
    assert response["Location"] == site_settings.LEAVE_TARGET


def test_it_asks_the_database_nothing(client: Client):
    # Without the mark of the database, a query would fail this test.
    client.cookies[site_settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.get(OUT["sv"]).status_code == 303


# --- The control in the pages --------------------------------------------------------------------


def stops(page: Answer) -> list[dict[str, str]]:
    """The attributes of all that the Tab key finds, in order."""
    tags = ("a", "button", "input", "select", "summary", "textarea")
    return [element.attributes for element in page.document.all(*tags)]


@pytest.mark.django_db
def test_it_is_the_second_stop_of_every_page_and_the_first_where_nothing_is_skipped(
    public_site: PublicSite,
):
    pages = [*public_site.pages, *public_site.missing.values()]
    assert len(pages) > 50
    for page in pages:
        hrefs = [stop.get("href") for stop in stops(page)[:2]]
        expected = OUT.get(page.language, OUT["sv"])
        assert hrefs == ["#main", expected] or hrefs[0] == expected, page.path


@pytest.mark.django_db
def test_it_tells_the_other_side_nothing_and_the_script_where_to_go(public_site: PublicSite):
    for page in public_site.pages:
        [link] = [stop for stop in stops(page) if stop.get("id") == "leave"]
        assert link["referrerpolicy"] == "no-referrer"
        assert link["data-target"] == site_settings.LEAVE_TARGET


@pytest.mark.django_db
def test_without_the_script_the_page_promises_no_shortcut(public_site: PublicSite):
    for page in public_site.pages:
        [keys] = [e for e in page.document.all("span") if e.attributes.get("class") == "leave-keys"]
        assert keys.parent.attributes["data-leave"] == "script"
        assert "hidden" in keys.parent.attributes
        [plain] = [
            e for e in page.document.all("span") if e.attributes.get("data-leave") == "plain"
        ]
        assert "hidden" not in plain.attributes


@pytest.mark.django_db
@pytest.mark.parametrize("published", [True, False])
def test_the_hint_leads_to_the_page_on_safer_browsing_if_there_is_one(client, published: bool):
    given = {} if published else {"publish_at": None}
    page = make_page(role=Role.SAFER_BROWSING, menu="help", **given)
    [hint] = [
        element
        for element in parse(client.get("/sv/").content.decode()).all("p")
        if "leave-hint" in element.attributes.get("class", "")
    ]
    links = [link.attributes["href"] for link in hint.all("a")]
    assert links == ([page.get_absolute_url()] if published else [])


@pytest.mark.django_db
def test_the_page_of_numbers_has_it_in_the_site_s_language(client):
    make_card_language("sv")
    make_card_language("ar", right_to_left=True)
    page = parse(client.get("/numbers/ar/").content.decode())
    first = next(page.all("a"))
    assert first.attributes["href"] == OUT["sv"]
    [around] = [e for e in page.all("aside") if e.attributes.get("class") == "leave"]
    assert (around.attributes["lang"], around.attributes["dir"]) == ("sv", "ltr")


def test_the_page_of_a_failure_has_it_without_asking_this_server(settings):
    settings.LEAVE_TARGET = TARGET
    page = parse(server_error(None).content.decode())
    [link] = [a for a in page.all("a") if a.attributes.get("id") == "leave"]
    assert link.attributes["href"] == link.attributes["data-target"] == TARGET
    [found] = page.all("script")
    assert found.source() == script()


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_admin_does_not_have_it(client: Client, signed_in: bool):
    if signed_in:
        client.force_login(make_staff())
    html = client.get(reverse("admin:index"), follow=True).content.decode()
    assert 'id="leave"' not in html


# --- The script ----------------------------------------------------------------------------------


def test_the_script_is_small():
    assert len(script().encode()) < 3000


def test_the_script_keeps_nothing_and_asks_nobody():
    for word in ("Storage", "cookie", "indexedDB", "caches", "serviceWorker", "fetch", "XMLHttp"):
        assert word not in script()


@pytest.mark.django_db
def test_the_policy_names_the_script_that_is_in_the_page(client: Client):
    response = client.get("/sv/finns-inte/")
    [found] = parse(response.content.decode()).all("script")
    digest = base64.b64encode(hashlib.sha256(found.source().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in response["Content-Security-Policy"] + ";"


# --- A target that must not be -------------------------------------------------------------------

OWN = ["trygg.example.org", ".malmö.example", "127.0.0.1", "[::1]"]
GOOD = [
    "https://www.smhi.se/",
    "https://vader.example.org",
    "https://example.org:8443/a?b=c#d",
    "https://väder.example/",
    "https://malmo.example/",
    "https://otrygg.example.org/",
    "https://192.0.2.7/",
    "https://weather.localhost:4430/",
]
BAD = {
    "http://www.smhi.se/": "does not begin with https://",
    "//www.smhi.se/": "does not begin with https://",
    "ftp://www.smhi.se/": "does not begin with https://",
    "javascript:alert(1)": "does not begin with https://",
    "": "is not an absolute address",
    "/": "is not an absolute address",
    "www.smhi.se": "is not an absolute address",
    "https:///väder": "names no host",
    "https://": "names no host",
    "https:www.smhi.se": "names no host",
    "https:\\\\www.smhi.se": "names no host",
    "https://www.smhi.se/ x": "names no host",
    "https://intranet/": "names no host",
    "https://-.example.org/": "names no host",
    "https://[::1": "is not an address",
    "https://www.smhi.se:99999/": "is not an address",
    "https://user:word@www.smhi.se/": "holds a user name",
    "https://trygg.example.org/": "is on this site",
    "https://TRYGG.example.ORG./sv/": "is on this site",
    "https://trygg.example.org:8443/": "is on this site",
    "https://malmö.example/": "is on this site",
    "https://xn--malm-8qa.example/": "is on this site",
    "https://www.malmö.example/": "is on this site",
    "https://127.0.0.1:9/": "is on this site",
    "https://[::1]/": "is on this site",
}


@pytest.mark.parametrize("target", GOOD)
def test_an_everyday_address_elsewhere_is_accepted(target: str):
    assert fault(target, OWN) is None


@pytest.mark.parametrize(("target", "told"), BAD.items())
def test_what_would_not_lead_away_safely_is_refused(target: str, told: str):
    assert told in fault(target, OWN)


def test_a_site_with_any_name_still_has_a_target():
    assert fault("https://www.smhi.se/", ["*"]) is None


PUBLIC = {
    "SITE_URL": "https://trygg.example.org",
    "ALLOWED_HOSTS": "www.trygg.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}
REFUSED = {
    "http://www.smhi.se/": "LEAVE_TARGET does not begin with https://",
    "/sv/": "LEAVE_TARGET is not an absolute address",
    "https://trygg.example.org/sv/": "LEAVE_TARGET is on this site",
    "https://www.trygg.example.org/": "LEAVE_TARGET is on this site",
}


def start(*command: str, target: str) -> subprocess.CompletedProcess:
    """Runs a command as on a public server with this target."""
    environment = {name: value for name, value in os.environ.items() if name != "LOOPBACK"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=site_settings.BASE_DIR,
        env={**environment, **PUBLIC, "LEAVE_TARGET": target},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(("target", "told"), REFUSED.items())
def test_manage_py_refuses_a_wrong_target_and_names_the_setting(target: str, told: str):
    run = start("manage.py", "check", target=target)
    assert run.returncode != 0
    assert told in run.stderr


def test_manage_py_accepts_a_right_one():
    assert start("manage.py", "check", target="https://www.smhi.se/").returncode == 0


@pytest.mark.parametrize(("target", "told"), REFUSED.items())
def test_the_server_does_not_start_with_a_wrong_target(target: str, told: str):
    port = free_port()
    run = start(
        *("-m", "granian", "--interface", "wsgi", "--port", str(port)),
        "malmo_trygghet.wsgi:application",
        target=target,
    )
    assert run.returncode != 0
    assert told in run.stdout + run.stderr
    with pytest.raises(OSError, match="refused"):
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)


def test_the_default_is_an_address_that_the_site_itself_accepts():
    run = start("-c", "import malmo_trygghet.wsgi", target="https://www.smhi.se/")
    assert run.returncode == 0, run.stderr
