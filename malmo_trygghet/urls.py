from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from malmo_trygghet import feedback_views, views
from malmo_trygghet.leaving.views import leave
from malmo_trygghet.security_txt import security_txt

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("media/", include("publishing.urls")),
    path("numbers/", include("services.number_urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("", include("services.urls")),
        path(_("events/"), include("events.urls")),
        path(_("press/"), include("press.urls")),
        path(_("something-wrong/"), feedback_views.feedback, name="feedback"),
        path(_("something-wrong/thanks/"), feedback_views.feedback_sent, name="feedback_sent"),
        path(
            _("something-wrong/thanks/2/"),
            feedback_views.feedback_sent,
            {"needs_help": True},
            name="feedback_sent_more",
        ),
        path(_("leave/"), leave, name="leave"),
        path(_("search/"), include("malmo_trygghet.search.urls")),
        path("<slug:slug>/", views.PageDetail.as_view(), name="page"),
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
