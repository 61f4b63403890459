"""What every address of the API does: lists with an envelope, records, CSV, GeoJSON, and problems as RFC 9457 documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from pydantic import BaseModel
from pydantic_core import to_json

from core import histogram
from core.csv_rows import csv_response
from core.filters import DayRangeField, ListFilter, ListForm, SeveralField, choices_of
from core.geojson import Located, geojson_answer, geojson_response
from core.listing import Listing
from core.views import moved_record, site_of

T = TypeVar("T")

FORMATS = ("json", "csv")
GEOJSON = "geojson"
CALLERS_OWN = ("format", "bom")


class FacetValue(BaseModel):
    """A value, and how many records the list has with it: instead of what is chosen in its facet, or on top where all must match."""

    value: str
    label: str
    count: int


class Envelope(BaseModel, Generic[T]):
    """A page of a list."""

    count: int
    next: str | None
    previous: str | None
    facets: dict[str, list[FacetValue]]
    results: list[T]


class ProblemError(BaseModel):
    parameter: str
    detail: str


class Problem(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = []


def json_response(content: Any, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(to_json(content), status=status, content_type=content_type)


def problem(status: int, title: str, detail: str, errors: Sequence[ProblemError] = ()) -> HttpResponse:
    body = Problem(title=title, status=status, detail=detail, errors=list(errors))
    return json_response(body, status, "application/problem+json")


def not_found(detail: str) -> HttpResponse:
    return problem(404, _("Not found"), detail)


@dataclass(frozen=True)
class Places:
    """How a list is given as GeoJSON: the rows, with what their features need, and the shape of a feature."""

    rows: Any
    shape: type[Located]


def list_response(
    request: HttpRequest, filterset: type[ListFilter] | None, rows: Any, shape: type[BaseModel], name: str, places: Places | None = None
) -> HttpResponseBase:
    """The list that the query string asks for, as JSON, CSV or, given `places`, GeoJSON; a problem document for a parameter that is
    unknown or wrong."""
    wanted = request.GET.get("format", "json")
    rows = places.rows if places and wanted == GEOJSON else rows
    listing = Listing(filterset, rows, request.GET, known=CALLERS_OWN, whole=wanted != "json")
    if refusal := parameter_problem(listing, _wrong_format(request, _formats(places))):
        return refusal
    context = {"site": site_of(request)}
    if places and wanted == GEOJSON:
        return geojson_response(listing.rows, places.shape, context, name)
    if wanted == "csv":
        return csv_response(listing.rows, shape, context, name, for_spreadsheets=request.GET.get("bom") == "1")
    return _page_response(request, listing, shape, context)


def _page_response(request: HttpRequest, listing: Listing, shape: type[BaseModel], context: dict[str, Any]) -> HttpResponse:
    address = f"{context['site']}{request.path}"
    links = {rel: f"{address}?{query}" for rel, query in listing.neighbours.items()}
    envelope: dict[str, Any] = {
        "count": listing.count,
        "next": links.get("next"),
        "previous": links.get("prev"),
        "facets": _facets(listing),
        "results": [shape.model_validate(row, context=context) for row in listing.page.object_list],
    }
    response = json_response(envelope)
    if links:
        response["Link"] = ", ".join(f'<{link}>; rel="{rel}"' for rel, link in links.items())
    return response


def _facets(listing: Listing) -> dict[str, list[dict[str, Any]]]:
    """Each facet's values, the most frequent first; decades and years, which `from` and `to` ask for; how sure dates are; the undated."""
    facets = {
        facet.name: [_value(value.value, value.label, value.count) for value in sorted(facet.values, key=lambda value: -(value.count or 0))]
        for facet in listing.facets
    }
    if listing.undated and listing.selection:
        for name, size in (("decade", 10), ("year", 1)):
            bars = histogram.bars(listing.selection, size)
            facets[name] = [_value(str(bar.first), bar.label, bar.count) for bar in bars if bar.count]
        facets["dates"] = [_value(choice.value, choice.label, choice.count) for choice in listing.certainty]
        facets["undated"] = [_value("1", listing.undated.label, listing.undated.count)]
    return facets


def _value(value: str, label: str, count: int | None) -> dict[str, Any]:
    return {"value": value, "label": label, "count": count}


def parameter_problem(listing: Listing, further: Sequence[ProblemError] = ()) -> HttpResponse | None:
    """What is wrong with the parameters of a list, as a problem document."""
    errors = [*_unknown(listing), *_wrong(listing), *further]
    if not errors:
        return None
    return problem(400, _("Bad request"), "; ".join(f"{error.parameter}: {error.detail}" for error in errors), errors)


