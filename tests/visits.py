"""Visits single pages: where something is in a language, and what a visitor reads there."""

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation

from publishing.models import Content
from tests.markup import Element, parse


def path_of(page: Content | str, language: str = "sv") -> str:
    """The address in *language* of something with a page, or of the view of that name; an address
    is what it is."""
    if isinstance(page, str) and page.startswith("/"):
        return page
    with translation.override(language):
        return reverse(page) if isinstance(page, str) else page.get_absolute_url()


def ask(client: Client, page: Content | str, language: str = "sv", query: str = "") -> str:
    """Takes a page, and a query without its question mark; returns the HTML of the page."""
    response: HttpResponseBase = client.get(path_of(page, language) + (query and f"?{query}"))
    assert response.status_code == 200
    return response.content.decode()


def visit(client: Client, page: Content | str, language: str = "sv", query: str = "") -> Element:
    """The same, read into a tree; what the page has to itself is its ``main`` element."""
    return parse(ask(client, page, language, query))


def read(client: Client, page: Content | str, language: str = "sv", query: str = "") -> str:
    """The same, as the text that a reader sees of what the page has to itself."""
    [main] = visit(client, page, language, query).all("main")
    return main.text()


def hrefs(element: Element) -> list[str]:
    """Where the links inside *element* lead."""
    return [link.attributes["href"] for link in element.all("a")]


def language_of(element: Element) -> str:
    """The language that the HTML says *element* is in: its own, or that of what it is in."""
    return element.attributes.get("lang") or language_of(element.parent)
