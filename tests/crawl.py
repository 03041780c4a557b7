"""The public site as a visitor finds it who follows every link, in every language."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from django.apps import apps
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from malmo_trygghet import content
from publishing import languages
from publishing.models import Addressed
from tests.markup import Element, parse

#: Where nobody has written a page, nor ever will.
MISSING = "finns-inte"


@dataclass(frozen=True)
class Answer:
    """What the site said when it was asked for *path*."""

    path: str
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.headers["Content-Type"].startswith("text/html") and self.status == 200

    @property
    def language(self) -> str:
        """The language that the address asks for."""
        return self.path.split("/")[1]

    @cached_property
    def html(self) -> str:
        return self.body.decode()

    @cached_property
    def document(self) -> Element:
        return parse(self.html)

    @property
    def main(self) -> Element:
        """What the page has to itself: no header, no footer."""
        [main] = self.document.all("main")
        return main

    def links(self) -> Iterator[str]:
        """Every address that the answer leads to or loads, as it stands there."""
        if "Location" in self.headers:
            yield self.headers["Location"]
        if not self.headers["Content-Type"].startswith("text/html"):
            return
        for element in self.document.all():
            # Absolute by nature, and held against the addresses of the pages by a test.
            if element.attributes.get("rel") in {"alternate", "canonical"}:
                continue
            for name in ("href", "src", "action"):
                if name in element.attributes:
                    yield element.attributes[name]


@dataclass
class PublicSite:
    """All that was found."""

    #: By address, with its query if it has one.
    answers: dict[str, Answer] = field(default_factory=dict)
    #: Who leads there, by address.
    referrers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    #: The page of what does not exist, by language.
    missing: dict[str, Answer] = field(default_factory=dict)
    #: The page of every published object: by language and what it is, "service:hemmatraffar".
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def pages(self) -> list[Answer]:
        return [answer for answer in self.answers.values() if answer.is_page]

    @property
    def plain_pages(self) -> list[Answer]:
        """Those that are pages of their own, and not choices made on one."""
        return [page for page in self.pages if "?" not in page.path]


def crawl(client: Client) -> PublicSite:
    """Takes a visitor; returns what they find from "/" on, the database being filled."""
    site = PublicSite()
    queue = ["/"]
    for path in queue:
        if path in site.answers:
            continue
        answer = site.answers[path] = ask(client, path)
        for link in answer.links():
            target, _fragment = urldefrag(urljoin(path, link))
            if not urlsplit(target).scheme:
                site.referrers[target].append(path)
                queue.append(target)
    for code in languages.codes():
        site.missing[code] = ask(client, f"/{code}/{MISSING}/")
        site.addresses[code] = addresses(code)
    return site


def ask(client: Client, path: str) -> Answer:
    """Asks for *path*; returns the answer."""
    response = client.get(path)
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    headers = dict(response.headers)
    return Answer(path, response.status_code, headers, cookies, response.getvalue())


def addresses(language: str) -> dict[str, str]:
    """The page in *language* of everything published that has one, by what it is.

    What ships with the site goes by its kind and key, as in "service:hemmatraffar".
    """
    keys = {shipped.identity[1]: shipped.key for shipped in content.read()}
    models = [model for model in apps.get_models() if issubclass(model, Addressed)]
    found = {}
    with translation.override(language):
        for model in models:
            for instance in model.objects.published():
                path = instance.get_absolute_url()
                found[f"{resolve(path).view_name}:{keys.get(instance.uuid)}"] = path
    return found


def address(known: dict[str, dict[str, str]], language: str, page: str) -> str:
    """Where *page* is in *language*: that of an object in *known*, or of the view of that name."""
    if ":" in page:
        return known[language][page]
    with translation.override(language):
        return reverse(page)
