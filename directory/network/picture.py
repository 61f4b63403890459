"""The picture of a network: what is drawn where. Templates only write it down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from core.models import Record
from core.vocabulary import RecordType
from directory.network.labels import Label, Labels
from directory.network.places import MARGIN_ABOVE, WIDTH, Spot
from directory.network.ties import Network, Organisation

# How many organisations, ties and names are drawn at most.
NODES, EDGES, NAMES = 150, 400, 70
# So many names are needed most: they stand off where there is no room beside the node.
NEEDED = 24

Query = Callable[[Iterable[Organisation]], str]


@dataclass(frozen=True)
class Node:
    """An organisation in a picture: a circle for a park, a square around the same point for an institution."""

    record: Record
    x: int
    y: int
    radius: float
    agreements: int
    # Where they are counted.
    partners: int | None = None
    label: Label | None = None

    @property
    def is_park(self) -> bool:
        return self.record.type == RecordType.PARK

    @property
    def side(self) -> float:
        """Of the square: as large as the circle looks."""
        return round(self.radius * 1.8, 1)

    @property
    def corner(self) -> tuple[float, float]:
        return round(self.x - self.side / 2, 1), round(self.y - self.side / 2, 1)


@dataclass(frozen=True)
class Edge:
    """A tie in a picture, and the query string that finds its agreements."""

    first: Node
    second: Node
    agreements: int
    query: str

    @property
    def width(self) -> float:
        """Thicker for more agreements, to an end."""
        return round(min(0.4 + 0.8 * self.agreements, 6), 1)


@dataclass(frozen=True)
class Picture:
    """Nodes over edges over `ghosts`: a path of dots, one for each organisation that has a place but is not among the nodes.

    `centre` is the organisation that a page is about, if it is about one.
    """

    nodes: list[Node]
    edges: list[Edge]
    ghosts: str
    width: int
    height: int
    centre: Node | None = None


def radius(partners: int) -> float:
    """A node's area grows with its partners."""
    return round(3 + 1.4 * sqrt(partners), 1)


def picture(network: Network, records: dict[Organisation, Record], places: dict[int, Spot], query: Query) -> Picture:
    """What there is room for: the organisations with the most partners, the strongest ties between them, and the names that fit."""
    height = max((y for _x, y in places.values()), default=0) + MARGIN_ABOVE
    spots = {}
    for number in network.organisations[:NODES]:
        record = records.get(network.ties.organisations[number])
        if record and record.pk in places:
            spots[number] = (record, *places[record.pk])
    sizes = {number: radius(network.partners[number]) for number in spots}
    labels = Labels([(x, y, sizes[number]) for number, (_record, x, y) in spots.items()], WIDTH, height)
    nodes = {
        number: Node(
            *(record, x, y, sizes[number], network.agreements[number], network.partners[number]),
            label=labels.place(record.shown_name, x, y, sizes[number], needed=place < NEEDED) if place < NAMES else None,
        )
        for place, (number, (record, x, y)) in enumerate(spots.items())
    }
    drawn = {node.record.pk for node in nodes.values()}
    ghosts = "".join(f"M{x} {y}h0" for key, (x, y) in places.items() if key not in drawn)
    return Picture(list(nodes.values()), _edges(network, nodes, query), ghosts, WIDTH, height)


def _edges(network: Network, nodes: dict[int, Node], query: Query) -> list[Edge]:
    """The strongest ties between the nodes, those with the most agreements on top of the others."""
    pairs = [pair for pair in network.strongest if pair[0] in nodes and pair[1] in nodes][:EDGES]
    names = network.ties.organisations
    return [Edge(nodes[a], nodes[b], network.pairs[a, b], query((names[a], names[b]))) for a, b in reversed(pairs)]
