"""Asks axe-core whether a page is accessible."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(page: Page) -> list[str]:
    """Takes an open page; returns what breaks WCAG 2.2 AA or good practice, a few lines each.

    The script goes in through the debugger, past the page's Content-Security-Policy. While it
    works, axe itself trips over that policy: collect the page's own complaints before. The page
    is scrolled to its top: axe counts what has scrolled under the sticky bar as too small to press.
    """
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    if not found["passes"]:
        raise RuntimeError(f"axe found nothing at all to check on {page.url}")
    return [described(violation) for violation in found["violations"]]


def described(violation: dict) -> str:
    """Takes one violation; returns the rule, and each element that breaks it with the reason."""
    places = (
        f"  {node['html'][:200]}\n    {' '.join(node['failureSummary'].split())}"
        for node in violation["nodes"]
    )
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])
