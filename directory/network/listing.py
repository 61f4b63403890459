"""The list of agreements, asked for as a network: its filters without an order, and pages of organisations instead of agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from pyroaring import BitMap

from agreements.filters import AgreementFilter
from core.listing import Listing
from core.models import Record
from directory.network.picture import NODES, Picture, picture
from directory.network.places import places
from directory.network.ties import FACETS, Network, Organisation, records_of, ties_of

# How many of the strongest ties are listed.
STRONGEST = 20


NetworkFilter = AgreementFilter.without_order()


@dataclass(frozen=True)
class Row:
    """An organisation in the table, and the query string of its agreements."""

    record: Record
    agreements: int
    partners: int
    query: str


@dataclass(frozen=True)
class Pair:
    """Two organisations that share agreements, and the query string of these."""

    first: Record
    second: Record
    agreements: int
    query: str


class NetworkListing(Listing):
    """The network of the agreements that a query string finds."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(NetworkFilter, NetworkFilter.everything(), query)

    @cached_property
    def network(self) -> Network:
        """Of nothing where a parameter is wrong."""
        order = self._index.orders[self.usual_sort]
        return Network(ties_of(order), self.selection.rows if self.selection else BitMap())

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.network.organisations, self.form.page_size)

    @cached_property
    def left_out(self) -> int:
        """How many organisations have so few agreements that they are not looked at."""
        return self.network.ties.total - len(self.network.ties.organisations)

    @cached_property
    def picture(self) -> Picture:
        """One query, besides that for the names."""
        return picture(self.network, self._records, places(), self.query_tying)

    @cached_property
    def table(self) -> list[Row]:
        """The organisations of the page."""
        network, found = self.network, []
        for number in self.page.object_list:
            organisation = network.ties.organisations[number]
            if record := self._records.get(organisation):
                found.append(Row(record, network.agreements[number], network.partners[number], self.query_tying([organisation])))
        return found

    @cached_property
    def strongest(self) -> list[Pair]:
        """The pairs with the most agreements."""
        found = []
        for pair in self.network.strongest[:STRONGEST]:
            ends = [self.network.ties.organisations[number] for number in pair]
            if all(end in self._records for end in ends):
                found.append(Pair(*(self._records[end] for end in ends), self.network.pairs[pair], self.query_tying(ends)))
        return found

    @cached_property
    def _records(self) -> dict[Organisation, Record]:
        """The records of all that the page names; one query."""
        pairs = [number for pair in self.network.strongest[:STRONGEST] for number in pair]
        numbers = {*self.network.organisations[:NODES], *self.page.object_list, *pairs}
        return records_of([self.network.ties.organisations[number] for number in sorted(numbers)])

    def query_tying(self, organisations: Iterable[Organisation]) -> str:
        """The query string that finds, in the list of agreements, those here in which all of these take part.

        Where any of several others were asked for, they give way: no query string says “all of these and any of those”.
        """
        values = dict(self._asked)
        match_all = set(values["match_all"])
        for kind in FACETS:
            if wanted := {slug for other, slug in organisations if other == kind}:
                if len(values[kind]) == 1 or kind in match_all:
                    wanted.update(values[kind])
                values[kind] = sorted(wanted)
                match_all |= {kind} if len(wanted) > 1 else set()
        values["match_all"] = sorted(match_all)
        return urlencode([(name, value) for name, several in values.items() for value in several])

    @cached_property
    def _asked(self) -> dict[str, list[str]]:
        """The values of each filter, in the order of a canonical query string: those in use, and those that tell ties apart."""
        told_apart = (*FACETS, "match_all")
        query = QueryDict(self.query_for(**dict.fromkeys(told_apart, "*"), page=None, per_page=None))
        return {name: self._given(name) if name in told_apart else values for name, values in query.lists()}
