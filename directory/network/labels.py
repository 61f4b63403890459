"""Whose names there is room for in a picture, and where each goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

# In units of the picture: the height of a line, the mean width of a letter (of Chinese and the like, and of capitals), a label's distance.
LINE, LETTER, WIDE_LETTER, CAPITAL, GAP = 15, 6.9, 13.5, 8.6, 4
# No name comes nearer to the side of a picture.
MARGIN = 10
# A line of text stands on its base, which is so far below its middle.
BASE = 4
# How many letters of a name are shown at most, and where there is less room.
LONGEST, SHORTEST = 28, 18
# How far off a name may stand, with a line to its node, and how far to each side at each of these distances.
FAR = (20, 32, 46, 62, 80)
DIRECTIONS = ((1, 0), (-1, 0), (0.8, 0.6), (-0.8, 0.6), (0.8, -0.6), (-0.8, -0.6), (0.4, 0.9), (-0.4, 0.9), (0.4, -0.9), (-0.4, -0.9))

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name beside a node, which may be cut short: `anchor` says which end of it stands at `x`.

    `line` is a path from the node to a name that stands far off.
    """

    text: str
    x: float
    y: float
    anchor: str
    line: str = ""


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

    def place(self, name: str, x: float, y: float, radius: float, *, needed: bool = False) -> Label | None:
        """Where the name goes, if there is room beside, below or above the node; a needed one may stand further off."""
        for text in dict.fromkeys((short(name), short(name, SHORTEST))):
            for anchor, column, row in _around(x, y, radius):
                if self._takes(text, anchor, column, row):
                    return Label(text, round(column), round(row + BASE), anchor)
        for anchor, column, row in _far_from(x, y, radius) if needed else ():
            if self._takes(short(name), anchor, column, row):
                line = f"M{x:.0f} {y:.0f}L{column:.0f} {row:.0f}"
                return Label(short(name), round(column), round(row + BASE), anchor, line)
        return None

    def _takes(self, text: str, anchor: str, column: float, row: float) -> bool:
        """Whether there is room for a text, which is then taken."""
        start = column - {"start": 0.0, "middle": width(text) / 2, "end": width(text)}[anchor]
        box = (start, row - LINE / 2, start + width(text), row + LINE / 2)
        free = self._is_free(box)
        if free:
            self.taken.append(box)
        return free

    def _is_free(self, box: Box) -> bool:
        start, top, end, bottom = box
        if start < MARGIN or top < 0 or end > self.right - MARGIN or bottom > self.bottom:
            return False
        return all(end <= left or right <= start or bottom <= above or below <= top for left, above, right, below in self.taken)


def _around(x: float, y: float, radius: float) -> list[tuple[str, float, float]]:
    """Where a label of a node may stand, the best place first: which end of it, and that end's place."""
    off, line = radius + GAP, radius + GAP + LINE / 2
    sides = [("start", x + off, y), ("end", x - off, y), ("middle", x, y + line), ("middle", x, y - line)]
    return sides + [(anchor, x + turn * radius, y + way * off) for way in (1, -1) for anchor, turn in (("start", 1), ("end", -1))]


def _far_from(x: float, y: float, radius: float) -> Iterator[tuple[str, float, float]]:
    """Where it may stand further off, the nearest place first."""
    for distance in FAR:
        for across, along in DIRECTIONS:
            yield "start" if across > 0 else "end", x + across * (radius + distance), y + along * (radius + distance)
