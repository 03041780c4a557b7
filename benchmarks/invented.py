"""Invented documents in two invented languages that behave like real ones.

Words are few and often repeated, or many and rare (Zipf's law), and one language joins words to
new ones, so that the vocabulary never ends. The first documents are the same however many are
made.
"""

from collections.abc import Iterator
from itertools import accumulate
from random import Random

BASE_WORDS = 4000
#: Of so many words in the joining language, one is a compound.
ONE_COMPOUND_IN = 8
SYLLABLES = {
    "sv": (
        "be fri gla hus jor kal lin mor nat pun rad sken tor ut vin stro hem bla dun ro",
        "a ar en et or",
    ),
    "en": (
        "ab cor den fel gra hol im ket lop mer nor pel quin rus sto ten ul ver wim ock",
        "s ing ed er y",
    ),
}


class Language:
    """Makes words by how common they are, and texts of them."""

    def __init__(self, code: str):
        self.joins = code == "sv"
        syllables, endings = (each.split() for each in SYLLABLES[code])
        self.endings = ["", "", *endings]
        random = Random(code)  # noqa: S311
        words: dict[str, None] = {}
        while len(words) < BASE_WORDS:
            # Common words are short.
            count = 2 + (len(words) > 400) + random.randrange(2)
            words["".join(random.choice(syllables) for _ in range(count))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(BASE_WORDS)))

    def base(self, random: Random) -> str:
        return random.choices(self.words, cum_weights=self.weights)[0]

    def word(self, random: Random) -> str:
        if self.joins and random.randrange(ONE_COMPOUND_IN) == 0:
            return f"{self.base(random)}s{self.base(random)}"
        return self.base(random) + random.choice(self.endings)

    def text(self, random: Random, words: int) -> str:
        return " ".join(self.word(random) for _ in range(words)).capitalize()


def documents(number: int) -> Iterator[dict[str, str]]:
    """*number* documents: heading, summary and body in each language."""
    languages = {code: Language(code) for code in SYLLABLES}
    random = Random(1)  # noqa: S311
    for _ in range(number):
        document = {}
        for code, language in languages.items():
            document[f"heading_{code}"] = language.text(random, 4)[:110]
            document[f"summary_{code}"] = language.text(random, 14)[:290]
            document[f"body_{code}"] = f"<p>{language.text(random, 100)}</p>"
        yield document


def queries() -> dict[str, list[str]]:
    """What is searched for, by kind; the same for any number of documents."""
    swedish, english = Language("sv"), Language("en")
    common, rare = swedish.words[:8], swedish.words[300:2400:300]
    return {
        "a common word": common[:5],
        "a rare word": rare[:5],
        "two words": [
            f"{common[5]} {rare[5]}",
            f"{rare[6]} {common[6]}",
            f"{common[7]} {common[0]}",
        ],
        "a sentence": [" ".join([*common[1:4], rare[0], *common[5:7]])],
        "a compound": [f"{common[1]}s{rare[1]}", f"{rare[2]}s{common[2]}", f"{rare[3]}{common[4]}"],
        "misspelt": [f"{word[:3]}x{word[3:]}" for word in swedish.words[200:1000:200]],
        "the other language": english.words[:20:10],
        # The second begins and ends as many words do, and is compared with all those.
        "nothing": ["xyxyxyxyxyxy", "skvxzqwkvxzqar"],
    }
