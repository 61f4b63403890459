"""The page of the network of agreements."""

from django.utils.translation import gettext_lazy as _

from core.views import ListPage
from directory.network.listing import NetworkFilter, NetworkListing


class NetworkPage(ListPage):
    """The network of the agreements that the filters find."""

    template_name = "directory/network.html"
    filterset_class = NetworkFilter
    plural = _("Network")

    def listing(self) -> NetworkListing:
        return NetworkListing(self.request.GET)
