"""Sorting words as readers of a language expect: Chinese by pinyin, everything else by the Unicode Collation Algorithm."""

from functools import cache, lru_cache
from typing import Any

from django.utils.translation import get_language
from pypinyin import Style, lazy_pinyin
from pyuca import Collator


@cache
def _collator() -> Collator:
    return Collator()


def collation_key(text: str) -> Any:
    """What to sort a text by in the active language."""
    return _key(text, (get_language() or "").startswith("zh"))


@lru_cache(maxsize=8192)
def _key(text: str, by_pinyin: bool) -> Any:  # noqa: FBT001
    return _collator().sort_key(" ".join(lazy_pinyin(text, style=Style.TONE3)) if by_pinyin else text)
