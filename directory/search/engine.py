"""Answering a query: what it finds in each area, ranked, with the name that matched, and what else may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import Levenshtein

from core.fold import searchable
from core.index.order import Order
from core.models import Name
from core.vocabulary import NameKind
from directory.search.corpus import AREAS, Area
from directory.search.ranking import TYPO_LENGTH, Lookup, fields_with, tiers
from directory.search.words import squeezed, wanted

# So many of the best are held against the query name by name.
COMPARED = 100
# What `_best` says where no name matches.
NO_NAME = 4
# A suggested spelling may differ by so many letters in a word.
SUGGESTED = 2
# So many other spellings of a word are tried.
PROPOSED = 10


PLACES = {
    "name": _("name"),
    "alias": _("other names"),
    "city": _("city or country"),
    "party": _("parties"),
    "more": _("summary or sectors"),
}


@dataclass(frozen=True)
class Hit:
    """A record, the name of it that the query matches best, and the fields in which its words stand."""

    record: Any
    name: str
    language: str
    kind: str
    fields: list[str]
    rank: int

    @property
    def is_other_name(self) -> bool:
        """The name is not the one that the record stands under."""
        return self.rank < NO_NAME and self.name != str(self.record)

    @property
    def places(self) -> list[str]:
        """Where the words stand, in words, where they stand in no name."""
        return [] if set(self.fields) <= {"name", "alias"} else [str(PLACES[field]) for field in self.fields]


@dataclass(frozen=True)
class Group:
    """What a query finds in one area: how many, and the first of them."""

    plural: str
    label: str
    count: int
    hits: list[Hit]


class Search:
    """What a query finds in one area."""

    def __init__(self, area: Area, query: str) -> None:
        self.area, self.query = area, query
        self.order = area.index().orders["rank"]
        self.lookup = lookup_of(area.plural, self.order)
        self.words = wanted(query)
        self.tiers = tiers(self.lookup, self.words)

    @cached_property
    def count(self) -> int:
        return sum(len(rows) for rows in self.tiers)

    def hits(self, start: int, stop: int) -> list[Hit]:
        """A stretch of what is found, the best first."""
        rows = list(islice(chain.from_iterable(self.tiers), max(stop, COMPARED)))
        best, rest = rows[:COMPARED], rows[COMPARED:]
        names = _names(self.area, [self.order.keys[row] for row in best + rest[max(start - COMPARED, 0) : max(stop - COMPARED, 0)]])
        typed = squeezed(self.query)
        matches = {key: _best(typed, texts) for key, texts in names.items()}
        best.sort(key=lambda row: matches.get(self.order.keys[row], (NO_NAME,))[0])
        chosen = (best + rest)[start:stop]
        keys = [self.order.keys[row] for row in chosen]
        records = {record.pk: record for record in self.area.filterset.everything().filter(pk__in=keys).with_shown_names()}
        hits = []
        for row, key in zip(chosen, keys, strict=True):
            if key in records:
                rank, (name, language, kind) = matches[key]
                hits.append(Hit(records[key], name, language, kind, fields_with(self.lookup, row, self.words), rank))
        return hits


class AllHits:
    """What some searches find, one after the other, for a paginator."""

    def __init__(self, searches: Sequence[Search]) -> None:
        self.searches = searches

    def __len__(self) -> int:
        return sum(search.count for search in self.searches)

    def __getitem__(self, stretch: slice) -> list[Hit]:
        start, stop, _step = stretch.indices(len(self))
        found: list[Hit] = []
        for search in self.searches:
            if start < search.count and stop > 0:
                found += search.hits(max(start, 0), min(stop, search.count))
            start, stop = start - search.count, stop - search.count
        return found


def groups(query: str, size: int) -> list[Group]:
    """What a query finds, by area: the areas with the best matches first, each with its first records."""
    found = []
    for number, (plural, area) in enumerate(AREAS.items()):
        search = Search(area, query)
        if search.count:
            hits = search.hits(0, size)
            tier = next(tier for tier, rows in enumerate(search.tiers) if rows)
            found.append(
                ((min((hit.rank for hit in hits), default=NO_NAME), tier, number), Group(plural, str(area.label), search.count, hits))
            )
    return [group for _place, group in sorted(found, key=lambda pair: pair[0])]


def lookup_of(plural: str, order: Order) -> Lookup:
    """The words of an area, sorted once for each index."""
    known = _known.get(plural)
    if known is None or known.order is not order:
        known = _known[plural] = Lookup(order)
    return known


_known: dict[str, Lookup] = {}

Text = tuple[str, str, str]


def _names(area: Area, keys: list[int]) -> dict[int, list[Text]]:
    """The names of records, each with its language and kind, the main one first."""
    rows = area.filterset.everything().filter(pk__in=keys).order_by()
    if area.plural == "sources":
        return {key: [(title, "", NameKind.PREFERRED)] for key, title in rows.values_list("pk", "title")}
    found: dict[int, list[Text]] = {key: [(name, "en", NameKind.PREFERRED)] for key, name in rows.values_list("pk", "name")}
    for key, text, language, kind in Name.objects.filter(record__in=list(found)).values_list("record_id", "text", "language", "kind"):
        found[key].append((text, language, kind))
    return found


def _best(typed: set[str], texts: list[Text]) -> tuple[int, Text]:
    """How well the best of some names matches what was typed, and that name.

    0: it is the name; 1: a name begins so; 2: it is an alias or a former name, or one begins so; 3: a name holds it; 4: neither.
    """
    ranked = [(_rank(typed, squeezed(text[0]), text[2]), not _as_typed(typed, text[0]), text) for text in texts]
    rank, _only_in_latin, best = min(ranked, key=lambda one: one[:2])
    return rank, best


def _as_typed(typed: set[str], name: str) -> bool:
    """Whether a name in another script than Latin holds what was typed in it."""
    folded = searchable(name).replace(" ", "")
    return any(other in folded for other in typed if not other.isascii())


def _rank(typed: set[str], name: set[str], kind: str) -> int:
    preferred = kind == NameKind.PREFERRED
    if typed & name:
        return 0 if preferred else 2
    if any(one.startswith(other) for one in name for other in typed):
        return 1 if preferred else 2
    return 3 if any(other in one for one in name for other in typed) else NO_NAME


def suggestion(query: str) -> str:
    """The query in another spelling that finds something; "" if there is none.

    Words that nothing has give way to the nearest that something has; where all stand somewhere, but never together, one of them does.
    """
    lookups = [lookup_of(plural, area.index().orders["rank"]) for plural, area in AREAS.items()]
    words = searchable(query).split()
    unknown = [word for word in words if not any(lookup.beginning(word) for lookup in lookups)]
    if unknown:
        proposals = [[next(iter(_nearest(word, lookups)), word) if word in unknown else word for word in words]]
    else:
        proposals = [[*words[:place], other, *words[place + 1 :]] for place, word in enumerate(words) for other in _nearest(word, lookups)]
    for proposed in proposals:
        if proposed != words and any(Search(area, " ".join(proposed)).count for area in AREAS.values()):
            return " ".join(proposed)
    return ""


def _nearest(word: str, lookups: list[Lookup]) -> list[str]:
    """The other words that are likest to a word, the most frequent first among equals."""
    most = SUGGESTED if len(word) >= TYPO_LENGTH else 1
    near = {other for lookup in lookups for other in lookup.near(word, most)} - {word}
    frequency = {other: sum(len(lookup.order.rows("name", other)) for lookup in lookups) for other in near}
    return sorted(near, key=lambda other: (Levenshtein.distance(word, other), -frequency[other], other))[:PROPOSED]
