"""Outside the site's languages: these pages are in others."""

from django.urls import path

from services import card_views

urlpatterns = [path("<slug:code>/", card_views.numbers, name="numbers")]
