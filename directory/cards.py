"""A picture of a record for those who share its address: its name, kind, place, date and parties on a card (Open Graph, 1200 by 630)."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageDraw, ImageFont

from core import countries
from core.edtf import in_words
from core.fieldnames import capital
from core.vocabulary import RecordType

SIZE = (1200, 630)
# Another one whenever cards are drawn otherwise, so that nobody keeps an old one.
DESIGN = "1"

# The light theme of static/css/tokens.css.
PAPER, INK, INK_SOFT, RULE = "#faf7f0", "#1c2529", "#525c60", "#dcd5c4"
ACCENT, ACCENT_SOFT = "#0b5a60", "#dfebe7"

SERIF_BOLD = font_source_serif_pro.font_files_ttf["SourceSerifProBold"]
SANS = font_source_sans_pro.font_files_ttf["SourceSansPro"]
SANS_SEMIBOLD = font_source_sans_pro.font_files_ttf["SourceSansProSemibold"]

MARGIN = 80
WIDTH = SIZE[0] - 2 * MARGIN
# The name takes the largest size at which it has so few lines, above what stands at the foot.
NAME_SIZES = ((84, 2), (72, 2), (64, 3), (54, 3), (46, 4), (38, 5), (32, 6))
PARTIES = 3
# Lines are drawn at so many times their size and made smaller, because Pillow draws no smooth ones.
FINE = 4

# A code point that no font has: what is drawn for it stands for everything that the font lacks.
NOWHERE = "\U0010ffff"


@dataclass(frozen=True)
class Card:
    """The words of a card, all of which the fonts have, and when they last changed."""

    label: str
    name: str
    original: str
    facts: str
    parties: Sequence[str]
    updated: datetime | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(repr((DESIGN, astuple(self))).encode()).hexdigest()[:32]}"'

    @property
    def alternative(self) -> str:
        """The card in words."""
        return " · ".join(filter(None, (self.name, self.label, self.facts)))


def of_site() -> Card:
    """The card of every page that is not a record's."""
    return Card("", _("Science Park Atlas"), "", _("Science parks, and the agreements that tie them together"), ())


def of_record(record: Any) -> Card:
    """The card of a record. Queries unless its names and parties were prefetched, as `for_list` does."""
    parties = [row.organisation for row in record.parties.all()] if record.type == RecordType.AGREEMENT else []
    name = name_of(record)
    originals = (text for text in (tidy(one.text) for one in record.original_names) if drawable(text, SANS) == text != name)
    # A city that is a country, too, is said once.
    place = ", ".join(filter(None, dict.fromkeys((record.city, countries.name(record.country)))))
    return Card(
        label=drawable(capital(str(record.get_kind_display())), SANS_SEMIBOLD),
        name=name,
        original=next(originals, ""),
        facts=drawable(" · ".join(filter(None, (place, _when(record)))), SANS),
        parties=_names(parties),
        updated=max([record.updated, *(party.updated for party in parties)]),
    )


def _names(parties: Sequence[Any]) -> list[str]:
    """The first parties, and how many more there are."""
    shown = parties if len(parties) <= PARTIES else parties[: PARTIES - 1]
    lines = [drawable(party.name, SANS) or _from_slug(party.slug) for party in shown]
    if more := len(parties) - len(shown):
        lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return lines


def name_of(record: Any) -> str:
    """The first of its names that the font has for the most part, or its slug in words: what is missing is never drawn as a box."""
    for text in (record.name, *(one.text for one in record.names.all())):
        kept = drawable(text, SERIF_BOLD)
        if 2 * _letters(kept) > _letters(text):
            return kept
    return _from_slug(record.slug)


def _letters(text: str) -> int:
    return sum(mark.isalpha() for mark in text)


def _from_slug(slug: str) -> str:
    return capital(slug.replace("-", " "))


def _when(record: Any) -> str:
    """Its date in words."""
    patterns = {RecordType.PARK: ("founded", _("Founded: %(date)s")), RecordType.AGREEMENT: ("signed", _("Signed: %(date)s"))}
    if record.type == RecordType.EVENT:
        return in_words(record.held)
    field, pattern = patterns.get(record.type, ("", ""))
    date = in_words(getattr(record, field)) if field else ""
    return pattern % {"date": date} if date else ""


def tidy(text: str) -> str:
    """With accents on their letters, and no marks that are not to be seen."""
    return "".join(mark for mark in unicodedata.normalize("NFC", text) if unicodedata.category(mark) not in ("Cf", "Cc", "Cn"))


def drawable(text: str, font: str) -> str:
    """The text without what the font lacks, and without brackets that this leaves empty."""
    kept = "".join(mark for mark in tidy(text) if has(font, mark))
    return " ".join(re.sub(r"[(\[«“]\s*[)\]»”]", "", kept).split())


