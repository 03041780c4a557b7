from django.shortcuts import render
from django.views.decorators.http import require_safe

from press.models import MediaContact, PressRelease
from publishing.views import AddressedDetailView


@require_safe
def press_list(request):
    return render(
        request,
        "press/press_list.html",
        {
            "releases": PressRelease.objects.published().latest_first(),
            "desks": MediaContact.objects.published().desks().with_hours(),
        },
    )


class PressReleaseDetail(AddressedDetailView):
    template_name = "press/press_release_detail.html"

    def get_queryset(self):
        return PressRelease.objects.published().with_page_parts()

    def get_context_data(self, **kwargs):
        desks = MediaContact.objects.published().desks().with_hours()
        return super().get_context_data(desks=desks, **kwargs)
