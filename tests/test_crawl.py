"""Every public page of the real content: found by following links from "/", in every language."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings

from malmo_trygghet.leaving.script import script, script_hash
from publishing import languages
from tests.crawl import Answer, PublicSite

pytestmark = pytest.mark.django_db

SELF = "'self'"


def faults(pages: Iterable[Answer], judge: Callable[[Answer], object]) -> dict[str, object]:
    """What *judge* has against each of *pages*, by address; nothing where it has nothing."""
    found = {page.path: judge(page) for page in pages}
    return {path: fault for path, fault in found.items() if fault}


def shared(pages: Iterable[Answer], name: Callable[[Answer], str]) -> dict[str, list[str]]:
    """What more than one of *pages* is called, each with the addresses of those pages."""
    named = defaultdict(list)
    for page in pages:
        named[name(page)].append(page.path)
    return {called: paths for called, paths in named.items() if len(paths) > 1}


def title(page: Answer) -> str:
    return " / ".join(element.source() for element in page.document.all("title")).strip()


def description(page: Answer) -> str:
    return " / ".join(
        element.attributes["content"]
        for element in page.document.all("meta")
        if element.attributes.get("name") == "description"
    ).strip()


def linked(page: Answer, relation: str) -> list[dict[str, str]]:
    """The attributes of the page's link elements of *relation*."""
    links = (element.attributes for element in page.document.all("link"))
    return [attributes for attributes in links if attributes["rel"] == relation]


def alternates(page: Answer) -> dict[str, str]:
    """The page's addresses by language, as it gives them itself."""
    return {link["hreflang"]: link["href"] for link in linked(page, "alternate")}


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def directives(page: Answer) -> dict[str, list[str]]:
    """The page's Content-Security-Policy: sources by directive."""
    policy = page.headers["Content-Security-Policy"]
    parts = (part.split() for part in policy.split(";"))
    return {name: sources for name, *sources in parts}


# --- Where links lead ----------------------------------------------------------------------------


def test_no_link_is_broken(public_site: PublicSite):
    broken = {
        f"{answer.path} ({answer.status})": public_site.referrers[answer.path]
        for answer in public_site.answers.values()
        if answer.status >= 400
    }
    assert broken == {}


