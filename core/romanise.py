"""Names in Latin letters: Chinese characters as pinyin, Russian Cyrillic in the two ways that are met most."""

import re
from functools import lru_cache

import iuliia
from pypinyin import lazy_pinyin

from core.fold import fold

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
SCHEMES = (iuliia.WIKIPEDIA, iuliia.ICAO_DOC_9303)


def pinyin(han: str) -> list[str]:
    """The syllables of a run of Chinese characters, without tones."""
    return [fold(syllable) for syllable in lazy_pinyin(han)]


@lru_cache(maxsize=65536)
def latin(word: str) -> list[str]:
    """A Cyrillic word in Latin letters, once in each of the ways; [] for a word without Cyrillic letters."""
    return [fold(scheme.translate(word)) for scheme in SCHEMES] if CYRILLIC.search(word) else []


def romanised(folded: str) -> set[str]:
    """A folded text in Latin letters, in every way."""
    if folded.isascii():
        return {folded}
    text = HAN.sub(lambda run: "".join(pinyin(run.group())), folded)
    ways = [latin(word) or [word] * len(SCHEMES) for word in text.split()]
    return {" ".join(way[number] for way in ways) for number in range(len(SCHEMES))}
