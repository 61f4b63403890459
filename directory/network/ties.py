"""Who is tied to whom by how many agreements, counted in the index of the list of agreements."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import combinations

from django.db.models import Q
from pyroaring import BitMap

from core.index.order import Order
from core.models import Record
from core.vocabulary import RecordType, Status

# How many organisations are looked at, those with the most agreements: a graph of all would grow without bound.
MOST = 1000

# The type and slug of a park or an institution.
Organisation = tuple[str, str]
FACETS = {RecordType.PARK.value: "park_pairs", RecordType.INSTITUTION.value: "institution_pairs"}


@dataclass(frozen=True)
class Ties:
    """The ties in one order of the list of agreements.

    `organisations` are those with the most agreements, the first of them first, and below known by their number in it; `total` is how
    many there are with any. `rows` are the agreements of each, `pairs` those of each two that share one, the lower number first.
    """

    order: Order
    organisations: list[Organisation]
    total: int
    rows: list[BitMap]
    pairs: dict[tuple[int, int], BitMap]


_known: dict[str, Ties] = {}


def ties_of(order: Order) -> Ties:
    """The ties in an order of the list of agreements, found once for each index: half a million comparisons at most."""
    ties = _known.get("ties")
    if ties is None or ties.order is not order:
        ties = _known["ties"] = _ties(order)
    return ties


def _ties(order: Order) -> Ties:
    everybody = [
        (-len(rows), place, slug, kind) for place, (kind, facet) in enumerate(FACETS.items()) for slug, rows in order.values(facet).items()
    ]
    chosen = [(kind, slug) for _count, _place, slug, kind in nsmallest(MOST, everybody)]
    rows = [order.rows(FACETS[kind], slug) for kind, slug in chosen]
    shared = ((pair, rows[pair[0]] & rows[pair[1]]) for pair in combinations(range(len(rows)), 2))
    return Ties(order, chosen, len(everybody), rows, {pair: both for pair, both in shared if both})


@dataclass(frozen=True)
class Network:
    """The network of some of the agreements."""

    ties: Ties
    among: BitMap

    @cached_property
    def agreements(self) -> dict[int, int]:
        """How many agreements each organisation has, without those that have none."""
        counted = ((number, rows.intersection_cardinality(self.among)) for number, rows in enumerate(self.ties.rows))
        return {number: count for number, count in counted if count}

    @cached_property
    def pairs(self) -> dict[tuple[int, int], int]:
        """How many agreements each pair shares, without those that share none."""
        counted = ((pair, rows.intersection_cardinality(self.among)) for pair, rows in self.ties.pairs.items())
        return {pair: count for pair, count in counted if count}

    @cached_property
    def partners(self) -> Counter[int]:
        """How many others each organisation shares an agreement with."""
        return Counter(number for pair in self.pairs for number in pair)

    @cached_property
    def organisations(self) -> list[int]:
        """Its organisations: those with the most partners first, then those with the most agreements."""
        return sorted(self.agreements, key=lambda number: (-self.partners[number], -self.agreements[number], number))

    @cached_property
    def strongest(self) -> list[tuple[int, int]]:
        """Its pairs, those with the most agreements first, then those with the most partners."""
        partners = self.partners
        return sorted(self.pairs, key=lambda pair: (-self.pairs[pair], -partners[pair[0]] - partners[pair[1]], pair))

    @cached_property
    def groups(self) -> int:
        """In how many groups it falls, of those that are tied at all, which no agreement ties to each other."""
        leader = {number: number for number in self.partners}

        def leader_of(number: int) -> int:
            while leader[number] != number:
                leader[number] = number = leader[leader[number]]
            return number

        for first, second in self.pairs:
            leader[leader_of(first)] = leader_of(second)
        return sum(number == above for number, above in leader.items())


def records_of(organisations: list[Organisation]) -> dict[Organisation, Record]:
    """The published records of organisations; one query, and one for names in another language than English."""
    of_type = (Q(type=kind, slug__in=[slug for other, slug in organisations if other == kind]) for kind in FACETS)
    wanted = Record.objects.filter(next(of_type) | next(of_type), status=Status.PUBLISHED)
    return {(record.type, record.slug): record for record in wanted.with_shown_names()}
