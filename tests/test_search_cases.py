"""What residents write finds the help that is there: the cases of search_cases.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from malmo_trygghet import content
from malmo_trygghet.search.find import find, tells_of_danger
from malmo_trygghet.search.known_words import known_words

CASES = tomllib.loads((Path(__file__).parent / "search_cases.toml").read_text())["case"]
TOP = 5


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The shipped content, loaded once for all cases and taken away afterwards."""
    with django_db_blocker.unblock():
        assert re.search("test|memory", str(connection.settings_dict["NAME"]))
        known_words.forget()
        call_command("load_content", verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)
        known_words.forget()


@pytest.fixture(scope="module")
def keys() -> dict:
    """The keys of the content files by the ids that follow from them."""
    return {one.identity[1]: one.key for one in content.read()}


def test_there_are_cases_enough_in_both_languages():
    assert len(CASES) >= 80
    for code in ("sv", "en"):
        assert sum(case["language"] == code for case in CASES) >= 25
    assert len({(case["language"], case["query"]) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['query']}")
@pytest.mark.django_db
def test_what_residents_write_finds_the_help_that_is_there(case, site, keys):
    with translation.override(case["language"]):
        outcome = find(case["query"])
    shown = [keys[result.object.uuid] for result in outcome.results]
    found = shown[:TOP]
    if "first" in case:
        assert found[:1] == [case["first"]], found
    assert {*case.get("top", ())} <= {*found}, found
    assert {*case.get("absent", ())}.isdisjoint(shown), shown
    assert shown == case.get("only", shown)
    assert outcome.danger is case.get("danger", False)
    if "doors" in case:
        assert outcome.doors == {*case["doors"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "han slår mig",
        "Hon SLOG   mig\nigår",
        "jag är rädd för min bror",
        "Han hotar att döda mig",
        "våldtagen",
        "Numret är fel. Jag har självmordstankar.",
        "he hits me",
        "he threatens me with a knife",
        "I want to kill myself",
        "زوجي يضربني",
        "Vill dö",
        "what do I do when you write dö",
    ],
)
def test_words_of_danger_are_heard_in_a_report(text, site):
    assert tells_of_danger(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Numret stämmer inte",
        "Det blev fel på fredag",
        "The skill page is wrong",
        "🙂",
        "hotellet",
        "What do I do with this number",
        "hon",
    ],
)
def test_other_words_are_not(text, site):
    assert not tells_of_danger(text)
