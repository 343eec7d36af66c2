"""The sections file of data/boundaries in, the village pairs out: what may be drawn of each, and what only listed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.contract import is_date
from geo.errors import TableError

FILE = "sections.geojson"
MAX_SECTIONS = 1_000
"""The whole border has fewer villages on either side; a longer file is another one."""
_REMEDY = "restore it, or derive it anew with: make derive"


@dataclass(frozen=True, slots=True)
class Village:
    """A village of a section."""

    name: str
    point: tuple[float, float] | None
    """(lon, lat) in degrees, WGS 84; null where no source gives one: such a village is listed, never drawn."""
    source: str | None
    """Of the point: an address or a title; null where there is none."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the border that the commissions described by its villages; no course of it has been published."""

    id: str
    villages: tuple[Village, Village]
    """The Armenian, then the Azerbaijani: the order of the commissions' text of 19 April 2024."""
    agreed_provisionally: str
    """ISO 8601 day, as the two below."""
    description_agreed: str
    border_guards: str
    """When border guards of both sides took over."""
    as_of: str
    source: tuple[str, ...]
    """Addresses of what the dates rest on."""
    approximate: bool
    """True where a point is known to the arc minute only."""
    note: str | None

    @property
    def name(self) -> str:
        """Of both villages."""
        return " - ".join(village.name for village in self.villages)


def read_sections(folder: Path) -> tuple[Section, ...]:
    """Read the sections of `folder`, in order of the file.

    Raises:
        TableError: the file is missing or cannot be read, or a section in it does not hold.
    """
    path = folder / FILE
    try:
        features = json.loads(path.read_bytes())["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{path}: cannot be read ({error}); {_REMEDY}") from error
    if len(features) > MAX_SECTIONS:
        raise TableError(f"{path}: more than {MAX_SECTIONS} sections; {_REMEDY}")
    found = []
    for number, feature in enumerate(features, 1):
        try:
            found.append(_section(feature["properties"], feature["geometry"]))
        except (KeyError, TypeError, ValueError) as error:
            raise TableError(f"{path}: feature {number}: {error!r}; {_REMEDY}") from error
    return tuple(found)


def _section(said: Mapping[str, Any], geometry: Mapping[str, Any] | None) -> Section:
    if geometry is not None and geometry["type"] != "MultiPoint":
        raise ValueError(f"a section is villages, not a {geometry['type']}")
    points = geometry["coordinates"] if geometry else []
    # The points and their sources stand in the order of `drawn`; a village that is not in it has none.
    placed = dict(zip(said["drawn"], zip(points, said["point_sources"], strict=True), strict=True))
    if not set(placed) <= set(said["villages"]):
        raise ValueError(f"drawn is not among the villages: {said['drawn']}")
    armenian, azerbaijani = (_village(name, placed.get(name)) for name in said["villages"])
    dates = {name: said[name] for name in ("agreed_provisionally", "description_agreed", "border_guards", "as_of")}
    undated = [name for name, date in dates.items() if not is_date(date)]
    if undated or not said["source"]:
        raise ValueError(f"no {', '.join(undated) or 'source'}")
    return Section(
        id=said["id"],
        villages=(armenian, azerbaijani),
        **dates,
        source=tuple(said["source"].split(";")),
        approximate=said["approximate"],
        note=said["note"],
    )


def _village(name: str, placed: tuple[list[float], str] | None) -> Village:
    if placed is None:
        return Village(name, None, None)
    (lon, lat), source = placed
    if not source:
        raise ValueError(f"the point of {name} has no source")
    return Village(name, (lon, lat), source)
