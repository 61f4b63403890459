"""Whose names there is room for in a picture, and where each goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

# In units of the picture: the height of a line, the mean width of a letter (of Chinese and the like, and of capitals), a label's distance.
LINE, LETTER, WIDE_LETTER, CAPITAL, GAP = 14, 6.3, 13, 8, 4
# How many letters of a name are shown at most, and where there is less room.
LONGEST, SHORTEST = 28, 18

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name beside a node, which may be cut short: `anchor` says which end of it stands at `x`."""

    text: str
    x: float
    y: float
    anchor: str


def short(name: str, longest: int = LONGEST) -> str:
    """A name, cut where it is too long for a picture, at a word if there is one near."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    word = cut.rpartition(" ")[0]
    return f"{(word if len(word) > longest // 2 else cut).rstrip(' ,;-–(')}…"


def width(text: str) -> float:
    """About how wide a text is."""
    return sum(WIDE_LETTER if east_asian_width(letter) in "WF" else CAPITAL if letter.isupper() else LETTER for letter in text)


class Labels:
    """Labels of nodes that are given one after the other, the most important first."""

    def __init__(self, nodes: Iterable[tuple[float, float, float]], right: float, bottom: float) -> None:
        """`nodes` are x, y and radius of everything that a label may not hide; labels stay above `bottom` and between 0 and `right`."""
        self.taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in nodes]
        self.right, self.bottom = right, bottom

    def place(self, name: str, x: float, y: float, radius: float) -> Label | None:
        """Where the name goes, if there is room beside, below or above the node."""
        for text in dict.fromkeys((short(name), short(name, SHORTEST))):
            for anchor, column, row in _around(x, y, radius):
                start = column - {"start": 0.0, "middle": width(text) / 2, "end": width(text)}[anchor]
                box = (start, row - LINE / 2, start + width(text), row + LINE / 2)
                if self._is_free(box):
                    self.taken.append(box)
                    # A line of text stands on its base, which is a third of a letter below its middle.
                    return Label(text, round(column), round(row + LINE / 3), anchor)
        return None

    def _is_free(self, box: Box) -> bool:
        start, top, end, bottom = box
        if start < 0 or top < 0 or end > self.right or bottom > self.bottom:
            return False
        return all(end <= left or right <= start or bottom <= above or below <= top for left, above, right, below in self.taken)


def _around(x: float, y: float, radius: float) -> list[tuple[str, float, float]]:
    """Where a label of a node may stand, the best place first: which end of it, and that end's place."""
    off, line = radius + GAP, radius + GAP + LINE / 2
    sides = [("start", x + off, y), ("end", x - off, y), ("middle", x, y + line), ("middle", x, y - line)]
    return sides + [(anchor, x + turn * radius, y + way * off) for way in (1, -1) for anchor, turn in (("start", 1), ("end", -1))]
