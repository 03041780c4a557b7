"""A protected address is nowhere: it is refused where it is written, and no output would show it.

The outputs are all addresses that the site answers at, whatever they serve: a new kind of output
(a calendar, a feed, an interface for machines) fails the test until it is walked here too.
"""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone, translation

from events.models import Event
from malmo_trygghet.models import Posting
from malmo_trygghet.search.known_words import known_words
from publishing import languages
from services.guide.screens import SKIP
from services.models import Channel, ContactPoint, GuideAnswer, Place, Service
from tests import factories as f
from tests.admin_forms import form_data
from tests.crawl import crawl
from tests.test_admin_forms import change, errors
from tests.test_admin_pages import address
from tests.test_discreet_forms import DISCREET
from tests.visits import path_of

pytestmark = pytest.mark.django_db

#: In letters that no format has to escape.
PROTECTED = "Kanariestigen 47"
#: Where everybody may come: it shows that the walk would find an address.
PUBLIC = "Lärkstigen 12"
#: Asking for it must not echo it.
TURNED = " ".join(reversed(PROTECTED.split()))
FROM_HERE = {"sec-fetch-site": "same-origin"}
#: Addresses that no page links to.
UNLINKED = ("/healthz", "/readyz", "/.well-known/security.txt")
UNLINKED_VIEWS = ("feedback_sent", "feedback_sent_more")


@pytest.fixture(autouse=True)
def _words_of_this_test_only():
    known_words.forget()
    yield
    known_words.forget()


@pytest.fixture
def housing() -> Service:
    """Protected housing, with something of every kind around it."""
    topic = f.make_topic(name_sv="Skyddat boende", sensitive=True)
    organisation = f.make_organisation()
    made = f.make_service(name_sv="Boendet", topics=[topic], organisation=organisation, **DISCREET)
    group = f.make_target_group()
    made.audiences.create(target_group=group)
    f.make_contact_point(service=made)
    f.make_contact_point(service=made, channel=Channel.VISIT, phone="")
    open_to_all = f.make_place(name_sv="Torget", street=PUBLIC)
    ordinary = f.make_service(name_sv="Rådet", name_en="Advice", place=open_to_all, related=[made])
    f.make_service(name_sv="Delen", name_en="The part", parent=made, publish_at=None)
    event = f.make_event(services=[made, ordinary], place=open_to_all)
    # The only one that calendars may tell of.
    f.make_event(title_sv="Öppet torg", services=[ordinary], place=open_to_all)
    f.make_event(title_sv="Förra året", starts_at=timezone.now() - timedelta(days=400))
    f.make_programme_item(event=event, service=made)
    documents = [f.make_document()]
    release = f.make_press_release(event=event, services=[made], documents=documents)
    release.release_images.create(image=f.make_image())
    f.make_page(menu="about")
    f.make_notice()
    f.make_support_line(right_now=True)
    f.make_card_language("sv")
    f.make_card_language("ar")
    f.make_guide_answer(topics=[topic], target_groups=[group])
    return made


# --- Every output --------------------------------------------------------------------------------


def routes(patterns: list, before: str = "") -> Iterator[str]:
    """The public routes of the site in the language in use, as ``resolve()`` names them."""
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def public_routes() -> set[str]:
    found = set()
    for code in languages.codes():
        with translation.override(code):
            found |= {*routes(get_resolver().url_patterns)}
    return {route for route in found if not route.startswith(settings.ADMIN_PATH)}


def route_of(path: str) -> str | None:
    """The route of *path*; none for what is no address of the site's own, such as a stylesheet."""
    path = path.partition("?")[0]
    with translation.override(translation.get_language_from_path(path)):
        try:
            return resolve(path).route
        except Resolver404:
            return None


def public_outputs(client: Client, service: Service) -> Iterator[tuple[str, bytes]]:
    """All that visitors, their programs and search engines get: the address, and the answer."""
    for path, answer in crawl(client).answers.items():
        yield path, answer.body
    for path in UNLINKED:
        yield path, client.get(path).getvalue()
    for code in languages.codes():
        for view in UNLINKED_VIEWS:
            yield path_of(view, code), client.get(path_of(view, code)).getvalue()
        yield from calendars(client, code)
        yield from answers_to_forms(client, service, code)


def calendars(client: Client, code: str) -> Iterator[tuple[str, bytes]]:
    """That of all events and that of each, whether pages link to it or not."""
    with translation.override(code):
        slugs = [event.address_slug() for event in Event.objects.published()]
        paths = [reverse("calendar"), *(reverse("event_calendar", args=[slug]) for slug in slugs)]
    for path in paths:
        yield path, client.get(path).getvalue()


def answers_to_forms(client: Client, service: Service, code: str) -> Iterator[tuple[str, bytes]]:
    def post(view: str, **data: object) -> tuple[str, bytes]:
        path = path_of(view, code)
        return path, client.post(path, data, headers=FROM_HERE).getvalue()

    for words in (TURNED, "Kanarie", "boendet", "skyddat boende", "Lärkstigen"):
        yield post("search", q=words)
    from_page = {"Referer": settings.SITE_URL + path_of(service, code)}
    path = path_of("feedback", code)
    yield path, client.get(path, headers=from_page).getvalue()
    yield post("feedback")
    answer = GuideAnswer.objects.get()
    for chosen in (answer.pk, SKIP):
        yield post("guide", asked=answer.question.asks, **{answer.question.asks: chosen})


