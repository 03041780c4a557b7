import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.images import clean_image
from publishing.models.content import Content


def image_path(image, filename):
    return f"images/{image.digest}.{filename.rpartition('.')[2]}"


class Image(Content):
    """A picture in the library. Alternative text is kept here; whether the picture is decorative
    is chosen where it is used."""

    heading_field = "alt"

    file = models.ImageField(
        _("picture"),
        upload_to=image_path,
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG or WebP. Place and camera details are removed."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    photographer = models.CharField(_("photographer"), max_length=120, blank=True)
    terms = models.CharField(_("terms of use"), max_length=250, blank=True)

    class Meta(Content.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_absolute_url(self):
        return reverse("image", args=[self.uuid])

    def clean(self):
        super().clean()
        if self.file and not self.file._committed:
            self._store_clean(self.file.read())
            if type(self)._base_manager.filter(digest=self.digest).exclude(pk=self.pk).exists():
                raise ValidationError({"file": _("This picture is in the library already.")})

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed and not self._is_clean():
            self._store_clean(self.file.read())
        super().save(*args, **kwargs)

    def _is_clean(self) -> bool:
        self.file.seek(0)
        is_clean = hashlib.sha256(self.file.read()).hexdigest() == self.digest
        self.file.seek(0)
        return is_clean

    def _store_clean(self, data: bytes) -> None:
        try:
            clean = clean_image(data)
        except ValidationError as error:
            raise ValidationError({"file": error}) from error
        self.digest = clean.digest
        self.file = ContentFile(clean.data, name=f"image.{clean.extension}")
