from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.admin.base import ContentAdmin
from publishing.admin.translated import TranslatedAdmin
from services.admin.discreet import DiscreetForm
from services.models import SpokenLanguage, TargetGroup, Topic


@admin.register(TargetGroup)
class TargetGroupAdmin(ContentAdmin):
    place = 6
    columns = ("door",)
    filters = ("door",)
    fieldsets = [(None, {"fields": ["name", "plain_name", "door"]})]


@admin.register(Topic)
class TopicAdmin(ContentAdmin):
    place = 7
    form = DiscreetForm
    columns = ("sensitive",)
    filters = ("sensitive",)
    fieldsets = [
        (None, {"fields": ["name", "plain_name"]}),
        (_("Safety of the visitor"), {"fields": ["sensitive"]}),
    ]


@admin.register(SpokenLanguage)
class SpokenLanguageAdmin(TranslatedAdmin):
    place = 8
    fields = ("code", "name")
    list_display = ("__str__", "code")
    search_fields = ("code", *languages.columns("name"))
