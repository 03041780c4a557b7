"""How hard a text is to read: LIX, the Swedish measure (Björnsson, 1968)."""

import re
from collections.abc import Iterator

from tests.markup import Element

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
END_OF_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)")
#: More letters than this make a long word.
SHORT = 6
#: What ends a sentence by standing apart, as a point in a list does. Headings are left out: so
#: short as they are, they would make what stands under them look easier than it is.
BLOCKS = ("p", "li", "dd")


def lix(sentences: list[str]) -> float:
    """Words per sentence, plus how many in a hundred words are longer than six letters."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    long = [word for word in words if len(word) > SHORT]
    return len(words) / len(sentences) + 100 * len(long) / len(words)


def sentences(page: Element) -> list[str]:
    """The sentences of a page or a part of it, in order; those without a word are left out."""
    pieces = (piece for block in blocks(page) for piece in END_OF_SENTENCE.split(block.text()))
    return [piece for piece in pieces if WORD.search(piece)]


def blocks(page: Element) -> Iterator[Element]:
    """The innermost blocks of text."""
    for element in page.all(*BLOCKS):
        if not any(element.all(*BLOCKS)):
            yield element
