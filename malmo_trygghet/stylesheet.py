"""The one stylesheet, inlined in every public page so that nothing blocks rendering."""

import base64
import hashlib
from functools import cache
from pathlib import Path

import rcssmin

FOLDER = Path(__file__).resolve().parent.parent / "static" / "css"
#: In the order of the cascade layers that ``tokens.css`` declares.
LAYERS = ("tokens", "base", "layout", "components", "utilities", "print")


@cache
def stylesheet() -> str:
    """The layer files joined and minified."""
    source = "\n".join((FOLDER / f"{layer}.css").read_text() for layer in LAYERS)
    return rcssmin.cssmin(source)


@cache
def stylesheet_hash() -> str:
    """Its source expression for a Content-Security-Policy (CSP level 3, hash-source)."""
    digest = hashlib.sha256(stylesheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
