"""Which rows of an area a query finds, and in which order."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.index.order import Order
from directory.search.corpus import FIELDS
from directory.search.words import CJK, Wanted

NAMES = ("name", "alias")
# A word that is cut short may be the beginning of so many others.
PREFIXES = 300
# Words of so many letters may be misspelt by one.
TYPO_LENGTH = 5

# Which rows have a token in a field.
Reading = Callable[[str, str], BitMap]


class Lookup:
    """The words of an area."""

    def __init__(self, order: Order) -> None:
        self.order = order

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word, sorted."""
        return sorted({token for field in FIELDS for token in self.order.values(field)})

    @cached_property
    def spelt(self) -> dict[int, list[str]]:
        """The words that a misspelt one may stand for, by their length: not those of Chinese, Japanese or Korean."""
        lengths: dict[int, list[str]] = {}
        for token in self.vocabulary:
            if len(token) >= TYPO_LENGTH - 1 and not CJK.search(token):
                lengths.setdefault(len(token), []).append(token)
        return lengths

    def exactly(self, field: str, token: str) -> BitMap:
        return self.order.rows(field, token)

    def beginning(self, field: str, token: str) -> BitMap:
        return self._any(field, self._beginnings(token))

    def misspelt(self, field: str, token: str) -> BitMap:
        return self._any(field, self.near(token, 1)) if len(token) >= TYPO_LENGTH else self.beginning(field, token)

    def near(self, token: str, most: int) -> list[str]:
        """The words that at most so many insertions, deletions or replacements lead to, the nearest first."""
        choices = [word for length in range(len(token) - most, len(token) + most + 1) for word in self.spelt.get(length, ())]
        found = process.extract(token, choices, scorer=Levenshtein.distance, score_cutoff=most, limit=20)
        return [word for word, _distance, _place in found]

    def _beginnings(self, token: str) -> Sequence[str]:
        if token not in self._expanded:
            start = bisect_left(self.vocabulary, token)
            end = bisect_left(self.vocabulary, token + "\U0010ffff", start)
            self._expanded[token] = self.vocabulary[start : min(end, start + PREFIXES)]
        return self._expanded[token]

    @cached_property
    def _expanded(self) -> dict[str, list[str]]:
        return {}

    def _any(self, field: str, words: Iterable[str]) -> BitMap:
        parts = [self.order.rows(field, word) for word in words]
        return BitMap.union(*parts) if parts else BitMap()


def tiers(lookup: Lookup, words: list[Wanted]) -> list[BitMap]:
    """The rows that a query finds, the best first, each once; within a tier, rows come in the order of the area.

    Words of a name in full (a name that begins with the first of them before others), then of names and aliases, then anywhere; each then
    with words that are cut short; then misspelt names, and misspelt words elsewhere only where there is nothing better.
    """
    if not words:
        return []
    in_name = _all(lookup.exactly, ("name",), words)
    asked = [
        in_name & _one(lookup.exactly, ("first",), words[0]),
        in_name,
        _all(lookup.exactly, NAMES, words),
        _all(lookup.beginning, ("name",), words),
        _all(lookup.beginning, NAMES, words),
        _all(lookup.exactly, FIELDS, words),
        _all(lookup.beginning, FIELDS, words),
        _all(lookup.misspelt, NAMES, words),
    ]
    seen, found = BitMap(), []
    for rows in asked:
        found.append(rows - seen)
        seen |= rows
    return found if seen else [_all(lookup.misspelt, FIELDS, words)]


def _all(reading: Reading, fields: Iterable[str], words: list[Wanted]) -> BitMap:
    """The rows that have every word in one of the fields."""
    return BitMap.intersection(*(_one(reading, fields, word) for word in words))


def _one(reading: Reading, fields: Iterable[str], word: Wanted) -> BitMap:
    return BitMap.union(*(BitMap.intersection(*(reading(field, token) for token in way)) for field in fields for way in word))


def fields_with(lookup: Lookup, row: int, words: list[Wanted]) -> list[str]:
    """Where the words stand in a row: for each word the best field that has it."""
    found = []
    for word in words:
        for reading in (lookup.exactly, lookup.beginning, lookup.misspelt):
            place = next((field for field in FIELDS if row in _one(reading, (field,), word)), None)
            if place:
                found.append(place)
                break
    return list(dict.fromkeys(found))
