"""An index on disk, so that a new process need not build it again.

A file is one line of JSON, which tells what follows and how long each part is, and then the parts: the primary keys and the bitmaps.
"""

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pyroaring import BitMap

from core.index.order import Index, Order


def write(index: Index, path: Path) -> None:
    """Write it beside the place and move it there, so that nobody reads a half of it."""
    parts = list(_parts(index))
    head = {
        "revision": index.revision,
        "orders": {sort: {"count": len(order.keys), "parts": order.parts} for sort, order in index.orders.items()},
        "contents": [(*name, len(content)) for name, content in parts],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        file.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
        file.writelines(content for _name, content in parts)
    unfinished.replace(path)


def _parts(index: Index) -> Iterator[tuple[tuple[str, str, str], bytes]]:
    for sort, order in index.orders.items():
        yield (sort, "", ""), order.keys.tobytes()
        for facet, by_value in order.postings.items():
            for value, rows in by_value.items():
                yield (sort, facet, value), rows.serialize()


def read(path: Path) -> Index | None:
    """The index in a file; None where there is no file, or none that can be read."""
    try:
        with path.open("rb") as file:
            return _read(file)
    except (OSError, ValueError, KeyError):
        return None


def _read(file: BinaryIO) -> Index:
    head: dict[str, Any] = json.loads(file.readline())
    keys = {sort: array("Q") for sort in head["orders"]}
    postings: dict[str, dict[str, dict[str, BitMap]]] = {sort: {} for sort in head["orders"]}
    for sort, facet, value, length in head["contents"]:
        content = file.read(length)
        if len(content) != length:
            raise ValueError("the file ends early")
        if facet:
            postings[sort].setdefault(facet, {})[value] = BitMap.deserialize(content)
        else:
            keys[sort].frombytes(content)
    orders = {
        sort: Order(keys[sort], [(part, start) for part, start in about["parts"]], postings[sort]) for sort, about in head["orders"].items()
    }
    return Index(head["revision"], orders)