def form_problems(request: HttpRequest, form: Any, needed: Iterable[str] = ()) -> HttpResponse | None:
    """What is wrong with the parameters that a form reads, as a problem document."""
    unknown = [
        ProblemError(parameter=name, detail=_("There is no such parameter.")) for name in sorted(set(request.GET) - set(form.fields))
    ]
    wrong = [ProblemError(parameter=name, detail=str(text)) for name, texts in form.errors.items() for text in texts]
    missing = [ProblemError(parameter=name, detail=_("This is required.")) for name in needed if not request.GET.get(name, "").strip()]
    errors = [*unknown, *wrong, *missing]
    if not errors:
        return None
    return problem(400, _("Bad request"), "; ".join(f"{error.parameter}: {error.detail}" for error in errors), errors)


def record_response(request: HttpRequest, rows: Any, shape: type[BaseModel], slug: str) -> HttpResponseBase:
    """One row, by its slug; a former slug redirects."""
    row = rows.filter(slug=slug).first()
    if row is not None:
        return json_response(shape.model_validate(row, context={"site": site_of(request)}))
    record_type = getattr(rows.model, "TYPE", None)
    if record_type and (moved := moved_record(record_type, slug)):
        return HttpResponsePermanentRedirect(request.path.replace(f"/{slug}/", f"/{moved.slug}/"))
    return not_found(_("There is no record “%(slug)s” here.") % {"slug": slug})


def _unknown(listing: Listing) -> list[ProblemError]:
    return [ProblemError(parameter=name, detail=_("There is no such parameter.")) for name in listing.unknown]


def _wrong(listing: Listing) -> list[ProblemError]:
    return [ProblemError(parameter=name, detail=message) for name, messages in listing.errors.items() for message in messages]


def _formats(places: object) -> tuple[str, ...]:
    return (*FORMATS, GEOJSON) if places else FORMATS


def _wrong_format(request: HttpRequest, formats: Sequence[str]) -> list[ProblemError]:
    errors = []
    if request.GET.get("format", "json") not in formats:
        errors.append(ProblemError(parameter="format", detail=_("Expected one of: %(formats)s.") % {"formats": ", ".join(formats)}))
    if request.GET.get("bom", "0") not in ("0", "1"):
        errors.append(ProblemError(parameter="bom", detail=_("Expected 1 or 0.")))
    return errors


def list_parameters(filterset: type[ListFilter] | None, located: type[Located] | None = None) -> dict[str, Any]:
    """The parameters of a list for the OpenAPI document, from the FilterSet that answers it; `located` is its shape as GeoJSON."""
    filters = filterset.base_filters if filterset else {}
    fields = {name: filter_.field for name, filter_ in filters.items()} | ListForm.base_fields
    parameters = [
        {"name": name, "in": "query", "required": False, "description": str(field.label or name), "schema": _schema_of(field)}
        for name, field in fields.items()
    ]
    for name, values, description in (
        ("format", _formats(located), _("Form of the answer; CSV and GeoJSON are the whole list")),
        ("bom", ("1", "0"), _("With format=csv: for spreadsheets, with a byte order mark and formulas defused")),
    ):
        schema = {"type": "string", "enum": list(values)}
        parameters.append({"name": name, "in": "query", "required": False, "description": description, "schema": schema})
    content = {"text/csv": {"schema": {"type": "string"}}} | (geojson_answer(located) if located else {})
    return {"parameters": parameters, "responses": {200: {"content": content}, 400: PROBLEM_ANSWER}}


def _problem_schema() -> dict[str, Any]:
    """The shape of a problem document without references, which would lead nowhere inside the OpenAPI document."""
    schema = Problem.model_json_schema()
    schema["properties"]["errors"]["items"] = schema.pop("$defs")["ProblemError"]
    return schema


PROBLEM_ANSWER = {
    "description": "What is wrong with the request",
    "content": {"application/problem+json": {"schema": _problem_schema()}},
}


RECORD_ANSWERS = {"responses": {404: {**PROBLEM_ANSWER, "description": "There is no such record"}}}


def _schema_of(field: forms.Field) -> dict[str, Any]:
    """The JSON Schema of a parameter."""
    if isinstance(field, SeveralField):
        return {"type": "array", "maxItems": field.max_values, "items": field.schema()}
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": [value for value, _label in choices_of(field) if value]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, DayRangeField):
        return {"type": "string", "pattern": f"^{field.pattern.pattern}$"}
    return {"type": "string", "maxLength": getattr(field, "max_length", None) or 100}
