"""The curated table of milestones in, checked `Milestone`s out; a wrong row is named with line and column."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from geo.errors import TableError
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
MAX_CELL = 20_000
"""Characters. The csv module's own bound is 131,072; no summary of ours is longer than a page."""


def read_milestones(path: Path) -> tuple[Milestone, ...]:
    """Read the milestones of `path`, in order of the table.

    Lists within a cell are separated by semicolons. Dates are ISO 8601 days; parties ISO 3166-1 alpha-2 codes.

    Raises:
        TableError: the file cannot be read, lacks a column, or has a row that does not hold.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise TableError(f"{path}: line 1: no column {', '.join(missing)}; add it to the heading")
            return tuple(_checked(((reader.line_num, row) for row in reader), path))
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror}); put the table of milestones there") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: not a CSV table in UTF-8 ({error}); save it as such") from None


def _checked(rows: Iterable[tuple[int, Mapping[str, str | None]]], path: Path) -> Iterable[Milestone]:
    seen: dict[str, int] = {}
    for line, row in rows:
        milestone = _milestone(row, f"{path}: line {line}")
        if milestone.id in seen:
            raise TableError(
                f"{path}: line {line}: column id: {milestone.id} stands in line {seen[milestone.id]} already"
            )
        seen[milestone.id] = line
        yield milestone


def _milestone(row: Mapping[str, str | None], where: str) -> Milestone:
    def cell(name: str, required: bool = False) -> str:
        value = (row.get(name) or "").strip()
        if required and not value:
            raise TableError(f"{where}: column {name}: empty; every milestone needs one")
        if len(value) > MAX_CELL:
            raise TableError(f"{where}: column {name}: longer than {MAX_CELL} characters; shorten it")
        return value

    def many(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell(name).split(";") if part.strip())

    identity = cell("id", required=True)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity):
        raise TableError(f"{where}: column id: {identity!r} is not lower-case words joined by hyphens")
    date = _day(cell("date", required=True), f"{where}: column date")
    date_end = _day(cell("date_end"), f"{where}: column date_end") if cell("date_end") else None
    if date_end is not None and date_end <= date:
        raise TableError(f"{where}: column date_end: {date_end} is not after {date}")
    parties = many("parties")
    for code in parties:
        if not re.fullmatch(r"[A-Z]{2}", code):
            raise TableError(f"{where}: column parties: {code!r} is not an ISO 3166-1 alpha-2 code")
    sources = tuple(_address(cell(name), f"{where}: column {name}") for name in ("source", "source2") if cell(name))
    if not sources:
        raise TableError(f"{where}: column source: empty; every milestone needs one")
    return Milestone(
        id=identity,
        date=date,
        date_end=date_end,
        type=cell("kind", required=True),
        title=cell("title", required=True),
        parties=parties,
        places=many("places"),
        people=many("people"),
        summary=cell("summary", required=True),
        sources=sources,
    )


def _day(value: str, where: str) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise TableError(f"{where}: {value!r} is not a day; write it as 2024-08-18") from None


def _address(value: str, where: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise TableError(f"{where}: {value!r} is not an http or https address")
    return value
