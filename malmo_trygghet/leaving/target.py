"""What an address must be like that visitors leave to."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

#: Nothing that a browser would drop or read in a way of its own.
STRANGE = re.compile(r"[\s\x00-\x1f\x7f\\]")


def fault(target: str, own_hosts: Iterable[str]) -> str | None:
    """What is wrong with *target* as the end of a sentence, or None if visitors can leave there.

    *own_hosts* are the names that this site goes by, as ``ALLOWED_HOSTS`` writes them: ".x.org"
    stands for x.org and everything under it, "*" says nothing.
    """
    try:
        parts = urlsplit(target)
        host, _port = normal(parts.hostname or ""), parts.port
    except ValueError:
        return "is not an address"
    if not parts.scheme and not parts.netloc:
        return "is not an absolute address, but only a part of one"
    if parts.scheme != "https":
        return "does not begin with https://, so that others on the network could read it"
    if not host or STRANGE.search(target) or not is_host(host):
        return "names no host"
    if parts.username is not None or parts.password is not None:
        return "holds a user name or a password"
    if any(matches(host, own) for own in own_hosts):
        return "is on this site, and leaving must lead away from it"
    return None


def normal(host: str) -> str:
    """*host* as all its spellings are compared: lower case, ASCII, no dot at the end."""
    host = host.rstrip(".").lower()
    # Raises UnicodeError, a ValueError, for what can be no host name.
    return host if ":" in host or host.isascii() else host.encode("idna").decode()


def is_host(host: str) -> bool:
    """Whether a browser could look *host* up: a name, or the digits of an address."""
    shown = f"[{host}]" if ":" in host else host
    try:
        # A name without any dot is refused too: it means something else on every network.
        URLValidator(schemes=["https"])(f"https://{shown}/")
    except ValidationError:
        return False
    return True


def matches(host: str, own: str) -> bool:
    """Whether *host* is the one that *own*, an entry of ``ALLOWED_HOSTS``, stands for."""
    if own == "*":
        return False
    bare = normal(own.strip("[]").lstrip("."))
    return host == bare or (own.startswith(".") and host.endswith(f".{bare}"))
