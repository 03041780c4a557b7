import itertools

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models.publishable import Publishable, PublishableQuerySet
from publishing.sortkey import sort_key


class ContentQuerySet(PublishableQuerySet):
    def in_order(self):
        """By name in Swedish alphabetical order, in the active language."""
        return self.order_by(languages.column("sort_key", languages.active()), "pk")


class Content(Publishable):
    """What the public reads, in the site's languages.

    ``changed_at`` and ``confirmed_at`` have a column per language: when that language's text last
    changed, and when somebody last made sure that it says the same as the Swedish one.
    """

    #: The field that names the object; its sort key follows it.
    heading_field = "name"
    #: Set before save() for a change of no consequence: translations stay confirmed.
    minor_edit = False

    changed_at = models.DateTimeField(_("text changed"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("text confirmed"), null=True, editable=False)
    sort_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True)

    objects = ContentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = True

    def __str__(self):
        return getattr(self, self.heading_field) or "–"

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs):
        # What follows from the object, such as the search index, is written with it or not at all.
        derived = self._set_sort_keys() + self._stamp_changed_texts(update_fields)
        if update_fields is not None:
            update_fields = {*update_fields, *derived, "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def lacks(self, language: str) -> bool:
        """Whether the object has not even a heading in *language*."""
        return not getattr(self, languages.column(self.heading_field, language))

    def is_outdated_in(self, language: str) -> bool:
        """Whether the Swedish text changed after the text in *language* was last confirmed."""
        if language == settings.LANGUAGE_CODE or self.lacks(language):
            return False
        changed = getattr(self, languages.column("changed_at", settings.LANGUAGE_CODE))
        confirmed = getattr(self, languages.column("confirmed_at", language))
        return bool(changed and (confirmed is None or confirmed < changed))

    def confirm(self, language: str) -> None:
        """Record that the text in *language* says what the Swedish text says now."""
        field = languages.column("confirmed_at", language)
        setattr(self, field, timezone.now())
        self.save(update_fields=[field])

    def _set_sort_keys(self) -> list[str]:
        default = getattr(self, languages.columns(self.heading_field)[0])
        for code in languages.codes():
            heading = getattr(self, languages.column(self.heading_field, code)) or default or ""
            setattr(self, languages.column("sort_key", code), sort_key(heading))
        return languages.columns("sort_key")

    def _stamp_changed_texts(self, update_fields) -> list[str]:
        now = timezone.now()
        stamped = []
        columns = {
            code: [languages.column(field, code) for field in languages.text_fields(type(self))]
            for code in languages.codes()
        }
        stored = type(self)._base_manager.filter(pk=self.pk)
        before = stored.values(*itertools.chain(*columns.values())).first() if self.pk else None
        for code, texts in columns.items():
            if update_fields is not None:
                texts = [name for name in texts if name in update_fields]
            if before is None:
                changed = any(getattr(self, name) for name in texts)
            else:
                changed = any((getattr(self, name) or "") != (before[name] or "") for name in texts)
            if not changed or (self.minor_edit and before):
                continue
            for field in ("changed_at", "confirmed_at"):
                setattr(self, languages.column(field, code), now)
                stamped.append(languages.column(field, code))
        return stamped
