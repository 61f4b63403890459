"""The page of the network of agreements."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from agreements.filters import AgreementFilter
from core.views import FacetPage, address
from directory.network.listing import NetworkListing


class NetworkPage(TemplateView):
    """The network of the agreements that the filters find. A bad value gets its message, no picture, and status 400."""

    template_name = "directory/network.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        listing = NetworkListing(request.GET)
        if listing.is_valid and not listing.is_canonical:
            return HttpResponsePermanentRedirect(address(request.path, listing.query_for()))
        form = listing.form
        context = self.get_context_data(
            listing=listing,
            form=form,
            date_label=AgreementFilter.date_label,
            date_fields=[(name, form[name]) for name in ("from", "to")],
            **kwargs,
        )
        return self.render_to_response(context, status=200 if listing.is_valid else 400)


facet_page = FacetPage.as_view(filterset_class=AgreementFilter, plural=_("Network"))
