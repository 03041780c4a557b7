from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from malmo_trygghet.error_reports import SafeToTell
from malmo_trygghet.search.find import MOST, SHOWN, find
from malmo_trygghet.search.lines import for_no_results, for_right_now
from malmo_trygghet.search.text import clean
from publishing.visitors import visitor_form

#: Letters that are read; more do not make a question clearer.
LENGTH = 200


class SearchFailed(SafeToTell):
    """A search that could not be made. It says where, and never what was searched for."""


@visitor_form
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("q")
@sensitive_variables()
def search(request):
    """The search form, and below it what was found.

    The site's own form posts, so that the words are in no address, log or referrer. ``?q=`` works
    for those who come from elsewhere; what answers to it is never stored or listed.
    """
    written = (request.POST if request.method == "POST" else request.GET).get("q", "")
    text, was_cut = clean(written, LENGTH)
    shown = how_many(request.POST.get("shown", ""))
    try:
        response = answer(request, text, was_cut, shown)
    except Exception as error:  # noqa: BLE001
        # Messages of errors may quote what was searched for, and are logged.
        raise SearchFailed(type(error).__name__).with_traceback(error.__traceback__) from None
    if written:
        response["Cache-Control"] = "private, no-cache"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def how_many(wanted: str) -> int:
    """How many results to show: what the button for more says, within bounds."""
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 4 else 0
    return min(max(number, SHOWN), MOST)


@sensitive_variables()
def answer(request, text: str, was_cut: bool, shown: int):
    outcome = find(text, shown=shown) if text else None
    found = bool(outcome and outcome.results)
    doors = outcome.doors if outcome else frozenset()
    was_sent = request.method == "POST" or "q" in request.GET
    return render(
        request,
        "search/search.html",
        {
            "text": text,
            "was_cut": was_cut,
            "length": LENGTH,
            "most": MOST,
            "was_sent": was_sent,
            "outcome": outcome,
            "right_now": for_right_now(doors) if outcome and outcome.danger else None,
            "lines": () if found or not was_sent else for_no_results(doors),
        },
    )
