"""How dates of any precision are read, and how people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import dates


@pytest.mark.parametrize(
    ("date", "end", "short", "full"),
    [
        (None, None, "undated", "undated"),
        ("2024-08-18", "2024-08-19", "18–19 Aug 2024", "18–19 August 2024"),
        ("2024-08-18", None, "18 Aug 2024", "18 August 2024"),
        ("2024-08-18", "2024-08-18", "18 Aug 2024", "18 August 2024"),
        ("2024-03", None, "March 2024", "March 2024"),
        ("2024", None, "2024", "2024"),
        ("2024-08-30", "2024-09-02", "30 Aug – 2 Sep 2024", "30 August – 2 September 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024", "30 December 2023 – 2 January 2024"),
        ("2024-03", "2024-05", "March – May 2024", "March – May 2024"),
        ("1999-11", "2000-02", "November 1999 – February 2000", "November 1999 – February 2000"),
        ("1923", "1991", "1923–1991", "1923–1991"),
        ("2024", "2024-05", "2024 – May 2024", "2024 – May 2024"),
        ("0001-01-01", None, "1 Jan 1", "1 January 1"),
        ("9999-12-31", None, "31 Dec 9999", "31 December 9999"),
    ],
)
def test_dates_are_written_as_people_write_them(date: str | None, end: str | None, short: str, full: str) -> None:
    assert dates.written(date, end) == short
    assert dates.written(date, end, full=True) == full


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "0000", "2024-1-1", "2024-08-18T00:00", "２０２４", "2024\n"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        dates.first_day(text)


def test_a_month_and_a_year_cover_all_their_days() -> None:
    assert dates.iso(dates.first_day("2024-02")) == "2024-02-01"
    assert dates.iso(dates.last_day("2024-02")) == "2024-02-29"
    assert dates.iso(dates.last_day("9999")) == "9999-12-31"


@given(st.dates())
def test_days_and_their_numbers_are_the_same_thing(day: dt.date) -> None:
    assert dates.iso(dates.first_day(day.isoformat())) == day.isoformat()
    assert dates.first_day(day.isoformat()) == dates.last_day(day.isoformat())
