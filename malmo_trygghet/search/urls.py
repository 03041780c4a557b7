from django.urls import path

from malmo_trygghet.search import views

urlpatterns = [path("", views.search, name="search")]
