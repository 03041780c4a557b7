"""Addresses: a slug per language, and no address that was ever printed dies."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from publishing.models import PastSlug
from tests.factories import (
    make_event,
    make_organisation,
    make_page,
    make_press_release,
    make_service,
)
from tests.visits import path_of, read

pytestmark = pytest.mark.django_db

MAKERS = {
    "service": (make_service, "name"),
    "organisation": (make_organisation, "name"),
    "event": (make_event, "title"),
    "press release": (make_press_release, "title"),
    "page": (make_page, "title"),
}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest):
    """Makes something with a page, of each kind in turn, from its headings."""
    factory, heading = MAKERS[request.param]

    def made(sv: str = "Rådet", en: str = "The council", **given):
        return factory(**{f"{heading}_sv": sv, f"{heading}_en": en}, **given)

    return made


def rename(made, **slugs) -> None:
    for name, slug in slugs.items():
        setattr(made, name, slug)
    made.full_clean()
    made.save()


def leads_to(client, path: str) -> tuple[int, str | None]:
    """The status at *path*, and where it redirects."""
    response = client.get(path)
    return response.status_code, response.get("Location")


# --- How an address comes about ------------------------------------------------------------------


def test_each_language_has_an_address_from_its_own_heading(client, make):
    made = make("Rådet för Öst", "The East Council")
    assert (made.slug_sv, made.slug_en) == ("radet-for-ost", "the-east-council")
    for language in ("sv", "en"):
        assert leads_to(client, path_of(made, language)) == (200, None)


def test_an_address_that_is_missing_is_null(make):
    made = make(en="")
    assert made.slug_en is None
    assert type(made).objects.filter(slug_en__isnull=True).contains(made)


def test_many_may_lack_an_address_in_a_language(make):
    assert {make("Ett", "").slug_en, make("Två", "").slug_en} == {None}


def test_without_an_english_address_the_swedish_one_serves(client, make):
    made = make(en="")
    assert path_of(made, "en").endswith("/radet/")
    assert leads_to(client, path_of(made, "en")) == (200, None)


def test_an_address_that_is_taken_gets_a_number(make):
    assert [make().slug_sv for _ in range(3)] == ["radet", "radet-2", "radet-3"]


def test_the_number_is_free_in_each_language_by_itself(make):
    make("Rådet", "One")
    second = make("Rådet", "Two")
    assert (second.slug_sv, second.slug_en) == ("radet-2", "two")


def test_a_heading_without_any_letter_still_gets_an_address(client, make):
    made = make("!!!", "???")
    assert leads_to(client, path_of(made)) == (200, None)


def test_a_long_heading_gives_an_address_that_fits(client, make):
    assert leads_to(client, path_of(make("Rå" * 60, "")))[0] == 200


def test_an_address_that_staff_have_chosen_stays(make):
    made = make(slug_sv="eget", slug_en="own")
    made.save()
    assert (made.slug_sv, made.slug_en) == ("eget", "own")


def test_a_new_heading_leaves_the_address_alone(make):
    made = make()
    setattr(made, f"{made.heading_field}_sv", "Nämnden")
    made.save()
    assert made.slug_sv == "radet"


# --- Old addresses, and those of the other language ----------------------------------------------


def test_every_address_that_was_leads_to_the_one_that_is(client, make):
    made = make()
    old = path_of(made)
    rename(made, slug_sv="namnden")
    older = path_of(made)
    rename(made, slug_sv="utskottet")
    new = path_of(made)
    assert leads_to(client, old) == leads_to(client, older) == (301, new)
    assert leads_to(client, new) == (200, None)


def test_each_language_keeps_its_own_history(client, make):
    made = make()
    old = {code: path_of(made, code) for code in ("sv", "en")}
    rename(made, slug_sv="namnden", slug_en="the-board")
    for code in ("sv", "en"):
        assert leads_to(client, old[code]) == (301, path_of(made, code))


def test_the_address_of_the_other_language_leads_to_this_one(client, make):
    made = make()
    swedish, english = path_of(made, "sv"), path_of(made, "en")
    mixed = english.replace("the-council", "radet")
    assert leads_to(client, mixed) == (301, english)
    assert leads_to(client, swedish.replace("radet", "the-council")) == (301, swedish)


def test_the_swedish_address_leads_on_when_an_english_one_has_come(client, make):
    made = make(en="")
    before = path_of(made, "en")
    rename(made, slug_en="the-council")
    assert leads_to(client, before) == (301, path_of(made, "en"))


def test_an_address_that_comes_back_is_history_no_more(client, make):
    made = make()
    first = path_of(made)
    rename(made, slug_sv="namnden")
    second = path_of(made)
    rename(made, slug_sv="radet")
    assert leads_to(client, first) == (200, None)
    assert leads_to(client, second) == (301, first)


def test_what_is_not_published_redirects_nobody(client, make):
    made = make(publish_at=None)
    old = path_of(made)
    rename(made, slug_sv="namnden")
    assert leads_to(client, old)[0] == 404


def test_a_slug_saved_by_itself_is_remembered(client, make):
    made = make()
    old = path_of(made)
    made.slug_sv = "namnden"
    made.save(update_fields=["slug_sv"])
    assert leads_to(client, old) == (301, path_of(made))


# --- One word, several things --------------------------------------------------------------------


def test_an_address_of_another_is_refused_with_the_reason(make):
    make()
    second = make("Nämnden", "The board")
    for name, slug in (("slug_sv", "radet"), ("slug_en", "the-council")):
        with pytest.raises(ValidationError) as refused:
            rename(second, **{name: slug})
        assert list(refused.value.message_dict) == [name]
        second.refresh_from_db()


def test_an_address_that_another_once_had_is_refused_with_the_reason(make):
    rename(make(), slug_sv="namnden")
    second = make("Utskottet", "The committee")
    with pytest.raises(ValidationError) as refused:
        rename(second, slug_sv="radet")
    assert refused.value.message_dict == {
        "slug_sv": ["En annan sida har haft den här adressen. Välj en annan."]
    }


def test_an_address_made_from_the_heading_is_never_one_that_another_once_had(make):
    rename(make(), slug_sv="namnden")
    assert make("Rådet", "Another council").slug_sv == "radet-2"


def test_one_word_may_be_the_address_of_two_things_in_two_languages(client, make):
    swedish, english = make("Support", "Help"), make("Hjälp", "Support")
    for language, page in (("sv", swedish), ("en", english)):
        assert path_of(page, language).endswith("/support/")
        assert getattr(page, f"{page.heading_field}_{language}") in read(client, page, language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_one_word_in_two_languages_is_saved_whatever_the_language_of_the_one_who_saves(
    make, language
):
    make("Support", "Help")
    with translation.override(language):
        second = make("Hjälp", "Support")
        second.full_clean()
        second.save()
    second.refresh_from_db()
    assert (second.slug_sv, second.slug_en) == ("hjalp", "support")


def test_what_lacks_english_is_not_hidden_by_the_english_address_of_another(client, make):
    only_swedish = make("Support", "")
    second = make("Hjälp", "Support")
    assert path_of(only_swedish, "en") != path_of(second, "en")
    assert leads_to(client, path_of(only_swedish, "en")) == (200, None)


def test_what_has_an_english_address_is_not_hidden_by_what_lacks_one(client, make):
    first = make("Hjälp", "Support")
    only_swedish = make("Support", "")
    assert path_of(only_swedish, "en") != path_of(first, "en")
    assert leads_to(client, path_of(first, "en")) == (200, None)


def test_the_english_address_of_another_is_refused_to_what_lacks_one(make):
    make("Hjälp", "Support")
    second = make("Stöd", "")
    with pytest.raises(ValidationError) as refused:
        rename(second, slug_sv="support")
    assert list(refused.value.message_dict) == ["slug_sv"]


def test_the_history_of_one_language_is_not_taken_over_by_the_other(client, make):
    first = make("Ett", "Support")
    printed = path_of(first, "en")
    rename(first, slug_en="help")
    make("Support", "Two")
    assert leads_to(client, printed) == (301, path_of(first, "en"))


def test_two_things_may_have_had_one_word_in_two_languages(client, make):
    first, second = make("Support", "One"), make("Två", "Support")
    printed = {"sv": path_of(first, "sv"), "en": path_of(second, "en")}
    rename(first, slug_sv="ett")
    rename(second, slug_en="two")
    assert leads_to(client, printed["sv"]) == (301, path_of(first, "sv"))
    assert leads_to(client, printed["en"]) == (301, path_of(second, "en"))


def test_what_is_deleted_leaves_nothing_at_its_address(client, make):
    made = make()
    old = path_of(made)
    rename(made, slug_sv="namnden")
    made.delete()
    assert PastSlug.objects.exists()
    assert leads_to(client, old)[0] == 404


# --- Discreet addresses --------------------------------------------------------------------------


def discreet(**given):
    slugs = {"discreet_slug_sv": "nagon-att-fraga", "discreet_slug_en": "someone-to-ask"}
    titles = {"discreet_title_sv": "Någon att fråga", "discreet_title_en": "Someone to ask"}
    return make_service(**{"sensitive": True, **titles, **slugs, **given})


def test_a_sensitive_service_is_found_at_its_discreet_address(client):
    service = discreet()
    for language, path in (
        ("sv", "/sv/verksamheter/nagon-att-fraga/"),
        ("en", "/en/services/someone-to-ask/"),
    ):
        assert path_of(service, language) == path
        assert leads_to(client, path) == (200, None)


def test_the_plain_address_of_a_sensitive_service_leads_to_the_discreet_one(client):
    service = discreet(slug_sv="samtalsstodet")
    assert leads_to(client, "/sv/verksamheter/samtalsstodet/") == (301, path_of(service))


def test_the_discreet_address_leads_to_the_plain_one_when_nothing_is_sensitive(client):
    service = discreet(sensitive=False)
    assert leads_to(client, "/sv/verksamheter/nagon-att-fraga/") == (301, path_of(service))
    assert path_of(service).endswith("/samtalsstodet/")


def test_a_discreet_address_that_was_leads_to_the_one_that_is(client):
    service = discreet()
    old = path_of(service)
    rename(service, discreet_slug_sv="nagon-att-prata-med")
    assert leads_to(client, old) == (301, path_of(service))


def test_a_sensitive_service_without_a_discreet_english_address_has_the_swedish_discreet_one():
    service = discreet(discreet_slug_en=None)
    assert path_of(service, "en") == "/en/services/nagon-att-fraga/"


@pytest.mark.parametrize(
    ("name", "slug"), [("slug_sv", "nagon-att-fraga"), ("discreet_slug_sv", "samtalsstodet")]
)
def test_a_plain_and_a_discreet_address_are_never_the_same(name, slug):
    discreet()
    second = make_service(name_sv="Annat", name_en="Else")
    with pytest.raises(ValidationError) as refused:
        rename(second, **{name: slug})
    assert list(refused.value.message_dict) == [name]


def test_an_address_made_from_the_name_is_never_a_discreet_one_of_another(client):
    service = discreet()
    second = make_service(name_sv="Någon att fråga", name_en="Else")
    assert second.slug_sv == "nagon-att-fraga-2"
    assert leads_to(client, path_of(service)) == (200, None)
