"""Places for the nodes of a graph on a plane: the same for the same graph, whatever the machine.

Within a connected component, distances on the plane come to be like the lengths of shortest paths (Zheng, Pawar and Goodman, "Graph
drawing by stochastic gradient descent", 2018): few sweeps over all pairs, without a matrix. A tie is the longer the more neighbours its
ends have that are not shared (Gansner, Koren and North, "Topological fisheye views", 2005), so that these have room around them. Then
the components are packed as shapes of cells, not as boxes (Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the
polyomino packing approach", 2001).
"""

from math import atan2, ceil, cos, exp, floor, hypot, log, sin, sqrt
from random import Random
from typing import Any

import networkx as nx

Point = tuple[float, float]
Places = dict[int, Point]
Cell = tuple[int, int]

SEED = 1
# Sweeps over all pairs, fewer where they would be more than so many moves, and how far the last one still moves them.
SWEEPS, LEAST_SWEEPS, MOVES, LAST_STEP = 24, 10, 4_000_000, 0.05
# So many ties a node are looked at on average: the strongest, and what holds a component together.
TIES = 3
# The edge of a graph has length 1: nodes are no nearer than this to each other, and components than about a cell.
NEAREST, CELL = 0.9, 0.9
PUSHES = 100
# How much wider than high the whole is.
ASPECT = 1.2


def layout(graph: "nx.Graph[int]") -> Places:
    """A place for every node; `weight` says how strong a tie is. The time grows with the square of the nodes of a component."""
    graph = _thinned(graph)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return _packed([_arranged(graph.subgraph(part).copy()) for part in parts])


def _thinned(graph: "nx.Graph[int]") -> "nx.Graph[int]":
    """The same nodes in the same components, without the weakest of very many ties."""
    most = TIES * len(graph)
    if graph.number_of_edges() <= most:
        return graph
    kept: nx.Graph[int] = nx.Graph()
    kept.add_nodes_from(graph)
    kept.add_edges_from(nx.maximum_spanning_edges(graph, data=False))
    strongest = sorted(graph.edges(data="weight"), key=lambda tie: (-tie[2], tie[:2]))
    kept.add_edges_from((a, b) for a, b, _weight in strongest[: most - kept.number_of_edges()])
    return kept


def _arranged(graph: "nx.Graph[int]") -> Places:
    """One component, its length lying level, its middle at (0, 0)."""
    chance = Random(SEED)  # noqa: S311 -- nothing secret
    nodes = sorted(graph)
    x, y = ({node: chance.random() * len(nodes) ** 0.5 for node in nodes} for _axis in "xy")
    tied = nx.Graph()
    tied.add_weighted_edges_from((a, b, _length(graph, a, b)) for a, b in graph.edges)
    lengths: Any = nx.all_pairs_dijkstra_path_length(tied)
    pairs = [(a, b, float(d)) for a, far in lengths for b, d in far.items() if a < b]
    first = max((d * d for *_ends, d in pairs), default=1.0)
    sweeps = max(LEAST_SWEEPS, min(SWEEPS, MOVES // (len(pairs) or 1)))
    for sweep in range(sweeps):
        chance.shuffle(pairs)
        _sweep(pairs, x, y, first * exp(log(LAST_STEP / first) * sweep / (sweeps - 1)))
    places = _level({node: (x[node], y[node]) for node in nodes})
    return _centred(_apart(places))


def _length(graph: "nx.Graph[int]", a: int, b: int) -> float:
    """Of the tie between two nodes, 1 where they have no other neighbours."""
    ours, theirs = graph.adj[a].keys(), graph.adj[b].keys()
    return sqrt(len(ours ^ theirs) / 2)


def _sweep(pairs: list[tuple[int, int, float]], x: dict[int, float], y: dict[int, float], step: float) -> None:
    """Move the ends of each pair towards their distance; near ones matter more."""
    for a, b, distance in pairs:
        across, along = x[a] - x[b], y[a] - y[b]
        now = hypot(across, along) or 1e-9
        move = min(step / (distance * distance), 1.0) * (now - distance) / (2 * now)
        x[a] -= move * across
        x[b] += move * across
        y[a] -= move * along
        y[b] += move * along


def _level(places: Places) -> Places:
    """Turned so that they spread most from side to side."""
    places = _centred(places)
    across = sum(x * x for x, _y in places.values())
    along = sum(y * y for _x, y in places.values())
    both = sum(x * y for x, y in places.values())
    angle = -atan2(2 * both, across - along) / 2
    return {node: (x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)) for node, (x, y) in places.items()}


def _centred(places: Places) -> Places:
    """With the mean of all places at (0, 0)."""
    x, y = (sum(point[axis] for point in places.values()) / len(places) for axis in (0, 1))
    return {node: (point[0] - x, point[1] - y) for node, point in places.items()}


def _apart(places: Places) -> Places:
    """With those that are too near to each other pushed apart."""
    nodes = sorted(places)
    x, y = ({node: places[node][axis] for node in nodes} for axis in (0, 1))
    for _push in range(PUSHES):
        near = [(a, b) for a, b in _neighbours(x, y) if hypot(x[a] - x[b], y[a] - y[b]) < NEAREST]
        if not near:
            break
        # A little further than needed, so that the pushing ends.
        _sweep([(a, b, NEAREST * 1.02) for a, b in near], x, y, 1.0)
    return {node: (x[node], y[node]) for node in nodes}


def _neighbours(x: dict[int, float], y: dict[int, float]) -> list[tuple[int, int]]:
    """The pairs that may be nearer than NEAREST."""
    cells: dict[Cell, list[int]] = {}
    for node, column in x.items():
        cells.setdefault((floor(column / NEAREST), floor(y[node] / NEAREST)), []).append(node)
    around = [(0, 0), (1, 0), (0, 1), (1, 1), (1, -1)]
    return [
        (a, b)
        for (column, row), some in cells.items()
        for dx, dy in around
        for a in some
        for b in cells.get((column + dx, row + dy), ())
        if (dx or dy) or a < b
    ]


def _packed(parts: list[Places]) -> Places:
    """All components on one plane, the first in the middle and each other as near to it as there is room."""
    taken: set[Cell] = set()
    found: Places = {}
    spots = _spots(sum(map(len, parts)))
    for part in parts:
        shape = {(floor(x / CELL), floor(y / CELL)) for x, y in part.values()}
        column, row = next(spot for spot in spots if taken.isdisjoint((x + spot[0], y + spot[1]) for x, y in shape))
        taken |= {(x + column, y + row) for x, y in _with_margin(shape)}
        found |= {node: (x + column * CELL, y + row * CELL) for node, (x, y) in part.items()}
    return found


def _with_margin(shape: set[Cell]) -> set[Cell]:
    """These cells, and those next to them."""
    steps = (-1, 0, 1)
    return {(column + dx, row + dy) for column, row in shape for dx in steps for dy in steps}


def _spots(nodes: int) -> list[Cell]:
    """Where a component may be put, in cells, the nearest to the middle first: room enough for so many nodes."""
    reach = ceil(3 * nodes**0.5 / CELL) + 4
    spots = [(column, row) for column in range(-reach, reach + 1) for row in range(-reach, reach + 1)]
    return sorted(spots, key=lambda spot: (hypot(spot[0] / ASPECT, spot[1]), spot))
