"""The GeoJSON files of data/boundaries in; lines and sections without source, date or the style of their status out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.boundaries import STYLES, UNKNOWN_STYLE
from geo.check.finding import Finding
from geo.contract import is_date
from geo.errors import TableError

LINES = ("lines.geojson", "neighbours.geojson")
SECTIONS = "sections.geojson"

_SECTION_DATES = ("agreed_provisionally", "description_agreed", "border_guards")


def check_lines(folder: Path) -> Iterator[Finding]:
    """Yield what the lines and the sections of `folder` lack.

    Raises:
        TableError: a file is missing or no GeoJSON.
    """
    for path in (*(folder / name for name in LINES), folder / SECTIONS):
        for number, feature in enumerate(_features(path), 1):
            said, geometry = feature["properties"], feature["geometry"]
            wrong = _section(said, geometry) if path.name == SECTIONS else _line(said)
            for column, reason in (*_any(said), *wrong):
                yield Finding(path, number, column, str(said.get("id")), reason)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_bytes())["features"]
        if all({"properties", "geometry"} <= set(each) for each in found):
            return list(found)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{path}: cannot be read ({error}); derive it anew with: make derive") from error
    raise TableError(f"{path}: a feature has no properties or no geometry; derive it anew with: make derive")


def _any(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not said.get("source"):
        yield "source", "no source; a line without one is not drawn"
    if not is_date(said.get("as_of")):
        yield "as_of", "no date for which it is known"
    if not isinstance(said.get("approximate"), bool):
        yield "approximate", "neither true nor false"


def _line(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    status = said.get("status")
    if status is not None and status not in STYLES:
        yield "status", f"{status!r} is none of {', '.join(STYLES)}"
    if said.get("style") != STYLES.get(status or "", UNKNOWN_STYLE):
        yield "style", f"{said.get('style')!r} does not fit the status {status!r}"
    if status is not None and not is_date(said.get("since")):
        yield "since", "a status without the date of the document that it rests on"
    if status == "former" and not is_date(said.get("until")):
        yield "until", "a line of the past without its last year"


def _section(said: Mapping[str, Any], geometry: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    for column in _SECTION_DATES:
        if not is_date(said.get(column)):
            yield column, "no date"
    drawn, villages = said.get("drawn", []), said.get("villages", [])
    points = geometry["coordinates"] if geometry else []
    if geometry and geometry["type"] != "MultiPoint":
        yield "geometry", "no line between the villages of a section has been published; draw points alone"
    elif not set(drawn) <= set(villages) or len(points) != len(drawn):
        yield "drawn", "not the villages that have a point"
    if len(said.get("point_sources", [])) != len(drawn):
        yield "point_sources", "not one source for each point"
