"""The shapes of countries, out of static/geo/countries.json."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from directory.map.projection import Point

STATIC = Path(settings.BASE_DIR) / "static"
Ring = tuple[Point, ...]


@cache
def all_shapes() -> dict[str, list[list[Ring]]]:
    """The polygons of each country, each an outline and what is cut out of it, in degrees; read once, in a tenth of a second."""
    collection = json.loads((STATIC / "geo" / "countries.json").read_text("utf-8"))
    return {
        feature["properties"]["code"]: [
            [tuple((x, y) for x, y in ring) for ring in polygon] for polygon in feature["geometry"]["coordinates"]
        ]
        for feature in collection["features"]
    }
