"""Something wrong on this page? What visitors report, for staff to read."""

import time

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from malmo_trygghet.feedback import FeedbackForm, page_of, printable
from malmo_trygghet.models import Feedback
from malmo_trygghet.rate_limit import HourlyLimit, visitor_address
from malmo_trygghet.search.find import tells_of_danger
from publishing.discreet_views import is_not_kept
from publishing.visitors import origins, visitor_form

#: Per process. Generous to one who finds much to say, too few to drown the staff.
LIMIT = HourlyLimit(each=10, overall=200)


class SeeOther(HttpResponseRedirect):
    """After a POST: the answer is at another address, to be fetched with GET."""

    status_code = 303


def from_elsewhere(request):
    """Refuse a form that comes from another site; what was typed is given back."""
    return refused(request, "elsewhere", status=403)


def refused(request, reason: str, status: int):
    context = {"reason": reason, "text": printable(request.POST.get("text", "")[:10_000])}
    return render(request, "feedback/refused.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@visitor_form(refused=from_elsewhere)
# The page that it is about comes with the request, so that no other visitor may get this answer.
@cache_control(private=True, no_cache=True)
def feedback(request):
    """The form. Which page it concerns is read from the Referer header.

    Not from the address: that would write one more line in the browser's history, and for a page
    about violence one that says what was read there and that something was sent.
    """
    if request.method != "POST":
        own = {reverse("feedback"), reverse("feedback_sent"), reverse("feedback_sent_more")}
        page = page_of(request.headers.get("Referer", ""), origins(request), own)
        form = FeedbackForm(initial={"page": page})
        response = render(request, "feedback/form.html", {"form": form})
        if page and is_not_kept(request, page):
            # Not for a shared cache either, unlike that page itself.
            response["Cache-Control"] = "no-store"
        return response
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return render(request, "feedback/form.html", {"form": form})
    address = visitor_address(request.META, settings.VISITOR_ADDRESS_HEADER)
    if not LIMIT.allows(address, time.time()):
        return refused(request, "often", status=429)
    if not form.was_filled_in_by_a_program():
        store(form.cleaned_data)
    dangerous = tells_of_danger(form.cleaned_data["text"])
    return SeeOther(reverse("feedback_sent_more" if dangerous else "feedback_sent"))


def store(report: dict) -> None:
    Feedback.objects.create(
        page=report["page"],
        language=get_language(),
        faults=report["faults"],
        text=report["text"],
    )


@require_safe
def feedback_sent(request, needs_help=False):
    """Thanks. With *needs_help*, what to do right now goes first; the address does not say why."""
    return render(request, "feedback/sent.html", {"needs_help": needs_help})
