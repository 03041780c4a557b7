"""Nothing on the site says that a visit cannot be seen: it can, by a browser, a network, a phone.

Somebody who believes such a promise may be found out. So the words are not used at all, not even
to deny them: a reader in a hurry sees the word and not the "not" before it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from malmo_trygghet import content
from publishing import languages
from tests.crawl import PublicSite

#: What promises too much, in words that begin and end anywhere in a sentence.
PROMISES = {
    "sv": [
        r"spårlös",
        r"osynlig",
        r"oupptäckt",
        r"(?<!\w)(inga|utan|lämnar (du )?inga|inte några) spår(?!\w)",
        r"(alla|dina) spår (är borta|raderas|försvinner|tas bort|suddas)",
        r"(raderar|suddar|sopar|tar bort|rensar) (alla |dina |alla dina )?spår",
        r"ingen( annan)? (kan|kommer att|får|ska)( \w+){0,2} (se|märka|veta|spåra|upptäcka)",
        r"ingen( annan)? (ser|märker|vet|upptäcker)(?!\w)",
        r"går inte att (spåra|upptäcka|märka|se)(?!\w)",
        r"kan (inte|aldrig) (spåras|upptäckas|märkas|ses)(?!\w)",
        r"(helt|alldeles|fullständigt|garanterat) (anonym|hemlig|privat|säker|trygg)",
        r"hundra ?procentigt? (säker|anonym)",
        r"(?<!\w)(syns|märks) (inte|aldrig)(?!\w)",
    ],
    "en": [
        r"\b(leaves?|leaving|leave behind|without|with|is|are) (no|any|a) traces?\b",
        r"\bno traces? (is |are |will be )?left\b",
        r"\bno traces?\b",
        r"\btraceless",
        r"\buntraceable",
        r"\binvisibl",
        r"\bundetect",
        r"\b(can ?not|can’t|can't|never|will not|won’t) be (seen|traced|tracked|noticed|detected)",
        r"\b(erases?|removes?|deletes?|wipes?|clears?) (all |your |all your )traces",
        r"\b(nobody|no one|no-one)( else)? (can|will|could)( ever)? (see|know|notice|trace|tell)\b",
        r"\b(nobody|no one|no-one)( else)? (sees|knows|notices)\b",
        r"\b(completely|totally|entirely|fully|guaranteed) (anonymous|secret|private|safe|secure)",
        r"\b100 ?(%|per ?cent) (safe|anonymous|private|secure)",
    ],
}
#: Each of these must be caught, so that the list above cannot be empty or blind.
CAUGHT = {
    "sv": [
        "Surfa spårlöst",
        "Du är osynlig här",
        "Ingen kan se att du har varit här",
        "Ingen annan får veta att du läser",
        "Ingen märker det",
        "Ditt besök lämnar inga spår",
        "Knappen tar bort alla spår",
        "Besöket går inte att spåra",
        "Ditt besök kan aldrig upptäckas",
        "Du är helt anonym",
        "Det syns inte att du har varit här",
    ],
    "en": [
        "There is no trace left",
        "Your visit leaves no trace",
        "Browse without a trace",
        "You are invisible here",
        "Your visit cannot be seen",
        "It can’t be traced",
        "Nobody can see that you were here",
        "No one will know",
        "The button removes all traces",
        "You are completely anonymous",
    ],
}
#: True sentences of the site, which must go on being allowed.
ALLOWED = {
    "sv": [
        "Ditt besök kan synas i webbläsarens historik.",
        "Vi sparar inte vem du är.",
        "Du kan ofta vara anonym.",
        "Ingen svarar här.",
    ],
    "en": [
        "This site keeps nothing about your visit. Your phone and your browser may.",
        "The Back button does not lead back to it.",
        "Nobody answers here.",
    ],
}


def promises(text: str, language: str) -> list[str]:
    """What *text* promises too much, in its own words."""
    plain = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    found = (re.search(pattern, plain, re.IGNORECASE) for pattern in PROMISES[language])
    return [match[0] for match in found if match]


def caught(texts: Iterator[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Those of *texts*, pairs of where and what, that promise something in any language."""
    found = (
        (where, [each for code in PROMISES for each in promises(what, code)])
        for where, what in texts
    )
    return [(where, what) for where, what in found if what]


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in CAUGHT.items() for text in texts]
)
def test_that_a_promise_is_caught(language: str, text: str):
    assert promises(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in ALLOWED.items() for text in texts]
)
def test_that_a_true_sentence_is_not_caught(language: str, text: str):
    assert promises(text, language) == []


def test_every_language_of_the_site_has_its_patterns():
    assert PROMISES.keys() == CAUGHT.keys() == ALLOWED.keys() == set(languages.codes())


@pytest.mark.django_db
def test_no_page_promises_it(public_site: PublicSite):
    answers = [*public_site.pages, *public_site.missing.values()]
    assert len(answers) > 50
    seen = ((answer.path, answer.document.text()) for answer in answers)
    told = (
        (answer.path, element.attributes[name])
        for answer in answers
        for element in answer.document.all()
        for name in ("content", "aria-label", "alt", "title")
        if name in element.attributes
    )
    assert caught(seen) == []
    assert caught(told) == []


def test_no_template_promises_it():
    templates = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert len(templates) > 50
    assert caught((path.name, path.read_text(encoding="utf-8")) for path in templates) == []


def test_no_text_of_the_interface_and_no_translation_promises_it():
    entries = [
        (f"{code}: {entry.msgid}", " ".join([text, *entry.msgstr_plural.values(), entry.msgid]))
        for code in languages.codes()
        for entry in polib.pofile(catalogue(code))
        for text in [entry.msgstr]
    ]
    assert len(entries) > 500
    assert caught(iter(entries)) == []


def test_no_shipped_content_promises_it():
    texts = [(one.name, text) for one in content.read() for text in strings(one.fields)]
    assert len(texts) > 1000
    # What people may ask for is not what we promise.
    said = ((name, text) for name, text in texts if not name.startswith("malmo_trygghet.Synonym:"))
    assert caught(said) == []


def test_no_file_of_words_in_a_script_promises_it():
    scripts = list((settings.BASE_DIR / "static").rglob("*.js"))
    assert scripts
    assert caught((path.name, path.read_text(encoding="utf-8")) for path in scripts) == []


def catalogue(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def strings(value: object) -> Iterator[str]:
    """Every text in what a content file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
