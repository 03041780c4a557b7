from django.urls import path

from publishing import views

urlpatterns = [
    path("images/<uuid:uuid>", views.image, name="image"),
    path("documents/<uuid:uuid>", views.document, name="document"),
]
