"""ISO 8601 dates of any precision in, numbers of days and dates as people write them out.

A date is a year, a month or a day: `2024`, `2024-03`, `2024-03-31`; it stands for all the days it covers.
Days are counted as by `datetime.date.toordinal`: 1 is the first day of the year 1.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

UNDATED = "undated"
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def parse(value: str) -> tuple[int, int, int]:
    """Return year, month and day of an ISO date; month and day are 0 where it does not name them.

    Raises:
        ValueError: no such date, or not written as ISO 8601.
    """
    found = _ISO.fullmatch(value)
    if not found:
        raise ValueError(f"{value!r} is not an ISO 8601 year, month or day")
    year, month, day = (int(part or 0) for part in found.groups())
    given = sum(part is not None for part in found.groups())
    dt.date(year, month if given > 1 else 1, day if given > 2 else 1)
    return year, month, day


def holds(value: str) -> bool:
    """Tell whether a text is an ISO 8601 year, month or day."""
    try:
        parse(value)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65_536)
def first_day(value: str) -> int:
    """Return the first day that an ISO date covers. Raises ValueError as `parse`."""
    year, month, day = parse(value)
    return dt.date(year, month or 1, day or 1).toordinal()


@lru_cache(maxsize=65_536)
def last_day(value: str) -> int:
    """Return the last day that an ISO date covers. Raises ValueError as `parse`."""
    year, month, day = parse(value)
    month = month or 12
    return dt.date(year, month, day or monthrange(year, month)[1]).toordinal()


def written(date: str | None, end: str | None = None, *, full: bool = False) -> str:
    """Return a date or a span as people write it: "18–19 Aug 2024", "March 2024", "undated".

    `full` writes the month of a day out, for headings: "18–19 August 2024".
    """
    if date is None:
        return UNDATED
    first = parse(date)
    last = parse(end) if end is not None else first
    if first == last:
        return _one(first, full)
    if all(first) and all(last) and first[:2] == last[:2]:
        return f"{first[2]}–{_one(last, full)}"
    gap = " – " if any(first[1:]) or any(last[1:]) else "–"
    if first[0] == last[0] and first[1] and last[1]:
        return f"{_one((0, *first[1:]), full)}{gap}{_one(last, full)}"
    return f"{_one(first, full)}{gap}{_one(last, full)}"


def _one(date: tuple[int, int, int], full: bool) -> str:
    year, month, day = date
    name = _MONTHS[month - 1] if month else ""
    if day and not full:
        name = name[:3]
    return " ".join(str(part) for part in (day, name, year) if part)


def iso(number: int) -> str:
    """Return the ISO 8601 day of a number of days; the inverse of `first_day`."""
    return dt.date.fromordinal(number).isoformat()
