from django.urls import path

from events import views

urlpatterns = [
    path("", views.event_list, name="event_list"),
    path("<slug:slug>/", views.EventDetail.as_view(), name="event"),
]
