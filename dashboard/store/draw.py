"""A mask over the rows and a viewport in, what the map draws out: cells, areas and lines, with counts by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.labels import label
from dashboard.state import View
from dashboard.store.arrange import AREA, KINDS, LINE, Integers
from dashboard.store.arrays import Arrays, Floats
from dashboard.store.grid import BITS, CELL_BITS, Window, interleave
from dashboard.store.text import Mask
from dashboard.store.written import Written

MAX_AREAS = 500
"""Areas of one answer, those with most events first: more labels than a screen can hold."""
MAX_NAMED = 64
"""Spots of a cell among which the one with most events is looked for; a cell with more is a whole region."""
FIT_ZOOM = 5
"""At which the whole world is looked at for the first view: cells of some 250 km."""
_Number = TypeVar("_Number", np.int64, np.float64)
_DECIMALS = 6
"""Of longitudes and latitudes: a tenth of a metre."""


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


class Drawing:
    """What one mask leaves of the map: counted once, then asked for any viewport.

    The points are summed up by spot, in running sums along the Morton order: a cell is the difference of two of them,
    so that a pan costs what it shows and not what the file holds.
    """

    def __init__(self, arrays: Arrays, mask: Mask) -> None:
        self._arrays = arrays
        self._mask = mask
        self._told: dict[tuple[str, str | None], Written[Area]] = {}
        spots = arrays.spots
        passing = spots.kinds[mask[: len(spots.kinds)]]
        kinds = np.bincount(passing, minlength=len(spots.keys) * len(KINDS)).reshape(-1, len(KINDS))
        self._used = np.flatnonzero(kinds.any(axis=1))
        self._keys = spots.keys[self._used]
        kinds = kinds[self._used]
        firsts = spots.starts[self._used]
        weights = kinds.sum(axis=1)
        self._kinds = _running(kinds)
        self._lon = _running(arrays.lon[firsts] * weights)
        self._lat = _running(arrays.lat[firsts] * weights)

    def cells(self, view: View, window: Window) -> tuple[Cell, ...]:
        """Return the cells of a window that hold a point."""
        columns, rows = window.cells()
        shift = 2 * (BITS - window.bits)
        keys = interleave(columns % (1 << window.bits), rows)
        starts, ends = (np.searchsorted(self._keys, (keys + side) << shift) for side in (0, 1))
        full = np.flatnonzero(ends > starts)
        starts, ends = starts[full], ends[full]
        kinds = self._kinds[ends] - self._kinds[starts]
        n = kinds.sum(axis=1)
        lon = (self._lon[ends] - self._lon[starts]) / n
        lat = (self._lat[ends] - self._lat[starts]) / n
        first = [self._first_row(spot) for spot in self._used[starts].tolist()]
        lone = self._lone([row for row, count in zip(first, n.tolist(), strict=True) if count == 1])
        cells = []
        for each, row in enumerate(first):
            at = int(columns[full[each]]), int(rows[full[each]])
            count, places = int(n[each]), int(ends[each] - starts[each])
            # Running sums over a million events are good to the fifth decimal: a lone point is given as it is.
            point = (self._arrays.lon[row], self._arrays.lat[row]) if places == 1 else (lon[each], lat[each])
            cells.append(
                Cell(
                    lon=round(float(point[0]) + 360 * (at[0] >> window.bits), _DECIMALS),
                    lat=round(float(point[1]), _DECIMALS),
                    n=count,
                    kinds=tuple(kinds[each].tolist()),
                    row=row,
                    one=count == 1,
                    places=places,
                    label=self._cell_label(view, int(starts[each]), int(ends[each]), row),
                    at=window.box(*at),
                    **lone.get(row, {}),
                )
            )
        return tuple(cells)

    def middles(self) -> tuple[Floats, Floats, Integers]:
        """Return lon, lat and number of the points of each cell of the world at `FIT_ZOOM`, and of each area."""
        cells = self._keys >> (2 * (BITS - CELL_BITS - FIT_ZOOM))
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        ends = np.append(starts[1:], len(cells))
        kinds, lon, lat = (sums[ends] - sums[starts] for sums in (self._kinds, self._lon, self._lat))
        n = kinds.sum(axis=1)
        rows = [row for _, row, _, _, _ in self._areas]
        told = np.array([sum(kinds) for _, _, _, kinds, _ in self._areas], np.int64)
        arrays = self._arrays
        return (
            np.concatenate([lon / n, arrays.lon[rows]]),
            np.concatenate([lat / n, arrays.lat[rows]]),
            np.concatenate([n, told]),
        )

    def areas(self, view: View) -> Written[Area]:
        """Return the countries and regions, most events first, at most `MAX_AREAS`."""
        key = view.names, view.asof
        if key not in self._told:
            self._told[key] = self._areas_of(view)
        return self._told[key]

    def _areas_of(self, view: View) -> Written[Area]:
        arrays = self._arrays
        return Written(
            Area(
                place=arrays.places.ids[place],
                country=arrays.places.countries[place],
                precision=precision,
                lon=float(arrays.lon[row]),
                lat=float(arrays.lat[row]),
                n=sum(kinds),
                kinds=kinds,
                label=self._label(view, row, alone=sum(kinds) == 1) or "",
                associative=associative,
            )
            for place, row, precision, kinds, associative in self._areas
        )

    @cached_property
    def _areas(self) -> list[tuple[int, int, str, tuple[int, ...], int]]:
        """Place, first row, precision, counts by kind and how many are associative, of each area."""
        arrays = self._arrays
        rows = self._passing(AREA)
        of = arrays.place.codes[rows]
        used, first = np.unique(of, return_index=True)
        kinds = _by_kind(of, arrays.kind[rows], len(arrays.places.ids))[used]
        stands_for = np.append(arrays.roles.chosen(["associative"]), False)[arrays.roles.codes[rows]]
        associative = np.bincount(of[stands_for], minlength=len(arrays.places.ids))[used]
        most = np.argsort(-kinds.sum(axis=1), kind="stable")[:MAX_AREAS]
        firsts = rows[first[most]]
        precision = arrays.table.column("precision").take(pa.array(firsts)).to_pylist()
        counts = (tuple(each) for each in kinds[most].tolist())
        return list(
            zip(used[most].tolist(), firsts.tolist(), precision, counts, associative[most].tolist(), strict=True)
        )

    @cached_property
    def lines(self) -> Written[Line]:
        """The lines that the events speak of, in order of their ids."""
        arrays = self._arrays
        rows = self._passing(LINE)
        names = arrays.lines.values
        kinds = _by_kind(arrays.lines.codes[rows], arrays.kind[rows], len(names))
        told = rows[arrays.stages.codes[rows] < len(arrays.stages.values)]
        oldest_first = told[np.argsort(arrays.last[told], kind="stable")]
        latest = np.full(len(names), len(arrays.stages.values), np.int32)
        # Of an index that repeats, numpy keeps the last assignment: the latest.
        latest[arrays.lines.codes[oldest_first]] = arrays.stages.codes[oldest_first]
        stages = (*arrays.stages.values, None)
        return Written(
            Line(names[line], int(kinds[line].sum()), tuple(kinds[line].tolist()), stages[latest[line]])
            for line in np.flatnonzero(kinds.any(axis=1)).tolist()
        )

    def _passing(self, drawn: int) -> Integers:
        start, end = self._arrays.edges[drawn : drawn + 2]
        rows: Integers = np.flatnonzero(self._mask[start:end]) + start
        return rows

    def _first_row(self, spot: int) -> int:
        start, end = self._arrays.spots.starts[spot : spot + 2].tolist()
        return int(start + np.argmax(self._mask[start:end]))

    def _cell_label(self, view: View, start: int, end: int, row: int) -> str | None:
        """Return the label of the spot that has most of a cell's events; null where none has more than half of them."""
        if end - start == 1:
            alone = int(self._kinds[end].sum() - self._kinds[start].sum()) == 1
            return self._label(view, row, alone=alone)
        if end - start > MAX_NAMED:
            return None
        counts = np.diff(self._kinds[start : end + 1].sum(axis=1))
        most = int(np.argmax(counts))
        if 2 * counts[most] <= counts.sum():
            return None
        return self._label(view, self._first_row(int(self._used[start + most])), alone=False)

    def _lone(self, rows: list[int]) -> dict[int, dict[str, Any]]:
        """Return what a mark tells of each of the rows that stand alone."""
        told = self._arrays.table.select(["id", "event", "status", "role", "stage"]).take(pa.array(rows, pa.int64()))
        return dict(zip(rows, told.to_pylist(), strict=True))

    def _label(self, view: View, row: int, *, alone: bool) -> str | None:
        """Return the label of a row's place; where it stands for one event it follows that event's date."""
        arrays = self._arrays
        place = int(arrays.place.codes[row])
        if place == len(arrays.places.ids):
            return None
        named = arrays.places.ids[place], arrays.places.names[place]
        date, mention = (arrays.table.column(name)[row].as_py() if alone else None for name in ("date", "mention"))
        return label(named, view, date, mention)


def _by_kind(codes: npt.NDArray[np.int32], kinds: npt.NDArray[np.int8], size: int) -> Integers:
    """Return how many rows of each kind each of `size` codes has."""
    width = len(KINDS)
    return np.bincount(codes.astype(np.int64) * width + kinds, minlength=size * width).reshape(size, width)


def _running(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Return the sums of the first 0, 1, 2 ... rows."""
    return np.concatenate([np.zeros((1, *values.shape[1:]), values.dtype), np.cumsum(values, axis=0)])
