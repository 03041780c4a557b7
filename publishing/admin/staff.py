"""Who works here, and what they may do."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from publishing.models import StaffUser

admin.site.unregister(Group)


@admin.register(StaffUser)
class StaffUserAdmin(UserAdmin):
    """Rights come from groups only, so that one can see at a glance who may do what."""

    list_display = ("username", "full_name", "language", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    autocomplete_fields = ("groups",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
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


@admin.register(Group)
class StaffGroupAdmin(GroupAdmin):
    pass
