"""Names stand in Swedish alphabetical order, on every database and whatever its locale."""

import random
import unicodedata

import pytest
from django.utils import translation

from publishing.sortkey import sort_key
from services.models import Topic
from tests.factories import make_organisation, make_topic
from tests.visits import visit

IN_ORDER = [
    "112",
    "1177",
    "Aktivt stöd",
    "Al-Anon",
    "Al Baraka",
    "alma",
    "Café Agnes",
    "Cafeterian",
    "Vera",
    "Wera",
    "Åh",
    "Åsa",
    "Älvan",
    "Ögat",
    "östan",
]
SHUFFLED = random.Random(1).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_database_puts_names_in_swedish_order(language):
    for name in SHUFFLED:
        make_topic(**{f"name_{language}": name})
    with translation.override(language):
        topics = Topic.objects.in_order()
    assert [getattr(topic, f"name_{language}") for topic in topics] == IN_ORDER


@pytest.mark.django_db
def test_each_language_has_its_own_order():
    make_topic(name_sv="Älvan", name_en="Fairy")
    make_topic(name_sv="Bron", name_en="Years")
    orders = {}
    for language in ("sv", "en"):
        with translation.override(language):
            orders[language] = [topic.name_sv for topic in Topic.objects.in_order()]
    assert orders == {"sv": ["Bron", "Älvan"], "en": ["Älvan", "Bron"]}


@pytest.mark.django_db
def test_what_has_no_english_name_stands_under_its_swedish_one():
    make_topic(name_sv="Bron", name_en="")
    make_topic(name_sv="Zenit", name_en="Anchor")
    make_topic(name_sv="Anna", name_en="Cave")
    with translation.override("en"):
        assert [topic.name_sv for topic in Topic.objects.in_order()] == ["Zenit", "Bron", "Anna"]


@pytest.mark.django_db
def test_a_new_name_finds_its_new_place():
    first, second = make_topic(name_sv="Anna"), make_topic(name_sv="Bo")
    first.name_sv = "Östen"
    first.save()
    assert list(Topic.objects.in_order()) == [second, first]


@pytest.mark.django_db
def test_a_list_on_a_page_is_in_that_order(client):
    above = make_organisation(name_sv="Staden", name_en="The city")
    for name in SHUFFLED:
        make_organisation(name_sv=name, parent=above)
    [section] = [
        section
        for section in visit(client, above).all("section")
        if section.attributes["aria-labelledby"] == "children"
    ]
    assert [link.text() for link in section.all("a")] == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åsa", unicodedata.normalize("NFD", "Åsa")),
        ("café", unicodedata.normalize("NFD", "CAFÉ")),
        ("Al-Anon", "al   anon"),
        ("Bris!", "bris"),
        ("Müller", "Myller"),
        ("Ærø", "Äro".replace("o", "ö")),
    ],
)
def test_ways_to_write_one_name_have_one_place(one, other):
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    "text", ["", "!?", "å" * 500, "þ" * 160, "ﬃ" * 160, "ß" * 160, "日本", "١"]
)
def test_the_key_fits_its_column_whatever_the_name(text):
    assert len(sort_key(text)) <= Topic._meta.get_field("sort_key").max_length
