"""Events for calendars: a feed of all, and one of each. Of what is sensitive, nothing."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.calendar import Feed, calendar
from events.calendar_data import feed_of, name_of, name_of_feed
from events.models import Event
from publishing.views import AddressedDetailView

#: What is over stays so long, so that calendars learn of it if it is cancelled at the last moment.
KEPT = timedelta(days=31)
#: A feed holds no more events; the ones that begin latest are left out.
MOST_EVENTS = 500


@require_safe
def feed(request):
    """All that is published, not sensitive, and not over for long."""
    now = timezone.now()
    events = Event.objects.published(now).not_sensitive().coming(now - KEPT)
    shown = events.with_calendar_parts()[:MOST_EVENTS]
    made = feed_of(name_of_feed(), reverse("event_list"), request.path, shown)
    return answer(made, "calendar")


class EventCalendar(AddressedDetailView):
    """One event, whenever it is or was."""

    def get_queryset(self):
        return Event.objects.published().not_sensitive().with_calendar_parts()

    def get(self, request, *args, **kwargs):
        event = self.get_object()
        path = reverse("event_calendar", args=[event.address_slug()])
        if path != request.path:
            return HttpResponsePermanentRedirect(path)
        made = feed_of(name_of(event), event.get_absolute_url(), path, [event])
        return answer(made, event.address_slug())


def answer(made: Feed, name: str) -> HttpResponse:
    """*made* as a file that is called *name*, for the browser or the calendar to open."""
    response = HttpResponse(calendar(made), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
