"""From what people write to what is compared: folded words and their stems."""

import html
import re
import unicodedata
from functools import lru_cache
from threading import local

import snowballstemmer

from malmo_trygghet.search.stopwords import STOP_WORDS

#: The stemmers by language; a language without one compares whole words.
STEMMERS = {"sv": "swedish", "en": "english"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: A telephone number and nothing else, and how it begins when it is written for callers abroad.
NUMBER = re.compile(r"\+?[\d\s()/.–-]+")
ABROAD = re.compile(r"^(00)?460?")
SHORTEST_NUMBER = 5
TAG = re.compile(r"<[^>]*>")
#: As long as the column that holds a term.
MAX_TERM = 48
#: Letters that do not fall apart into a letter and an accent.
LETTERS = str.maketrans(
    {"æ": "a", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i", "’": "'", "ـ": ""}
)
#: Invisible, but part of the spelling in Persian and Kurdish.
JOINERS = "\u200c\u200d"

_of_thread = local()


def clean(text: str, length: int) -> tuple[str, bool]:
    """What a visitor typed, fit to be shown again; and whether it was cut to *length*.

    Control characters become spaces; marks that turn the direction of text are dropped.
    """
    # A little more than is kept, so that an absurd length costs nothing.
    kept = []
    for char in text[: 4 * length]:
        category = unicodedata.category(char)
        if category in ("Cc", "Cs", "Cn", "Zl", "Zp"):
            kept.append(" ")
        elif category != "Cf" or char in JOINERS:
            kept.append(char)
    cleaned = " ".join("".join(kept).split())
    if len(cleaned) <= length and len(text) <= 4 * length:
        return cleaned, False
    return cleaned[:length].rstrip(), True


def fold(text: str) -> str:
    """*text* in small letters without accents: "Våldtäkt" and "valdtakt" become the same."""
    text = text.casefold()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))


def words(text: str) -> list[str]:
    """The folded words of *text*, in order: letters and digits of any script."""
    return [word.replace("'", "")[:MAX_TERM] for word in WORD.findall(fold(text))]


def words_of_visitor(text: str) -> list[str]:
    """The folded words that somebody searches for; a telephone number is one, however divided."""
    digits = "".join(char for char in text if char.isdecimal())
    if len(digits) < SHORTEST_NUMBER or not NUMBER.fullmatch(text.strip()):
        return words(text)
    if text.strip().startswith(("+46", "0046")):
        digits = "0" + ABROAD.sub("", digits)
    return words(digits)


def spellings(text: str) -> set[str]:
    """The words of *text* with their accents: as they are written, and in small letters."""
    text = unicodedata.normalize("NFC", text)
    return {*WORD.findall(text), *WORD.findall(text.casefold())}


def is_stop_word(word: str, language: str) -> bool:
    """Whether the folded *word* says nothing in *language*; a single letter never says anything."""
    return (len(word) < 2 and word.isascii()) or word in STOP_WORDS.get(language, ())


def stem(word: str, language: str) -> str:
    """The stem of a folded *word* in *language*.

    Folding goes first, so that a word has one stem whether its accents were typed or not.
    """
    algorithm = STEMMERS.get(language)
    if algorithm is None or word.isdigit():
        return word
    # A stemmer keeps the word it works on, so each thread has its own.
    stemmers = _of_thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    found = stemmers[algorithm].stemWord(word) or word
    if language == "sv" and found == word.removesuffix("s"):
        return _indefinite(found)
    return found


def _indefinite(word: str) -> str:
    """The Swedish *word* without the ending of its definite form, where the algorithm left that:
    våldet, kvinnan."""
    for ending, left in (("et", 3), ("an", 4)):
        if word.endswith(ending) and len(word) >= left + 2:
            return word[:-2]
    return word


#: For words of the site's own texts. What visitors type is not remembered.
stem_of_text = lru_cache(maxsize=20_000)(stem)


def terms(text: str, language: str) -> list[str]:
    """The stems of the site's own *text* in *language*, in order, stop words left out."""
    return [
        stem_of_text(word, language) for word in words(text) if not is_stop_word(word, language)
    ]


def phrase_key(phrase: str, language: str) -> str:
    """What a phrase is looked up by: the stems of all its words, stop words among them."""
    return " ".join(stem(word, language) for word in words(phrase))


def names(text: str, language: str) -> list[str]:
    """The terms for a whole name: "Våra Liv (Our Lives)" goes by all of it and by each part.

    They begin with "=", which no word does: whoever writes the very name finds that first.
    """
    parts = {text, *re.split(r"[()]", text)}
    keys = {" ".join(stem_of_text(word, language) for word in words(part)) for part in parts}
    return sorted(f"={key}"[:MAX_TERM] for key in keys if key)


def plain(rich: str) -> str:
    """Rich text as plain text on one line."""
    return " ".join(html.unescape(TAG.sub(" ", rich)).split())
