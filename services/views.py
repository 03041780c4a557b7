from django.shortcuts import render
from django.views.decorators.http import require_safe

from publishing.views import AddressedDetailView
from services.directory import DirectoryFilter, by_umbrella
from services.models import Organisation, Service, SupportLine, TargetGroup, Topic


@require_safe
def service_list(request):
    """All services under their umbrellas, or those that the visitor's choices leave."""
    target_groups = TargetGroup.objects.published().in_order()
    topics = Topic.objects.published().in_order()
    chosen = DirectoryFilter.from_query(request.GET).among(target_groups, topics)
    services = Service.objects.published().matching(chosen).with_parent().in_order()
    current, ended = by_umbrella(services)
    return render(
        request,
        "services/service_list.html",
        {
            "chosen": chosen,
            "current": current,
            "ended": ended,
            "target_groups": target_groups,
            "topics": topics,
            "lines": SupportLine.objects.published().for_door(chosen.door).in_rank(),
        },
    )


class ServiceDetail(AddressedDetailView):
    template_name = "services/service_detail.html"

    def get_queryset(self):
        return Service.objects.published().with_page_parts()


class OrganisationDetail(AddressedDetailView):
    template_name = "services/organisation_detail.html"

    def get_queryset(self):
        return Organisation.objects.published().with_page_parts()


@require_safe
def support_lines(request):
    lines = SupportLine.objects.published().with_details().in_rank()
    return render(request, "services/support_lines.html", {"lines": lines})
