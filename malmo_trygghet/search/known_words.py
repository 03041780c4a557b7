"""The vocabularies of the index, in the memory of each worker."""

from threading import Lock
from time import monotonic

from malmo_trygghet.models import Posting
from malmo_trygghet.search.vocabulary import Vocabulary
from publishing import languages

#: How long words are remembered, in seconds, before all are read anew. Those that are no longer
#: in the index do no harm meanwhile: they find nothing.
KEPT_FOR = 3600


class KnownWords:
    """A vocabulary per language. Only rows written since the last look are read."""

    def __init__(self):
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._vocabularies = {code: Vocabulary() for code in languages.codes()}
        self._read_until = 0
        self._forget_at = monotonic() + KEPT_FOR

    def now(self) -> dict[str, Vocabulary]:
        """The vocabularies with all that the index holds now."""
        with self._lock:
            if monotonic() > self._forget_at:
                self.forget()
            self._learn()
            return self._vocabularies

    def _learn(self) -> None:
        """Learn what was written since the last look: one question where that is nothing."""
        newest = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest == self._read_until:
            return
        rows = Posting.objects.filter(pk__gt=self._read_until).values_list("language", "term")
        # In the order of the keys where the new rows are few: otherwise SQLite reads all there are.
        rows = rows.order_by("pk") if self._read_until else rows.order_by().distinct()
        new: dict[str, set[str]] = {}
        for language, term in rows.iterator():
            new.setdefault(language, set()).add(term)
        for language, terms in new.items():
            if language in self._vocabularies:
                self._vocabularies[language].learn(terms)
        self._read_until = newest


known_words = KnownWords()
