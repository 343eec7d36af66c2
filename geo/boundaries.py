"""The lines files of data/boundaries in, one `Boundary` a pair of neighbours out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from geo.errors import TableError

LineStatus = Literal["agreed", "in force", "not delimited", "disputed", "former"]
STYLES: Mapping[str, str] = {
    "agreed": "solid",
    "in force": "solid",
    "not delimited": "dashed",
    "disputed": "dotted",
    "former": "dotted",
}
"""How a line of each status is drawn: the one rule, in words in docs/conventions.md."""
UNKNOWN_STYLE = "thin"
"""How a line is drawn whose status was not looked into."""
FILES = ("lines.geojson", "neighbours.geojson")
_REMEDY = "restore it, or derive it anew with: make derive"


@dataclass(frozen=True, slots=True)
class Boundary:
    """The border of two neighbours."""

    id: str
    """The codes of both, sorted, in small letters: `am-az`."""
    parties: tuple[str, ...]
    """ISO 3166-1 alpha-2 of both, sorted (XK for Kosovo)."""
    name: str
    status: LineStatus | None
    """Null where it was not looked into."""
    since: str | None
    """ISO 8601 date of the document or event that the status rests on."""
    until: str | None
    as_of: str
    """ISO 8601 date for which the status is known, or of the edition that the line is from."""
    source: str
    """Addresses or titles, parted by `;`."""
    approximate: bool
    """True where the line is generalised: its length says nothing."""
    note: str | None
    geometry: Mapping[str, Any]
    """GeoJSON MultiLineString, (lon, lat) in degrees."""


def read_boundaries(folder: Path) -> tuple[Boundary, ...]:
    """Read the borders of `folder`, one a pair of neighbours; lines of control are not among them.

    Raises:
        TableError: a file is missing or cannot be read, or a border in it does not hold.
    """
    found: dict[tuple[str, ...], Boundary] = {}
    for path in (folder / name for name in FILES):
        for boundary in _borders(path):
            if boundary.parties in found:
                raise TableError(f"{path}: {boundary.id}: these two have a border already; {_REMEDY}")
            found[boundary.parties] = boundary
    return tuple(found.values())


def _borders(path: Path) -> Iterator[Boundary]:
    try:
        features = json.loads(path.read_bytes())["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{path}: cannot be read ({error}); {_REMEDY}") from error
    for number, feature in enumerate(features, 1):
        try:
            said = feature["properties"]
            if said["kind"] == "border":
                yield _boundary(said, feature["geometry"])
        except (KeyError, TypeError, ValueError) as error:
            raise TableError(f"{path}: feature {number}: {error!r}; {_REMEDY}") from error


def _boundary(said: Mapping[str, Any], geometry: Mapping[str, Any]) -> Boundary:
    parties = tuple(said["parties"])
    if len(parties) != 2 or list(parties) != sorted(parties):
        raise ValueError(f"parties are two codes, sorted, not {parties}")
    if geometry["type"] != "MultiLineString" or not geometry["coordinates"]:
        raise ValueError("the geometry is not a MultiLineString")
    if said["status"] is not None and said["status"] not in get_args(LineStatus):
        raise ValueError(f"no such status: {said['status']!r}")
    return Boundary(
        id=said["id"],
        parties=parties,
        name=said["name"],
        status=said["status"],
        since=said["since"],
        until=said["until"],
        as_of=said["as_of"],
        source=said["source"],
        approximate=said["approximate"],
        note=said["note"],
        geometry=geometry,
    )
