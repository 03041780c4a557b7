"""Walks the accessibility tree of a page: what a screen reader is told, in the order of reading."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from playwright.sync_api import Page

PRESSED = {"button", "checkbox", "DisclosureTriangle", "link", "radio", "searchbox", "textbox"}
CHOSEN = {"checkbox", "radio"}
LANDMARKS = {"banner", "complementary", "contentinfo", "main", "navigation", "region", "search"}
#: Of these there is one on every page. Of others there may be several, told apart by their names.
ALONE = {"banner", "contentinfo", "main"}


class Node(NamedTuple):
    """Something that is announced; *within* are the roles and names of what it stands in."""

    role: str
    name: str
    level: int
    within: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.role} {self.level or ''}".strip() + f": {self.name}"


def announced(page: Page) -> list[Node]:
    """Takes an open page; returns all that a screen reader is told of it, from top to bottom."""
    debugger = page.context.new_cdp_session(page)
    found = debugger.send("Accessibility.getFullAXTree")["nodes"]
    debugger.detach()
    nodes = {node["nodeId"]: node for node in found}

    def walk(node: dict, within: tuple) -> Iterator[Node]:
        if not node["ignored"]:
            role, name = node["role"]["value"], node.get("name", {}).get("value", "").strip()
            levels = (
                each["value"]["value"] for each in node["properties"] if each["name"] == "level"
            )
            is_heading = role == "heading"
            yield Node(role, name, next(levels, 0) if is_heading else 0, within)
            within = (*within, (role, name))
        for child in node["childIds"]:
            if child in nodes:
                yield from walk(nodes[child], within)

    return list(walk(found[0], ()))


def tree_faults(page: Page) -> list[str]:
    """Takes an open page; returns what somebody who only hears it could not make sense of."""
    nodes = announced(page)
    if len(nodes) < 10:
        raise RuntimeError(f"There is next to nothing in the tree of {page.url}")
    return [
        *(f"has no name: {node.role}" for node in nodes if node.role in PRESSED and not node.name),
        *(
            f"stands in no group with a name: {node}"
            for node in nodes
            if node.role in CHOSEN and not any(r == "group" and name for r, name in node.within)
        ),
        *heading_faults(nodes),
        *landmark_faults(nodes),
        *(
            f"{times} buttons say the same: {name}"
            for name, times in Counter(n.name for n in nodes if n.role == "button").items()
            if times > 1
        ),
    ]


def heading_faults(nodes: list[Node]) -> Iterator[str]:
    headings = [node for node in nodes if node.role == "heading"]
    if [node.level for node in headings].count(1) != 1:
        yield f"has not one heading of level 1: {[*map(str, headings)]}"
    main = [node for node in headings if ("main", "") in node.within]
    for above, node in pairwise(main):
        if node.level > above.level + 1:
            yield f"skips a level: {node}"


def landmark_faults(nodes: list[Node]) -> Iterator[str]:
    landmarks = Counter((node.role, node.name) for node in nodes if node.role in LANDMARKS)
    roles = Counter(role for role, _name in landmarks)
    for role in sorted(ALONE):
        if landmarks[role, ""] != 1:
            yield f"has not one {role}"
    for (role, name), times in landmarks.items():
        if times > 1 or (roles[role] > 1 and not name):
            yield f"{times} × {role} named “{name}”"
