"""The rule over records that may mean the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level

CLOSE = 0.92
# How alike two words must be to be spellings of one: “park” and “parc” (0.75), not “Nanning” and “Nanchang” (0.67).
CLOSE_WORDS = 0.7
# How many neighbours in the order of names each name is compared with, so that the work grows with the records, not with their square.
NEIGHBOURS = 10

Pair = tuple[Any, Any]


def duplicates(data: DataSet) -> Iterator[Flaw]:
    """Pairs of records of one type and country whose names are close, or of which one is called what the other is also called.

    And pairs of agreements that may be one act.
    """
    blocks: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for record in data.records:
        blocks[record.type, record.country].append(record)
    for records in blocks.values():
        seen: set[tuple[int, int]] = set()
        for pair in (*_same_spelling(records), *_close(records)):
            first, second = sorted(pair, key=lambda record: record.slug)
            if (first.pk, second.pk) not in seen and not _told_apart(first, second):
                seen.add((first.pk, second.pk))
                sentence = _("It may be the same as “%(name)s” (%(slug)s).") % {"name": second.name, "slug": second.slug}
                yield first, "name", first.name, Level.WARNING, sentence
    yield from _same_act(data)


def _same_act(data: DataSet) -> Iterator[Flaw]:
    """Agreements of one kind that the same parties signed on the same date."""
    acts: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for agreement in data.agreements:
        if agreement.signed:
            parties = frozenset((party.organisation_id, party.role) for party in agreement.parties.all())
            acts[agreement.kind, agreement.signed, parties].append(agreement)
    for first, *others in acts.values():
        for other in others:
            sentence = _("The same parties signed “%(name)s” (%(slug)s) on the same date.") % {"name": other.name, "slug": other.slug}
            yield first, "signed", first.signed, Level.WARNING, sentence


def _same_spelling(records: list[Any]) -> Iterator[Pair]:
    """The name of one is the name, or another name, of the other."""
    named, called = defaultdict(list), defaultdict(list)
    for record in records:
        named[record.name_folded].append(record)
        for text in {name.folded for name in record.names.all()} - {record.name_folded}:
            called[text].append(record)
    for text, bearers in named.items():
        yield from combinations(bearers[: NEIGHBOURS + 1], 2)
        yield from ((bearer, other) for bearer in bearers[:NEIGHBOURS] for other in called.get(text, ()))


def _told_apart(first: Any, second: Any) -> bool:
    """They are in two cities, or have other parties: each is its own."""
    places = {first.city_geonames, second.city_geonames}
    if None not in places and len(places) == 2:
        return True
    parties = [{party.organisation_id for party in record.parties.all()} for record in (first, second) if hasattr(record, "parties")]
    return len(parties) == 2 and all(len(each) > 1 for each in parties) and 2 * len(parties[0] & parties[1]) <= min(map(len, parties))


def _close(records: list[Any]) -> Iterator[Pair]:
    """The names have the same words, or all but the same. Names that differ in a number tell editions apart."""
    for pair in _neighbours(records):
        first, second = (record.name_folded for record in pair)
        if _numbers(first) == _numbers(second) and (_words(first) == _words(second) or _alike(first, second)):
            yield pair


def _numbers(name: str) -> list[str]:
    """The numbers in a folded name, Roman ones too."""
    return re.findall(r"\d+|\b[ivxlc]+\b", name)


def _alike(first: str, second: str) -> bool:
    """The texts are all but the same, and so is each word that only one of them has to a word of the other."""
    if _ratio(first, second) < CLOSE:
        return False
    ours, theirs = _words(first) - _words(second), _words(second) - _words(first)
    fewer, more = sorted((ours, theirs), key=len)
    return all(any(SequenceMatcher(None, word, other).ratio() >= CLOSE_WORDS for other in fewer) for word in more)


def _neighbours(records: list[Any]) -> Iterable[Pair]:
    """Records that stand near each other when sorted by name, by name read backwards, or by its sorted words; each pair once."""
    seen: set[frozenset[int]] = set()
    for key in (lambda name: name, lambda name: name[::-1], lambda name: " ".join(sorted(_words(name)))):
        ordered = sorted(records, key=lambda record: (key(record.name_folded), record.slug))
        for index, record in enumerate(ordered):
            for other in ordered[index + 1 : index + 1 + NEIGHBOURS]:
                pair = frozenset((record.pk, other.pk))
                if pair not in seen:
                    seen.add(pair)
                    yield record, other


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name))


def _ratio(first: str, second: str) -> float:
    """How alike two texts are, from 0 to 1; 0 as soon as they cannot be close: the letters that they share are its upper bound."""
    shared = min(len(first), len(second))
    if 2 * shared < CLOSE * (len(first) + len(second)):
        return 0.0
    shared = (_letters(first) & _letters(second)).total()
    if 2 * shared < CLOSE * (len(first) + len(second)):
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=64)
def _letters(name: str) -> Counter[str]:
    return Counter(name)
