from django.urls import path
from django.utils.translation import gettext_lazy as _

from services import views

urlpatterns = [
    path(_("services/"), views.service_list, name="service_list"),
    path(_("services/<slug:slug>/"), views.ServiceDetail.as_view(), name="service"),
    path(_("organisations/<slug:slug>/"), views.OrganisationDetail.as_view(), name="organisation"),
    path(_("support-lines/"), views.support_lines, name="support_lines"),
]
