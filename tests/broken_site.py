"""The site with faults of its own making, for a server to run: each quotes what a visitor sent.

granian --interface wsgi tests.broken_site:application
"""

from malmo_trygghet.wsgi import application as site

# isort: split
from django.conf import settings

from malmo_trygghet import feedback_views
from malmo_trygghet.search import views as search_views


def reads_a_number(text: str, *_more: object, **_named: object) -> int:
    """Fails as code does that takes a word for a number: the message quotes the word."""
    typed = text
    return int(typed)


class Faults:
    """A middleware that fails where the path asks it to."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.endswith("/middleware/"):
            reads_a_number(request.headers["User-Agent"])
        return self.get_response(request)


def application(environ, start_response):
    """The site; where the path asks for it, a fault that reaches the server itself."""
    if environ["PATH_INFO"].endswith("/server/"):
        reads_a_number(environ["QUERY_STRING"])
    return site(environ, start_response)


search_views.find = reads_a_number
feedback_views.store = lambda report: reads_a_number(report["text"])
settings.MIDDLEWARE.append("tests.broken_site.Faults")
site.load_middleware()
