"""The list page and the profile page, for every type of record."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import DetailView, TemplateView

from core.evidence import Evidence
from core.filters import ListFilter
from core.listing import Listing
from core.models import FormerSlug, Record
from core.vocabulary import Status


class ListPage(TemplateView):
    """A list: filtered, sorted, a page at a time. A bad value gets its message, no rows, and status 400."""

    filterset_class: type[ListFilter]
    queryset: Any
    # The template of one row, and what the list holds.
    result_template: str
    plural: Any

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        listing = Listing(self.filterset_class, self.queryset.all(), request.GET)
        context = self.get_context_data(listing=listing, form=listing.form, **kwargs)
        return self.render_to_response(context, status=200 if listing.is_valid else 400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        return super().get_context_data(
            plural=self.plural,
            result_template=self.result_template,
            date_label=getattr(self.filterset_class, "date_label", ""),
            # `from` is a word of the template language's own.
            date_fields=[(name, form[name]) for name in ("from", "to") if name in form.fields],
            api_url=api_url(self.request),
            **kwargs,
        )


class RecordPage(DetailView):
    """A record's profile; a former slug redirects to it, and a draft is not there."""

    queryset: Any
    context_object_name = "record"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if moved := moved_record(self.queryset.model.TYPE, kwargs["slug"]):
                return HttpResponsePermanentRedirect(moved.get_absolute_url())
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evidence=Evidence(self.object), api_url=api_url(self.request), **kwargs)


def api_url(request: HttpRequest) -> str:
    """Where the API has what a page shows."""
    return f"/api/v1{request.path}"


def moved_record(record_type: str, slug: str) -> Record | None:
    """The published record that used to have this slug."""
    former = FormerSlug.objects.filter(type=record_type, slug=slug, record__status=Status.PUBLISHED).select_related("record").first()
    return former.record if former else None
