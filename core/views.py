"""The list page and the profile page, for every type of record."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.generic import DetailView, TemplateView

from core import report, revision
from core.citation import Citation
from core.evidence import Evidence
from core.filters import ListFilter
from core.language import without_language
from core.linked_data import LinkedData, Thing, breadcrumb, page
from core.listing import Listing
from core.models import FormerSlug, Record
from core.vocabulary import Status


class ListPage(TemplateView):
    """A list: filtered, sorted, a page at a time. A bad value gets its message, no rows, and status 400.

    One list has one address: another order or spelling of its parameters redirects there.
    """

    filterset_class: type[ListFilter]
    # The template of one row, if rows are shown one by one, and what the list holds.
    result_template = ""
    plural: Any
    # Whether the API gives the list as GeoJSON, too.
    has_places = False

    def listing(self) -> Any:
        """What is asked for."""
        return Listing(self.filterset_class, self.filterset_class.everything().for_list(), self.request.GET)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        listing = self.listing()
        if listing.is_valid and not listing.is_canonical:
            return HttpResponsePermanentRedirect(address(request.path, listing.query_for()))
        context = self.get_context_data(listing=listing, form=listing.form, **kwargs)
        return self.render_to_response(context, status=200 if listing.is_valid else 400)

    @classmethod
    def facet_page(cls) -> Any:
        """The view of a page for one of the list's facets."""
        return FacetPage.as_view(filterset_class=cls.filterset_class, plural=cls.plural)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        return super().get_context_data(
            plural=self.plural,
            result_template=self.result_template,
            has_places=self.has_places,
            date_label=getattr(self.filterset_class, "date_label", ""),
            # `from` is a word of the template language's own.
            date_fields=[(name, form[name]) for name in ("from", "to") if name in form.fields],
            api_url=api_url(self.request),
            **kwargs,
        )


class FacetPage(TemplateView):
    """All values of one facet of a list, filtered as the list is."""

    template_name = "partials/facet_page.html"
    filterset_class: type[ListFilter] = ListFilter
    plural: Any = ""

    def get(self, request: HttpRequest, facet: str) -> HttpResponse:
        if facet not in self.filterset_class.facets():
            raise Http404
        listing = Listing(self.filterset_class, self.filterset_class.everything(), request.GET, whole=True)
        list_path = request.path.removesuffix(f"facets/{facet}/")
        found = next((one for one in listing.facets if one.name == facet), None)
        if found is None or not listing.is_valid:
            return HttpResponseRedirect(address(list_path, request.GET.urlencode()))
        values = [(value, address(list_path, listing.query_with(found, value.value))) for value in found.values]
        return self.render_to_response(
            self.get_context_data(listing=listing, facet=found, values=values, list_path=list_path, plural=self.plural)
        )


class RecordPage(DetailView):
    """A record's profile; a former slug redirects to it, and a draft is not there."""

    model: Any
    context_object_name = "record"
    # The record as a thing of schema.org, given the site's address.
    thing: Callable[[Any, str], Thing]

    def get_queryset(self) -> Any:
        """Asked for anew, since what it fetches depends on the reader's language."""
        return self.model.objects.for_public()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if moved := moved_record(self.model.TYPE, kwargs["slug"]):
                return HttpResponsePermanentRedirect(moved.get_absolute_url())
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record, site, version = self.object, site_of(self.request), revision.short()
        evidence = Evidence(record)
        return super().get_context_data(
            evidence=evidence,
            api_url=api_url(self.request),
            linked_data=LinkedData(page(record, evidence, site), self.thing(record, site), breadcrumb(record, site)),
            cite_url=f"{self.request.path}cite/",
            citation=Citation(record, site, version),
            report_url=report.address(record, evidence, site, version),
            **kwargs,
        )


def site_of(request: HttpRequest) -> str:
    """The site's own address, without a slash at the end: the setting, or where the (allowed) request came in."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def address(path: str, query: str) -> str:
    """A path with a query string, if there is one."""
    return f"{path}?{query}" if query else path


def api_url(request: HttpRequest) -> str:
    """Where the API has what a page shows."""
    return f"/api/v1{without_language(request.path)}"


def moved_record(record_type: str, slug: str) -> Record | None:
    """The published record that used to have this slug."""
    former = FormerSlug.objects.filter(type=record_type, slug=slug, record__status=Status.PUBLISHED).select_related("record").first()
    return former.record if former else None
