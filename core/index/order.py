"""The rows of a list in one order, and which of them have what."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

NOWHERE = 0xFFFFFFFF


@dataclass(frozen=True)
class Order:
    """A list in one order: row n is the record whose primary key is `keys[n]`.

    `parts` are the letters or decades by which one jumps in it, each with its first row; `postings[facet][value]` are the rows that
    have a value.
    """

    keys: "array[int]"
    parts: list[tuple[str, int]]
    postings: Mapping[str, Mapping[str, BitMap]]

    @cached_property
    def everything(self) -> BitMap:
        return BitMap(range(len(self.keys)))

    @cached_property
    def places(self) -> "array[int]":
        """The row of each primary key; NOWHERE for a key that is not in the list."""
        places = array("I", [NOWHERE]) * (max(self.keys, default=-1) + 1)
        for row, key in enumerate(self.keys):
            places[key] = row
        return places

    def place(self, key: int) -> int | None:
        """The row of a primary key; None for one that is not in the list."""
        row = self.places[key] if key < len(self.places) else NOWHERE
        return None if row == NOWHERE else row

    def rows(self, facet: str, value: str) -> BitMap:
        """The rows that have this value."""
        return self.values(facet).get(value) or BitMap()

    def values(self, facet: str) -> Mapping[str, BitMap]:
        """The values of a facet, each with its rows."""
        return self.postings.get(facet, {})

    def rows_of(self, keys: Iterable[int]) -> BitMap:
        """The rows of these primary keys."""
        return BitMap(rows_among(self.places, keys))

    def counts(self, facet: str, among: BitMap) -> dict[str, int]:
        """How many of some rows have each value; values that none has are left out."""
        counted = ((value, rows.intersection_cardinality(among)) for value, rows in self.values(facet).items())
        return {value: count for value, count in counted if count}

    def parts_among(self, rows: BitMap) -> Iterator[tuple[str, int]]:
        """How many of some rows lie in each part."""
        ends = [start for _part, start in self.parts[1:]] + [len(self.keys)]
        for (part, start), end in zip(self.parts, ends, strict=True):
            if count := rows.range_cardinality(start, end):
                yield part, count


def rows_among(places: Sequence[int], keys: Iterable[int]) -> "array[int]":
    """The rows of primary keys, without those that are not in the list."""
    known = len(places)
    return array("I", [row for key in keys if key < known and (row := places[key]) != NOWHERE])


@dataclass(frozen=True)
class Index:
    """A list, as the data of one revision has it, by the name of each order."""

    revision: str
    orders: Mapping[str, Order]

    def ordered(self, sort: str) -> tuple[Order, bool]:
        """The order that the parameter `sort` names, and whether it is read backwards."""
        if sort in self.orders:
            return self.orders[sort], False
        return self.orders[sort.removeprefix("-")], True

    def values(self, facet: str) -> Iterable[str]:
        """The values that any row has."""
        return next(iter(self.orders.values())).values(facet)
