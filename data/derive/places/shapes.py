"""A TopoJSON file in, its polygons as shapes out, with rings that cross 180 degrees unwrapped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import Polygon

MIN_RING = 4
"""Points of a closed ring; generalised files hold islets with fewer."""


def read_shapes(path: Path, layer: str) -> Iterator[tuple[str, str, list[Polygon]]]:
    """Yield id, name and polygons of each geometry of `layer`, in degrees (lon, lat)."""
    file = json.loads(path.read_bytes())
    arcs = [_decoded(arc, file["transform"]) for arc in file["arcs"]]
    for geometry in file["objects"][layer]["geometries"]:
        parts = geometry.get("arcs", [])
        polygons = [parts] if geometry["type"] == "Polygon" else parts
        rings = [_ring(polygon[0], arcs) for polygon in polygons]
        shapes = [Polygon(ring) for ring in rings if len(ring) >= MIN_RING]
        yield str(geometry.get("id", "")), geometry["properties"]["name"], shapes


def middle(polygons: list[Polygon]) -> tuple[float, float]:
    """Return the centroid of the largest polygon: islands far off must not draw the point into the sea."""
    largest = max(polygons, key=lambda polygon: polygon.area)
    return (largest.centroid.x + 180) % 360 - 180, largest.centroid.y


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points = [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    unwrapped = points[:1]
    for lon, lat in points[1:]:
        before = unwrapped[-1][0]
        unwrapped.append((lon + 360 * round((before - lon) / 360), lat))
    return unwrapped
