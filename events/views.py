from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.models import Event
from publishing.discreet_views import NotKept
from publishing.views import AddressedDetailView


@require_safe
def event_list(request):
    events = Event.objects.published().with_place()
    return render(
        request, "events/event_list.html", {"coming": events.coming(), "past": events.past()}
    )


class EventDetail(NotKept, AddressedDetailView):
    template_name = "events/event_detail.html"

    def get_queryset(self):
        return Event.objects.published().with_page_parts()
