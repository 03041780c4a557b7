from django.urls import path
from django.utils.translation import gettext_lazy as _

from services import card_views, guide_views, views

urlpatterns = [
    path(_("services/"), views.service_list, name="service_list"),
    path(_("services/<slug:slug>/"), views.ServiceDetail.as_view(), name="service"),
    path(_("services/<slug:slug>/card/"), card_views.CardPage.as_view(), name="card"),
    path(_("organisations/<slug:slug>/"), views.OrganisationDetail.as_view(), name="organisation"),
    path(_("guided-help/"), guide_views.guide, name="guide"),
    path(_("support-lines/"), views.support_lines, name="support_lines"),
]
