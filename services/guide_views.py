"""The guided help: "Hitta rätt hjälp". One question per screen, then where to turn.

The answers travel in the forms themselves, by POST, and are kept nowhere: they are in no address,
no cookie and no log. The one address is the same for every screen, and so is its title but for
the number of the question.
"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from publishing.visitors import visitor_form
from services.guide.questions import walk
from services.guide.screens import SKIP, error_at, question_screen, result_screen
from services.guide.stored import StoredQuestions


@require_http_methods(["GET", "HEAD", "POST"])
@visitor_form
def guide(request):
    """The next question, or with all answered the result.

    ``show`` (Back, and "Change") asks for a question once more; ``asked`` says which question was
    on the screen that the form came from.
    """
    stored = StoredQuestions()
    walked = walk(stored.as_data, request.POST, SKIP)
    step = walked.step(request.POST.get("show", "")) or walked.stops_at
    if step is None:
        screen = result_screen(stored, walked, timezone.now())
        return render(request, "services/guide/result.html", screen)
    error = error_at(step, walked, request.POST)
    return render(
        request, "services/guide/question.html", question_screen(stored, walked, step, error)
    )
