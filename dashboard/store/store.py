"""A `Filter` in; masks, counts, what the map draws and what the list holds of the one file out.

Everything here is read by many threads at once: what is built at opening never changes, and what is remembered
is only ever replaced whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import dates
from dashboard.state import LISTS, Filter, View
from dashboard.store.arrange import FEW, LINE, NEVER, NOWHERE, Integers, arrange
from dashboard.store.draw import Area, Cell, Drawing, Line
from dashboard.store.grid import SIZE, Bounds, Window, span
from dashboard.store.read import About, read_bytes, to_table
from dashboard.store.rows import Listed, Listing, Row
from dashboard.store.text import Mask
from dashboard.store.years import by_year

REMEMBERED = 16
"""Selections kept, each some 5 MB at a million events: the readers at work at once, and the step back of each."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map draws in a viewport."""

    version: str
    total: int
    shown: int
    unplaced: int
    cells: tuple[Cell, ...]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]


class Selection:
    """The rows that pass one filter, and what was counted of them so far."""

    def __init__(self, store: Store, chosen: Filter) -> None:
        self._store = store
        self.mask = store.mask(chosen)
        self.shown = int(np.count_nonzero(self.mask))

    @cached_property
    def drawing(self) -> Drawing:
        """What the map draws."""
        return Drawing(self._store.arrays, self.mask)

    @cached_property
    def events(self) -> Integers:
        """Numbers of the events in the order of the list."""
        return self._store.in_order(self.mask)


