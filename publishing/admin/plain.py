"""What every form of the admin has: the browser's own date fields, pickers for relations."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models

from publishing.admin.rich_text import RichTextWidget
from publishing.fields import RichTextField


class Plain:
    """For ModelAdmins and inlines alike, before Django's own class."""

    # The browser's own pickers need no script, and suit a thumb and a screen reader.
    formfield_overrides = {
        RichTextField: {"widget": RichTextWidget},
        models.TextField: {"widget": forms.Textarea({"rows": 4})},
        models.DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
        models.TimeField: {"widget": forms.TimeInput({"type": "time"}, "%H:%M")},
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        },
    }

    def get_autocomplete_fields(self, request):
        """Every relation is picked by searching in the list of what it leads to."""
        return [
            field.name
            for field in self.opts.get_fields()
            if field.is_relation
            and field.concrete
            and self.admin_site.is_registered(field.related_model)
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # Labels stand above their inputs: no colon.
            field.label_suffix = ""
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What a form points to is not deleted from that form; to change it is to view it.
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class PlainInline(Plain):
    """Rows inside another form. Stacked: a table would leave the inputs without labels."""

    extra = 0


class Inline(PlainInline, admin.StackedInline):
    """For rows that are not translated."""
