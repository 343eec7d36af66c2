"""A TopoJSON file of world-atlas in, its arcs, polygons and land rings out, in degrees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Point = tuple[float, float]
"""(lon, lat) in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """One polygon of a country of the file."""

    name: str
    """As the file has it: "N. Cyprus"."""
    number: int | None
    """ISO 3166-1 numeric, null where the file gives none."""
    rings: tuple[tuple[int, ...], ...]
    """Indexes of arcs, the outer ring first; below 0: `~index`, backwards."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """The file, decoded."""

    arcs: tuple[tuple[Point, ...], ...]
    polygons: tuple[Polygon, ...]
    land: tuple[tuple[int, ...], ...]
    """Rings of the merged land, holes among them, as indexes of arcs."""


def read_atlas(path: Path) -> Atlas:
    """Read `countries-10m.json` or `countries-50m.json`."""
    file = json.loads(path.read_bytes())
    scale, shift = file["transform"]["scale"], file["transform"]["translate"]
    arcs = tuple(tuple(_decoded(arc, scale, shift)) for arc in file["arcs"])
    polygons = tuple(
        Polygon(each["properties"]["name"], int(each["id"]) if each.get("id") else None, _rings(polygon))
        for each in file["objects"]["countries"]["geometries"]
        for polygon in _polygons(each)
    )
    merged = file["objects"]["land"]
    parts = merged["geometries"] if merged["type"] == "GeometryCollection" else [merged]
    land = tuple(ring for part in parts for polygon in _polygons(part) for ring in _rings(polygon))
    return Atlas(arcs, polygons, land)


def _decoded(arc: list[list[int]], scale: list[float], shift: list[float]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def _rings(polygon: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(ring) for ring in polygon)
