"""What the site's own pages say can be read by somebody who is tired, afraid or new to Swedish."""

import pytest

from publishing import languages
from tests.crawl import PublicSite, address
from tests.markup import parse
from tests.readability import lix, sentences

pytestmark = pytest.mark.django_db

#: At most so hard: LIX 30 to 40 is easy, as in fiction.
MOST = 40
HELP = (
    "page:vad-hander-om-jag-berattar",
    "page:for-dig-i-skola-och-vard",
    "page:sakrare-surfning",
    "page:integritet",
    "page:tillganglighet",
)
#: Words of the trade, with what to say instead.
HARD_WORDS = {
    "sv": {
        "cookie": "kaka",
        "implementera": "göra, bygga",
        "applikation": "app",
        "stalkerware": "spionprogram",
        "hårdvara": "telefon, dator",
        "användargränssnitt": "sida, knapp",
        "autentisering": "inloggning",
        "cacheminne": "mellanlager",
        "erhålla": "få",
        "avseende": "om",
        "beträffande": "om",
        "såvida": "om",
        "ej": "inte",
        "vederbörande": "den",
    },
    "en": {
        "stalkerware": "spyware",
        "user agent": "browser",
        "authentication": "signing in",
        "utilise": "use",
        "regarding": "about",
        "pursuant": "under",
        "commence": "begin",
    },
}


def test_lix_is_words_per_sentence_and_long_words_in_a_hundred():
    assert lix(["Du kan ringa oss", "Verksamheten har öppet"]) == 7 / 2 + 100 * 1 / 7


def test_each_point_of_a_list_is_a_sentence_and_headings_are_left_out():
    page = parse("<h2>Ring oss</h2><p>En. Två! Tre?</p><ul><li>fyra</li><li>fem: sex</li></ul>")
    assert sentences(page) == ["En", "Två", "Tre", "fyra", "fem", "sex"]


@pytest.mark.parametrize("page", HELP)
@pytest.mark.parametrize("language", languages.codes())
def test_the_page_is_easy_to_read(public_site: PublicSite, page: str, language: str):
    main = public_site.answers[address(public_site.addresses, language, page)].main
    assert lix(sentences(main)) <= MOST


@pytest.mark.parametrize("page", HELP)
@pytest.mark.parametrize("language", languages.codes())
def test_the_page_uses_no_hard_word(public_site: PublicSite, page: str, language: str):
    main = public_site.answers[address(public_site.addresses, language, page)].main
    text = f" {' '.join(sentences(main)).lower()} "
    assert [word for word in HARD_WORDS[language] if f" {word}" in text] == []
