"""Who works here, and what they may do."""

from itertools import groupby

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from publishing.admin.plain import Plain
from publishing.models import StaffUser

admin.site.unregister(Group)


@admin.register(StaffUser)
class StaffUserAdmin(Plain, UserAdmin):
    """Rights come from groups only, so that one can see at a glance who may do what."""

    list_display = ("username", "full_name", "language", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": (("last_login", "date_joined"),)}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Rights"), {"fields": ("is_staff", "groups")}),
    )

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, obj):
        return obj.get_full_name()


class ByModel(ModelChoiceIterator):
    """Permissions under the name of what they are about."""

    def __iter__(self):
        for content_type, permissions in groupby(self.queryset, key=lambda row: row.content_type):
            name = content_type.model_class()._meta.verbose_name_plural
            yield capfirst(name), [self.choice(permission) for permission in permissions]


class PermissionsField(forms.ModelMultipleChoiceField):
    iterator = ByModel
    widget = forms.CheckboxSelectMultiple
    words = {
        "view": _("see"),
        "add": _("add"),
        "change": _("change"),
        "delete": _("delete"),
    }

    def label_from_instance(self, permission):
        return self.words[permission.codename.partition("_")[0]]


@admin.register(Group)
class StaffGroupAdmin(Plain, GroupAdmin):
    """What its members may do with what stands in the list; rows go with their form."""

    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        listed = ContentType.objects.get_for_models(*self.admin_site._registry).values()
        permissions = Permission.objects.filter(content_type__in=listed)
        ordered = permissions.select_related("content_type").order_by("content_type", "pk")
        # With its context: without it, "May" would be the month, on every page.
        label = pgettext("What somebody is allowed to do", "May")
        return PermissionsField(ordered, label=label, required=False)
