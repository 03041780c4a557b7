"""What can be done at once with everything that is ticked in a list."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages
from publishing.admin.links import link, say
from publishing.admin.translated import language_name, other_languages


def from_now_on(expires_at):
    """``publish_at`` and ``expires_at`` of what is shown from this minute on; an end that has
    passed is dropped."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now, (expires_at if expires_at and expires_at > now else None)


@admin.action(description=gettext_lazy("Show to visitors now"), permissions=["change"])
def publish_now(modeladmin, request, queryset):
    hidden = [obj for obj in queryset if not obj.is_published()]
    chosen, refused = [], []
    for obj in hidden:
        obj.publish_at, obj.expires_at = from_now_on(obj.expires_at)
        if wrong := wrong_in(obj):
            refused.append((obj, wrong))
            continue
        save(modeladmin, request, obj, ["publish_at", "expires_at"], _("Shown to visitors."))
        chosen.append(obj)
    if refused:
        messages.error(request, still_hidden(refused))
    if chosen or not refused:
        done, nothing = _("Now shown to visitors: %s."), _("All of them are shown already.")
        report(request, chosen, done, nothing)


def wrong_in(obj) -> list[str]:
    """Why the model refuses *obj* as it is, as the form would: its fields by name, or reasons."""
    try:
        obj.clean()
    except ValidationError as error:
        named = error.update_error_dict({})
        labels = (
            languages.label(type(obj), name) or " ".join(ValidationError(errors).messages)
            for name, errors in named.items()
        )
        return [*dict.fromkeys(labels)]
    return []


def still_hidden(refused) -> str:
    """What was not shown and why; each is a link to its form. *refused* is pairs of both."""
    named = ((link(obj), ", ".join(fields)) for obj, fields in refused)
    return say(
        _("Still hidden, because something is missing or wrong: %(refused)s."),
        refused=format_html_join(", ", "{} ({})", named),
    )


@admin.action(description=gettext_lazy("Hide from visitors"), permissions=["change"])
def unpublish(modeladmin, request, queryset):
    chosen = [obj for obj in queryset if obj.publish_at]
    for obj in chosen:
        obj.publish_at = None
        save(modeladmin, request, obj, ["publish_at"], _("Hidden from visitors."))
    report(
        request, chosen, _("Now hidden from visitors: %s."), _("All of them are hidden already.")
    )


def _still_says_the_same(code: str) -> str:
    return _("%(language)s still says the same") % {"language": capfirst(language_name(code))}


still_says_the_same = lazy(_still_says_the_same, str)


def confirmations():
    """An action for every language that is translated to: its text still says the same."""
    for code in other_languages():

        def confirm(modeladmin, request, queryset, code=code):
            chosen = [obj for obj in queryset if obj.is_outdated_in(code)]
            for obj in chosen:
                obj.confirm(code)
                modeladmin.log_change(request, obj, _("Translation confirmed."))
            report(request, chosen, _("Translation confirmed: %s."), _("None was outdated."))

        confirm.__name__ = f"confirm_{code}"
        yield admin.action(description=still_says_the_same(code), permissions=["change"])(confirm)


def save(modeladmin, request, obj, fields, message) -> None:
    obj.save(update_fields=fields)
    modeladmin.log_change(request, obj, message)


def report(request, chosen, done: str, nothing: str) -> None:
    """Tell what was done to which, by name; *done* has room for the names."""
    if chosen:
        messages.success(request, done % ", ".join(str(obj) for obj in chosen))
    else:
        messages.info(request, nothing)
