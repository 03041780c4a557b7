"""How often one may send a report, and what is remembered of who did."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import checks

from malmo_trygghet.feedback import page_of, printable
from malmo_trygghet.rate_limit import HourlyLimit, network, visitor_address

HOUR = 3600


def test_one_address_is_stopped_and_others_are_not() -> None:
    limit = HourlyLimit(each=2, overall=10)
    assert [limit.allows("192.0.2.1", HOUR) for _ in range(3)] == [True, True, False]
    assert limit.allows("192.0.2.2", HOUR)


def test_the_next_hour_begins_anew() -> None:
    limit = HourlyLimit(each=1, overall=10)
    assert limit.allows("192.0.2.1", HOUR)
    assert not limit.allows("192.0.2.1", 2 * HOUR - 1)
    assert limit.allows("192.0.2.1", 2 * HOUR)


def test_all_together_are_stopped_too() -> None:
    limit = HourlyLimit(each=2, overall=3)
    addresses = [f"192.0.2.{number}" for number in range(5)]
    assert [limit.allows(each, HOUR) for each in addresses] == [True] * 3 + [False] * 2


def test_without_an_address_only_the_overall_limit_holds() -> None:
    limit = HourlyLimit(each=1, overall=3)
    assert [limit.allows("", HOUR) for _ in range(4)] == [True] * 3 + [False]


def test_memory_has_a_ceiling() -> None:
    limit = HourlyLimit(each=2, overall=100)
    for number in range(10_000):
        limit.allows(f"198.51.{number // 256}.{number % 256}", HOUR)
    assert len(limit.counts) == 100


def test_a_refused_one_takes_nothing_from_the_others() -> None:
    limit = HourlyLimit(each=1, overall=3)
    for _ in range(10):
        limit.allows("192.0.2.1", HOUR)
    assert limit.allows("192.0.2.2", HOUR)


def test_no_address_is_kept_and_hashes_differ_from_hour_to_hour() -> None:
    limit = HourlyLimit(each=1, overall=10)
    address = "203.0.113.77"
    limit.allows(address, HOUR)
    [first] = limit.counts
    limit.allows(address, 2 * HOUR)
    [second] = limit.counts
    assert first != second
    assert len(second) == 8
    gc.collect()
    assert address not in repr(vars(limit))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_one_household_counts_as_one(one: str, other: str) -> None:
    assert network(one) == network(other)
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("", "127.0.0.1"),
        ("X-Real-IP", "192.0.2.7"),
        # Whatever the visitor wrote stands before what our proxy saw.
        ("X-Forwarded-For", "192.0.2.8"),
        ("X-Absent", ""),
    ],
)
def test_only_our_own_proxys_header_is_believed(header: str, address: str) -> None:
    meta = {
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_REAL_IP": "192.0.2.7",
        "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.8",
    }
    assert visitor_address(meta, header) == address


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        # A port differs from request to request, and would make each a new visitor.
        ("192.0.2.7:40312", "192.0.2.7"),
        ("[2001:db8::7]:40312", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("2001:DB8::7", "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1%eth0"),
        # What is no address is nobody's, and must not make all visitors one.
        ("unix:", ""),
        ("unknown", ""),
        ("192.0.2.7, ", ""),
        ("", ""),
    ],
)
def test_an_address_is_read_however_a_proxy_writes_it(sent: str, address: str) -> None:
    assert visitor_address({"HTTP_X_REAL_IP": sent}, "X-Real-IP") == address
    assert visitor_address({"REMOTE_ADDR": sent}, "") == address


def test_a_header_that_visitors_send_is_not_believed_where_there_is_no_proxy() -> None:
    meta = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_REAL_IP": "203.0.113.9"}
    assert visitor_address(meta, "") == "192.0.2.7"


@pytest.mark.parametrize(("header", "warned"), [("", True), ("X-Real-IP", False)])
def test_a_proxy_that_hides_all_visitors_behind_its_own_address_is_told_at_start(
    settings: object, header: str, warned: bool
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.VISITOR_ADDRESS_HEADER = header
    found = [message.id for message in checks.run_checks()]
    assert ("malmo_trygghet.W001" in found) == warned


def test_two_threads_never_let_one_too_many_through() -> None:
    limit = HourlyLimit(each=100, overall=1000)
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _: limit.allows("192.0.2.1", HOUR), range(400)))
    assert allowed.count(True) == 100


ORIGINS = {"https://example.org"}


@pytest.mark.parametrize(
    ("referrer", "page"),
    [
        ("", ""),
        ("https://example.org/sv/verksamheter/", "/sv/verksamheter/"),
        ("https://example.org/sv/verksamheter/?a=4#lines", "/sv/verksamheter/"),
        ("https://elsewhere.example/sv/", ""),
        ("http://example.org/sv/", ""),
        ("https://example.org.elsewhere.example/sv/", ""),
        ("https://example.org/sv/fel/", ""),
        ("https://[broken", ""),
        ("nonsense", ""),
        (f"https://example.org/{'x' * 1000}", f"/{'x' * 299}"),
    ],
)
def test_the_page_is_read_from_the_referrer(referrer: str, page: str) -> None:
    assert page_of(referrer, ORIGINS, own={"/sv/fel/"}) == page


def test_control_characters_are_dropped_and_letters_of_all_scripts_kept() -> None:
    assert printable(" ett\r\ntvå\rtre\x00\x1b[31m\x7f 🙂 سلام ") == "ett\ntvå\ntre[31m 🙂 سلام"
