"""The rule of what a sensitive service may be called, and what is an address: plain functions."""

import pytest

from services import discretion as rule


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Samtal och stöd", None),
        ("", rule.TITLE_NEEDED),
        ("  ", rule.TITLE_NEEDED),
        ("Kriscentrum Malmö", rule.TELLS),
        ("Samtal på KRISCENTRUM-MALMÖ", rule.TELLS),
        ("Om malmö crisis centre", rule.TELLS),
        ("Kriscentrum", None),
        ("Prata med någon", rule.TAKEN),
        ("PRATA  MED NÅGON", rule.TAKEN),
    ],
)
def test_a_discreet_title_is_there_tells_nothing_and_is_nobody_elses(title, why):
    names = ["Kriscentrum Malmö", "Kriscentrum Malmö (Malmö Crisis Centre)"]
    assert rule.title_fault(title, names=names, others=["Prata med någon"]) == why


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("samtal-och-stod", None),
        ("", rule.SLUG_NEEDED),
        ("boende", rule.TELLS),
        ("boende-for-vuxna", rule.TELLS),
        ("boendestod", None),
    ],
)
def test_a_discreet_address_is_there_and_tells_nothing(slug, why):
    assert rule.slug_fault(slug, names=["Boende"]) == why


@pytest.mark.parametrize(
    "text",
    [
        "Kom till Exempelgatan 12.",
        "exempelvägen 3 B",
        "<p>Norra Exempelstigen 140</p>",
        "Stora Torg 1",
        "Box 1, 211 00 Malmö",
        "Exempelg. 12",
        "Exempelv. 3",
        "Vi finns på Exempelgatan tolv.",
        "exempelvagen-15",
        "Exempelvägen <strong>18</strong>",
        "<p>Exempel&shy;vägen 18</p>",
        "Come to Example Road 20",
        "12 Example Street",
        "https://maps.example.org/?q=Exempelv%C3%A4gen+21",
        "https://www.example.org/maps/place",
        "55.6049, 13.0038",
    ],
)
def test_an_address_is_seen_in_a_text(text):
    assert rule.looks_like_an_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring 040-628 04 00 Malmö",
        "Ring 114 14 Polisen svarar",
        "Kvinnor 18 år och äldre, 16–22 år",
        "Den 3 maj 2016 öppnade vi på Djäknegatan",
        "Så fungerar vägen 2016",
        "Staden har 350 000 invånare",
        "stod-till-3-grupper",
        "Vi hjälper dig på väg, steg 3",
        "Gå två vägar",
        "Råd av 2 personer",
        "Version 55.6",
    ],
)
def test_what_is_no_address_is_left_alone(text):
    assert not rule.looks_like_an_address(text)
