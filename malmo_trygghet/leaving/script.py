"""The one script of the public pages, inlined so that it works as soon as the control is there."""

import base64
import hashlib
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent / "static" / "js" / "leave.js"


@cache
def script() -> str:
    """The script without the comments and the indentation of its file."""
    lines = (line.strip() for line in SOURCE.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def script_hash() -> str:
    """Its source expression for a Content-Security-Policy (CSP level 3, hash-source)."""
    digest = hashlib.sha256(script().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
