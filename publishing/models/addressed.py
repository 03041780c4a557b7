from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models.content import Content, ContentQuerySet


class PastSlug(models.Model):
    """An address that an object once had. A printed address never dies: it redirects."""

    model = models.CharField(max_length=100)
    object_uuid = models.UUIDField(db_index=True)
    language = models.CharField(max_length=12)
    slug = models.SlugField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "language", "slug"], name="one_past_slug")
        ]

    def __str__(self):
        return f"{self.model} {self.language}/{self.slug}"


class AddressedQuerySet(ContentQuerySet):
    def at_address(self, slug: str):
        """The object that has *slug* in any language, or once had it; None if nothing does.

        The active language goes first, so that one word may be, or have been, the address of two
        things in two languages. The caller compares the object's own address and redirects.
        """
        current, *others = [languages.active(), *languages.codes()]
        names = [
            languages.column(field, code)
            for code in (current, *others)
            for field in self.model.slug_fields
        ]
        any_slug = Q()
        for name in names:
            any_slug |= Q(**{name: slug})
        rank = Case(
            *(When(**{name: slug}, then=Value(place)) for place, name in enumerate(names)),
            output_field=IntegerField(),
        )
        found = self.filter(any_slug).order_by(rank).first()
        if found and found.address_slug() == slug:
            return found
        past = PastSlug.objects.filter(model=self.model._meta.label_lower, slug=slug)
        owners = dict(past.values_list("language", "object_uuid"))
        former = self.filter(uuid=owners[current]).first() if current in owners else None
        return former or found or self.filter(uuid__in=owners.values()).first()

    def holding(self, slug: str, language: str):
        """Those whose address in *language* can be *slug*: in Swedish too where they lack one."""
        held = Q()
        for field in self.model.slug_fields:
            name = languages.column(field, language)
            swedish = languages.column(field, settings.LANGUAGE_CODE)
            held |= Q(**{name: slug}) | Q(**{swedish: slug}) & Q(**{name: None})
        return self.filter(held)


class Addressed(Content):
    """Content with a page of its own, at a slug per language (missing is NULL, never empty)."""

    #: The fields whose columns can stand in the object's address.
    slug_fields = ("slug",)

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        null=True,
        blank=True,
        help_text=_(
            "The last part of the page's address. Made from the name if left empty. "
            "After a change the old address leads on to the new one."
        ),
    )

    objects = AddressedQuerySet.as_manager()

    class Meta(Content.Meta):
        abstract = True

    def address_slug(self) -> str:
        """The slug in the active language, or the Swedish one where that language has none."""
        return self._slug_of("slug")

    def _slug_of(self, field: str) -> str:
        current = getattr(self, languages.column(field, languages.active()))
        return current or getattr(self, languages.column(field, settings.LANGUAGE_CODE)) or ""

    def clean(self):
        super().clean()
        taken = {}
        for code in languages.codes():
            for field in self.slug_fields:
                name = languages.column(field, code)
                if not getattr(self, name):
                    name = languages.column(field, settings.LANGUAGE_CODE)
                slug = getattr(self, name)
                if slug and self._others().holding(slug, code).exists():
                    taken[name] = _("Another page has this address. Choose a different one.")
                elif slug and self._past_slugs_of_others(code).filter(slug=slug).exists():
                    taken[name] = _("Another page had this address. Choose a different one.")
        if taken:
            raise ValidationError(taken)

    def validate_unique(self, exclude=None):
        # The bare columns hold the active language's word, which may be another's in Swedish.
        super().validate_unique({*(exclude or ()), *self.slug_fields})

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self._fill_slugs()
        self._remember_slugs(update_fields)
        # The bare columns are unique too: they hold the Swedish words, whatever the language of
        # the one who saves.
        with translation.override(settings.LANGUAGE_CODE):
            super().save(*args, update_fields=update_fields, **kwargs)

    def _others(self) -> AddressedQuerySet:
        # A bare queryset: what managers add for pages is of no use here.
        return AddressedQuerySet(type(self)).exclude(uuid=self.uuid)

    def _past_slugs_of_others(self, language: str):
        label = self._meta.label_lower
        return PastSlug.objects.filter(model=label, language=language).exclude(
            object_uuid=self.uuid
        )

    def _fill_slugs(self) -> None:
        for code in languages.codes():
            name = languages.column("slug", code)
            heading = getattr(self, languages.column(self.heading_field, code))
            if heading and not getattr(self, name):
                setattr(self, name, self._free_slug(slugify(heading)[:100] or "sida", code))

    def _free_slug(self, wanted: str, language: str) -> str:
        used_in = [language]
        if language == settings.LANGUAGE_CODE:
            used_in = [code for code in languages.codes() if code == language or self.lacks(code)]
        slug, number = wanted, 1
        while any(self._is_taken(slug, code) for code in used_in):
            number += 1
            slug = f"{wanted}-{number}"
        return slug

    def _is_taken(self, slug: str, language: str) -> bool:
        past = self._past_slugs_of_others(language).filter(slug=slug)
        return self._others().holding(slug, language).exists() or past.exists()

    def _remember_slugs(self, update_fields) -> None:
        columns = {
            languages.column(field, code): code
            for field in self.slug_fields
            for code in languages.codes()
        }
        before = type(self)._base_manager.filter(pk=self.pk).values(*columns).first()
        for name, code in columns.items():
            if before is None or (update_fields is not None and name not in update_fields):
                continue
            old, new = before[name], getattr(self, name)
            own = PastSlug.objects.filter(
                model=self._meta.label_lower, object_uuid=self.uuid, language=code
            )
            if new:
                own.filter(slug=new).delete()
            if old and old != new:
                PastSlug.objects.update_or_create(
                    model=self._meta.label_lower,
                    language=code,
                    slug=old,
                    defaults={"object_uuid": self.uuid},
                )
