"""The facets of a list: each filter by values, with how many records each value finds."""

from dataclasses import dataclass

from django.http import QueryDict

from core.collation import collation_key
from core.fieldnames import capital
from core.filters import FacetFilter, ListFilter, SectorsField, SeveralField
from core.index.order import Index
from core.models import Sector
from core.selection import Selection

# How many values of a facet stand on a list's page; a page of its own has them all.
SHOWN = 10


@dataclass(frozen=True)
class Value:
    """A value of a facet: `count` is how many records the list has with it instead of what is chosen, None where that is not known.

    `depth` is its place in a tree.
    """

    value: str
    label: str
    count: int | None
    chosen: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A filter by values. `matches_all`: whether records must have all that are chosen; None where a reader has no say in it."""

    name: str
    label: str
    errors: list[str]
    values: list[Value]
    matches_all: bool | None

    @property
    def chosen(self) -> int:
        return sum(value.chosen for value in self.values)

    @property
    def shown(self) -> list[Value]:
        """What is chosen, and the most frequent others, in their usual order; all of them where hardly any would be left out."""
        if len(self.values) <= SHOWN + 2:
            return self.values
        ranked = sorted(self.values, key=lambda value: (not value.chosen, -(value.count or 0)))
        kept = ranked[: max(SHOWN, self.chosen)]
        return [value for value in self.values if value in kept]

    @property
    def hidden(self) -> int:
        """How many values are not shown."""
        return len(self.values) - len(self.shown)


def facets_of(filterset: ListFilter, query: QueryDict, selection: Selection | None, index: Index) -> list[Facet]:
    """The facets of a list, sorted in the reader's language.

    Where there is no selection, since a parameter is wrong, every value that the list has is there, without a count.
    """
    facets = []
    for name, filter_ in filterset.filters.items():
        if isinstance(filter_, FacetFilter) and filter_.counted and (not filter_.within or query.get(filter_.within)):
            chosen = filter_.field.given(query, name)
            found: dict[str, int | None] = {}
            if selection:
                found = {**dict.fromkeys(chosen, 0), **selection.counts(name)}
            else:
                found = dict.fromkeys([*chosen, *index.values(filter_.facet)])
            values = _values(filter_.field, found, chosen)
            facets.append(Facet(name, str(filter_.label), _errors(filterset, name), values, _matches_all(filterset, name, query)))
    return facets


def _values(field: SeveralField, found: dict[str, int | None], chosen: list[str]) -> list[Value]:
    if isinstance(field, SectorsField):
        tree = [sector for sector in Sector.objects.in_tree() if sector.slug in found]
        return [Value(sector.slug, sector.shown_name, found[sector.slug], sector.slug in chosen, sector.depth) for sector in tree]
    labels = sorted(((capital(label), value) for value, label in field.labels(found).items()), key=lambda pair: collation_key(pair[0]))
    return [Value(value, label, found[value], value in chosen) for label, value in labels]


def _errors(filterset: ListFilter, name: str) -> list[str]:
    return [str(message) for message in filterset.form.errors.get(name, [])]


def _matches_all(filterset: ListFilter, name: str, query: QueryDict) -> bool | None:
    return name in query.getlist("match_all") if name in filterset.can_match_all else None
