"""Reading pages as a person would: their words."""

import re
from html import unescape


def text_of(html):
    """The words of a piece of HTML."""
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
    return re.sub(r" (?=[,;.)])", "", words).strip()


def facts_of(page):
    """The key-facts list: label to value with its source markers."""
    rows = re.findall(r'<dt class="facts__term">(.*?)</dt>\s*<dd class="facts__value[^"]*">(.*?)</dd>', page, re.S)
    return {text_of(label): text_of(value) for label, value in rows}
