"""Dates that know what they do not know: EDTF text, the days it may stand for, and its wording for readers.

The profile is EDTF level 1 (Library of Congress, ISO 8601-2) without seasons, whose months depend on the hemisphere, plus
level 2's unspecified year (`XXXX-10-26`). docs/decisions/2026-11-25-dates-are-read-here.md says why no library reads them.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

MAX_LENGTH = 64
EXAMPLES = '"2016", 2017-05, "2021-10-21", 2018~, 2014?, XXXX-10-26 or 2017-05-01/2017-05-03'

POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<qualifier>[?~%]?)"
)


class InvalidEDTF(ValueError):
    """The text is not a date of this profile; the message says what would be."""


@dataclass(frozen=True)
class Point:
    """One end of an interval, or a date of its own: what is known of its year, month and day."""

    year: str
    month: str
    day: str
    qualifier: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class Date:
    """A parsed date. `earliest` and `latest` are calendar days, both None when no year is usable.

    An interval without an end (`2016/..`) has the calendar's last day as its latest, one without a start its first day.
    """

    text: str
    start: Point | None
    end: Point | None
    earliest: date | None
    latest: date | None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text


def _point(text: str) -> Point:
    match = POINT.fullmatch(text)
    if not match:
        raise InvalidEDTF(f"{text!r} is not a date; write for example {EXAMPLES}")
    year, month, day, qualifier = (part or "" for part in match.group("year", "month", "day", "qualifier"))
    if ("X" in year and (month != "") != (year == "XXXX")) or (month == "XX" and (day not in ("", "XX") or year == "XXXX")):
        raise InvalidEDTF(f"{text!r} leaves out the wrong part; write for example {EXAMPLES}")
    if year != "XXXX" and int(year.replace("X", "9")) == 0:
        raise InvalidEDTF(f"{text!r} has no year; years run from 0001 to 9999")
    try:
        first, last = _days("2000" if year == "XXXX" else year, month, day)
    except ValueError as error:
        raise InvalidEDTF(f"{text!r} is not a day of the calendar; write for example {EXAMPLES}") from error
    return Point(year, month, day, qualifier, *((None, None) if year == "XXXX" else (first, last)))


def _days(year: str, month: str, day: str) -> tuple[date, date]:
    """The first and last calendar day that a year, month and day may stand for, "X" being any digit; ValueError if there is none."""
    first, last = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    if not month.isdecimal():
        return date(first, 1, 1), date(last, 12, 31)
    if not day.isdecimal():
        return date(first, int(month), 1), date(last, int(month), monthrange(last, int(month))[1])
    return date(first, int(month), int(day)), date(last, int(month), int(day))


@lru_cache(maxsize=65536)
def parse(text: str) -> Date:
    """Read EDTF text; raise InvalidEDTF with a sentence for the curator."""
    if len(text) > MAX_LENGTH:
        raise InvalidEDTF(f"a date has at most {MAX_LENGTH} characters")
    if "/" not in text:
        point = _point(text)
        return Date(text, point, point, point.earliest, point.latest)
    first, _slash, last = text.partition("/")
    start, end = (None if part in ("", "..") else _point(part) for part in (first, last))
    if start is None and end is None:
        raise InvalidEDTF(f"{text!r} says nothing: an interval needs a start or an end")
    if any(point and point.earliest is None for point in (start, end)):
        raise InvalidEDTF(f"{text!r}: an interval needs years")
    earliest = start.earliest if start else date.min
    latest = end.latest if end else date.max
    if start and end and (start.earliest > end.earliest or start.latest > end.latest):  # type: ignore[operator]
        raise InvalidEDTF(f"{text!r} runs backwards: it ends before it starts")
    return Date(text, start, end, earliest, latest)


def is_date(text: str) -> bool:
    """Whether it can be read."""
    try:
        parse(text)
    except InvalidEDTF:
        return False
    return True


def in_words(text: str) -> str:
    """Say a date in the active language: "May 2017", "about 2018", "26 October, year not given"; "" for ""."""
    if not text:
        return ""
    when = parse(text)
    if not when.is_interval:
        assert when.start is not None
        return _qualified(_plain(when.start), when.start.qualifier)
    if when.end is None:
        assert when.start is not None
        start = _qualified(_plain(when.start), when.start.qualifier)
        return _("since %(date)s") % {"date": start} if text.endswith("..") else _("from %(date)s, end not known") % {"date": start}
    if when.start is None:
        end = _qualified(_plain(when.end), when.end.qualifier)
        return _("until %(date)s") % {"date": end} if text.startswith("..") else _("until %(date)s, start not known") % {"date": end}
    return _range(when.start, when.end)


def _range(start: Point, end: Point) -> str:
    """Two ends, with what they share said once: "1–3 May 2017"."""
    if start == end:
        return _qualified(_plain(start), start.qualifier)
    if start.qualifier != end.qualifier:
        return f"{_qualified(_plain(start), start.qualifier)} – {_qualified(_plain(end), end.qualifier)}"
    words = f"{_plain(start)} – {_plain(end)}"
    exact = "X" not in f"{start.year}{start.month}{start.day}{end.year}{end.month}{end.day}"
    if exact and start.year == end.year and start.month and end.month and bool(start.day) == bool(end.day):
        first, last, between = _within_a_year(start, end)
        words = f"{_format(start, first)}{between}{_format(end, last)}"
    return _qualified(words, start.qualifier)


def _within_a_year(start: Point, end: Point) -> tuple[str, str, str]:
    """The patterns of both ends of a range within one year, and what stands between them."""
    if not start.day:
        return pgettext("first of several months", "F"), pgettext("last of several months", "F Y"), " – "
    if start.month == end.month:
        return pgettext("first day, in one month", "j"), pgettext("last day, in one month", "j E Y"), "–"
    return pgettext("first day, in several months", "j E"), pgettext("last day, in several months", "j E Y"), " – "


def _qualified(words: str, qualifier: str) -> str:
    pattern = {"~": _("about %(date)s"), "?": _("probably %(date)s"), "%": _("probably about %(date)s")}.get(qualifier, "%(date)s")
    return pattern % {"date": words}


def _format(point: Point, pattern: str) -> str:
    assert point.earliest is not None
    return _say(point.earliest, pattern)


def _say(day: date, pattern: str) -> str:
    words = date_format(day, pattern)
    # Django's Russian months begin with a capital, as no month does inside a Russian sentence.
    return words.lower() if get_language() == "ru" else words


def _plain(point: Point) -> str:
    if point.year == "XXXX":
        exact = point.day not in ("", "XX")
        # A leap year, for 29 February.
        known = _say(date(2000, int(point.month), int(point.day) if exact else 1), _("j E") if exact else pgettext("a month alone", "F"))
        return _("%(date)s, year not given") % {"date": known}
    if point.year.endswith("XX"):
        assert point.earliest is not None
        assert point.latest is not None
        return _("between %(first)s and %(last)s") % {"first": point.earliest.year, "last": point.latest.year}
    if point.year.endswith("X"):
        return _("%(decade)ss") % {"decade": point.year[:3] + "0"}
    if point.month in ("", "XX"):
        return _("%(year)s") % {"year": int(point.year)} if not point.month else _("%(date)s, month not given") % {"date": int(point.year)}
    if point.day in ("", "XX"):
        month_year = _format(point, _("F Y"))
        return month_year if not point.day else _("%(date)s, day not given") % {"date": month_year}
    return _format(point, _("j E Y"))
