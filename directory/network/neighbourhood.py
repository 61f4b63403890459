"""One organisation in the middle, its partners around it, and the ties among those."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from django.db.models import Q, QuerySet
from django.http import QueryDict

from agreements.models import Agreement, Party
from core.models import Record
from core.vocabulary import Status
from directory.network.labels import BASE, GAP, Label, short
from directory.network.picture import Edge, Node, Picture
from directory.network.ties import FACETS

# How many partners are drawn and listed, those with the most agreements first.
PARTNERS = 20
# In units of the picture: its width, of which the names need the most, from one name to the next below it, and the least radius.
WIDTH, STEP, LEAST_RADIUS = 700, 28, 70

Pairs = Counter[tuple[int, int]]


@dataclass(frozen=True)
class Neighbourhood:
    """`ties` lead from the organisation to the partners that are shown, in the order of the list; `count` is how many it has."""

    picture: Picture
    ties: list[Edge]
    count: int


def neighbourhood_of(record: Record) -> Neighbourhood | None:
    """The partners of an organisation; None where it has none. Three queries."""
    shared, names = Counter[int](), {}
    for key, name in _parties(Q(parties__organisation=record.pk)).values_list("organisation_id", "organisation__name_key"):
        shared[key] += 1
        names[key] = bytes(name)
    shared.pop(record.pk, None)
    first = sorted(shared, key=lambda key: (-shared[key], names[key], key))[:PARTNERS]
    partners = {partner.pk: partner for partner in Record.objects.filter(pk__in=first).with_shown_names()} if first else {}
    return _drawn(record, [partners[key] for key in first], shared, _pairs(first)) if partners else None


def _parties(which: Q) -> QuerySet[Party]:
    """The published parties of published agreements."""
    agreements = Agreement.objects.published().filter(which).order_by().values("pk")
    return Party.objects.filter(agreement__in=agreements, organisation__status=Status.PUBLISHED).order_by()


def _pairs(keys: list[int]) -> Pairs:
    """How many agreements each two of some organisations share."""
    parties: dict[int, list[int]] = defaultdict(list)
    rows = Party.objects.filter(organisation__in=keys, agreement__status=Status.PUBLISHED).order_by()
    for agreement, key in rows.values_list("agreement_id", "organisation_id"):
        parties[agreement].append(key)
    return Counter(pair for some in parties.values() for pair in combinations(sorted(some), 2))


def _drawn(record: Record, partners: list[Record], shared: Counter[int], pairs: Pairs) -> Neighbourhood:
    spots, radius = _around(_in_turn([partner.pk for partner in partners], pairs))
    height = 2 * (radius + STEP // 2)
    middle = (WIDTH // 2, height // 2)
    centre = Node(record, *middle, 11, 0)
    nodes = {partner.pk: _node(partner, middle, spots[partner.pk], shared[partner.pk]) for partner in partners}
    ties = [Edge(centre, node, node.agreements, query_of([record, node.record])) for node in nodes.values()]
    among = [Edge(nodes[a], nodes[b], count, query_of([nodes[a].record, nodes[b].record])) for (a, b), count in sorted(pairs.items())]
    return Neighbourhood(Picture(list(nodes.values()), [*among, *ties], "", WIDTH, height, centre), ties, len(shared))


def _in_turn(keys: list[int], pairs: Pairs) -> list[int]:
    """The partners so that those with ties come after each other: the first, then each time the one with most ties to those just before."""
    left, turn = keys[1:], keys[:1]
    while left:
        nearest = max(left, key=lambda key: sum(pairs[min(key, other), max(key, other)] for other in turn[-3:]))
        left.remove(nearest)
        turn.append(nearest)
    return turn


def _around(keys: list[int]) -> tuple[dict[int, tuple[int, int]], int]:
    """A place on a circle around (0, 0) for each, so far apart that each name has its line, and the radius: down at right, up at left."""
    half = (len(keys) + 1) // 2
    radius = max(LEAST_RADIUS, half * STEP // 2 + STEP // 2)
    spots = {}
    for side, some in ((1, keys[:half]), (-1, keys[: half - 1 : -1])):
        for place, key in enumerate(some):
            y = (2 * place - len(some) + 1) * STEP // 2
            spots[key] = (side * round(sqrt(radius * radius - y * y)), y)
    return spots, radius


def _node(record: Record, middle: tuple[int, int], spot: tuple[int, int], agreements: int) -> Node:
    x, y = middle[0] + spot[0], middle[1] + spot[1]
    radius = min(5 + agreements, 9)
    anchor, end = ("start", x + radius + GAP) if spot[0] > 0 else ("end", x - radius - GAP)
    return Node(record, x, y, radius, agreements, label=Label(short(record.shown_name), end, y + BASE, anchor))


def query_of(records: list[Record]) -> str:
    """The query string that finds, in the list of agreements, those of all of some parks and institutions."""
    query = QueryDict(mutable=True)
    for kind in FACETS:
        query.setlist(kind, sorted(record.slug for record in records if record.type == kind))
    query.setlist("match_all", [kind for kind in FACETS if len(query.getlist(kind)) > 1])
    return query.urlencode()
