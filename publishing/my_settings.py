from django.contrib import admin, messages
from django.forms import ModelForm
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import UpdateView

from publishing.models import StaffUser


class MySettingsForm(ModelForm):
    class Meta:
        model = StaffUser
        fields = ("first_name", "last_name", "language")


class MySettings(UpdateView):
    """Each staff member's own choices, whatever their rights: name and language of the admin."""

    form_class = MySettingsForm
    template_name = "admin/my_settings.html"
    success_url = reverse_lazy("admin:my_settings")
    extra_context = {"title": gettext_lazy("My settings")}
    #: Set by ``as_view``.
    admin_site: admin.AdminSite = None

    def get_object(self, queryset=None):
        return self.request.user

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.admin_site.each_context(self.request), **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        with translation.override(form.instance.language):
            messages.success(self.request, _("Your settings are saved."))
        return response
