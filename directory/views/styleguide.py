"""The style guide."""

from typing import Any

from django.views.generic import TemplateView

from directory.styleguide import contents
from directory.styleguide.shown import made_up


class StyleGuide(TemplateView):
    """Every component in every state, with made-up data; no query."""

    template_name = "styleguide/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        scale = {"colours": contents.COLOURS, "sizes": contents.SIZES, "spaces": contents.SPACES}
        return super().get_context_data(themes=contents.THEMES, made_up=made_up(), **scale, **kwargs)
