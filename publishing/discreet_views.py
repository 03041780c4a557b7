"""Pages that a browser is asked not to keep."""

from django.http import Http404
from django.urls import resolve
from django.utils import translation


class NotKept:
    """For the view of one object, before the view's own class: says so where it is sensitive.

    The object has ``is_sensitive``. Redirects count: they name the address that was asked for.
    """

    object = None

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if self.object is not None and self.object.is_sensitive:
            keep_nothing(response)
        return response


def is_not_kept(request, path: str) -> bool:
    """Whether *path*, that of a page of this site, leads to one that browsers do not keep."""
    with translation.override(translation.get_language_from_path(path)):
        try:
            match = resolve(path)
            view_class = getattr(match.func, "view_class", None)
            if view_class is None or not issubclass(view_class, NotKept):
                return False
            view = view_class()
            view.setup(request, *match.args, **match.kwargs)
            return view.get_object().is_sensitive
        except Http404:
            return False


def keep_nothing(response) -> None:
    """Ask browsers to store nothing of *response*, neither on disk nor for Back.

    A shared cache of ours may hold it for as long as any other page: nginx obeys its own header
    first and passes it on to nobody, so that it is still there when the site itself is not.
    """
    response["Cache-Control"] = "no-store"
    response["X-Accel-Expires"] = "5"
