"""Which rows of an area a query finds, and in which order."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

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

# Number and script tell words apart that one letter would not.
NOT_SPELT = re.compile(rf"[0-9]|{CJK.pattern}")
# Words whose like is kept at hand.
REMEMBERED = 10_000

# Which words of an area a token is read as.
Reading = Callable[[str], Sequence[str]]


class Lookup:
    """The words of an area."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._expanded: dict[str, Sequence[str]] = {}
        self._near: dict[tuple[str, int], Sequence[str]] = {}

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word, sorted."""
        return sorted({token for field in FIELDS for token in self.order.values(field)})

    @cached_property
    def spelt(self) -> dict[int, list[str]]:
        """The words that a misspelt one may stand for, by their length: not those with digits, nor of Chinese, Japanese or Korean."""
        lengths: dict[int, list[str]] = {}
        for token in self.vocabulary:
            if len(token) >= TYPO_LENGTH - 1 and not NOT_SPELT.search(token):
                lengths.setdefault(len(token), []).append(token)
        return lengths

    def exactly(self, token: str) -> Sequence[str]:
        return (token,)

    def beginning(self, token: str) -> Sequence[str]:
        """The words that begin so, the first of them in the alphabet if there are very many."""
        if token not in self._expanded:
            start = bisect_left(self.vocabulary, token)
            end = bisect_left(self.vocabulary, token + "\U0010ffff", start)
            self._remember(self._expanded, token, self.vocabulary[start : min(end, start + PREFIXES)])
        return self._expanded[token]

    def misspelt(self, token: str) -> Sequence[str]:
        """The words that one letter more, less or another makes of it; those that it begins where it is short."""
        return self.near(token, 1) if len(token) >= TYPO_LENGTH else self.beginning(token)

    def near(self, token: str, most: int) -> Sequence[str]:
        """The words that at most so many insertions, deletions or replacements lead to, the nearest first."""
        if (token, most) not in self._near:
            choices = [word for length in range(len(token) - most, len(token) + most + 1) for word in self.spelt.get(length, ())]
            found = process.extract(token, choices, scorer=Levenshtein.distance, score_cutoff=most, limit=20)
            self._remember(self._near, (token, most), [word for word, _distance, _place in found])
        return self._near[token, most]

    def rows(self, field: str, words: Sequence[str]) -> BitMap:
        """The rows that have any of these words in a field."""
        parts = [self.order.rows(field, word) for word in words]
        return BitMap.union(*parts) if parts else BitMap()

    def has(self, row: int, field: str, words: Sequence[str]) -> bool:
        """Whether a row has any of these words in a field."""
        return any(row in self.order.rows(field, word) for word in words)

    @staticmethod
    def _remember(known: dict[Any, Sequence[str]], key: Any, words: Sequence[str]) -> None:
        if len(known) >= REMEMBERED:
            known.clear()
        known[key] = words


def tiers(lookup: Lookup, words: list[Wanted]) -> list[BitMap]:
    """The rows that a query finds, the best first, each once; within a tier, rows come in the order of the area.

    Words of a name in full (a name that begins with the first of them before others), then of names and aliases, then anywhere; each then
    with words that are cut short; then misspelt names, and misspelt words elsewhere only where there is nothing better.
    """
    if not words:
        return []
    in_name = _all(lookup, lookup.exactly, ("name",), words)
    asked = [
        in_name & _one(lookup, lookup.exactly, ("first",), words[0]),
        in_name,
        _all(lookup, lookup.exactly, NAMES, words),
        _all(lookup, lookup.beginning, ("name",), words),
        _all(lookup, lookup.beginning, NAMES, words),
        _all(lookup, lookup.exactly, FIELDS, words),
        _all(lookup, lookup.beginning, FIELDS, words),
        _all(lookup, lookup.misspelt, NAMES, words),
    ]
    seen, found = BitMap(), []
    for rows in asked:
        found.append(rows - seen)
        seen |= rows
    return found if seen else [_all(lookup, lookup.misspelt, FIELDS, words)]


def _all(lookup: Lookup, reading: Reading, fields: Sequence[str], words: list[Wanted]) -> BitMap:
    """The rows that have every word in one of the fields."""
    return BitMap.intersection(*(_one(lookup, reading, fields, word) for word in words))


def _one(lookup: Lookup, reading: Reading, fields: Sequence[str], word: Wanted) -> BitMap:
    """The rows that have, in one of the fields each, all tokens of one of the ways in which a word may be there."""
    return BitMap.union(*(BitMap.intersection(*(lookup.rows(field, reading(token)) for token in way)) for field in fields for way in word))


def fields_with(lookup: Lookup, row: int, words: list[Wanted]) -> list[str]:
    """Where the words stand in a row: for each word the best field that has it."""
    found = []
    for word in words:
        for reading in (lookup.exactly, lookup.beginning, lookup.misspelt):
            places = (field for field in FIELDS if any(all(lookup.has(row, field, reading(token)) for token in way) for way in word))
            if place := next(places, None):
                found.append(place)
                break
    return list(dict.fromkeys(found))
