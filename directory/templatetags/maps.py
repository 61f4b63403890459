"""Maps for templates of records, whose views do not know of maps."""

from django import template

from directory.map import layers
from directory.map.picture import Picture
from parks.models import Park

register = template.Library()


@register.simple_tag
def park_map(park: Park) -> Picture | None:
    """Where a park lies in its country; None where that is not known."""
    return layers.of_one_park(park)
