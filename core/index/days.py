"""Comparing days: a bit-sliced index (O'Neil and Quass, "Improved query performance with variant indexes", SIGMOD 1997)."""

from collections.abc import Mapping
from datetime import date

from pyroaring import BitMap

# 9999-12-31 is day 3,652,059.
BITS = date.max.toordinal().bit_length()


def slices(rows_by_day: Mapping[date, BitMap]) -> dict[str, BitMap]:
    """For each bit of a day's number, the rows whose day has it; "known": all rows that have a day."""
    found: dict[str, list[BitMap]] = {str(bit): [] for bit in range(BITS)}
    for day, rows in rows_by_day.items():
        number = day.toordinal()
        for bit in range(BITS):
            if number >> bit & 1:
                found[str(bit)].append(rows)
    united = {bit: BitMap.union(*parts) if parts else BitMap() for bit, parts in found.items()}
    return {**united, "known": BitMap.union(*rows_by_day.values()) if rows_by_day else BitMap()}


def at_most(sliced: Mapping[str, BitMap], day: date) -> BitMap:
    """The rows whose day is this one or an earlier."""
    number = day.toordinal()
    below, equal = BitMap(), sliced["known"]
    for bit in reversed(range(BITS)):
        if number >> bit & 1:
            below |= equal - sliced[str(bit)]
            equal = equal & sliced[str(bit)]
        else:
            equal = equal - sliced[str(bit)]
    return below | equal


def at_least(sliced: Mapping[str, BitMap], day: date) -> BitMap:
    """The rows whose day is this one or a later."""
    if day == date.min:
        return sliced["known"].copy()
    return sliced["known"] - at_most(sliced, date.fromordinal(day.toordinal() - 1))
