"""Lists as CSV (RFC 4180): a column for each key of the API's record, one line a record, streamed."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from pydantic import BaseModel

from core.schema import Coordinates, DateOut, as_number

# What a spreadsheet takes for the start of a formula, also in full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class _Echo:
    """A file that hands back each line."""

    def write(self, line: str) -> str:
        return line


def csv_response(rows: Any, shape: type[BaseModel], context: dict[str, Any], name: str, *, for_spreadsheets: bool) -> StreamingHttpResponse:
    """All rows as CSV; for spreadsheets with a byte order mark, and an apostrophe before text that would run as a formula."""
    stored = rows.iterator(chunk_size=500) if hasattr(rows, "iterator") else iter(rows)
    records = (shape.model_validate(row, context=context) for row in stored)
    lines = _lines(shape, records, for_spreadsheets=for_spreadsheets)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(shape: type[BaseModel], records: Iterable[BaseModel], *, for_spreadsheets: bool) -> Iterator[str]:
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    columns = list(_columns(shape))
    header: str = writer.writerow(columns)
    yield ("\ufeff" if for_spreadsheets else "") + header
    for record in records:
        cells = dict(_cells(record))
        values = [cells.get(column, "") for column in columns]
        yield writer.writerow([_defused(value) for value in values] if for_spreadsheets else values)


def _columns(shape: type[BaseModel]) -> Iterator[str]:
    """Column names, the same whatever the records hold."""
    for key, info in shape.model_fields.items():
        if info.annotation is DateOut:
            yield from (key, f"{key}_earliest", f"{key}_latest")
        elif info.annotation == Coordinates | None:
            yield from ("latitude", "longitude", "coordinates_precision")
        elif isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from (f"{key}_{part}" for part in info.annotation.model_fields)
        else:
            yield key


def _cells(record: BaseModel) -> Iterator[tuple[str, Any]]:
    for key in type(record).model_fields:
        value = getattr(record, key)
        if isinstance(value, DateOut):
            yield from ((key, value.edtf), (f"{key}_earliest", value.earliest), (f"{key}_latest", value.latest))
        elif isinstance(value, Coordinates):
            yield from (("latitude", as_number(value.lat)), ("longitude", as_number(value.lon)), ("coordinates_precision", value.precision))
        elif isinstance(value, list):
            yield key, "; ".join(_entry(part) for part in value)
        elif isinstance(value, BaseModel):
            yield from ((f"{key}_{part}", number) for part, number in value.model_dump(mode="json").items())
        elif value is not None:
            yield key, value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value


def _entry(part: Any) -> str:
    """An entry of a list in one cell: `type=park | slug=…`; what is empty is left out."""
    if not isinstance(part, BaseModel):
        return str(part)
    dumped = {key: value["edtf"] if isinstance(value, dict) else value for key, value in part.model_dump(mode="json").items()}
    texts = {key: " ".join(value) if isinstance(value, list) else str(value) for key, value in dumped.items()}
    return " | ".join(f"{key}={text}" for key, text in texts.items() if text)


def _defused(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)) else value
