"""What all apps' views rest on, and the library's files."""

from django.http import FileResponse, Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic.detail import DetailView

from publishing.models import Document, Image


class AddressedDetailView(DetailView):
    """The page of something with a slug; every address it ever had leads to the present one."""

    http_method_names = ("get", "head", "options")

    def get_object(self, queryset=None):
        found = self.get_queryset().at_address(self.kwargs["slug"])
        if found is None:
            raise Http404(_("There is nothing at this address."))
        return found

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        address = self.object.get_absolute_url()
        if address != request.path:
            return HttpResponsePermanentRedirect(address)
        return self.render_to_response(self.get_context_data())


@require_safe
def image(request, uuid):
    """A published picture from the library."""
    found = get_object_or_404(Image.objects.published(), uuid=uuid)
    return FileResponse(found.file.open())


@require_safe
def document(request, uuid):
    """A published document from the library, as a download and nothing else."""
    found = get_object_or_404(Document.objects.published(), uuid=uuid)
    name = f"{found.name}.pdf"
    return FileResponse(
        found.file.open(), as_attachment=True, filename=name, content_type="application/pdf"
    )
