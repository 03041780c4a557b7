"""The vocabularies of the index, in the memory of each worker."""

from threading import Lock
from time import monotonic

from django.db.models import Max

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
        """The vocabularies with all that the index holds now. One query."""
        with self._lock:
            if monotonic() > self._forget_at:
                self.forget()
            self._learn()
            return self._vocabularies

    def _learn(self) -> None:
        new: dict[str, set[str]] = {}
        last = self._read_until
        rows = (
            Posting.objects.filter(pk__gt=last)
            .values_list("language", "term")
            .annotate(last=Max("pk"))
            .order_by()
        )
        for language, term, pk in rows.iterator():
            new.setdefault(language, set()).add(term)
            last = max(last, pk)
        for language, terms in new.items():
            if language in self._vocabularies:
                self._vocabularies[language].learn(terms)
        self._read_until = last


known_words = KnownWords()
