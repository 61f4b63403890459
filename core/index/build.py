"""Making the index of a list from the database."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models.functions import Substr
from pyroaring import BitMap

from core import revision
from core.index import days
from core.index.live import Indexed
from core.index.order import Index, Order, rows_among

Value = TypeVar("Value")
Span = tuple[date, date]
Keys = Mapping[Value, "array[int]"]
Bitmaps = dict[str, BitMap]

# How often an index is begun again because the data changed meanwhile, before one is made that will be out of date at once.
ATTEMPTS = 3
# Rows fetched at a time.
CHUNK = 10_000


def of_list(filterset: Any) -> Indexed:
    """The index of a FilterSet's list."""
    filterset = filterset.indexed()
    shape = [sorted((name, facet.facet) for name, facet in filterset.facets().items()), filterset.sorts()]
    return Indexed(filterset.__name__, repr(shape), lambda: build(filterset))


def build(filterset: Any) -> Index:
    """Make the index of a FilterSet's list: a query for each order and each facet."""
    return settled(lambda: _orders(filterset))


def settled(orders: Callable[[], dict[str, Order]]) -> Index:
    """An index whose parts are all of one revision, unless the data never rests."""
    for _attempt in range(ATTEMPTS):
        before = revision.current()
        found = orders()
        if revision.current() == before:
            break
    return Index(before, found)


def _orders(filterset: Any) -> dict[str, Order]:
    rows, facets = filterset.everything(), filterset.facets().values()
    keys = {pairs: _by_value(_fetched(getattr(rows, pairs)())) for pairs in sorted({facet.pairs for facet in facets})}
    above = {facet.facet: (facet.pairs, facet.roll_up()) for facet in facets if facet.roll_up}
    spans = _by_value(((earliest, latest), key) for key, earliest, latest in _fetched(rows.spans())) if rows.date_field else None
    orders = {}
    for sort in filterset.sorts():
        if sort == "-name":
            continue
        order = _rows_in_order(rows, sort)
        postings = {pairs: _bitmaps(order, by_value) for pairs, by_value in keys.items()}
        postings |= {facet: _rolled_up(postings[pairs], roll_up) for facet, (pairs, roll_up) in above.items()}
        if spans is not None:
            postings |= _dates(_bitmaps(order, spans))
        orders[sort] = Order(order.keys, order.parts, compressed(postings))
    return orders


def _fetched(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK) if hasattr(rows, "iterator") else rows


def _by_value(pairs: Iterable[tuple[Value, int]]) -> Keys[Value]:
    """The primary keys that have each value."""
    keys: dict[Value, array[int]] = defaultdict(lambda: array("Q"))
    for value, key in pairs:
        keys[value].append(key)
    return keys


def _rows_in_order(rows: Any, sort: str) -> Order:
    """The rows, and the letters or decades among them."""
    keys, parts = array("Q"), list[tuple[str, int]]()
    column, name = _part_of(rows, sort)
    for key, value in _fetched(rows.sorted_by(sort).values_list("pk", column)):
        part = name(value)
        if not parts or parts[-1][0] != part:
            parts.append((part, len(keys)))
        keys.append(key)
    return Order(keys, parts, {})


def _part_of(rows: Any, sort: str) -> tuple[Any, Callable[[Any], str]]:
    """What of a row says in which part it lies, and how the part is called: a letter by its first byte in hexadecimal digits, a decade
    by its first year, "" for the undated."""
    if sort == "name":
        return Substr(rows.name_order, 1, 1), lambda first: bytes(first).hex()
    column = f"{rows.date_field}_{'latest' if sort.startswith('-') else 'earliest'}"
    return column, lambda day: str(day.year // 10 * 10) if day else ""


def _bitmaps(order: Order, keys: Keys[Value]) -> dict[Value, BitMap]:
    return {value: BitMap(rows_among(order.places, some)) for value, some in keys.items()}


def _rolled_up(postings: Bitmaps, above: Mapping[str, Iterable[str]]) -> Bitmaps:
    """The rows of each value that stands for others, too."""
    found: dict[str, list[BitMap]] = defaultdict(list)
    for value, rows in postings.items():
        for higher in above.get(value, ()):
            found[higher].append(rows)
    return {value: BitMap.union(*parts) for value, parts in found.items()}


def _dates(rows_by_span: Mapping[Span, BitMap]) -> dict[str, Bitmaps]:
    """What filters and counts by date need: days to compare, and the years and decades in which dates begin, end, or certainly lie."""
    earliest = _united((span[0], rows) for span, rows in rows_by_span.items())
    latest = _united((span[1], rows) for span, rows in rows_by_span.items())
    certain = [(span[0].year, span[1].year, rows) for span, rows in rows_by_span.items()]
    return {
        "earliest": days.slices(earliest),
        "latest": days.slices(latest),
        "first-year": _united((str(day.year), rows) for day, rows in earliest.items()),
        "last-year": _united((str(day.year), rows) for day, rows in latest.items()),
        "year": _united((str(first), rows) for first, last, rows in certain if first == last),
        "decade": _united((str(first // 10 * 10), rows) for first, last, rows in certain if first // 10 == last // 10),
    }


def _united(parts: Iterable[tuple[Value, BitMap]]) -> dict[Value, BitMap]:
    found: dict[Value, list[BitMap]] = defaultdict(list)
    for value, rows in parts:
        found[value].append(rows)
    return {value: BitMap.union(*bitmaps) for value, bitmaps in found.items()}


def compressed(postings: Mapping[str, Bitmaps]) -> Mapping[str, Bitmaps]:
    """The same in the least memory, without facets that have no value."""
    for by_value in postings.values():
        for rows in by_value.values():
            rows.run_optimize()
            rows.shrink_to_fit()
    return {facet: by_value for facet, by_value in postings.items() if by_value}
