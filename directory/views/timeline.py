"""The page of the timeline."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.views import ListPage
from directory.timeline.listing import Timeline, TimelineFilter
from directory.timeline.picture import draw


class TimelinePage(ListPage):
    """Agreements, events and foundings by year."""

    template_name = "directory/timeline.html"
    filterset_class = TimelineFilter
    plural = _("Timeline")

    def listing(self) -> Timeline:
        return Timeline(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        timeline = kwargs["listing"]
        return super().get_context_data(picture=draw(timeline) if timeline.is_valid else None, **kwargs)
