"""The accessibility statement: all that the law asks for, as fields, shown and kept up to date."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from malmo_trygghet.models import AccessibilityStatement, Conformance, Method, Reason
from malmo_trygghet.statement_warnings import (
    authority_unknown,
    operator_unknown,
    pages_missing,
    statement_to_review,
)
from publishing import languages
from tests.admin_forms import form_data
from tests.crawl import PublicSite, address
from tests.factories import (
    make_accessibility_statement,
    make_limitation,
    make_operator,
    make_page,
    make_staff,
)
from tests.markup import Element, parse
from tests.test_admin_pages import address as admin_address

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 5, 1, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def make_the_page(**given):
    slugs = {"slug_sv": "tillganglighet", "slug_en": "accessibility"}
    return make_page(role="access", menu="about", **slugs, **given)


def shown(client, path: str = "/en/accessibility/") -> Element:
    """What the page has to itself, asked for in English."""
    [main] = parse(client.get(path).content.decode()).all("main")
    return main


def section(main: Element, heading: str) -> str:
    """The text of the section under *heading*."""
    [found] = [
        each
        for each in main.all("section")
        if next(each.all("h2")).text().lower().startswith(heading.lower())
    ]
    return found.text()


def test_the_page_shows_the_eleven_items(client, settings):
    settings.ACCESSIBILITY_AUTHORITY_NAME = "Exempelmyndigheten"
    settings.ACCESSIBILITY_AUTHORITY_URL = "https://authority.example.org/complain"
    make_the_page()
    make_operator(name_en="The board of examples")
    statement = make_accessibility_statement(
        covers_en="The website of examples",
        method=Method.EXTERNAL,
        assessed_on=date(2020, 2, 3),
        prepared_on=date(2020, 2, 4),
        reviewed_on=date(2020, 2, 5),
        email="access@example.org",
        phone="040-628 04 00",
    )
    make_limitation(statement=statement, what_en="The map", reason=Reason.BURDEN)
    make_limitation(statement=statement, what_en="An old film", reason=Reason.NOT_COVERED)
    main = shown(client)
    facts = section(main, "Accessibility statement")
    assert "The board of examples" in facts  # 1. the public body
    assert "The website of examples" in facts  # 2. what is covered
    assert "in part" in facts  # 3. conformance
    falls_short = section(main, "What does not work for everyone")
    assert "The picture lacks a text" in falls_short  # 4. what is not accessible
    assert "Nobody has written it" in falls_short  # … and why
    assert "3 February 2020" in facts  # 5. the day of the assessment
    assert "4 February 2020" in facts
    assert "5 February 2020" in facts  # 6. the latest review
    tested = section(main, "How the site was tested")  # 7. the method
    assert "Somebody outside has assessed the site" in tested
    assert "We have tested." in tested
    report = section(main, "Tell us what does not work")  # 8. how to report
    assert "access@example.org" in report
    assert "Write to us." in report
    links = {link.attributes["href"] for link in main.all("a")}
    assert {"/en/something-wrong/", "mailto:access@example.org", "tel:+46406280400"} <= links
    complain = section(main, "If you are not content")  # 9. the supervising authority
    assert "Exempelmyndigheten" in complain
    assert "https://authority.example.org/complain" in links
    assert "The map" in section(main, "What would be too heavy a burden")  # 10. the burden
    assert "An old film" in section(main, "What the law does not cover")  # 11. not covered


def test_each_limitation_stands_under_its_own_kind_alone(client):
    make_the_page()
    make_accessibility_statement()
    main = shown(client)
    assert main.text().count("The picture lacks a text") == 1
    assert "We do not use that exception" in section(main, "What would be too heavy a burden")


@pytest.mark.parametrize(
    ("conformance", "says"),
    [
        (Conformance.FULL, "meets all requirements"),
        (Conformance.PARTIAL, "in part"),
        (Conformance.NONE, "does not meet"),
    ],
)
def test_the_page_says_how_far_the_site_conforms(client, conformance, says):
    make_the_page()
    make_accessibility_statement(conformance=conformance)
    assert says in section(shown(client), "Accessibility statement")


def test_an_unknown_authority_and_operator_are_said_to_be_unknown(client, settings):
    settings.ACCESSIBILITY_AUTHORITY_NAME = settings.ACCESSIBILITY_AUTHORITY_URL = ""
    make_the_page()
    make_accessibility_statement()
    main = shown(client)
    assert "have not been filled in yet" in section(main, "If you are not content")
    assert "Not decided" in section(main, "Accessibility statement")


def test_the_latest_published_statement_is_the_one_shown(client):
    make_the_page()
    make_accessibility_statement(covers_en="Last year’s")
    make_accessibility_statement(covers_en="This year’s", publish_at=NOW)
    next_year = timezone.now() + timedelta(days=1)
    make_accessibility_statement(covers_en="Next year’s", publish_at=next_year)
    text = shown(client).text()
    assert "This year’s" in text
    assert "Last year’s" not in text
    assert "Next year’s" not in text


def test_other_pages_do_not_show_it(client):
    make_page(slug_sv="om", slug_en="about", menu="about")
    make_accessibility_statement()
    assert "Accessibility statement" not in shown(client, "/en/about/").text()


@pytest.mark.parametrize("language", languages.codes())
def test_every_page_links_to_the_statement(public_site: PublicSite, language: str):
    path = address(public_site.addresses, language, "page:tillganglighet")
    pages = [page for page in public_site.plain_pages if page.path.startswith(f"/{language}/")]
    assert len(pages) > 20
    without = [
        page.path
        for page in pages
        for footer in page.document.all("footer")
        if path not in {link.attributes.get("href") for link in footer.all("a")}
    ]
    assert without == []


@pytest.mark.parametrize("path", ["/sv/tillganglighet/", "/en/accessibility/"])
def test_the_shipped_statement_is_at_the_address_that_the_page_always_had(
    public_site: PublicSite, path: str
):
    main = public_site.answers[path].main
    assert "WCAG 3.1.2" in main.text()


def test_an_address_that_the_page_once_had_leads_to_it(client):
    page = make_the_page()
    page.slug_en = "accessibility-statement"
    page.save()
    response = client.get("/en/accessibility/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/en/accessibility-statement/"


# --- The form ------------------------------------------------------------------------------------


def save(client, statement, **changes):
    """What the admin answers to *changes* in the form of *statement*."""
    client.force_login(make_staff(language="en"))
    url = admin_address(AccessibilityStatement, "change", statement.pk)
    return client.post(url, form_data(client.get(url)) | changes)


def test_staff_edit_it_in_both_languages(client):
    statement = make_accessibility_statement()
    texts = {"response_time_sv": "Inom två dagar.", "response_time_en": "Within two days."}
    assert save(client, statement, **texts).status_code == 302
    statement.refresh_from_db()
    assert (statement.response_time_sv, statement.response_time_en) == tuple(texts.values())


def test_fully_does_not_go_with_something_that_falls_short(client):
    statement = make_accessibility_statement()
    response = save(client, statement, conformance=Conformance.FULL)
    assert response.status_code == 200
    assert "with at least one row" in response.content.decode()


def test_fully_goes_with_an_empty_list(client):
    statement = make_accessibility_statement()
    changes = {"conformance": Conformance.FULL, "limitations-0-DELETE": "on"}
    assert save(client, statement, **changes).status_code == 302
    statement.refresh_from_db()
    assert statement.conformance == Conformance.FULL
    assert not statement.limitations.exists()


def test_partly_does_not_go_with_an_empty_list(client):
    statement = make_accessibility_statement()
    response = save(client, statement, **{"limitations-0-DELETE": "on"})
    assert response.status_code == 200
    assert "with at least one row" in response.content.decode()
    assert statement.limitations.exists()


# --- What staff are told -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reviewed_on", "told"),
    [
        (date(2019, 6, 2), False),  # 31 days left: 2020 is a leap year
        (date(2019, 6, 1), True),  # 30 days left
        (date(2018, 1, 1), True),
        (date(2020, 4, 30), False),
    ],
)
def test_staff_are_reminded_a_month_before_the_year_is_over(reviewed_on, told):
    old = date(2017, 1, 1)
    make_accessibility_statement(prepared_on=old, assessed_on=old, reviewed_on=reviewed_on)
    assert bool(statement_to_review(NOW)) is told


def test_staff_are_told_when_there_is_no_statement():
    assert statement_to_review(NOW)
    make_accessibility_statement(publish_at=None)
    assert statement_to_review(NOW)


def test_staff_are_told_which_pages_are_missing():
    make_page(role="browsing", menu="help")
    make_page(role="privacy", menu="about", publish_at=None)
    with translation.override("en"):
        told = pages_missing(NOW)
    assert told == ("No published page is the site's page for: Privacy, Accessibility statement.")


def test_staff_are_told_nothing_when_nothing_is_missing(settings):
    settings.ACCESSIBILITY_AUTHORITY_NAME = "Exempelmyndigheten"
    settings.ACCESSIBILITY_AUTHORITY_URL = "https://authority.example.org/"
    for role in ("browsing", "privacy", "access"):
        make_page(role=role, menu="about")
    make_operator()
    make_accessibility_statement(reviewed_on=NOW.date())
    told = (pages_missing, statement_to_review, operator_unknown, authority_unknown)
    assert [warning(NOW) for warning in told] == [None] * 4


@pytest.mark.parametrize("name", ["ACCESSIBILITY_AUTHORITY_NAME", "ACCESSIBILITY_AUTHORITY_URL"])
def test_staff_are_told_when_the_authority_is_not_set(settings, name):
    settings.ACCESSIBILITY_AUTHORITY_NAME = "Exempelmyndigheten"
    settings.ACCESSIBILITY_AUTHORITY_URL = "https://authority.example.org/"
    setattr(settings, name, "")
    assert authority_unknown(NOW)


def test_the_start_page_of_the_admin_shows_it(client):
    client.force_login(make_staff(language="en"))
    html = client.get("/admin/").content.decode()
    assert "There is no published accessibility statement." in html
    assert "Nobody is named as running the site." in html
