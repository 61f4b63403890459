"""Dates in EDTF: the days they may stand for, their wording, and what is refused."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from core import edtf

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

READ = [
    # As documented in docs/fixtures.md.
    ("2016", "2016-01-01", "2016-12-31", "2016"),
    ("2017-05", "2017-05-01", "2017-05-31", "May 2017"),
    ("2021-10-21", "2021-10-21", "2021-10-21", "21 October 2021"),
    ("2018~", "2018-01-01", "2018-12-31", "about 2018"),
    ("2014?", "2014-01-01", "2014-12-31", "probably 2014"),
    ("2014-12?", "2014-12-01", "2014-12-31", "probably December 2014"),
    ("XXXX-10-26", None, None, "26 October, year not given"),
    ("2017-05-01/2017-05-03", "2017-05-01", "2017-05-03", "1–3 May 2017"),
    ("199X", "1990-01-01", "1999-12-31", "1990s"),
    # More of EDTF level 1.
    ("2018%", "2018-01-01", "2018-12-31", "probably about 2018"),
    ("2017-05~", "2017-05-01", "2017-05-31", "about May 2017"),
    ("2021-10-21?", "2021-10-21", "2021-10-21", "probably 21 October 2021"),
    ("19XX", "1900-01-01", "1999-12-31", "between 1900 and 1999"),
    ("199X~", "1990-01-01", "1999-12-31", "about 1990s"),
    ("2017-XX", "2017-01-01", "2017-12-31", "2017, month not given"),
    ("2017-XX-XX", "2017-01-01", "2017-12-31", "2017, month not given"),
    ("2017-05-XX", "2017-05-01", "2017-05-31", "May 2017, day not given"),
    ("XXXX-10", None, None, "October, year not given"),
    ("XXXX-10-XX", None, None, "October, year not given"),
    ("XXXX-10-26?", None, None, "probably 26 October, year not given"),
    # The calendar.
    ("2017-02", "2017-02-01", "2017-02-28", "February 2017"),
    ("2016-02", "2016-02-01", "2016-02-29", "February 2016"),
    ("2016-02-29", "2016-02-29", "2016-02-29", "29 February 2016"),
    ("XXXX-02-29", None, None, "29 February, year not given"),
    ("0001", "0001-01-01", "0001-12-31", "1"),
    ("000X", "0001-01-01", "0009-12-31", "0000s"),
    ("9999", "9999-01-01", "9999-12-31", "9999"),
    # Intervals.
    ("2017-04-30/2017-05-02", "2017-04-30", "2017-05-02", "30 April – 2 May 2017"),
    ("2016-12-31/2017-01-02", "2016-12-31", "2017-01-02", "31 December 2016 – 2 January 2017"),
    ("2013-01?/2013-08?", "2013-01-01", "2013-08-31", "probably January – August 2013"),
    ("2016-11/2017-02", "2016-11-01", "2017-02-28", "November 2016 – February 2017"),
    ("2016/2018", "2016-01-01", "2018-12-31", "2016 – 2018"),
    ("2016~/2018~", "2016-01-01", "2018-12-31", "about 2016 – 2018"),
    ("2013?/2014~", "2013-01-01", "2014-12-31", "probably 2013 – about 2014"),
    ("198X/2004-05", "1980-01-01", "2004-05-31", "1980s – May 2004"),
    ("2017-05-01/2017-05-01", "2017-05-01", "2017-05-01", "1 May 2017"),
    ("2016/..", "2016-01-01", LAST_DAY, "since 2016"),
    ("2018~/..", "2018-01-01", LAST_DAY, "since about 2018"),
    ("../2016", FIRST_DAY, "2016-12-31", "until 2016"),
    ("2016/", "2016-01-01", LAST_DAY, "from 2016, end not known"),
    ("/2016", FIRST_DAY, "2016-12-31", "until 2016, start not known"),
]

EXAMPLES = 'write for example "2016", 2017-05, "2021-10-21", 2018~, 2014?, XXXX-10-26 or 2017-05-01/2017-05-03'
NOT_A_DATE = f"is not a date; {EXAMPLES}"
NOT_A_DAY = f"is not a day of the calendar; {EXAMPLES}"
WRONG_PART = f"leaves out the wrong part; {EXAMPLES}"
NO_YEAR = "has no year; years run from 0001 to 9999"

REFUSED = [
    *((text, f"{text!r} {NOT_A_DATE}") for text in ("", "soon", " 2016", "2016 ", "2016\n", "16", "2017-5", "1e3")),
    *((text, f"{text!r} {NOT_A_DATE}") for text in ("２０１６", "-0100", "Y12016", "2016-05-01T10:00", "2018?~", "[2016,2017]")),
    *((text, f"{text!r} {NOT_A_DATE}") for text in ("200x", "20X6", "X016", "2017-1X", "2017-05-0X")),
    *((text, f"{text!r} {NOT_A_DAY}") for text in ("2017-00", "2017-13", "2017-99", "2001-21", "2001-24", "2001-40", "XXXX-13", "XXXX-21")),
    *((text, f"{text!r} {NOT_A_DAY}") for text in ("2017-05-00", "2017-04-31", "2017-02-29", "2017-02-30", "1900-02-29", "XXXX-02-30")),
    *((text, f"{text!r} {WRONG_PART}") for text in ("XXXX", "XXXX?", "XXXX-XX", "XXXX-XX-05", "2017-XX-05", "199X-05", "19XX-05-01")),
    *((text, f"{text!r} {NO_YEAR}") for text in ("0000", "0000~", "0000-05-01")),
    ("/", "'/' says nothing: an interval needs a start or an end"),
    ("../..", "'../..' says nothing: an interval needs a start or an end"),
    ("2018/2016", "'2018/2016' runs backwards: it ends before it starts"),
    ("2017-05-03/2017-05-01", "'2017-05-03/2017-05-01' runs backwards: it ends before it starts"),
    ("XXXX-10-26/XXXX-10-28", "'XXXX-10-26/XXXX-10-28': an interval needs years"),
    ("2016/XXXX-10-28", "'2016/XXXX-10-28': an interval needs years"),
    ("2017/05", f"'05' {NOT_A_DATE}"),
    ("2016/soon", f"'soon' {NOT_A_DATE}"),
    ("2016/2017-02-29", f"'2017-02-29' {NOT_A_DAY}"),
    ("2016" * 17, "a date has at most 64 characters"),
]


def day(text):
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), READ, ids=[case[0] for case in READ])
def test_date_is_read(text, earliest, latest, words):
    when = edtf.parse(text)

    assert (when.text, when.earliest, when.latest, edtf.in_words(text)) == (text, day(earliest), day(latest), words)


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[case[0] or "empty" for case in REFUSED])
def test_other_text_is_refused_with_a_reason(text, message):
    with pytest.raises(edtf.InvalidEDTF) as refusal:
        edtf.parse(text)

    assert str(refusal.value) == message


def test_no_date_has_no_words():
    assert edtf.in_words("") == ""


points = st.builds(
    lambda when, length, qualifier: when.isoformat()[:length] + qualifier,
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)


@given(points)
def test_every_day_month_and_year_can_be_read_and_said(text):
    when = edtf.parse(text)

    assert when.earliest <= when.latest
    assert edtf.in_words(text) != ""


anything_like_a_point = st.from_regex(r"[0-9X]{4}(-(0[0-9]|1[0-3]|XX|[0-9]{2})(-([0-3][0-9]|XX))?)?[?~%]?", fullmatch=True)


@given(anything_like_a_point | st.builds("{}/{}".format, anything_like_a_point | points, anything_like_a_point | points | st.just("..")))
def test_what_is_not_refused_can_be_said(text):
    try:
        when = edtf.parse(text)
    except edtf.InvalidEDTF:
        return

    assert (when.earliest is None and when.latest is None) or when.earliest <= when.latest
    assert edtf.in_words(text) != ""


@given(anything_like_a_point)
@example("2016-02")
@example("19XX")
def test_the_days_are_those_that_the_edtf_library_finds(text):
    try:
        when = edtf.parse(text)
    except edtf.InvalidEDTF:
        return
    if when.earliest is None:
        return

    theirs = parse_edtf(text.rstrip("?~%"))
    lower, upper = theirs.lower_strict(), theirs.upper_strict()
    # The library has a year 0, our calendar does not.
    assert (when.earliest, when.latest) == (date(max(lower.tm_year, 1), *lower[1:3]), date(*upper[:3]))
