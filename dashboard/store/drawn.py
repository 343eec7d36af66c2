"""The nouns of the map: a `Cell` of points, an `Area` and a `Line` as the browser draws them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The points of one 64 px cell."""

    lon: float
    lat: float
    """The mean of its events, in degrees; the exact point where `places` is 1."""
    n: int
    kinds: tuple[int, ...]
    row: int
    """Number of the first of its Features: the same for the same data, filter and cell."""
    one: bool
    places: int
    """Distinct coordinates."""
    label: str | None
    """The place's, where there is one only."""
    at: tuple[float, float, float, float]
    """West, south, east, north: `at` of the list gives the same Features."""
    id: str | None = None
    event: str | None = None
    status: str | None = None
    role: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """The events of one country or region as a whole."""

    place: str
    country: str | None
    precision: str
    lon: float
    lat: float
    n: int
    kinds: tuple[int, ...]
    label: str
    associative: int
    """How many of them have the role `associative`."""


@dataclass(frozen=True, slots=True)
class Line:
    """The events that speak of one line of data/boundaries."""

    line: str
    n: int
    kinds: tuple[int, ...]
    stage: str | None
    """Of the latest dated of them that names one; of the last undated one where none is dated."""
