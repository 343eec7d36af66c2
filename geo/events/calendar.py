"""A date phrase, the day of publication and a direction in; an ISO 8601 date or null out.

The date is as precise as the words and no more: what names no day, month or year ("next week", "in the autumn")
is null.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Direction = Literal["past", "future"]
Form = Literal[
    "absolute",
    "day",
    "month",
    "weekday",
    "offset days",
    "offset months",
    "offset years",
    "anchored",
    "anchored weekday",
    "anchored years",
    "trip day",
    "vague",
]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LAST_DAY_OF_TRIP = -1


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that tell a time, understood as far as they go without knowing the day of publication."""

    start: int
    end: int
    form: Form
    value: str | None = None
    """Of an absolute phrase, its ISO 8601 date; of a day or month without a year, "MM-DD" or "MM"."""
    value_end: str | None = None
    """The last day of a range, in the form of `value`."""
    number: int = 0
    """The weekday (Monday is 0), the offset, or the day of a trip (1 the first, -1 the last)."""
    modifier: str | None = None
    """"last", "next" or "this", where it stands before the phrase; "week" of "Thursday week"."""
    preposition: str | None = None
    """The word before the phrase, in lower case."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date and, of a range, its last day."""

    date: str
    date_end: str | None = None


def day(text: str | None) -> datetime.date | None:
    """Give the calendar day that an ISO 8601 date names, null for a coarser one or none."""
    if text is None or len(text) != 10:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def shift(date: str | None, days: int) -> str | None:
    """Give the day so many days after (before, if negative) an ISO 8601 day; null where there is none."""
    start = day(date)
    if start is None:
        return None
    try:
        return (start + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def resolve(
    phrase: DatePhrase, published: datetime.date | None, direction: Direction, anchor: str | None = None
) -> Dated | None:
    """Resolve a phrase against the day of publication and, for "a day later", against the `anchor` (ISO 8601).

    `direction`, which comes from the verb, says on which side of publication a bare weekday or a day without year lies.
    """
    if phrase.form == "absolute":
        return Dated(phrase.value, phrase.value_end) if phrase.value else None
    if phrase.form.startswith("anchored"):
        return _dated(_from_anchor(phrase, anchor))
    if published is None:
        return None
    if phrase.form in ("day", "month"):
        return _with_year(phrase, published, direction)
    return _dated(_counted(phrase, published, direction))


def _from_anchor(phrase: DatePhrase, anchor: str | None) -> str | None:
    """Count from the date named last: "a day later", "the following Monday", "ten years later"."""
    if phrase.form == "anchored years":
        return f"{int(anchor[:4]) + phrase.number:04d}" if anchor else None
    start = day(anchor)
    if phrase.form == "anchored weekday" and start is not None:
        return shift(anchor, (phrase.number - start.weekday() - 1) % 7 + 1)
    return shift(anchor, phrase.number) if phrase.form == "anchored" else None


def _dated(date: str | None) -> Dated | None:
    return Dated(date) if date else None


def _counted(phrase: DatePhrase, published: datetime.date, direction: Direction) -> str | None:
    """Count days, months or years from publication; null for a phrase of another form."""
    if phrase.form == "weekday":
        return _weekday(phrase, published, direction)
    if phrase.form == "offset days":
        return shift(published.isoformat(), phrase.number)
    if phrase.form == "offset years":
        return f"{published.year + phrase.number:04d}"
    if phrase.form == "offset months":
        months = published.year * 12 + published.month - 1 + phrase.number
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return None


def _with_year(phrase: DatePhrase, published: datetime.date, direction: Direction) -> Dated | None:
    value = phrase.value or ""
    today = published.isoformat()[5 : 5 + len(value)]
    year = published.year
    if phrase.modifier == "last":
        year -= value >= today
    elif phrase.modifier == "next":
        year += value <= today
    elif phrase.modifier == "this":
        pass
    elif direction == "past":
        year -= value > today
    else:
        year += value < today
    date = f"{year:04d}-{value}"
    if len(date) == 10 and day(date) is None:
        return None
    if phrase.value_end is None:
        return Dated(date)
    end = f"{year + (phrase.value_end < value):04d}-{phrase.value_end}"
    return Dated(date, end if day(end) else None)


def _weekday(phrase: DatePhrase, published: datetime.date, direction: Direction) -> str:
    back = (published.weekday() - phrase.number) % 7
    if phrase.modifier == "last":
        back = back or 7
    elif phrase.modifier == "next":
        back = back - 7
    elif phrase.modifier == "week":
        # "Thursday week" is a week after the coming Thursday.
        back = (back - 7 if back else 0) - 7
    elif direction == "future":
        back = back - 7 if back else 0
    return (published - datetime.timedelta(days=back)).isoformat()
