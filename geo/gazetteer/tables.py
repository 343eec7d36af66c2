"""The tables of data/gazetteer in, `Row`s with their names out; a row that does not hold is named with its line."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from geo.errors import TableError
from geo.types import Name, Place, Precision

NameKind = Literal["name", "alias", "abbreviation", "demonym", "adjective", "historical"]

CURATED = "places.csv"
"""The places of the first story: sourced row by row, with their names in one cell."""
NAMES = ("names.csv", "names_derived.csv")
LABELS = "labels.csv"
CAPITALS = "capitals.csv"
PRECISIONS: dict[str, Precision] = {
    "country": "country",
    "site": "site",
    "city": "city",
    "village": "city",
    "exclave": "city",
    "border": "border",
    "border point": "border",
}
"""By kind of row; every other kind (division, county, sea, range, territory) is a region."""

_GEONAMES = re.compile(r"GeoNames .*\bid (\d+)")
_YEARS = re.compile(r"(?<!\s)\s*+\((?:(\d{4})-(\d{4})|to (\d{4})|before (\d{4})|former(?: name)?)\)$")


@dataclass(slots=True)
class Row:
    """A place of the own tables and every name it has."""

    place: Place
    kind: str
    names: list[tuple[Name, NameKind]] = field(default_factory=list)
    curated: bool = False
    """Of `CURATED`: preferred by name over every other place."""


def read_tables(folder: Path) -> dict[str, Row]:
    """Read the own tables below `folder`; return the rows by the id of their place.

    Raises:
        TableError: a cell does not hold, or a name belongs to no row and to no GeoNames id.
    """
    rows: dict[str, Row] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name in (*NAMES, LABELS, CAPITALS):
            continue
        for line, cells in _cells(path):
            row = _row(cells, f"{path}: line {line}", curated=path.name == CURATED)
            earlier = rows.get(row.place.id)
            if earlier is None:
                rows[row.place.id] = row
            else:
                earlier.names += row.names
                earlier.curated |= row.curated
    return rows


def read_names(folder: Path) -> Iterator[tuple[str, Name, NameKind]]:
    """Yield the id of the place, the name and its kind, of the tables of names."""
    for path in (folder / name for name in NAMES):
        if path.exists():
            for line, cells in _cells(path):
                kind = cells["kind"]
                if kind not in ("name", "alias", "abbreviation", "demonym", "adjective", "historical"):
                    raise TableError(f"{path}: line {line}: column kind: {kind!r} is no kind of name")
                since, until = cells["since"] or None, cells["until"] or None
                name = Name(cells["text"], cells["language"] or None, since, until, cells["source"] or None)
                yield cells["place"], name, kind  # type: ignore[misc]


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for cells in reader:
                if None in cells or None in cells.values():
                    raise TableError(f"{path}: line {reader.line_num}: not as many cells as the heading has")
                yield reader.line_num, {key: value.strip() for key, value in cells.items()}
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: not a CSV table in UTF-8 ({error}); save it as such") from None


def _row(cells: dict[str, str], where: str, *, curated: bool) -> Row:
    kind = cells["kind"]
    geonames = _GEONAMES.search(cells["source"]) if curated else None
    identity = f"geonames:{geonames.group(1)}" if geonames else cells["id"]
    identity = identity if ":" in identity else f"dateline:{identity}"
    place = Place(
        id=identity,
        name=cells["name"],
        lon=_degrees(cells["lon"], 180, f"{where}: column lon"),
        lat=_degrees(cells["lat"], 90, f"{where}: column lat"),
        country=cells["country"] or None,
        precision=PRECISIONS.get(kind, "region"),
        admin1=cells.get("admin1") or None,
        population=int(cells.get("population") or 0),
        approximate="to be confirmed" in cells.get("note", ""),
    )
    row = Row(place, kind, curated=curated)
    row.names.append((Name(place.name, source=cells["source"]), "name"))
    # "Stepanakert / Khankendi" is a label of both names, each a name by itself.
    row.names += [(Name(part.strip()), "alias") for part in place.name.split(" / ")[: 2 if " / " in place.name else 0]]
    row.names += [_other_name(part, cells["source"]) for part in cells.get("other_names", "").split("|") if part]
    return row


def _other_name(part: str, source: str) -> tuple[Name, NameKind]:
    """Read `en:Getashen (1935-1967)`: a language, a name and the years in which it was used."""
    language, _, text = part.partition(":")
    years = _YEARS.search(text)
    if years is None:
        return Name(text.strip(), language, source=source), "alias"
    since, until, last, before = years.groups()
    return Name(text[: years.start()].strip(), language, since, until or last or before, source), "historical"


def _degrees(cell: str, bound: int, where: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) <= bound:
        raise TableError(f"{where}: {cell!r} is not in degrees between -{bound} and {bound}")
    return value
