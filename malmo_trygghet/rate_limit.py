"""How often somebody may send something, without keeping who it was."""

import ipaddress
import secrets
from collections import Counter
from hashlib import blake2b
from threading import Lock

HOUR = 3600


class HourlyLimit:
    """At most *each* times an hour from one address, and *overall* from all of them.

    It lives in the memory of one process. Addresses are counted under a keyed hash whose key is
    made anew every hour and never leaves this object, so that not even the counts of an hour ago
    say anything about anybody. There are never more counts than *overall*.
    """

    def __init__(self, each: int, overall: int):
        self.each = each
        self.overall = overall
        self.lock = Lock()
        self._begin(hour=0)

    def allows(self, address: str, now: float) -> bool:
        """Whether *address* may send once more at *now* (seconds since 1970); counts it if so.

        Without an address, which a server behind a socket may not know, only the overall limit
        holds.
        """
        with self.lock:
            if self.hour != now // HOUR:
                self._begin(now // HOUR)
            if self.counts.total() >= self.overall:
                return False
            who = self._hash(address)
            if address and self.counts[who] >= self.each:
                return False
            self.counts[who] += 1
            return True

    def _begin(self, hour: float) -> None:
        self.hour = hour
        self.key = secrets.token_bytes(32)
        self.counts: Counter[bytes] = Counter()

    def _hash(self, address: str) -> bytes:
        return blake2b(network(address).encode(), key=self.key, digest_size=8).digest()


def network(address: str) -> str:
    """The part of *address* that one household shares: IPv6 hands out 64 bits to each."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def visitor_address(meta: dict, header: str) -> str:
    """The address that a request comes from, empty if none is known; *meta* is ``request.META``.

    *header* is the one in which our own proxy writes it ("X-Real-IP"), empty if there is none in
    front. Of a list ("X-Forwarded-For") the last is what our proxy saw; the rest anybody can
    invent.
    """
    if not header:
        return ip_address(meta.get("REMOTE_ADDR", ""))
    value = meta.get(f"HTTP_{header.upper().replace('-', '_')}", "")
    return ip_address(value.rpartition(",")[2])


def ip_address(text: str) -> str:
    """The IP address that *text* is, without its port; empty if it is none.

    With the port, which differs from request to request, nobody would ever be counted twice; and
    "unix:" would be one visitor for all.
    """
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
