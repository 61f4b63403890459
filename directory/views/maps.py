"""The pages of the map, and what its script needs besides the parks."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
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
    # The list's page, and what the script asks for.
    list_name: str
    ties_name: str

    # Whether the answer is for the script of the page.
    for_script = False

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if not self.for_script:
            return super().render_to_response(context, **kwargs)
        layer, errors = context["layer"], context["listing"].errors
        return JsonResponse(layers.for_script(layer) if layer else {"errors": errors}, status=200 if layer else 400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listing = kwargs["listing"]
        layer = self.layer(listing) if listing.is_valid else None
        context = super().get_context_data(layer=layer, list_url=reverse(self.list_name), **kwargs)
        addresses = {"parks_data": reverse("api:list_parks"), "ties_data": reverse(self.ties_name)}
        return {**context, **addresses, "tiles": settings.MAP_TILES}

    def layer(self, listing: Listing) -> layers.Layer:
        raise NotImplementedError


class ParkMap(MapPage):
    plural = _("Map of parks")
    list_name = "parks:park-list"
    ties_name = "directory:map-ties"
    filterset_class = ParkFilter
    queryset = Park.objects.published()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_parks(listing)


class AgreementMap(MapPage):
    plural = _("Map of agreements")
    list_name = "agreements:agreement-list"
    ties_name = "directory:agreement-map-ties"
    filterset_class = AgreementFilter
    queryset = Agreement.objects.published()

    def layer(self, listing: Listing) -> layers.Layer:
        return layers.of_agreements(listing)
