"""Reads HTML into a tree, as far as tests ask: what is in it, and what of it a reader sees.

No repairs are made: that the HTML is well formed is for the Nu HTML checker to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What flows along in a line of text; everything else stands apart from what is around it.
INLINE = {"a", "abbr", "b", "bdi", "cite", "em", "i", "q", "small", "span", "strong", "time"}
UNSEEN = {"head", "script", "style", "svg", "template"}


@dataclass(eq=False)
class Element:
    """One element: its attributes by name, its texts and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """The elements inside this one, in order: those called one of *tags*, or all of them."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self) -> str:
        """What a reader sees of it, white space collapsed."""
        return " ".join("".join(self._pieces()).split())

    def source(self) -> str:
        """All text inside it, as it is: what a style or script element holds."""
        return "".join(child for child in self.children if isinstance(child, str))

    def _pieces(self) -> Iterator[str]:
        if self.tag in UNSEEN or "visually-hidden" in self.attributes.get("class", "").split():
            return
        apart = "" if self.tag in INLINE else " "
        yield apart
        for child in self.children:
            yield from [child] if isinstance(child, str) else child._pieces()
        yield apart


class Builder(HTMLParser):
    """Grows the tree under ``root`` from what it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Element("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.tag == tag and self.open.parent:
            self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(html: str) -> Element:
    """Takes a document; returns its root, which holds the ``html`` element."""
    builder = Builder()
    builder.feed(html)
    builder.close()
    return builder.root
