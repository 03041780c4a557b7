"""What every list and form of content does. The classes of the apps only declare."""

from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.db import IntegrityError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from js_asset import Media

from publishing import languages
from publishing.admin.actions import confirmations, publish_now, unpublish
from publishing.admin.columns import ContentColumns
from publishing.admin.deleting import without_joins
from publishing.admin.errors import error_links, refusal
from publishing.admin.filters import CheckedFilter, PublicationFilter, TranslationFilter
from publishing.admin.forms import ContentForm
from publishing.admin.rich_text import WORDS
from publishing.admin.search import search, search_columns
from publishing.admin.translated import TranslatedAdmin
from publishing.models import Verified

ADDRESS = (gettext_lazy("Address on the site"), {"fields": ["slug"]})
CHECKED = (
    gettext_lazy("Checked facts"),
    {
        "fields": ["verified_on", ("source", "source_date")],
        "description": gettext_lazy(
            "Visitors see numbers and hours as certain only when somebody has checked them."
        ),
    },
)
# These two close every form, after the rows that belong to it.
SHOWN = (
    gettext_lazy("When it is shown"),
    {"fields": [("publish_at", "expires_at")], "classes": ["closing"]},
)
THIS_CHANGE = (
    gettext_lazy("This change"),
    {"fields": ["minor_edit", "still_right"], "classes": ["closing"]},
)


class ContentList(ChangeList):
    def get_ordering_field(self, field_name):
        """Sort by the name in the language of the staff member, in Swedish order."""
        if field_name == "heading":
            return languages.column("sort_key", languages.active())
        return super().get_ordering_field(field_name)


class ContentAdmin(ContentColumns, TranslatedAdmin):
    """Lists, forms and actions for ``Content``.

    A subclass names its ``fieldsets`` (without publication and languages, which close every
    form), and may add ``columns`` and ``filters`` to the list and ``searched`` to the search.
    """

    form = ContentForm
    #: Where it stands among the models of its app.
    place = 100
    columns = ()
    filters = ()
    #: Plain fields to search besides all texts.
    searched = ()
    actions = [publish_now, unpublish, *confirmations()]
    show_facets = ShowFacets.NEVER

    # --- Lists -----------------------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_changelist(self, request, **kwargs):
        return ContentList

    def get_list_display(self, request):
        checked = ["checked"] if issubclass(self.model, Verified) else []
        return ["heading", *self.columns, "shown", "translations", *checked, "saved"]

    def get_list_filter(self, request):
        checked = [CheckedFilter] if issubclass(self.model, Verified) else []
        return [PublicationFilter, TranslationFilter, *checked, *self.filters]

    def get_ordering(self, request):
        return self.ordering or [languages.column("sort_key", languages.active()), "pk"]

    def get_search_fields(self, request):
        fields = [*languages.text_fields(self.model), *self.searched]
        if request.resolver_match.url_name == "autocomplete":
            fields = [self.model.heading_field]
        return search_columns(self.model, fields)

    def get_search_results(self, request, queryset, search_term):
        return search(queryset, self.get_search_fields(request), search_term), False

    def get_deleted_objects(self, objs, request):
        listed, counts, *rest = super().get_deleted_objects(objs, request)
        return *without_joins(self.model, listed, counts), *rest

    # --- Forms -----------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        changes = obj and self.has_change_permission(request, obj)
        closing = [SHOWN, THIS_CHANGE] if changes else [SHOWN]
        return [*super().get_fieldsets(request, obj), *closing]

    def changeform_view(self, request, *args, **kwargs):
        """What the database refuses, because another editor was faster, the form says."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            models = [self.model, *(inline.model for inline in self.inlines)]
            request.refusal = refusal(error, models)
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def save_model(self, request, obj, form, change):
        obj.minor_edit = form.cleaned_data.get("minor_edit", False)
        super().save_model(request, obj, form, change)
        for code in form.cleaned_data.get("still_right", ()):
            obj.confirm(code)

    def view_on_site(self, obj):
        """The address of its page in the language in use; None while it has no public page."""
        if obj.is_published() and hasattr(obj, "get_absolute_url"):
            return obj.get_absolute_url()
        return None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if context["errors"]:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["error_links"] = error_links(context["adminform"].form, formsets)
            # The form has written into the object what was not saved.
            obj = obj and self.model._base_manager.get(pk=obj.pk)
        if obj:
            context |= {"title": str(obj), "subtitle": None, "shown": self.shown(obj)}
        context |= {
            # The import map of the editor is the one inline script; the policy knows its nonce.
            "media": Media.from_media(context["media"], nonce=str(request.csp_nonce)),
            "words": {name: str(word) for name, word in WORDS.items()},
            "is_shown": bool(obj) and obj.is_published(),
            "can_be_shown": True,
            "show_save_and_add_another": False,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)