def admin_outputs(client: Client) -> Iterator[tuple[str, bytes]]:
    """What staff see: lists, searches, forms, histories, and what pickers are answered."""
    paths = [reverse("admin:index"), reverse("admin:services_to_check")]
    for model, model_admin in admin.site._registry.items():
        listed = address(model, "changelist")
        paths += [listed, f"{listed}?q={TURNED}", f"{listed}?q=Kanarie", f"{listed}?q=L%C3%A4rk"]
        for key in model._base_manager.values_list("pk", flat=True):
            pages = ("change", "history", "delete")
            paths += [address(model, page, key) for page in pages]
        for field in model_admin.get_autocomplete_fields(None):
            asked = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}"
            paths.append(f"{reverse('admin:autocomplete')}?{asked}&field_name={field}&term=")
    for path in paths:
        yield path, client.get(path).getvalue()


def readings(body: bytes) -> list[str]:
    """The body as a reader of text sees it, of markup, and of a calendar with its folded lines."""
    text = html.unescape(body.decode(errors="replace"))
    without_tags = re.sub(r"<[^>]*>", "", text)
    return [
        " ".join(each.split()) for each in (text, without_tags, re.sub(r"\r?\n[ \t]", "", text))
    ]


def holding(words: str, outputs: Iterator[tuple[str, bytes]]) -> list[str]:
    """Which of *outputs* hold *words*, by their addresses."""
    return [path for path, body in outputs if any(words in text for text in readings(body))]


def tables_holding(words: str) -> list[str]:
    """The tables of the database with *words* in any column of any row."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if any(words in str(column) for row in cursor.fetchall() for column in row):
                found.append(table)
    return found


def words_of_the_index() -> set[str]:
    call_command("rebuild_search", verbosity=0)
    return set(Posting.objects.values_list("term", flat=True))


# --- The promises --------------------------------------------------------------------------------


def test_every_public_address_is_walked(client, housing):
    walked = {route_of(path) for path, _body in public_outputs(client, housing)}
    assert public_routes() - walked == set()


def try_to_store(staff: Client, housing: Service) -> Iterator[set]:
    """Everywhere in the forms of what belongs to *housing*; yields the fields that refuse it."""
    url = address(Place, "add")
    written = {"name_sv": "Boendet", "street": PROTECTED, "publish_at": ""}
    yield {*errors(staff.post(url, form_data(staff.get(url)) | written))}
    [elsewhere] = Place.objects.all()
    yield {*errors(change(staff, elsewhere, street=PROTECTED))}
    yield {*errors(change(staff, housing, place=str(elsewhere.pk)))}
    points = housing.contact_points.order_by("pk")
    for point in points:
        yield {*errors(change(staff, point, place=str(elsewhere.pk)))}
    for owner in (housing, *points):
        fields = [*languages.text_fields(type(owner))]
        texts = {name: PROTECTED for field in fields for name in languages.columns(field)}
        refused = errors(change(staff, owner, **texts, verified_on=""))
        assert refused.keys() == texts.keys()
        yield {*refused}
    url = address(ContactPoint, "add")
    written = {"service": str(housing.pk), "channel": Channel.VISIT, "name_sv": PROTECTED}
    yield {*errors(staff.post(url, form_data(staff.get(url)) | written))}


def test_a_protected_address_is_refused_in_every_form_and_found_nowhere(client, housing):
    staff = type(client)()
    staff.force_login(f.make_staff())
    assert all(try_to_store(staff, housing))
    assert tables_holding(PROTECTED) == []
    assert not {term for term in words_of_the_index() if term.startswith("kanarie")}
    assert holding(PROTECTED, public_outputs(client, housing)) == []
    assert holding(PROTECTED, admin_outputs(staff)) == []
    # The same eyes see an address that is there to be seen.
    assert tables_holding(PUBLIC) == [Place._meta.db_table]
    seen = holding(PUBLIC, public_outputs(client, housing))
    assert {path_of("search"), path_of("calendar"), path_of("calendar", "en")} <= {*seen}
    assert len([path for path in seen if path.endswith(("/kalender.ics", "/calendar.ics"))]) >= 4
    assert address(Place, "changelist") in holding(PUBLIC, admin_outputs(staff))


def test_even_an_address_that_came_in_another_way_is_in_nothing_public(client, housing):
    place = f.make_place(name_sv="Boendets hus", street=PROTECTED)
    Service.objects.filter(pk=housing.pk).update(place=place)
    housing.contact_points.update(place=place)
    assert tables_holding(PROTECTED) == [Place._meta.db_table]
    assert not {term for term in words_of_the_index() if term.startswith("kanarie")}
    assert holding(PROTECTED, public_outputs(client, housing)) == []
