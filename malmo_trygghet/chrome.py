"""What stands around the content of every public page: numbers, notices, menus, addresses."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property

from malmo_trygghet.address_logging import on_until
from malmo_trygghet.leaving.script import script
from malmo_trygghet.models import Menu, Notice, Page, Role
from malmo_trygghet.stylesheet import stylesheet
from publishing import languages
from services.models import CardLanguage, SupportLine

#: The part of the main menu that each view belongs to.
SECTIONS = {
    "service_list": "services",
    "service": "services",
    "card": "services",
    "guide": "services",
    "organisation": "services",
    "support_lines": "support_lines",
    "event_list": "events",
    "event": "events",
    "events_of_year": "events",
    "search": "search",
    "press_list": "press",
    "press_release": "press",
}


class Chrome:
    """Asked for lazily by templates, so that a page that shows less asks the database for less."""

    def __init__(self, request):
        self.request = request

    @property
    def section(self) -> str:
        """The part of the main menu that the page belongs to; empty for the rest."""
        match = self.request.resolver_match
        return SECTIONS.get(match.view_name, "") if match else ""

    @cached_property
    def lines(self) -> list[SupportLine]:
        """The support lines for right now, the emergency number first; nobody knows for whom."""
        return list(SupportLine.objects.published().for_right_now().for_residents().in_rank())

    @cached_property
    def notices(self) -> list[Notice]:
        return list(Notice.objects.published().order_by("-publish_at", "pk"))

    @cached_property
    def menus(self) -> list[tuple[str, list[Page]]]:
        """The foot's menus: a heading and its pages, empty ones left out."""
        pages = list(Page.objects.published().in_menu())
        menus = [(menu.label, [page for page in pages if page.menu == menu]) for menu in Menu]
        return [(heading, found) for heading, found in menus if found]

    @property
    def help_pages(self) -> list[Page]:
        """The pages of help and advice, for those who meet this in their job too."""
        return next((found for heading, found in self.menus if heading == Menu.HELP.label), [])

    @property
    def safer_browsing(self) -> Page | None:
        """The page about traces, if it is published; it is in one of the menus."""
        pages = (page for _heading, found in self.menus for page in found)
        return next((page for page in pages if page.role == Role.SAFER_BROWSING), None)

    @cached_property
    def number_pages(self) -> list[CardLanguage]:
        """The languages that have a short page of numbers instead of a site."""
        return list(CardLanguage.objects.published().with_number_page())

    @property
    def addresses_logged(self) -> bool:
        """Whether staff have turned on the logging of addresses: then the page must not deny it."""
        return on_until() is not None

    @cached_property
    def stylesheet(self) -> str:
        return stylesheet(settings.SITE_URL)

    @property
    def leave_target(self) -> str:
        """Where the script leads those who leave quickly; without it the server does."""
        return settings.LEAVE_TARGET

    @property
    def leave_script(self) -> str:
        return script()


def alternates(request, content=None) -> dict[str, str]:
    """The address of the page at *request* in every language, of *content* where it shows one.

    Empty where the page has no counterpart, as error pages have none.
    """
    found = {}
    for code in languages.codes():
        with translation.override(code):
            if content is not None:
                found[code] = content.get_absolute_url()
            elif match := request.resolver_match:
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    return found
