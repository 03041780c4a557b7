from django.urls import path

from press import views

urlpatterns = [
    path("", views.press_list, name="press_list"),
    path("<slug:slug>/", views.PressReleaseDetail.as_view(), name="press_release"),
]
