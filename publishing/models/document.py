import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.models.content import Content

MAX_BYTES = 20 * 1024 * 1024
#: What a file begins with, and so what it is: only PDF, which every phone can open.
PDF_MAGIC = b"%PDF-"


def document_path(document, filename):
    return f"documents/{document.digest}.pdf"


class Document(Content):
    """A PDF in the library, always sent as a download."""

    name = models.CharField(_("name"), max_length=160)
    file = models.FileField(_("file"), upload_to=document_path, help_text=_("PDF, at most 20 MB."))
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta(Content.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def get_absolute_url(self):
        return reverse("document", args=[self.uuid])

    def clean(self):
        super().clean()
        if not self.file or self.file._committed:
            return
        if self.file.size > MAX_BYTES:
            raise ValidationError({"file": _("The document is too big: at most 20 MB.")})
        self._measure()
        if type(self)._base_manager.filter(digest=self.digest).exclude(pk=self.pk).exists():
            raise ValidationError({"file": _("This document is in the library already.")})

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self._measure()
        super().save(*args, **kwargs)

    def _measure(self) -> None:
        self.file.seek(0)
        data = self.file.read()
        self.file.seek(0)
        if not data.startswith(PDF_MAGIC):
            raise ValidationError({"file": _("This is not a PDF, whatever its name says.")})
        self.size = len(data)
        self.digest = hashlib.sha256(data).hexdigest()
