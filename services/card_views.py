"""The card for the wallet, and the short page of numbers in a language that the site lacks."""

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publishing import languages
from publishing.discreet_views import NotKept
from publishing.views import AddressedDetailView
from services.cards import Card, chosen_language, hours_in_words, i_speak, text_in
from services.models import (
    Audience,
    CardLanguage,
    ContactPoint,
    Service,
    Standing,
    SupportLine,
    Topic,
)


class CardPage(NotKept, AddressedDetailView):
    """The card of a service, in the language that ``?l=`` names. Other values are ignored.

    A service that has ended has no card: its card's address leads to its page.
    """

    template_name = "services/card.html"
    context_object_name = "card"

    def get_queryset(self):
        points = ContactPoint.objects.published().in_rank().prefetch_related("hours")
        audiences = Audience.objects.published().select_related("target_group")
        return Service.objects.published().prefetch_related(
            Prefetch("parent", Service.objects.published()),
            Prefetch("contact_points", points, to_attr="shown_contact_points"),
            Prefetch("audiences", audiences, to_attr="shown_audiences"),
            Prefetch("topics", Topic.objects.published(), to_attr="shown_topics"),
        )

    def get_object(self, queryset=None):
        service = super().get_object()
        cards = list(CardLanguage.objects.published().in_order())
        swedish = [c for c in cards if c.spoken_language.code == settings.LANGUAGE_CODE]
        if not swedish:
            raise Http404(_("There are no cards to print."))
        self.cards = sorted(cards, key=lambda card: card in swedish)
        asked = {name: self.request.GET.get(name, "") for name in "ldn"}
        lines = list(SupportLine.objects.published().with_who_they_are_for().in_rank())
        chosen = chosen_language(cards, asked["l"])
        return Card(service, chosen, swedish[0], lines, asked["d"], asked["n"])

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.object.service.standing() is Standing.ENDED:
            return HttpResponseRedirect(self.object.service.get_absolute_url())
        return response

    def get_context_data(self, **kwargs):
        service = self.object.service
        title = _("A card for your wallet: %(service)s") % {"service": service.page_title()}
        return super().get_context_data(
            cards=self.cards,
            service=service,
            title=title,
            in_swedish=languages.active() == settings.LANGUAGE_CODE,
            **kwargs,
        )


@require_safe
def numbers(request, code):
    """Numbers to call with an interpreter, in a published card language that has no site."""
    cards = CardLanguage.objects.published()
    language = get_object_or_404(cards.with_number_page(), spoken_language__code=code)
    lines = SupportLine.objects.published().for_speakers_of(code).with_hours().in_rank()
    return render(
        request,
        "services/numbers.html",
        {
            "language": language,
            "homes": {code: home_in(code) for code in languages.codes()},
            "speaks": i_speak(language.spoken_language),
            "swedish": cards.filter(spoken_language__code=settings.LANGUAGE_CODE).first(),
            "lines": [in_words(language, line) for line in lines],
        },
    )


def home_in(code: str) -> str:
    with translation.override(code):
        return reverse("home")


def in_words(language: CardLanguage, line: SupportLine) -> dict:
    """What the page of numbers says of *line*: names are in a language of the site."""
    return {
        "phone": line.phone,
        "name": text_in(languages.active(), line, "name"),
        "for_whom": text_in(languages.active(), line, "for_whom"),
        "hours": hours_in_words(language, line),
    }
