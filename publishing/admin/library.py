"""The library: pictures and documents, uploaded here and nowhere else, used by picking."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from publishing.admin.base import ContentAdmin
from publishing.models import Document, Image


class PictureField(forms.ImageField):
    """Refuses what is no picture, whatever its name says, in the words of ``publishing.images``.

    The extension has no say: it is chosen anew from what the file holds.
    """

    default_validators = ()
    default_error_messages = {
        "invalid_image": _("This is not a picture that can be used. Use JPEG, PNG or WebP.")
    }


class LibraryAdmin(ContentAdmin):
    """Serves the file to staff, published or not; visitors get it from its public address."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_file"
        serve = self.admin_site.admin_view(self.serve_file)
        return [path("<int:pk>/file", serve, name=name), *super().get_urls()]

    def serve_file(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return FileResponse(get_object_or_404(self.model, pk=pk).file.open())

    def file_url(self, obj) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_file", args=[obj.pk])


@admin.register(Image)
class ImageAdmin(LibraryAdmin):
    columns = ("thumbnail",)
    searched = ("photographer",)
    readonly_fields = ("thumbnail",)
    fieldsets = [
        (None, {"fields": ["thumbnail", "file", "alt", "caption", "photographer", "terms"]}),
    ]
    formfield_overrides = ContentAdmin.formfield_overrides | {
        models.ImageField: {
            "form_class": PictureField,
            "widget": forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        }
    }

    @admin.display(description=_("preview"))
    def thumbnail(self, obj):
        if not obj.pk:
            return None
        # Named by the heading beside it.
        return format_html(
            '<img class="thumbnail" src="{}" alt="" loading="lazy">', self.file_url(obj)
        )


@admin.register(Document)
class DocumentAdmin(LibraryAdmin):
    columns = ("open",)
    readonly_fields = ("open",)
    fieldsets = [(None, {"fields": ["name", "open", "file"]})]
    formfield_overrides = ContentAdmin.formfield_overrides | {
        models.FileField: {"widget": forms.FileInput({"accept": "application/pdf"})}
    }

    @admin.display(description=_("the file"))
    def open(self, obj):
        if not obj.pk:
            return None
        return format_html('<a href="{}">PDF, {} kB</a>', self.file_url(obj), obj.size // 1024 + 1)
