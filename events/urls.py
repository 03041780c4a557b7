from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import calendar_views, views

urlpatterns = [
    path("", views.event_list, name="event_list"),
    path(_("calendar.ics"), calendar_views.feed, name="calendar"),
    path(
        _("<slug:slug>/calendar.ics"),
        calendar_views.EventCalendar.as_view(),
        name="event_calendar",
    ),
    path(_("year/<int:year>/"), views.events_of_year, name="events_of_year"),
    path("<slug:slug>/", views.EventDetail.as_view(), name="event"),
]
