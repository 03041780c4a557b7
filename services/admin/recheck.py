"""The numbers and addresses that nobody has checked lately, each to be checked with one button."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from services.models import ContactPoint, SupportLine

#: Days after which a number or an address is to be checked again.
STALE_AFTER = 90
PAGE = "admin:services_to_check"
MODELS = {"contact-point": ContactPoint, "line": SupportLine}


class SourceForm(forms.ModelForm):
    """Asks who says so, where that is not known yet."""

    class Meta:
        fields = ["source"]
        labels = {"source": gettext_lazy("Who says so?")}
        help_texts = {
            "source": gettext_lazy("Say who confirmed it, for example the service itself.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["source"].required = True


@dataclass
class Row:
    """Something to check: its kind, where it is edited, and the form for its source if it has
    none."""

    kind: str
    object: ContactPoint | SupportLine
    may_change: bool
    form: forms.ModelForm | None

    @property
    def edit_url(self) -> str:
        opts = self.object._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.object.pk])

    @property
    def check_url(self) -> str:
        return reverse(PAGE, args=[self.kind, self.object.pk])


def may(user, verb: str, model) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")


def visible_models(user) -> dict[str, type]:
    """Those that *user* may see, by kind."""
    return {
        kind: model
        for kind, model in MODELS.items()
        if may(user, "view", model) or may(user, "change", model)
    }


def stale(model, today):
    """What nobody has checked for ``STALE_AFTER`` days before *today*, or ever."""
    return model.objects.not_verified_since(today - timedelta(days=STALE_AFTER))


def count_to_check(user) -> int:
    """How much of what *user* may see is to be checked."""
    today = timezone.localdate()
    return sum(stale(model, today).count() for model in visible_models(user).values())


def rows_to_check(user, failed: forms.ModelForm | None = None) -> list[Row]:
    """All that is to be checked, what was never checked first, then the oldest.

    *failed* is a form that came back with an error, to be shown in its row.
    """
    rows = []
    for kind, model in visible_models(user).items():
        found = stale(model, timezone.localdate()).with_hours()
        if model is ContactPoint:
            found = found.select_related("service", "place")
        for each in found:
            form = None
            if failed and failed.instance == each:
                form = failed
            elif not each.source:
                form = form_for(each)
            rows.append(Row(kind, each, may(user, "change", model), form))
    first = timezone.localdate().min
    rows.sort(key=lambda row: (row.object.verified_on or first, row.kind, row.object.pk))
    return rows


def form_for(found, data=None) -> forms.ModelForm:
    form = forms.modelform_factory(type(found), SourceForm)
    return form(data, instance=found, prefix=f"{found._meta.model_name}-{found.pk}")


class WithRecheck:
    """Adds the list to the addresses of a ModelAdmin, and to its site."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.to_check)
        return [
            path("to-check/", view, name="services_to_check"),
            path("to-check/<slug:kind>/<int:pk>/", view, name="services_to_check"),
            *super().get_urls(),
        ]

    def to_check(self, request, kind="", pk=None):
        """The list; or, for a POST to one of its rows, that row is checked today."""
        return require_http_methods(["GET", "HEAD", "POST"])(self._to_check)(request, kind, pk)

    def _to_check(self, request, kind, pk):
        visible = visible_models(request.user)
        if not visible or (kind and kind not in visible):
            raise PermissionDenied
        failed = None
        if request.method == "POST" and kind:
            model = visible[kind]
            if not may(request.user, "change", model):
                raise PermissionDenied
            failed = self.check_today(request, get_object_or_404(model, pk=pk))
        if kind and failed is None:
            return redirect(PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Facts to check again"),
            "rows": rows_to_check(request.user, failed),
            "days": STALE_AFTER,
        }
        status = 422 if failed else 200
        return render(request, "admin/services/to_check.html", context, status=status)

    def check_today(self, request, found):
        """Record that *found* is right today; return the form where its source is missing."""
        if not found.source:
            form = form_for(found, request.POST)
            if not form.is_valid():
                return form
        found.verified_on = timezone.localdate()
        found.save(update_fields=["verified_on", "source"])
        admin = self.admin_site.get_model_admin(type(found))
        admin.log_change(request, found, _("Checked today: %(name)s.") % {"name": found})
        messages.success(request, _("Checked today: %(name)s.") % {"name": found})
        return None