@lru_cache(maxsize=8192)
def has(font: str, mark: str) -> bool:
    """Whether a font has a character of its own for this one."""
    face = _font(font, 32)
    return mark.isspace() or bytes(face.getmask(mark)) != bytes(face.getmask(NOWHERE))


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """How far a text reaches. Not `getlength`, which without the library Raqm is less for an ellipsis than what is drawn."""
    return font.getbbox(text)[2]


def wrapped(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """The text in lines of at most this width; a longer word is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, font) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(word, font, room)
    return lines


def _pieces(word: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """A word in pieces of at most this width."""
    if width(word, font) <= room:
        return [word]
    fits = next(size for size in range(len(word) - 1, 0, -1) if width(word[:size], font) <= room)
    return [word[:fits], *_pieces(word[fits:], font, room)]


def _shortened(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    """The text in one line, with an ellipsis for what has no room."""
    if width(text, font) <= room:
        return text
    while text and width(f"{text}…", font) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _fitted(name: str, height: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The name in its largest size that leaves no more lines than have room; the last line is cut where none does."""
    for size, most in NAME_SIZES:
        font = _font(SERIF_BOLD, size)
        lines = wrapped(name, font, WIDTH)
        if len(lines) <= most and len(lines) * leading(font) <= height:
            return font, lines
    fitting = max(height // leading(font), 1)
    return font, [*lines[: fitting - 1], _shortened(" ".join(lines[fitting - 1 :]), font, WIDTH)]


def leading(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.16)


def drawn(card: Card) -> bytes:
    """The card as PNG. Some 40 ms."""
    image = _ground().copy()
    draw = ImageDraw.Draw(image)
    small, large = _font(SANS, 31), _font(SANS, 34)
    foot = [(card.facts, large, INK_SOFT), *((party, small, INK) for party in card.parties)]
    foot = [line for line in foot if line[0]]
    top, bottom = 70, 500 - sum(leading(font) + 6 for _text, font, _colour in foot)
    if card.label:
        draw.text((MARGIN, top), card.label, ACCENT, _font(SANS_SEMIBOLD, 32))
        top += 56
    original = 60 if card.original else 0
    font, lines = _fitted(card.name, bottom - top - original - 24)
    for line in lines:
        draw.text((MARGIN, top), line, INK, font)
        top += leading(font)
    if original:
        draw.text((MARGIN, top + 16), _shortened(card.original, small, WIDTH), INK_SOFT, small)
    for text, face, colour in foot:
        draw.text((MARGIN, bottom), _shortened(text, face, WIDTH), colour, face)
        bottom += leading(face) + 6
    file = BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


@cache
def _ground() -> Image.Image:
    """What all cards share: paper, a globe, a rule, and the site's mark and name."""
    image = Image.new("RGB", SIZE, PAPER)
    _globe(image, (1010, 250), 330, ACCENT_SOFT, 3)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 11), ACCENT)
    draw.line((MARGIN, 530, SIZE[0] - MARGIN, 530), RULE, 2)
    _globe(image, (MARGIN + 24, 578), 23, ACCENT, 2.5)
    draw.text((MARGIN + 64, 578), _("Science Park Atlas"), ACCENT, _font(SERIF_BOLD, 32), anchor="lm")
    draw.text((SIZE[0] - MARGIN, 578), _("Every fact carries its source"), INK_SOFT, _font(SANS, 27), anchor="rm")
    return image


def _globe(image: Image.Image, middle: tuple[int, int], radius: int, colour: str, thick: float) -> None:
    """The globe of the site's mark: a circle, its meridians and its parallels."""
    side = 2 * (radius + 4)
    mask = Image.new("L", (side * FINE, side * FINE))
    draw, centre, far, line = ImageDraw.Draw(mask), side * FINE / 2, radius * FINE, round(thick * FINE)
    for share in (1, 0.45):
        draw.ellipse((centre - far * share, centre - far, centre + far * share, centre + far), outline=255, width=line)
    draw.line((centre, centre - far, centre, centre + far), 255, line)
    draw.line((centre - far, centre, centre + far, centre), 255, line)
    for side_of in (-1, 1):
        # A parallel sags towards the equator, from where it meets the circle.
        across, level, sag = far * 0.86, centre + side_of * far * 0.5, far * 0.2
        box = (centre - across, level - sag, centre + across, level + sag)
        draw.arc(box, 0, 180, 255, line) if side_of < 0 else draw.arc(box, 180, 360, 255, line)
    small = mask.resize((side, side), Image.Resampling.LANCZOS)
    image.paste(colour, (middle[0] - side // 2, middle[1] - side // 2), small)
