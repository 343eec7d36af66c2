"""Longitudes and latitudes in, whole web-mercator coordinates, their Morton keys and the cells of a viewport out.

A coordinate is 24 bits of x (from west) and of y (from north), 2.4 m at the equator. Rows sorted by the Morton key, the
bits of x and y interleaved, hold every cell of every zoom as one run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

BITS = 24
SIZE = 1 << BITS
CELL_BITS = 2
"""A cell is 64 px, a quarter of a tile of 256 px: two bits more than the zoom."""
MAX_ZOOM = BITS - CELL_BITS
MAX_CELLS = 16_384
"""Cells of one answer: 64 px cells of a screen of 8,192 px by 8,192 px."""
MAX_LATITUDE = math.degrees(2 * math.atan(math.exp(math.pi)) - math.pi / 2)
"""Where the web-mercator square ends, about 85.05."""


class BadBounds(ValueError):
    """Bounds that are no part of the map, or too many cells at their zoom."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in degrees; west and east may lie beyond ±180 where a map was dragged over the edge."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        values = (self.west, self.south, self.east, self.north)
        if not all(math.isfinite(value) and abs(value) <= 100_000 for value in values):
            raise BadBounds("bounds are four finite numbers in degrees")
        if self.west > self.east or self.south > self.north:
            raise BadBounds("bounds are west, south, east, north")

    @classmethod
    def parse(cls, text: str) -> Bounds:
        """Read `W,S,E,N`. Raises BadBounds."""
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            raise BadBounds("bounds are four numbers: west,south,east,north") from None
        return cls(west, south, east, north)


@dataclass(frozen=True, slots=True)
class Window:
    """The cells of a viewport: columns and rows of the grid of one zoom, last ones included."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def bits(self) -> int:
        """Bits of a column or a row at this zoom."""
        return self.zoom + CELL_BITS

    @classmethod
    def over(cls, zoom: int, bounds: Bounds) -> Window:
        """Return the cells that `bounds` touch; at most once round the globe.

        Raises:
            BadBounds: the zoom is none of the map's, or the cells are more than `MAX_CELLS`.
        """
        if not 0 <= zoom <= MAX_ZOOM:
            raise BadBounds(f"zoom is a whole number from 0 to {MAX_ZOOM}")
        across = 1 << (zoom + CELL_BITS)
        left = math.floor(_x(bounds.west) * across)
        right = max(left, math.ceil(_x(bounds.east) * across) - 1)
        top = min(math.floor(_y(bounds.north) * across), across - 1)
        bottom = max(top, min(math.ceil(_y(bounds.south) * across) - 1, across - 1))
        if right - left >= across:
            left = (left + right + 1) // 2 - across // 2
            right = left + across - 1
        if (right - left + 1) * (bottom - top + 1) > MAX_CELLS:
            raise BadBounds("bounds hold too many cells at this zoom; ask for a smaller part")
        return cls(zoom, left, top, right, bottom)

    def cells(self) -> tuple[Integers, Integers]:
        """Return column (beyond the edges where the window is) and row of every cell of the window."""
        columns = np.arange(self.left, self.right + 1, dtype=np.int64)
        rows = np.arange(self.top, self.bottom + 1, dtype=np.int64)
        grid = np.meshgrid(columns, rows)
        return grid[0].ravel(), grid[1].ravel()

    def boxes(self, columns: Integers, rows: Integers) -> list[tuple[float, float, float, float]]:
        """Return west, south, east and north of cells in degrees, to the tenth of a metre."""
        across = 1 << self.bits
        left, top = int(columns.min()), int(rows.min())
        lons = [_to_metre(360 * each / across - 180) for each in range(left, int(columns.max()) + 2)]
        lats = [_to_metre(_latitude(each / across)) for each in range(top, int(rows.max()) + 2)]
        places = zip((columns - left).tolist(), (rows - top).tolist(), strict=True)
        return [(lons[x], lats[y + 1], lons[x + 1], lats[y]) for x, y in places]


def project(lon: Floats, lat: Floats) -> tuple[Integers, Integers]:
    """Return 24-bit x and y of points in degrees; points beyond the square lie on its edge."""
    x = (lon + 180) / 360 * SIZE
    sine = np.sin(np.radians(np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE)))
    y = (0.5 - np.arctanh(sine) / (2 * np.pi)) * SIZE
    return _whole(x), _whole(y)


def interleave(x: Integers, y: Integers) -> Integers:
    """Return the Morton keys of whole coordinates: bit 2i from x, bit 2i + 1 from y."""
    return _spread(x) | (_spread(y) << 1)


def deinterleave(keys: Integers) -> tuple[Integers, Integers]:
    """Return the whole coordinates of Morton keys; the inverse of `interleave`."""
    return _gather(keys), _gather(keys >> 1)


def span(bounds: Bounds) -> tuple[int, int, int, int]:
    """Return the 24-bit rectangle of bounds as left, top, right, bottom, the last two excluded; never empty.

    Edges are rounded to the nearest line of the grid, so that the bounds of a cell hold what the cell holds.
    """
    left, right = (round(_x(value) * SIZE) for value in (bounds.west, bounds.east))
    top, bottom = (round(_y(value) * SIZE) for value in (bounds.north, bounds.south))
    if right <= left:
        left = math.floor(_x(bounds.west) * SIZE)
        right = left + 1
    if bottom <= top:
        top = min(math.floor(_y(bounds.north) * SIZE), SIZE - 1)
        bottom = top + 1
    return left, top, right, bottom


def _spread(value: Integers) -> Integers:
    """Put a zero between the bits of 24-bit numbers (magic numbers of "Bit Twiddling Hacks", S. E. Anderson)."""
    spread = value.astype(np.int64)
    for shift, bits in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        spread = (spread | (spread << shift)) & bits
    return spread


def _gather(value: Integers) -> Integers:
    """Take every other bit of 48-bit numbers, the lowest first; the inverse of `_spread`."""
    gathered = value & 0x5555555555555555
    for shift, bits in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    ):
        gathered = (gathered | (gathered >> shift)) & bits
    return gathered


def _whole(value: Floats) -> Integers:
    return np.clip(np.floor(value), 0, SIZE - 1).astype(np.int64)


def _x(lon: float) -> float:
    return (lon + 180) / 360


def _y(lat: float) -> float:
    sine = math.sin(math.radians(min(max(lat, -MAX_LATITUDE), MAX_LATITUDE)))
    return min(max(0.5 - math.atanh(sine) / (2 * math.pi), 0.0), 1.0)


def _to_metre(degrees: float) -> float:
    return round(degrees, 6)


def _latitude(y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * y))) - math.pi / 2)
