"""The pages of the map, and what its script needs besides the parks."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from core.listing import Listing
from core.views import ListPage
from directory.map import layers
from parks.filters import ParkFilter
from parks.models import Park


class MapPage(ListPage):
    """A list on the map: its filters are the list's."""

    template_name = "directory/map.html"
    result_template = ""
    # The list's page, which the API follows.
    list_name: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listing = kwargs["listing"]
        layer = self.layer(listing) if listing.is_valid else None
        context = super().get_context_data(layer=layer, list_url=reverse(self.list_name), **kwargs)
        return {**context, "api_url": f"/api/v1{context['list_url']}"}

    def layer(self, listing: Listing) -> layers.Layer:
        raise NotImplementedError


class ParkMap(MapPage):
    plural = _("Map of parks")
    list_name = "parks:park-list"
    filterset_class = ParkFilter
    queryset = Park.objects.published()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_parks(listing)


class AgreementMap(MapPage):
    plural = _("Map of agreements")
    list_name = "agreements:agreement-list"
    filterset_class = AgreementFilter
    queryset = Agreement.objects.published()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_agreements(listing)
