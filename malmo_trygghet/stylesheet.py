"""The one stylesheet, inlined in every public page so that nothing blocks rendering."""

import base64
import hashlib
from functools import cache
from pathlib import Path

import rcssmin

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css"
#: In the order of the cascade layers that ``tokens.css`` declares; "leave" is a component.
FILES = ("tokens", "base", "layout", "components", "leave", "utilities", "print")


@cache
def stylesheet(site_url: str) -> str:
    """The layer files joined and minified. *site_url* completes the addresses on paper."""
    source = "\n".join((FOLDER / f"{layer}.css").read_text() for layer in FILES)
    return f':root{{--site:"{site_url}"}}{rcssmin.cssmin(source)}'


@cache
def stylesheet_hash(site_url: str) -> str:
    """Its source expression for a Content-Security-Policy (CSP level 3, hash-source)."""
    digest = hashlib.sha256(stylesheet(site_url).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
