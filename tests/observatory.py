"""How the HTTP Observatory, Mozilla's and MDN's public scanner, grades what a site answers.

The rules as published in its scanner (mdn-http-observatory, version 1.5 of October 2025: the score
table and the tests), retold for what such a site can answer. A site begins at 100 points. What is
wrong takes points away; what is better than required gives some, which count from 90 points on.
100 points and more are the grade A+. Not here: the test of plain http being redirected, which has
a test of its own, and preloading, which no answer tells of.
"""

from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from tests.markup import parse

#: The best grade, and what it takes.
BEST, FULL = "A+", 100
EXTRA_CREDIT_FROM = 90
HALF_A_YEAR = 15_552_000
#: Sources that let in anybody.
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
UNSAFE = {*BROAD, "'unsafe-inline'", "data:"}
NAMED = ("'sha256-", "'sha384-", "'sha512-", "'nonce-")
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def scores(response, url: str) -> dict[str, int]:
    """Points by test for the answer at *url*, https as the site is."""
    policy = sources(response.get("Content-Security-Policy", ""))
    return {
        "content security policy": content_security_policy(policy),
        "cookies": cookies(response.cookies),
        "cross-origin resource sharing": cross_origin_sharing(response),
        "cross-origin resource policy": resource_policy(response),
        "referrer policy": referrer_policy(response.get("Referrer-Policy", "")),
        "strict transport security": transport_security(response),
        "subresource integrity": integrity(response, url),
        "x-content-type-options": 0 if response.get("X-Content-Type-Options") == "nosniff" else -5,
        "x-frame-options": framing(response, policy),
    }


def grade(points: Iterable[int]) -> tuple[str, int]:
    """Grade and score of a site with these points."""
    points = [*points]
    score = max(0, FULL + sum(each for each in points if each < 0))
    if score >= EXTRA_CREDIT_FROM:
        score += sum(each for each in points if each > 0)
    letters = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C"}
    letters |= {45: "C-", 40: "D+", 30: "D", 25: "D-", 0: "F"}
    return next(letter for least, letter in letters.items() if score >= least), score


def sources(policy: str) -> dict[str, set[str]]:
    """The sources of each directive; of a directive that comes twice, the first counts."""
    found = {}
    for directive in policy.split(";"):
        name, *values = directive.split() or [""]
        found.setdefault(name.lower(), {value.lower() for value in values})
    found.pop("", None)
    return found


def content_security_policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25

    def of(name: str) -> set[str]:
        found = policy.get(name, policy.get("default-src", {"*"}))
        # Browsers that know hashes and nonces ignore it beside them.
        return found - {"'unsafe-inline'"} if any(s.startswith(NAMED) for s in found) else found

    script, style, images = of("script-src"), of("style-src"), of("img-src") | of("media-src")
    if script & UNSAFE or policy.get("object-src", policy.get("default-src", {"*"})) & BROAD:
        return -20
    active = set.union(
        script, *(policy[name] for name in policy if name not in {"img-src", "media-src"})
    )
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if any(source.startswith(("http:", "ftp:")) for source in images):
        return -10
    if style & UNSAFE:
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def cookies(jar: SimpleCookie) -> int:
    """No cookie costs nothing; one that is open to others does."""
    if not jar:
        return 0
    worst = 5
    for name, cookie in jar.items():
        is_session = any(word in name.lower() for word in ("login", "sess"))
        same_site = cookie["samesite"].lower()
        if same_site not in {"", "lax", "strict", "none"} or (
            same_site == "none" and not cookie["secure"]
        ):
            worst = min(worst, -20)
        if "csrf" in name.lower() and not same_site:
            worst = min(worst, -20)
        if not cookie["secure"]:
            worst = min(worst, -10 if is_session else -5)
        if is_session and not cookie["httponly"]:
            worst = min(worst, -30)
        if not same_site:
            worst = min(worst, 0)
    return worst


def cross_origin_sharing(response) -> int:
    shared = response.get("Access-Control-Allow-Origin")
    return -50 if shared and response.get("Access-Control-Allow-Credentials") == "true" else 0


def resource_policy(response) -> int:
    points = {"": 0, "cross-origin": 0, "same-site": 10, "same-origin": 10}
    return points.get(response.get("Cross-Origin-Resource-Policy", "").strip().lower(), -5)


def referrer_policy(header: str) -> int:
    if not header:
        return 0
    return 5 if header.rpartition(",")[2].strip().lower() in PRIVATE else -5


def transport_security(response) -> int:
    parts = response.get("Strict-Transport-Security", "").lower().split(";")
    ages = [part.partition("=")[2] for part in map(str.strip, parts) if part.startswith("max-age=")]
    if not ages or not ages[0].isdecimal():
        return -20
    return 0 if int(ages[0]) >= HALF_A_YEAR else -10


def integrity(response, url: str) -> int:
    """Scripts from elsewhere must be named by their hash, and come over https."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return 0
    worst = 0
    for script in parse(response.content.decode()).all("script"):
        address = urlsplit(script.attributes.get("src", ""))
        if not address.netloc or address.netloc == urlsplit(url).netloc:
            continue
        has_hash = "integrity" in script.attributes
        if address.scheme != "https":
            worst = min(worst, -20 if has_hash else -50)
        elif not has_hash:
            worst = min(worst, -5)
    return worst


def framing(response, policy: dict[str, set[str]]) -> int:
    if "frame-ancestors" in policy:
        return 5
    header = response.get("X-Frame-Options", "").strip().lower()
    return 0 if header in {"deny", "sameorigin"} or header.startswith("allow-from") else -20
