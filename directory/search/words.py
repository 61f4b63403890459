"""Texts as the words by which they are found, one way for what is searched and for what is looked for.

Chinese, Japanese and Korean are written without spaces: their runs become overlapping pairs of characters. Chinese characters and Cyrillic
words are also there in Latin letters, so that a name is found in either.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from core.fold import searchable
from core.romanise import HAN, latin, pinyin, romanised

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
# So many syllables of pinyin are also found when they are written together: "zhongguancun", "suzhou", "gongye".
SYLLABLES = 4


def tokens(folded: str) -> Iterator[str]:
    """The words by which a text is found, from what `core.fold.searchable` makes of it."""
    for word in folded.split():
        yield from (word,) if word.isascii() else _tokens(word)


@lru_cache(maxsize=65536)
def _tokens(word: str) -> tuple[str, ...]:
    found: list[str] = []
    for run in runs(word):
        if not CJK.fullmatch(run):
            found += [run, *latin(run)]
            continue
        found += [*run, *_pairs(run)]
        for han in HAN.findall(run):
            found += _written_together(pinyin(han))
    return tuple(dict.fromkeys(found))


def runs(word: str) -> list[str]:
    """A word cut where Chinese, Japanese or Korean begins or ends."""
    found, position = [], 0
    for match in CJK.finditer(word):
        found += [word[position : match.start()], match.group()]
        position = match.end()
    return [run for run in (*found, word[position:]) if run]


def _pairs(run: str) -> list[str]:
    return [first + second for first, second in pairwise(run)]


def _written_together(syllables: list[str]) -> list[str]:
    starts = range(len(syllables))
    return [
        "".join(syllables[start : start + length])
        for start in starts
        for length in range(1, SYLLABLES + 1)
        if start + length <= len(syllables)
    ]


# A word that is looked for: any of several sets of tokens, all of a set.
Wanted = list[list[str]]


def wanted(query: str) -> list[Wanted]:
    """The words of a query, each as the ways in which a text may have it."""
    return [_alternatives(run) for word in searchable(query).split() for run in runs(word)]


def _alternatives(run: str) -> Wanted:
    if not CJK.fullmatch(run):
        return [[run], *([word] for word in latin(run))]
    ways = [_pairs(run) or [run]]
    if HAN.fullmatch(run):
        syllables = pinyin(run)
        starts = range(max(len(syllables) - SYLLABLES, 0) + 1)
        ways.append(["".join(syllables[start : start + SYLLABLES]) for start in starts])
    return ways


def squeezed(text: str) -> set[str]:
    """A text without spaces, as it is and in Latin letters: for telling whether a name is, or starts with, what was typed."""
    folded = searchable(text)
    return {way.replace(" ", "") for way in (folded, *romanised(folded))}
