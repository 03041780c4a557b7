from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from events.admin.dates import DateChangeInline
from events.admin.duplicate import duplicate
from events.admin.forms import EventForm
from events.admin.told import NAMED, OFF, holidays_in_words, holidays_of, releases_of
from events.models import ChangeKind, Event, Occurrence, ProgrammeItem
from publishing import languages
from publishing.admin.base import ADDRESS, ContentAdmin
from publishing.admin.translated import TranslatedInline


class ProgrammeInline(TranslatedInline):
    model = ProgrammeItem
    fields = (
        "title",
        "service",
        "description",
        "also_present",
        ("starts_at", "ends_at", "rank"),
    )


class TimeFilter(SimpleListFilter):
    title = gettext_lazy("when it is")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("coming", _("Coming or going on")), ("past", _("Over"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "coming":
                return queryset.filter(over_at__gt=now)
            case "past":
                return queryset.filter(over_at__lte=now)
        return queryset


REPEATED = (
    gettext_lazy("If it is repeated"),
    {
        "fields": ["repeats", ("interval", "week"), "weekdays", ("last_day", "times")],
        "description": gettext_lazy(
            "It goes on at the same time by the clock, for at most three years, and lasts at most "
            "a day each time. Where the clocks change, a time that does not exist becomes an hour "
            "later, and one that comes twice is the first. Single dates that differ, or come in "
            "addition, are filled in further down."
        ),
    },
)


def moment(value) -> str:
    """*value* in figures: "2026-10-21 10.00"."""
    here = timezone.localtime(value)
    return f"{date_format(here, 'SHORT_DATE_FORMAT')} {date_format(here, 'TIME_FORMAT')}"


@admin.register(Event)
class EventAdmin(ContentAdmin):
    form = EventForm
    change_form_template = "admin/events/event/change_form.html"
    columns = ("next_date", "standing")
    filters = (TimeFilter, "standing")
    ordering = ("-over_at", "pk")
    inlines = (DateChangeInline, ProgrammeInline)
    fieldsets = [
        (gettext_lazy("What it is"), {"fields": ["title", "summary", "description"]}),
        (
            gettext_lazy("When"),
            {
                "fields": [("starts_at", "ends_at")],
                "description": gettext_lazy(
                    "The only date, or the first of several. Swedish time; at most 31 days. In "
                    "the nights when the clocks change, a time that does not exist or comes "
                    "twice is refused."
                ),
            },
        ),
        REPEATED,
        (gettext_lazy("Where"), {"fields": ["place", "place_note"]}),
        (
            gettext_lazy("Practicalities"),
            {
                "fields": [
                    "registration",
                    ("registration_email", "registration_phone"),
                    "registration_url",
                    "registration_until",
                    "is_full",
                    "is_free",
                    "cost",
                    "languages",
                    "interpreter",
                ],
                "description": gettext_lazy("Leave open what you do not know: it is left out."),
            },
        ),
        (
            gettext_lazy("Who is behind it, and for whom"),
            {
                "fields": [
                    "organiser",
                    "services",
                    "services_count",
                    "target_groups",
                    "media_welcome",
                ]
            },
        ),
        (
            gettext_lazy("If something changes"),
            {
                "fields": [
                    "standing",
                    "standing_note",
                    "standing_changed_at",
                    ("moved_from_starts_at", "moved_from_place"),
                ],
                "description": gettext_lazy(
                    "For all of it. When visitors have seen it and you change its time or place, "
                    "write why here: the rest is filled in for you, with the first time and "
                    "place. If only one date of several differs, fill that in further down."
                ),
            },
        ),
        ADDRESS,
    ]

    # --- The list --------------------------------------------------------------------------------

    def get_queryset(self, request):
        taking_place = Occurrence.objects.coming().filter(
            Q(change=None) | ~Q(change__kind__in=OFF), event=OuterRef("pk")
        )
        following = Subquery(taking_place.values("starts_at")[:1])
        return super().get_queryset(request).annotate(next_starts_at=following)

    @admin.display(description=gettext_lazy("next date"), ordering="next_starts_at")
    def next_date(self, event):
        if event.next_starts_at:
            return moment(event.next_starts_at)
        if event.has_ended():
            return _("over since %(time)s") % {"time": moment(event.over_at)}
        return _("none that takes place")

    # --- The form --------------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        """Who may only look sees the dates: the fields of the rule are there for filling in."""
        found = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return found
        looked_at = (REPEATED[0], {"fields": ["coming_dates"]})
        return [looked_at if each[0] == REPEATED[0] else each for each in found]

    def get_readonly_fields(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return super().get_readonly_fields(request, obj)
        return [*super().get_readonly_fields(request, obj), "coming_dates"]

    @admin.display(description=gettext_lazy("coming dates"))
    def coming_dates(self, event):
        coming = [moment(each.starts_at) for each in event.occurrences.coming()[:NAMED]]
        return ", ".join(coming) or "–"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        touched = getattr(form, "touched", ()) if context["errors"] else ()
        if obj:
            holidays = holidays_of(obj)
            context |= {
                "holidays": holidays_in_words(holidays) if holidays else "",
                "touched": touched[:NAMED],
                "touched_more": max(0, len(touched) - NAMED),
                "releases": releases_of(obj, request.user) if touched else (),
                "new_place": touched and form.cleaned_data.get("place"),
                "old_place": touched and form.told.place,
                "can_duplicate": self.has_add_permission(request),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        event = form.instance
        if form.dropped:
            fields = ", ".join(languages.label(Event, name) for name in form.dropped)
            message = _("Emptied, as it was for an earlier change: %(fields)s. Write a new one.")
            messages.warning(request, message % {"fields": fields})
        if holidays := holidays_of(event):
            messages.warning(request, holidays_in_words(holidays))
        rows = event.date_changes.exclude(kind=ChangeKind.EXTRA)
        if not event.recurrence and rows.exists() and event.occurrences.count() == 1:
            messages.info(
                request,
                _("It happens only once: “If something changes” is seen better than a date."),
            )

    # --- Copies ----------------------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.duplicate))
        return [
            path("<int:pk>/duplicate/", view, name="events_event_duplicate"),
            *super().get_urls(),
        ]

    def duplicate(self, request, pk):
        """Make a hidden copy and open it."""
        if not self.has_add_permission(request) or not self.has_view_permission(request):
            raise PermissionDenied
        copy = duplicate(get_object_or_404(Event, pk=pk))
        self.log_addition(request, copy, _("Made as a copy."))
        messages.warning(
            request,
            _(
                "This is a copy, hidden from visitors. Change its dates, and look through the "
                "rest before you show it."
            ),
        )
        return redirect(reverse("admin:events_event_change", args=[copy.pk]))
