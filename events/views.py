from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.filters import EventFilter
from events.models import Event, Occurrence
from events.pages import Paged
from events.structured_data import event_data
from events.told import by_month, dates_of_event
from events.upcoming import events_in_year, years_with_dates
from publishing.discreet_views import NotKept
from publishing.views import AddressedDetailView


@require_safe
def event_list(request):
    """What is coming, by month. Its title is the same whatever is chosen, as in the directory."""
    now = timezone.now()
    chosen = EventFilter(request.GET, now)
    occurrences = chosen.apply(Occurrence.objects.published(now).coming(now)).with_event()
    paged = Paged(occurrences, request.GET.get("page", ""))
    context = {
        "filter": chosen,
        "paged": paged,
        "months": by_month(paged.entries),
        "years": years_with_dates(now),
        "choices": chosen.choices.query(paged.number),
        "earlier": chosen.choices.query(paged.previous or 1),
        "later": chosen.choices.query(paged.next or 1),
    }
    return render(request, "events/event_list.html", context)


@require_safe
def events_of_year(request, year: int):
    """What was in *year*, each event once."""
    now = timezone.now()
    years = years_with_dates(now)
    if year not in years:
        raise Http404(_("There is nothing at this address."))
    paged = Paged(events_in_year(year, now), request.GET.get("page", ""))
    context = {
        "year": year,
        "years": years,
        "paged": paged,
        "choices": f"?page={paged.number}" if paged.number > 1 else "",
        "earlier": f"?page={paged.previous}",
        "later": f"?page={paged.next}",
    }
    return render(request, "events/event_year.html", context)


class EventDetail(NotKept, AddressedDetailView):
    template_name = "events/event_detail.html"

    def get_queryset(self):
        return Event.objects.published().with_page_parts()

    def get_context_data(self, **kwargs):
        event, now = self.object, timezone.now()
        dates = dates_of_event(event, event.shown_dates, now)
        data = None if event.is_sensitive else event_data(event, dates)
        return super().get_context_data(dates=dates, data=data, **kwargs)
