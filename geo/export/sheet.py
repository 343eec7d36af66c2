"""Features in, a table of comma-separated values out that no spreadsheet takes for formulas (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo.contract import PROPERTIES
from geo.export.text import visible

COLUMNS = ("id", "lon", "lat", *PROPERTIES, "as_of", "attribution", "disclaimer")
"""A line's lon and lat are empty: its id is in `line`."""
SEPARATOR = "; "
"""Between the items of a list in one cell."""
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""What a cell that some spreadsheet obeys begins with, also in full width."""


def to_csv(collection: Mapping[str, Any]) -> bytes:
    """Return the Features as UTF-8 with a byte order mark, by which spreadsheets know the encoding.

    A text that a spreadsheet would read as a formula gets an apostrophe before it; numbers stay numbers.
    """
    return b"".join(csv_parts(collection["features"], collection.get("dateline") or {}))


def csv_parts(features: Iterable[Mapping[str, Any]], about: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the same, a row at a time."""
    shared = {
        "as_of": about.get("as_of"),
        "attribution": list(about.get("attribution") or ()),
        "disclaimer": about.get("disclaimer"),
    }
    yield b"\xef\xbb\xbf" + _row(COLUMNS)
    for feature in features:
        lon, lat = _point(feature.get("geometry"))
        row = {**feature["properties"], "id": feature["id"], "lon": lon, "lat": lat, **shared}
        yield _row([_cell(row.get(name)) for name in COLUMNS])


def _row(cells: Iterable[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _point(geometry: Mapping[str, Any] | None) -> tuple[float | None, float | None]:
    if not geometry or geometry["type"] != "Point":
        return None, None
    lon, lat = geometry["coordinates"]
    return lon, lat


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(map(str, value))
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff\u200b").startswith(_STARTS) else text
