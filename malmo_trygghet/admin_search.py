from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from malmo_trygghet.models import Synonym
from publishing.admin.search import search, search_columns
from publishing.admin.translated import TranslatedAdmin


@admin.register(Synonym)
class SynonymAdmin(TranslatedAdmin):
    list_display = ("phrase", "looked_for", "danger")
    list_filter = ("danger", "door")
    search_fields = ("phrase",)
    fieldsets = [
        (
            None,
            {
                "fields": ["phrase", "leads_to", "danger", "door"],
                "description": _(
                    "Endings, capital letters and dots over letters make no difference: “hotar” "
                    "is found by “hotade”, “våld” by “vald”. Words that mean danger also bring up "
                    "the help when somebody writes them in a report of a fault."
                ),
            },
        )
    ]

    @admin.display(description=_("what we search for"))
    def looked_for(self, obj):
        return obj.leads_to

    def get_search_results(self, request, queryset, search_term):
        columns = search_columns(self.model, ["phrase", "leads_to"])
        return search(queryset, columns, search_term), False
