"""The pages of the map, and the data of the map of their script."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.filters import AgreementFilter
from core.api import parameter_problem
from core.listing import Listing
from core.views import ListPage
from directory.map import layers
from parks.filters import ParkFilter


class MapPage(ListPage):
    """A list on the map: its filters are the list's."""

    template_name = "directory/map.html"
    # The list's page, and the address of what the script asks for.
    list_name: str
    data_name: str
    # Whether the answer is for the script of the page.
    for_script = False

    def listing(self) -> Listing:
        return Listing(self.filterset_class, self.filterset_class.everything(), self.request.GET, whole=True)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not self.for_script:
            return super().get(request, **kwargs)
        listing = self.listing()
        return parameter_problem(listing) or JsonResponse(layers.for_script(self.layer(listing)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listing = kwargs["listing"]
        return super().get_context_data(
            layer=self.layer(listing) if listing.is_valid else None,
            list_url=reverse(self.list_name),
            data_url=reverse(self.data_name),
            tiles=settings.MAP_TILES,
            **kwargs,
        )

    def layer(self, listing: Listing) -> layers.Layer:
        raise NotImplementedError


class ParkMap(MapPage):
    plural = _("Map of parks")
    list_name = "parks:park-list"
    data_name = "directory:map-data"
    filterset_class = ParkFilter.without_order()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_parks(listing)


class AgreementMap(MapPage):
    plural = _("Map of agreements")
    list_name = "agreements:agreement-list"
    data_name = "directory:agreement-map-data"
    filterset_class = AgreementFilter.without_order()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_agreements(listing)
