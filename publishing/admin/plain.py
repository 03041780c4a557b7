"""What every form of the admin has: the browser's own date fields, pickers for relations."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Script

from publishing.admin.moments import MomentField
from publishing.admin.pickers import MultiplePicker, Picker
from publishing.admin.rich_text import RichTextWidget
from publishing.fields import RichTextField

#: From so many characters on, a line is given room to be read as a whole.
LONG = 160


class LongLine(forms.Textarea):
    """A single line that wraps where it is typed; a line break in it counts as a space."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.splitlines())


class Plain:
    """For ModelAdmins and inlines alike, before Django's own class."""

    class Media:
        js = (
            Script("admin_theme/languages.js", defer=True),
            Script("admin_theme/names.js", defer=True),
        )

    # The browser's own pickers need no script, and suit a thumb and a screen reader.
    formfield_overrides = {
        RichTextField: {"widget": RichTextWidget},
        models.TextField: {"widget": forms.Textarea({"rows": 4})},
        models.URLField: {"assume_scheme": "https"},
        models.DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
        models.TimeField: {"widget": forms.TimeInput({"type": "time"}, "%H:%M")},
        models.DateTimeField: {
            "form_class": MomentField,
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

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Picker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", MultiplePicker(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        # Labels stand above their inputs: no colon.
        field.label_suffix = ""
        if type(field.widget) is AdminTextInputWidget and field.max_length >= LONG:
            field.widget = LongLine({"rows": 2, "maxlength": field.max_length})
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            # What a form points to is not deleted from that form; to change it is to view it.
            field.widget.can_delete_related = field.widget.can_view_related = False
            picker = field.widget.widget
            # The list opens inside the page's main part, where a screen reader expects it.
            picker.attrs["data-dropdown-parent"] = "#content-start"
            # Several choices have a cross each; that for all of them would be invalid HTML.
            picker.is_required = picker.is_required or db_field.many_to_many
        return field


class PlainInline(Plain):
    """Rows inside another form. Stacked: a table would leave the inputs without labels.

    Who may change the form may change its rows: rights are given for what staff see in the list.
    """

    extra = 0

    def has_view_permission(self, request, obj=None):
        return self._parent_admin.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        return self._parent_admin.has_change_permission(request)

    def has_add_permission(self, request, obj=None):
        parent = self._parent_admin
        return parent.has_change_permission(request) or parent.has_add_permission(request)

    has_delete_permission = has_change_permission

    @property
    def _parent_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)


class Inline(PlainInline, admin.StackedInline):
    """For rows that are not translated."""
