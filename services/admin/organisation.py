from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from publishing.admin.base import ADDRESS, ContentAdmin
from services.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(ContentAdmin):
    place = 4
    columns = ("parent",)
    list_select_related = ("parent",)
    fieldsets = [
        (None, {"fields": ["name", "summary", "description"]}),
        (_("Where it belongs"), {"fields": ["parent"]}),
        (_("Beginning and end"), {"fields": [("started_on", "ended_on"), "replaced_by"]}),
        ADDRESS,
    ]
