"""The page of the timeline."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import TemplateView

from core.views import address
from directory.timeline import Timeline, TimelineFilter
from directory.timeline_picture import draw


class TimelinePage(TemplateView):
    """Agreements, events and foundings by year; a wrong value gets its message and status 400. One timeline has one address."""

    template_name = "directory/timeline.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        timeline = Timeline(request.GET)
        if timeline.is_valid and not timeline.is_canonical:
            return HttpResponsePermanentRedirect(address(request.path, timeline.query_for()))
        context = self.get_context_data(
            listing=timeline,
            form=timeline.form,
            picture=draw(timeline) if timeline.is_valid else None,
            date_label=TimelineFilter.date_label,
            date_fields=[(name, timeline.form[name]) for name in ("from", "to")],
            **kwargs,
        )
        return self.render_to_response(context, status=200 if timeline.is_valid else 400)
