"""The curated table of milestones in, checked `Milestone`s out; every wrong cell is named with line and column."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from geo.table import Faults, read_rows
from geo.types import Milestone

COLUMNS = (
    "id",
    "date",
    "date_end",
    "kind",
    "title",
    "parties",
    "places",
    "people",
    "summary",
    "source",
    "source2",
)
COUNTRIES = Path(__file__).parent.parent / "data/gazetteer/countries.csv"

_REQUIRED = ("id", "date", "kind", "title", "summary", "source")
_LISTS = ("parties", "places", "people")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_milestones(path: Path, knows: Callable[[str], bool] | None = None) -> tuple[Milestone, ...]:
    """Read the milestones of `path`, in order of the table.

    Lists within a cell are separated by semicolons. Dates are ISO 8601 days; parties ISO 3166-1 alpha-2 codes.

    Args:
        path: a CSV table with `COLUMNS`.
        knows: tells whether a place of that name is to be had; without it, places are not looked up.

    Raises:
        TableError: the file cannot be read, lacks a column, or has rows that do not hold: a line for each fault.
    """
    faults = Faults(path)
    found: list[Milestone] = []
    first: dict[str, int] = {}
    for row in read_rows(path, COLUMNS, faults):
        identity = row.cells["id"]
        wrong = _wrong(row.cells, knows)
        if identity in first:
            wrong.insert(0, ("id", f"{identity} stands in line {first[identity]} already; give each its own"))
        elif identity:
            first[identity] = row.line
        for column, message in wrong:
            faults.add(row.line, column, message)
        if not wrong:
            found.append(_milestone(row.cells))
    faults.check()
    return tuple(found)


def _wrong(cells: Mapping[str, str], knows: Callable[[str], bool] | None) -> list[tuple[str, str]]:
    """Return the columns that do not hold, each with what is wrong, in order of the table."""
    found = [(name, "empty; every milestone needs one") for name in _REQUIRED if not cells[name]]
    if cells["id"] and not _ID.fullmatch(cells["id"]):
        found.append(("id", f"{cells['id']!r} is not lower-case words joined by hyphens"))
    days = [name for name in ("date", "date_end") if cells[name]]
    wrong = [name for name in days if not _is_day(cells[name])]
    found += [(name, f"{cells[name]!r} is not a day; write it as 2024-08-18") for name in wrong]
    if not wrong and cells["date_end"] and cells["date_end"] <= cells["date"]:
        found.append(("date_end", f"{cells['date_end']} is not after {cells['date']}"))
    for code in _many(cells["parties"]):
        if code not in country_codes():
            found.append(("parties", f"{code!r} is not an ISO 3166-1 alpha-2 code"))
    for name in _LISTS:
        parts = _many(cells[name])
        twice = sorted({part for part in parts if parts.count(part) > 1})
        found += [(name, f"{part!r} stands twice") for part in twice]
    if knows:
        unknown = [name for name in _many(cells["places"]) if not knows(name)]
        found += [("places", f"{name!r} is not in the gazetteer; mend it or add the place") for name in unknown]
    for name in ("source", "source2"):
        if cells[name] and not _is_address(cells[name]):
            found.append((name, f"{cells[name]!r} is not an http or https address"))
    return sorted(found, key=lambda each: COLUMNS.index(each[0]))


def _milestone(cells: Mapping[str, str]) -> Milestone:
    return Milestone(
        id=cells["id"],
        date=cells["date"],
        date_end=cells["date_end"] or None,
        type=cells["kind"],
        title=cells["title"],
        parties=_many(cells["parties"]),
        places=_many(cells["places"]),
        people=_many(cells["people"]),
        summary=cells["summary"],
        sources=tuple(cells[name] for name in ("source", "source2") if cells[name]),
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _is_day(value: str) -> bool:
    try:
        # fromisoformat also reads 20240818 and 2024-W33-7, which sort and compare otherwise.
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes of the table of countries, with XK for Kosovo."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return frozenset(row["country"] for row in csv.DictReader(file))
