"""Where each organisation stands in the picture: laid out once for a revision of the data, and kept on disk like the index of a list."""

from array import array
from collections import defaultdict

import networkx as nx
from pyroaring import BitMap

from agreements.filters import AgreementFilter
from core.index import live
from core.index.build import of_list, settled
from core.index.live import Indexed
from core.index.order import Order
from directory.network.layout import layout
from directory.network.ties import MOST, records_of, ties_of

# The picture's width, the room that labels need at its edges, how long a tie may be at most, and how high the picture may be.
WIDTH, MARGIN, MARGIN_ABOVE, LONGEST, HIGHEST = 1000, 70, 24, 90, 1000

Spot = tuple[int, int]


def places() -> dict[int, Spot]:
    """The place of each organisation that is laid out, by primary key, in a picture of WIDTH; one query."""
    indexed = Indexed("network", f"1 {MOST} {WIDTH}", lambda: settled(lambda: {"organisations": _order()}))
    order = live.current(indexed).orders["organisations"]
    found: dict[int, list[int]] = defaultdict(list)
    for axis in ("x", "y"):
        for value, rows in order.values(axis).items():
            for row in rows:
                found[order.keys[row]].append(int(value))
    return {key: (x, y) for key, (x, y) in found.items()}


def _order() -> Order:
    """The organisations, and which of them stand at each `x` and each `y`."""
    ties = ties_of(live.fresh(of_list(AgreementFilter)).orders[AgreementFilter.everything().usual_sort])
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties.organisations)))
    graph.add_weighted_edges_from((a, b, len(rows)) for (a, b), rows in ties.pairs.items())
    records, spots = records_of(ties.organisations), _in_picture(layout(graph))
    keys, axes = array("Q"), {axis: defaultdict[str, list[int]](list) for axis in "xy"}
    for number, spot in spots.items():
        if record := records.get(ties.organisations[number]):
            for axis, value in zip("xy", spot, strict=True):
                axes[axis][str(value)].append(len(keys))
            keys.append(record.pk)
    return Order(keys, [], {axis: {value: BitMap(rows) for value, rows in by_value.items()} for axis, by_value in axes.items()})


def _in_picture(points: dict[int, tuple[float, float]]) -> dict[int, Spot]:
    """Points of a plane as whole numbers, as large as the picture has room for, in the middle of its width."""
    if not points:
        return {}
    (left, right), (top, bottom) = ((min(values), max(values)) for values in zip(*points.values(), strict=True))
    scale = min((WIDTH - 2 * MARGIN) / max(right - left, 0.1), (HIGHEST - 2 * MARGIN_ABOVE) / max(bottom - top, 0.1), LONGEST)
    middle = (left + right) / 2
    return {
        node: (round(WIDTH / 2 + (x - middle) * scale), round(MARGIN_ABOVE + (y - top) * scale)) for node, (x, y) in sorted(points.items())
    }
