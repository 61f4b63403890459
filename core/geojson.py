"""Lists as GeoJSON (RFC 7946): a feature for each record, a point where its coordinates are known, streamed."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from pydantic import BaseModel, Field
from pydantic_core import to_json

from core.schema import Coordinates, DateOut, Shape, Slug, Url, as_number

CONTENT_TYPE = "application/geo+json"


class Located(Shape):
    """What a feature is made of: `coordinates` become its geometry, every other key is a property."""

    slug: Slug
    url: Url = Field(validation_alias="get_absolute_url")
    name: str
    kind: str
    coordinates: Coordinates | None = None


def geojson_response(rows: Any, shape: type[Located], context: dict[str, Any], name: str) -> StreamingHttpResponse:
    """All rows as a FeatureCollection."""
    records = (shape.model_validate(row, context=context) for row in rows.iterator(chunk_size=500))
    response = StreamingHttpResponse(_pieces(records), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.geojson"'
    return response


def _pieces(records: Iterator[Located]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    for number, record in enumerate(records):
        yield (b",\n" if number else b"\n") + to_json(_feature(record))
    yield b"\n]}\n"


def _feature(record: Located) -> dict[str, Any]:
    where = record.coordinates
    point = {"type": "Point", "coordinates": [as_number(where.lon), as_number(where.lat)]} if where else None
    return {"type": "Feature", "id": record.slug, "geometry": point, "properties": dict(_properties(record))}


def _properties(record: Located) -> Iterator[tuple[str, Any]]:
    """Flat, since maps show them in tables; dates and coordinates are named as in CSV."""
    for key in type(record).model_fields:
        value = getattr(record, key)
        if isinstance(value, DateOut):
            yield from ((key, value.edtf), (f"{key}_earliest", value.earliest), (f"{key}_latest", value.latest))
        elif key == "coordinates":
            yield "coordinates_precision", value.precision if value else ""
        else:
            yield key, value


def geojson_answer(shape: type[BaseModel]) -> dict[str, Any]:
    """The answer as the OpenAPI document describes it; `shape` gives the names of the properties."""
    properties: dict[str, Any] = {}
    known = shape.model_json_schema(mode="serialization", by_alias=False)["properties"]
    for key, info in shape.model_fields.items():
        if info.annotation is DateOut:
            properties |= {key: {"type": "string"}}
            properties |= {f"{key}_{end}": {"type": ["string", "null"], "format": "date"} for end in ("earliest", "latest")}
        elif key == "coordinates":
            properties["coordinates_precision"] = {"type": "string", "enum": ["site", "city", ""]}
        else:
            properties[key] = known[key]
    position = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2, "description": "Longitude, latitude (WGS 84)"}
    point = {"type": "object", "properties": {"type": {"const": "Point"}, "coordinates": position}, "required": ["type", "coordinates"]}
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"anyOf": [point, {"type": "null"}]},
            "properties": {"type": "object", "properties": properties, "required": list(properties)},
        },
        "required": ["type", "id", "geometry", "properties"],
    }
    collection = {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}}
    return {CONTENT_TYPE: {"schema": {"type": "object", "properties": collection, "required": list(collection)}}}