def test_no_link_but_the_bare_address_and_the_ways_out_is_redirected(public_site: PublicSite):
    redirects = [path for path, answer in public_site.answers.items() if answer.status // 100 == 3]
    assert sorted(redirects) == ["/", "/en/leave/", "/sv/lamna/"]


def test_every_link_into_a_page_finds_its_place_there(public_site: PublicSite):
    lost = []
    for page in public_site.pages:
        for element in page.document.all("a"):
            target, fragment = urldefrag(urljoin(page.path, element.attributes["href"]))
            if fragment and target in public_site.answers:
                there = public_site.answers[target].document.all()
                if fragment not in {other.attributes.get("id") for other in there}:
                    lost.append((page.path, element.attributes["href"]))
    assert lost == []


def test_everything_published_is_reached_in_every_language(public_site: PublicSite):
    for code in languages.codes():
        addresses = public_site.addresses[code]
        assert len(addresses) > 20
        assert set(addresses.values()) - public_site.answers.keys() == set()


# --- What each page is called --------------------------------------------------------------------


def test_every_page_has_one_first_heading(public_site: PublicSite):
    def headings(page: Answer) -> list[str]:
        found = [element.text() for element in page.document.all("h1")]
        return [] if len(found) == 1 and found[0] else [f"{len(found)} h1", *found]

    assert faults(public_site.pages, headings) == {}


def test_headings_begin_at_the_first_level_and_skip_none(public_site: PublicSite):
    def skips(page: Answer) -> list[str]:
        headings = list(page.document.all("h1", "h2", "h3", "h4", "h5", "h6"))
        levels = [0, *(int(heading.tag[1]) for heading in headings)]
        return [
            f"{heading.tag} after h{before}: {heading.text()}"
            for before, heading in zip(levels, headings, strict=False)
            if int(heading.tag[1]) > before + 1
        ]

    assert faults(public_site.pages, skips) == {}


def test_every_page_has_a_title_and_a_description(public_site: PublicSite):
    assert faults(public_site.pages, lambda page: not (title(page) and description(page))) == {}


def test_no_two_pages_of_a_language_have_the_same_title(public_site: PublicSite):
    for code in languages.codes():
        pages = [page for page in public_site.plain_pages if page.language == code]
        assert shared(pages, title) == {}


def test_no_two_pages_of_a_language_have_the_same_description(public_site: PublicSite):
    for code in languages.codes():
        pages = [page for page in public_site.plain_pages if page.language == code]
        assert shared(pages, description) == {}


def test_titles_do_not_tell_what_was_chosen_in_the_directory(public_site: PublicSite):
    chosen = [page for page in public_site.pages if "?" in page.path]
    assert chosen
    for page in chosen:
        assert title(page) == title(public_site.answers[page.path.partition("?")[0]])


def test_no_id_is_given_twice(public_site: PublicSite):
    def twice(page: Answer) -> list[str]:
        ids = [e.attributes["id"] for e in page.document.all() if "id" in e.attributes]
        return sorted({one for one in ids if ids.count(one) > 1})

    assert faults(public_site.pages, twice) == {}


# --- Languages -----------------------------------------------------------------------------------


def test_every_page_says_that_it_is_in_the_language_of_its_address(public_site: PublicSite):
    def other(page: Answer) -> bool:
        [html] = page.document.all("html")
        said = (html.attributes["lang"], page.headers["Content-Language"])
        return said != (page.language, page.language)

    assert {page.language for page in public_site.pages} == {*languages.codes()}
    assert faults([*public_site.pages, *public_site.missing.values()], other) == {}


def test_every_page_names_its_own_address(public_site: PublicSite):
    def strange(page: Answer) -> list[str]:
        named = [link["href"] for link in linked(page, "canonical")]
        return [] if named == [absolute(page.path.partition("?")[0])] else named or ["none"]

    assert faults(public_site.pages, strange) == {}


def test_every_page_names_itself_in_every_language(public_site: PublicSite):
    def strange(page: Answer) -> dict[str, str] | None:
        named = alternates(page)
        default = named.get(settings.LANGUAGE_CODE)
        right = (
            set(named) == {*languages.codes(), "x-default"}
            and named[page.language] == absolute(page.path.partition("?")[0])
            and named["x-default"] == default
        )
        return None if right else named or {"none": ""}

    assert faults(public_site.pages, strange) == {}


def test_a_page_and_its_translation_name_each_other(public_site: PublicSite):
    pages = {absolute(page.path): page for page in public_site.plain_pages}

    def unanswered(page: Answer) -> list[str]:
        named = alternates(page)
        others = {address: pages.get(address) for address in named.values()}
        return [a for a, other in others.items() if not other or alternates(other) != named]

    assert faults(public_site.plain_pages, unanswered) == {}


def test_the_language_switch_leads_to_the_same_page(public_site: PublicSite):
    def astray(page: Answer) -> list[str]:
        links = [a.attributes for a in page.document.all("a") if "hreflang" in a.attributes]
        # What is chosen on a page goes along.
        switch = {link["hreflang"]: absolute(link["href"].partition("?")[0]) for link in links}
        named = {code: alternates(page)[code] for code in languages.codes()}
        del named[page.language]
        return [] if switch == named else [switch, named]

    assert faults(public_site.pages, astray) == {}


def test_a_page_that_does_not_exist_has_no_address_to_name(public_site: PublicSite):
    for page in public_site.missing.values():
        assert page.status == 404
        assert linked(page, "alternate") == linked(page, "canonical") == []


# --- What a browser is told, and asked to keep ---------------------------------------------------


def every_answer(site: PublicSite) -> list[Answer]:
    """All answers of the site itself: pages, missing pages, redirects; no static files."""
    answers = [*site.answers.values(), *site.missing.values()]
    return [answer for answer in answers if not answer.path.startswith(settings.STATIC_URL)]


def test_nothing_is_loaded_from_elsewhere(public_site: PublicSite):
    def foreign(page: Answer) -> list[str]:
        asked = [
            element.attributes[name]
            for element in page.document.all()
            for name in ("src", "srcset", "data", "poster", "action", "formaction", "ping")
            if name in element.attributes
        ]
        asked += [
            link["href"]
            for link in (element.attributes for element in page.document.all("link"))
            if link["rel"] not in {"alternate", "canonical"}
        ]
        styles = " ".join(style.source() for style in page.document.all("style"))
        return [address for address in asked if urlsplit(address).netloc] + [
            word for word in ("url(", "@import") if word in styles
        ]

    assert faults([*public_site.pages, *public_site.missing.values()], foreign) == {}


DATA_BLOCK = {"type": "application/ld+json"}


def test_nothing_runs_in_a_public_page_but_the_way_out(public_site: PublicSite):
    def scripts(page: Answer) -> list[str]:
        found = [element.tag for element in page.document.all("iframe", "object")]
        # What search engines read of an event is data: no browser runs it.
        code = [s for s in page.document.all("script") if s.attributes != DATA_BLOCK]
        found += [s.source() for s in code if s.source() != script()]
        handlers = {name for element in page.document.all() for name in element.attributes}
        return found + sorted(name for name in handlers if name.startswith("on"))

    assert faults([*public_site.pages, *public_site.missing.values()], scripts) == {}


def test_the_policy_allows_the_inlined_stylesheet_and_nothing_else_to_style(
    public_site: PublicSite,
):
    def strange(page: Answer) -> bool:
        [style] = page.document.all("style")
        digest = base64.b64encode(hashlib.sha256(style.source().encode()).digest()).decode()
        return directives(page)["style-src"] != [f"'sha256-{digest}'"]

    assert faults([*public_site.pages, *public_site.missing.values()], strange) == {}


def test_the_policy_allows_nothing_else_to_run_and_nothing_foreign(public_site: PublicSite):
    def lax(page: Answer) -> dict[str, list[str]]:
        found = directives(page)
        found.pop("style-src")
        ran = {name: found.pop(name) for name in [*found] if name.startswith("script")}
        if ran == {"script-src": [script_hash()]}:
            ran = {}
        closed = {name: found.pop(name) for name in ("default-src", "base-uri", "frame-ancestors")}
        closed = {name: sources for name, sources in closed.items() if sources != ["'none'"]}
        open_ = {name: sources for name, sources in found.items() if sources != [SELF]}
        return {**closed, **open_, **ran}

    assert faults(every_answer(public_site), lax) == {}


def test_a_visit_stays_between_the_visitor_and_the_site(public_site: PublicSite):
    wanted = {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }

    def missing(answer: Answer) -> dict[str, str]:
        # The way out tells the other side nothing at all.
        stricter = {"Referrer-Policy": "no-referrer"} if answer.status == 303 else {}
        expected = {**wanted, **stricter}
        return {name: v for name, v in expected.items() if answer.headers.get(name) != v}

    assert faults(every_answer(public_site), missing) == {}


def test_no_answer_sets_a_cookie_or_depends_on_one(public_site: PublicSite):
    def marked(answer: Answer) -> list[str]:
        varies = answer.headers.get("Vary", "")
        return answer.cookies + ([varies] if "cookie" in varies.lower() else [])

    assert faults(every_answer(public_site), marked) == {}


def test_only_the_bare_address_depends_on_what_the_browser_prefers(public_site: PublicSite):
    varied = faults(every_answer(public_site), lambda answer: answer.headers.get("Vary"))
    assert varied == {"/": "Accept-Language"}
