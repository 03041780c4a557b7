"""The facts that the site was built on stand where they must, and what must not show does not.

The rows are in the content_facts_*.toml beside this file, whose heads say how they are written.
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from malmo_trygghet import content
from malmo_trygghet.content_loader import load
from publishing import languages
from tests.crawl import Answer, PublicSite, address, ask

pytestmark = pytest.mark.django_db

FILES = sorted(Path(__file__).parent.glob("content_facts_*.toml"))
EVERY_PAGE = "*"


def read(path: Path) -> dict[str, list[dict]]:
    """The rows of a file, by their kind."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rows(kind: str) -> list[dict]:
    """The rows of one kind, "row", "absent" or "shown_at", of all files."""
    return [row for path in FILES for row in read(path).get(kind, [])]


def by_page(kind: str) -> dict[str, list[dict]]:
    """The rows of one kind, by the page that they are about."""
    pages = defaultdict(list)
    for row in rows(kind):
        pages[row["page"]].append(row)
    return pages


def pages_of(site: PublicSite, page: str) -> list[Answer]:
    """*page* in every language, or every page."""
    if page == EVERY_PAGE:
        return [*site.pages, *site.missing.values()]
    return [site.answers[address(site.addresses, code, page)] for code in languages.codes()]


def tells(text: str, fact: str) -> bool:
    """Whether *fact* stands in *text*, and not as a piece of a longer word or number."""
    return bool(re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", text))


def test_every_row_says_what_it_must_and_nothing_else():
    kinds = {
        "row": {"page", *languages.codes()},
        "absent": {"page", "text"},
        "shown_at": {"page", "text", "at"},
    }
    assert {kind for path in FILES for kind in read(path)} == kinds.keys()
    for kind, keys in kinds.items():
        assert [row for row in rows(kind) if row.keys() != keys] == []


@pytest.mark.parametrize("language", languages.codes())
@pytest.mark.parametrize(("page", "facts"), by_page("row").items(), ids=by_page("row"))
def test_the_page_tells_its_facts(public_site: PublicSite, page: str, facts: list, language: str):
    answer = public_site.answers[address(public_site.addresses, language, page)]
    text = answer.main.text()
    missing = [row[language] for row in facts if not tells(text, row[language])]
    assert missing == []


@pytest.mark.parametrize(("page", "texts"), by_page("absent").items(), ids=by_page("absent"))
def test_the_page_does_not_hold_what_must_not_show(public_site: PublicSite, page: str, texts: list):
    held = [
        (answer.path, row["text"])
        for answer in pages_of(public_site, page)
        for row in texts
        if row["text"] in answer.html or row["text"] in answer.main.text()
    ]
    assert held == []


def test_the_page_told_it_at_the_time(public_site: PublicSite, client: Client):
    load(content.read())
    missing = []
    for row in rows("shown_at"):
        with time_machine.travel(row["at"], tick=False):
            for code in languages.codes():
                path = address(public_site.addresses, code, row["page"])
                if not tells(ask(client, path).main.text(), row["text"]):
                    missing.append((path, row["at"], row["text"]))
    assert missing == []