class Store:
    """The events of one file."""

    def __init__(self, table: pa.Table, about: About) -> None:
        self.arrays = arrange(table)
        self.about = about
        self.version = about.version
        self.total = table.num_rows
        self.titles = _titles(table)
        """Title of each article, by its id."""
        self._select = lru_cache(maxsize=REMEMBERED)(lambda chosen: Selection(self, chosen))

    @classmethod
    def open(cls, path: Path) -> Store:
        """Read a map.geojson.

        Raises:
            geo.errors.DataError: it is missing or does not fit the contract; the message is one line.
        """
        return cls(*to_table(read_bytes(path), str(path)))

    def mask(self, chosen: Filter) -> Mask:
        """Return which rows pass a filter."""
        passing: Mask = self._failures(self._constraints(chosen)) == 0
        return passing

    def facets(self, chosen: Filter, most: int | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return for every list facet its values and how many Features each would leave, given all other facets.

        Most first, then by name; values that leave none are there with 0. `most` values of each facet, all by default.
        """
        arrays = self.arrays
        constraints = self._constraints(chosen)
        failures = self._failures(constraints)
        passing = failures == 0

        def without(name: str) -> Mask:
            others: Mask = failures == ~constraints[name] if name in constraints else passing
            return others

        counted = arrays.few.counts(without("few"), _few(chosen))
        counted |= {name: facet.counts(without(name)) for name, facet in arrays.facets.items() if name not in FEW}
        return {name: _ordered(facet.values, counted[name], most) for name, facet in arrays.facets.items()}

    def shown(self, chosen: Filter) -> int:
        """Return how many Features pass a filter."""
        return self._select(chosen).shown

    def unplaced(self, mask: Mask) -> int:
        """Return how many rows of a mask are not on the map."""
        start = int(np.searchsorted(self.arrays.drawn, NOWHERE))
        return int(np.count_nonzero(mask[start:]))

    def map(self, view: View, zoom: int, bounds: Bounds) -> Drawn:
        """Return what the map draws in a viewport. Raises BadBounds."""
        window = Window.over(zoom, bounds)
        chosen = self._select(view.seen)
        return Drawn(
            version=self.version,
            total=self.total,
            shown=chosen.shown,
            unplaced=self.unplaced(chosen.mask),
            cells=chosen.drawing.cells(view, window),
            areas=chosen.drawing.areas(view),
            lines=chosen.drawing.lines,
        )

    def in_order(self, mask: Mask) -> Integers:
        """Return the numbers of the events of a mask: by date, undated last, then by article and place in it."""
        ordered = self.arrays.event[self.arrays.by_date[mask[self.arrays.by_date]]]
        first = np.empty(len(self.arrays.event_starts), np.int64)
        position = np.arange(len(ordered))
        # Of an index that repeats, numpy keeps the last assignment: backwards, this is the first occurrence.
        first[ordered[::-1]] = position[::-1]
        events: Integers = ordered[first[ordered] == position].astype(np.int64)
        return events

    def rows(self, chosen: Filter, listing: Listing) -> Listed:
        """Return a page of the list."""
        arrays = self.arrays
        selection = self._select(chosen)
        mask = self._narrowed(selection.mask, listing)
        events = selection.events if mask is selection.mask else self.in_order(mask)
        offset, focus = listing.offset, None
        found = self._number(listing.focus) if listing.focus else None
        if found is not None and mask[found]:
            focus = arrays.table.column("event")[found].as_py()
            offset = int(np.flatnonzero(events == arrays.event[found])[0]) // listing.limit * listing.limit
        after = offset + listing.limit
        groups = [arrays.event_rows[slice(*arrays.event_starts[each : each + 2])] for each in events[offset:after]]
        return Listed(
            shown=int(np.count_nonzero(mask)),
            events=len(events),
            offset=offset,
            next=after if after < len(events) else None,
            focus=focus,
            years=by_year(arrays.first[mask]) if listing.years else None,
            groups=self._fetch([group[mask[group]] for group in groups]),
        )

    def find(self, feature: str) -> Row | None:
        """Return the Feature of an id, null where the file has none."""
        number = self._number(feature)
        return None if number is None else self._fetch([np.array([number])])[0][0]

    def widen(self, chosen: Filter, feature: str) -> tuple[Filter, tuple[str, ...]]:
        """Return the filter opened just so far that it shows a Feature, and the facets that changed.

        A list facet takes the Feature's value in, or is cleared where the Feature has none; dates are moved out to it,
        or cleared where it is undated; a search that does not find it is cleared. An unknown id changes nothing.
        """
        number = self._number(feature)
        if number is None:
            return chosen, ()
        wider = chosen
        for name in (*LISTS, "q", "dates"):
            wider = self._opened(wider, name, number)
        changed = tuple(each.name for each in fields(Filter) if getattr(wider, each.name) != getattr(chosen, each.name))
        return wider, changed

    def known(self, chosen: Filter) -> Filter:
        """Return the filter without the values that the data does not have."""
        facets = self.arrays.facets
        kept: dict[str, Any] = {
            name: tuple(value for value in getattr(chosen, name) if value in facets[name]) for name in LISTS
        }
        return replace(chosen, **kept)

    def _constraints(self, chosen: Filter) -> dict[str, Mask]:
        """Return which rows each facet that is set lets pass; the facets of few values are one, and both dates."""
        arrays = self.arrays
        named = (name for name in LISTS if name not in FEW and getattr(chosen, name))
        masks = {name: arrays.facets[name].mask(getattr(chosen, name)) for name in named}
        if few := _few(chosen):
            masks["few"] = arrays.few.mask(few)
        if chosen.date_from or chosen.date_to:
            start, end = _days(chosen)
            masks["dates"] = (arrays.first <= end) & (arrays.last >= start) & (start <= end)
        if chosen.asof:
            masks["asof"] = (arrays.first <= dates.last_day(chosen.asof)) | (arrays.first == NEVER)
        if chosen.q:
            masks["q"] = arrays.texts.mask(chosen.q)
        return masks

    def _failures(self, constraints: dict[str, Mask]) -> npt.NDArray[np.uint8]:
        """Return for each row how many constraints it fails."""
        failures = np.zeros(self.total, np.uint8)
        for mask in constraints.values():
            failures += ~mask
        return failures

    def _narrowed(self, mask: Mask, listing: Listing) -> Mask:
        """Return the mask narrowed by what a listing asks for; the same object where it asks for nothing."""
        arrays = self.arrays
        if listing.at is not None:
            left, top, right, bottom = span(listing.at)
            x = (arrays.x - left) % SIZE < right - left
            inside = x & (arrays.y >= top) & (arrays.y < bottom)
            mask = mask & np.append(inside, np.zeros(self.total - len(inside), dtype=bool))
        if listing.place is not None:
            mask = mask & arrays.place.mask([listing.place]) & (arrays.drawn < LINE)
        if listing.line is not None:
            mask = mask & arrays.lines.mask([listing.line]) & (arrays.drawn == LINE)
        if listing.unplaced:
            mask = mask & (arrays.drawn == NOWHERE)
        return mask

    def _opened(self, chosen: Filter, facet: str, number: int) -> Filter:
        """Return the filter with one facet opened for one row, the same where it lets the row pass already."""
        arrays = self.arrays
        if facet == "q":
            return chosen if not chosen.q or arrays.texts.mask(chosen.q)[number] else chosen.without("q")
        if facet == "dates":
            return self._opened_dates(chosen, int(arrays.first[number]), int(arrays.last[number]))
        selected, values = getattr(chosen, facet), arrays.facets[facet].of(number)
        if not selected or set(selected) & set(values):
            return chosen
        opened: dict[str, Any] = {facet: (*selected, *values) if values else ()}
        return replace(chosen, **opened)

    def _opened_dates(self, chosen: Filter, first: int, last: int) -> Filter:
        start, end = _days(chosen)
        if first == NEVER or start > end:
            return chosen.without("date_from", "date_to")
        earlier = dates.iso(first) if start > last else chosen.date_from
        later = dates.iso(last) if end < first else chosen.date_to
        return replace(chosen, date_from=earlier, date_to=later)

    def _number(self, feature: str) -> int | None:
        number = pc.index(self.arrays.table.column("id"), feature).as_py()
        return None if number < 0 else int(number)

    def _fetch(self, groups: Sequence[npt.NDArray[np.integer[Any]]]) -> tuple[tuple[Row, ...], ...]:
        """Return the Features of groups of rows."""
        sizes = [len(group) for group in groups]
        numbers = np.concatenate([np.empty(0, np.int64), *groups]).astype(np.int64)
        found = self.arrays.table.take(pa.array(numbers)).to_pylist()
        rows = iter(_row(number, row) for number, row in zip(numbers.tolist(), found, strict=True))
        return tuple(tuple(next(rows) for _ in range(size)) for size in sizes)


def _few(chosen: Filter) -> dict[str, tuple[str, ...]]:
    return {name: getattr(chosen, name) for name in FEW if getattr(chosen, name)}


def _days(chosen: Filter) -> tuple[int, int]:
    """Return the first and the last day that a filter lets pass."""
    start = dates.first_day(chosen.date_from) if chosen.date_from else 1
    return start, dates.last_day(chosen.date_to) if chosen.date_to else NEVER - 1


def _ordered(values: Sequence[str], counts: Integers, most: int | None) -> tuple[tuple[str, int], ...]:
    """Return values, sorted by name, with their counts: most first, then as they stand."""
    order = np.argsort(-counts, kind="stable")[:most].tolist()
    return tuple(zip((values[each] for each in order), counts[order].tolist(), strict=True))


def _titles(table: pa.Table) -> dict[str, str]:
    pairs = table.select(["article", "title"]).group_by("article", use_threads=False).aggregate([("title", "first")])
    return {row["article"]: row["title_first"] or row["article"] for row in pairs.to_pylist() if row["article"]}


def _row(number: int, values: dict[str, Any]) -> Row:
    given: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in values.items()}
    return Row(number, **given)
