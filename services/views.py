from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from publishing.discreet_views import NotKept
from publishing.views import AddressedDetailView
from services.directory_letters import by_letter
from services.directory_page import DirectoryPage
from services.lines import by_need
from services.models import Organisation, Service, SupportLine
from services.reach import reach


@require_safe
def service_list(request):
    """The directory: all services under their umbrellas, or those that the choices leave; or A–Ö.

    Its title and heading are the same whatever is chosen, and the address holds numbers only: a
    glance at the screen, the tab or the history does not tell what somebody is looking for.
    """
    if request.GET.get("v") == "a":
        services = Service.objects.published().with_parent().in_order()
        context = {"letters": by_letter(services), "by_letter": True, "choices": "?v=a"}
    else:
        page = DirectoryPage(request.GET)
        context = {"page": page, "choices": page.choices.query()}
    return render(request, "services/service_list.html", context)


class ServiceDetail(NotKept, AddressedDetailView):
    template_name = "services/service_detail.html"

    def get_queryset(self):
        return Service.objects.published().with_page_parts()

    def get_context_data(self, **kwargs):
        lines = SupportLine.objects.published().with_who_they_are_for().in_rank()
        found = reach(self.object, lines, timezone.now())
        return super().get_context_data(reach=found, **kwargs)


class OrganisationDetail(AddressedDetailView):
    template_name = "services/organisation_detail.html"

    def get_queryset(self):
        return Organisation.objects.published().with_page_parts()


@require_safe
def support_lines(request):
    """All lines under whom they are for, those for right now first."""
    lines = SupportLine.objects.published().with_details().in_rank()
    return render(request, "services/support_lines.html", {"groups": by_need(lines)})
