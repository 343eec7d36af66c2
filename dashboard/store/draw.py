"""The rows that pass and a viewport in, what the map draws out: cells, areas and lines, with counts by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.labels import label
from dashboard.state import View
from dashboard.store.arrange import AREA, KINDS, LINE, NOWHERE, POINT, Integers
from dashboard.store.arrays import Arrays, Floats
from dashboard.store.bits import Bits, Ranked, held
from dashboard.store.columns import values_of
from dashboard.store.drawn import Area, Cell, Line
from dashboard.store.grid import BITS, CELL_BITS, Window, interleave
from dashboard.store.table import Table

MAX_AREAS = 500
"""Areas of one answer, those with most events first: more labels than a screen can hold."""
MAX_NAMED = 64
"""Spots of a cell among which the one with most events is looked for; a cell with more is a whole region."""
AT_ONCE = 64
"""Rows of a line that are looked at together for its stage, the latest first; each time four times as many."""
FIT_ZOOM = 5
"""At which the whole world is looked at for the first view: cells of some 250 km."""
_Number = TypeVar("_Number", np.int64, np.float64)
_Told = Mapping[str, Any]
_OF_ONE = ("id", "event", "status", "role", "stage")
"""What a cell tells of an event that is alone in it."""
_SEVERAL: _Told = dict.fromkeys(_OF_ONE)
_FOLLOWED = ("date", "mention")
"""What the label of one event follows."""
_UNDATED: _Told = dict.fromkeys(_FOLLOWED)
_DECIMALS = 6
"""Of longitudes and latitudes: a tenth of a metre."""


class Drawing:
    """What one mask leaves of the map: counted once, then asked for any viewport.

    The points are summed up by spot, in running sums along the Morton order: a cell is the difference of two of them,
    so that a pan costs what it shows and not what the file holds.
    """

    def __init__(self, arrays: Arrays, bits: Bits) -> None:
        self._arrays = arrays
        self._ranked = Ranked(bits)
        self._told: dict[tuple[str, str | None], Table[Area]] = {}
        spots, runs = arrays.spots, arrays.runs
        counts = runs.counted(self._ranked)
        points = runs.drawn(POINT)
        self.unplaced = int(counts[runs.drawn(NOWHERE)].sum())
        """How many rows are not on the map."""
        self._area_counts, self._line_counts = (counts[runs.drawn(how)] for how in (AREA, LINE))
        kinds = _by_kind(runs.spots, runs.kind[points], counts[points], len(spots.keys))
        weights = kinds.sum(axis=1)
        self._used = np.flatnonzero(weights)
        self._keys = spots.keys[self._used]
        self._weights = weights[self._used]
        firsts = spots.starts[self._used]
        self._kinds = _running(kinds[self._used])
        self._lon = _running(arrays.lon[firsts] * self._weights)
        self._lat = _running(arrays.lat[firsts] * self._weights)

    def cells(self, view: View, window: Window) -> Table[Cell]:
        """Return the cells of a window that hold a point."""
        columns, rows = window.cells()
        shift = 2 * (BITS - window.bits)
        keys = interleave(columns % (1 << window.bits), rows)
        starts, ends = (np.searchsorted(self._keys, (keys + side) << shift) for side in (0, 1))
        full = np.flatnonzero(ends > starts)
        if not len(full):
            return Table.empty(Cell)
        columns, rows, starts, ends = columns[full], rows[full], starts[full], ends[full]
        kinds = self._kinds[ends] - self._kinds[starts]
        n, places = kinds.sum(axis=1), ends - starts
        first = self._ranked.first(self._arrays.spots.starts[self._used[starts]])
        # Running sums over a million events are good to the fifth decimal: a lone point is given as it is.
        lon, lat = (
            np.where(places == 1, exact[first], (sums[ends] - sums[starts]) / n)
            for sums, exact in ((self._lon, self._arrays.lon), (self._lat, self._arrays.lat))
        )
        alone = self._alone(first[n == 1].tolist())
        labels = self._labels(view, (starts, ends, n), alone)
        ones = [alone.get(row, _SEVERAL) for row in np.where(n == 1, first, -1).tolist()]
        return Table(
            Cell,
            [
                np.round(lon + 360 * (columns >> window.bits), _DECIMALS).tolist(),
                np.round(lat, _DECIMALS).tolist(),
                n.tolist(),
                list(map(tuple, kinds.tolist())),
                first.tolist(),
                (n == 1).tolist(),
                places.tolist(),
                labels,
                window.boxes(columns, rows),
                *([each[name] for each in ones] for name in _OF_ONE),
            ],
        )

    def middles(self) -> tuple[Floats, Floats, Integers]:
        """Return lon, lat and number of the points of each cell of the world at `FIT_ZOOM`, and of each area."""
        cells = self._keys >> (2 * (BITS - CELL_BITS - FIT_ZOOM))
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        ends = np.append(starts[1:], len(cells))
        kinds, lon, lat = (sums[ends] - sums[starts] for sums in (self._kinds, self._lon, self._lat))
        n = kinds.sum(axis=1)
        arrays, areas = self._arrays, self._areas
        return (
            np.concatenate([lon / n, arrays.lon[areas.first]]),
            np.concatenate([lat / n, arrays.lat[areas.first]]),
            np.concatenate([n, areas.kinds.sum(axis=1)]),
        )

    def areas(self, view: View) -> Table[Area]:
        """Return the countries and regions, most events first, at most `MAX_AREAS`."""
        key = view.names, view.asof
        if key not in self._told:
            self._told[key] = self._areas_of(view)
        return self._told[key]

    def _areas_of(self, view: View) -> Table[Area]:
        arrays, areas, places = self._arrays, self._areas, self._arrays.places
        n, of, first = areas.kinds.sum(axis=1).tolist(), areas.place.tolist(), areas.first.tolist()
        ids, names = [places.ids[each] for each in of], [places.names[each] for each in of]
        ones = self._alone([row for row, count in zip(first, n, strict=True) if count == 1])
        alone = (ones.get(row, _UNDATED) for row in first)
        return Table(
            Area,
            [
                ids,
                [places.countries[each] for each in of],
                values_of(arrays.table.select(["precision"]).take(pa.array(first, pa.int64())))[0],
                arrays.lon[areas.first].tolist(),
                arrays.lat[areas.first].tolist(),
                n,
                list(map(tuple, areas.kinds.tolist())),
                [
                    label(named, view, one["date"], one["mention"])
                    for named, one in zip(zip(ids, names, strict=True), alone, strict=True)
                ],
                areas.associative.tolist(),
            ],
        )

    @cached_property
    def _areas(self) -> _Areas:
        """The areas with most events, `MAX_AREAS` of them."""
        arrays, runs, counts = self._arrays, self._arrays.runs, self._area_counts
        of = runs.drawn(AREA)
        place, size = runs.place[of], len(arrays.places.ids)
        kinds = _by_kind(place, runs.kind[of], counts, size)
        n = kinds.sum(axis=1)
        used = np.flatnonzero(n)
        most = used[np.argsort(-n[used], kind="stable")[:MAX_AREAS]]
        associative = np.bincount(place, counts * runs.associative[of], minlength=size).astype(np.int64)
        passing = np.flatnonzero(counts)[::-1]
        leads = np.zeros(size, np.int64)
        # Of an index that repeats, numpy keeps the last assignment: backwards, this is the first run.
        leads[place[passing]] = passing + of.start
        first = self._ranked.first(runs.starts[leads[most]])
        return _Areas(most, first, kinds[most], associative[most])

    @cached_property
    def lines(self) -> Table[Line]:
        """The lines that the events speak of, in order of their ids."""
        arrays, lines = self._arrays, self._arrays.lines
        names, kind = lines.facet.values, arrays.runs.kind[arrays.runs.drawn(LINE)]
        kinds = _by_kind(lines.runs, kind, self._line_counts, len(names))
        used = np.flatnonzero(kinds.any(axis=1)).tolist()
        return Table(
            Line,
            [
                [names[line] for line in used],
                kinds[used].sum(axis=1).tolist(),
                list(map(tuple, kinds[used].tolist())),
                [self._stage(*lines.starts[line : line + 2].tolist()) for line in used],
            ],
        )

    def _stage(self, start: int, end: int) -> str | None:
        """Return what the first row that passes tells, of those of one line that tell a stage."""
        told, stages, size = self._arrays.lines.told, self._arrays.stages, AT_ONCE
        while start < end:
            rows = told[start : min(start + size, end)]
            passing = rows[held(self._ranked.bits, rows)]
            if len(passing):
                return stages.of(int(passing[0]))[0]
            start, size = start + size, 4 * size
        return None

    def _labels(
        self, view: View, spans: tuple[Integers, Integers, Integers], alone: Mapping[int, _Told]
    ) -> list[str | None]:
        """Return the label of each cell: of its one place, or of the place that has more than half of its events.

        `spans` are the first spot of each cell, the one after the last, and how many events they have.
        """
        starts, ends, n = spans
        found: list[str | None] = [None] * len(n)
        most = np.maximum.reduceat(np.append(self._weights, 0), np.stack([starts, ends], axis=1).ravel())[::2]
        named = np.flatnonzero((2 * most > n) & (ends - starts <= MAX_NAMED))
        leads = [start + int(self._weights[start:end].argmax()) for start, end in _pairs(starts[named], ends[named])]
        rows = self._ranked.first(self._arrays.spots.starts[self._used[leads]]).tolist() if leads else []
        for each, row in zip(named.tolist(), rows, strict=True):
            found[each] = self._label(view, row, alone.get(row, _UNDATED) if n[each] == 1 else _UNDATED)
        return found

    def _alone(self, rows: list[int]) -> dict[int, _Told]:
        """Return what a mark tells of each of the rows that stand alone, and what its label follows."""
        names = (*_OF_ONE, *_FOLLOWED)
        columns = values_of(self._arrays.table.select(names).take(pa.array(rows, pa.int64())))
        values = zip(*columns, strict=True)
        return {row: dict(zip(names, each, strict=True)) for row, each in zip(rows, values, strict=True)}

    def _label(self, view: View, row: int, one: _Told) -> str | None:
        """Return the label of a row's place; where it stands for one event, `one`, it follows that event's date."""
        arrays = self._arrays
        place = int(arrays.place.codes[row])
        if place == len(arrays.places.ids):
            return None
        return label((arrays.places.ids[place], arrays.places.names[place]), view, one["date"], one["mention"])


@dataclass(frozen=True, slots=True)
class _Areas:
    """Areas as columns, whatever their labels."""

    place: Integers
    first: Integers
    """The first row of each that passes."""
    kinds: Integers
    associative: Integers


def _by_kind(
    codes: npt.NDArray[np.integer[Any]], kinds: npt.NDArray[np.int8], counts: npt.NDArray[Any], size: int
) -> Integers:
    """Return how many rows of each kind each of `size` codes has, given `counts` of them with a code and a kind."""
    width = len(KINDS)
    found = np.bincount(codes.astype(np.int64) * width + kinds, counts, minlength=size * width)
    return found.astype(np.int64).reshape(size, width)


def _pairs(starts: Integers, ends: Integers) -> Iterator[tuple[int, int]]:
    return zip(starts.tolist(), ends.tolist(), strict=True)


def _running(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Return the sums of the first 0, 1, 2 ... rows."""
    return np.concatenate([np.zeros((1, *values.shape[1:]), values.dtype), np.cumsum(values, axis=0)])
