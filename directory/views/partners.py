"""The page of a park's possible partners."""

from typing import Any

from django.views.generic import DetailView

from directory.partners import candidates
from parks.models import Park


class Partners(DetailView):
    """Parks that share something with this one, each with what that is."""

    template_name = "directory/partners.html"
    queryset = Park.objects.published()
    context_object_name = "park"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(candidates=candidates(self.object), **kwargs)
