"""Pages of a site that has Arabic too. Runs in a process of its own: see test_other_languages."""

import json
from datetime import time

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from services.models import ContactPointHours, HoursKind, Service
from tests.factories import make_contact_point, make_service, make_support_line

ARABIC = {
    "name_ar": "خدمة الدعم",
    "summary_ar": "دعم لمن يريد التحدث مع أحد.",
    "slug_ar": "dam",
}


def print_pages() -> None:
    """Makes the database and prints, as JSON, status and HTML of Arabic pages by what they are.

    "arabic" is a service with Arabic texts, "swedish" one without; the phone of the one has been
    checked, that of the other has not.
    """
    call_command("migrate", run_syncdb=True, verbosity=0)
    make_support_line(name_sv="Nödnumret", phone="112", right_now=True)
    services = {"arabic": make_service(**ARABIC), "swedish": make_service(name_sv="Rådet")}
    make_phone(services["arabic"])
    make_phone(services["swedish"], verified_on=None)
    client = Client()
    pages = {}
    for name, path in arabic_paths(services).items():
        response = client.get(path, secure=True)
        pages[name] = {"status": response.status_code, "html": response.content.decode()}
    print(json.dumps(pages))  # noqa: T201


def make_phone(service: Service, **given: object) -> None:
    """A phone of the service, answered on Mondays."""
    point = make_contact_point(service=service, hours_kind=HoursKind.WEEKLY, **given)
    ContactPointHours.objects.create(contact_point=point, weekday=0, opens=time(9), closes=time(16))


def arabic_paths(services: dict[str, Service]) -> dict[str, str]:
    """Where the pages are in Arabic: home, the list, the support lines and the services."""
    with translation.override("ar"):
        views = {name: reverse(name) for name in ("home", "service_list", "support_lines")}
        # Read anew: what has been made knows nothing of the languages that it was saved in.
        found = Service.objects.in_bulk([service.pk for service in services.values()])
        return views | {name: found[s.pk].get_absolute_url() for name, s in services.items()}
