"""The picture of an organisation and its partners, for its page: parks know nothing of agreements, so the page asks for it by a tag."""

from django import template

from core.models import Record
from directory.network.neighbourhood import Neighbourhood, neighbourhood_of

register = template.Library()


@register.inclusion_tag("components/neighbourhood.html")
def neighbourhood(record: Record) -> dict[str, Record | Neighbourhood | None]:
    """Nothing where it has no partner; three queries at most."""
    return {"record": record, "found": neighbourhood_of(record)}
