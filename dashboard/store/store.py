"""A `Filter` in; masks, counts, what the map draws and what the list holds of the one file out.

Everything here is read by many threads at once: what is built at opening never changes, and what is remembered
is only ever replaced whole.
"""

from __future__ import annotations

import threading
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
from dashboard.store import pack, turn
from dashboard.store.arrange import AREA, LINE, NOWHERE, arrange
from dashboard.store.arrays import Arrays, load
from dashboard.store.bits import counted, held, packed, unpacked
from dashboard.store.drawn import Area, Cell, Line
from dashboard.store.events import Cards
from dashboard.store.fit import Corners, story
from dashboard.store.grid import SIZE, Bounds, Window, deinterleave, span
from dashboard.store.read import About, read_bytes, to_table
from dashboard.store.rows import Listed, Listing, Row
from dashboard.store.select import Selection, days_of, leading
from dashboard.store.shelf import Memory
from dashboard.store.source import PARQUET, Whole
from dashboard.store.table import Table
from dashboard.store.text import Mask
from dashboard.store.timeline import NEVER, Timeline
from dashboard.store.years import by_year

IN_MEMORY = 4_000_000
"""Bytes of a map.geojson that is opened without a packed copy: some 4,000 events, in less than a second."""
REMEMBERED = 64
"""Selections kept at most: the readers at work at once, and the step back of each."""
REMEMBERED_BYTES = 400_000_000
"""What they may take together; one takes less than two bytes a row."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map draws in a viewport."""

    version: str
    total: int
    shown: int
    unplaced: int
    cells: Table[Cell]
    areas: Table[Area]
    lines: Table[Line]


class Store:
    """The events of one file."""

    def __init__(self, arrays: Arrays, about: About) -> None:
        self.arrays = arrays
        self.about = about
        self.version = about.version
        self.total = len(arrays.drawn)
        self.titles = arrays.titles
        """Title of each article, by its id."""
        kept = min(REMEMBERED, max(8, REMEMBERED_BYTES // (2 * self.total + 1)))
        self._selections = lru_cache(maxsize=kept)(lambda chosen: Selection(arrays, chosen))
        self._lock = threading.Lock()

    @cached_property
    def confirmed(self) -> tuple[int, int]:
        """How many marks of articles a person confirmed or mended, and how many there are."""
        counts = self.confirmed_of.values()
        return sum([confirmed for confirmed, _ in counts]), sum([marks for _, marks in counts])

    @cached_property
    def confirmed_of(self) -> dict[str, tuple[int, int]]:
        """The same for each article, by its id."""
        article, method = (self.arrays.table.column(name) for name in ("article", "method"))
        by_person = pc.fill_null(pc.equal(method, "corrected"), False).cast(pa.int64())
        counted = (
            pa.table({"article": article, "by_person": by_person})
            .group_by("article")
            .aggregate([("by_person", "sum"), ("by_person", "count")])
        )
        rows = zip(
            *(counted.column(name).to_pylist() for name in ("article", "by_person_sum", "by_person_count")), strict=True
        )
        return {identity: (confirmed, marks) for identity, confirmed, marks in rows if identity is not None}

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a map.geojson or a (Geo)Parquet file; a large one by its packed copy.

        Raises:
            geo.errors.DataError: it is missing or does not fit the contract; the message is one line.
        """
        if path.suffix in PARQUET or (path.exists() and path.stat().st_size > IN_MEMORY):
            return cls(*pack.opened(path))
        return cls.of(*to_table(read_bytes(path), str(path)))

    @classmethod
    def of(cls, table: pa.Table, about: About) -> Store:
        """Return the store of a table of `SCHEMA` that holds to the contract, all in memory."""
        shelf = Memory()
        arrange(Whole(table, about), shelf)
        return cls(load(shelf), about)

    def select(self, chosen: Filter) -> Selection:
        """Return the rows that pass a filter, the same object as long as it is remembered."""
        with self._lock:
            return self._selections(chosen)

    def mask(self, chosen: Filter) -> Mask:
        """Return which rows pass a filter."""
        return self.select(chosen).mask

    def facets(self, chosen: Filter, most: int | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return for every list facet its values and how many Features each would leave, given all other facets.

        Most first, then by name; values that leave none are there with 0. `most` values of each facet, all by default.
        """
        counts = self.select(chosen).counts
        return {name: leading(facet.values, counts[name], most) for name, facet in self.arrays.facets.items()}

    def timeline(self, chosen: Filter) -> Timeline:
        """Return how many Features of each kind begin in each stretch of time, given all facets but the dates."""
        return self.select(chosen).timeline

    def values(self, name: str) -> tuple[str, ...]:
        """Return all values of a list facet, sorted."""
        return self.arrays.facets[name].values

    def leading(self, chosen: Filter, name: str, search: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return as `facets` does one facet's first values: those whose words hold `search`, and those chosen."""
        facet, counts = self.arrays.facets[name], self.select(chosen).counts[name]
        if search:
            wanted = search.casefold()
            words = map(self.titles.__getitem__, facet.values) if name == "articles" else iter(facet.values)
            held = np.fromiter((wanted in each.casefold() for each in words), bool, len(facet.values))
            found = np.flatnonzero(held)
            first = leading([facet.values[each] for each in found.tolist()], counts[found], most)
        else:
            first = leading(facet.values, counts, most)
        also = set(getattr(chosen, name)) - {value for value, _ in first}
        return first + tuple((value, int(counts[facet.index(value)])) for value in sorted(also))

    def shown(self, chosen: Filter) -> int:
        """Return how many Features pass a filter."""
        return self.select(chosen).shown

    def unplaced(self, chosen: Filter) -> int:
        """Return how many Features that pass a filter are not on the map."""
        return self.select(chosen).drawing.unplaced

    def map(self, view: View, zoom: int, bounds: Bounds) -> Drawn:
        """Return what the map draws in a viewport. Raises BadBounds."""
        window = Window.over(zoom, bounds)
        chosen = self.select(view.seen)
        with turn.first():
            return Drawn(
                version=self.version,
                total=self.total,
                shown=chosen.shown,
                unplaced=chosen.drawing.unplaced,
                cells=chosen.drawing.cells(view, window),
                areas=chosen.drawing.areas(view),
                lines=chosen.drawing.lines,
            )

    def fit(self, chosen: Filter) -> Corners | None:
        """Return south-west and north-east of the part of the world with most of the story, null without a point."""
        return story(*self.select(chosen).drawing.middles())

    def rows(self, chosen: Filter, listing: Listing) -> Listed:
        """Return a page of the list."""
        arrays = self.arrays
        selection = self.select(chosen)
        narrowed = self._narrowed(selection, listing)
        bits = selection.bits if narrowed is None else packed(narrowed)
        every = arrays.events
        events = selection.events if narrowed is None else Cards(every, every.order.taken(bits, self.total))
        offset, focus = listing.offset, None
        found = self._number(listing.focus) if listing.focus else None
        if found is not None and held(bits, np.array([found]))[0]:
            focus = arrays.table.column("event")[found].as_py()
            offset = events.position(int(arrays.event[found])) // listing.limit * listing.limit
        after = offset + listing.limit
        groups = map(arrays.events.rows, events.page(offset, listing.limit).tolist())
        return Listed(
            shown=counted(bits),
            events=events.total,
            offset=offset,
            next=after if after < events.total else None,
            focus=focus,
            years=by_year(arrays.first[unpacked(bits, self.total)]) if listing.years else None,
            groups=self._fetch([group[held(bits, group)] for group in groups]),
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

    def _narrowed(self, selection: Selection, listing: Listing) -> Mask | None:
        """Return which rows are left by what a listing asks for; null where it asks for nothing."""
        if listing.at is None and listing.place is None and listing.line is None and not listing.unplaced:
            return None
        arrays, mask = self.arrays, selection.mask
        if listing.at is not None:
            left, top, right, bottom = span(listing.at)
            x, y = deinterleave(arrays.spots.keys)
            spots = ((x - left) % SIZE < right - left) & (y >= top) & (y < bottom)
            inside = np.zeros(self.total, dtype=bool)
            inside[: arrays.edges[AREA]] = np.repeat(spots, np.diff(arrays.spots.starts))
            mask = mask & inside
        if listing.place is not None:
            mask = mask & arrays.place.mask([listing.place]) & (arrays.drawn < LINE)
        if listing.line is not None:
            mask = mask & arrays.lines.facet.mask([listing.line]) & (arrays.drawn == LINE)
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
        start, end = days_of(chosen)
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


def _row(number: int, values: dict[str, Any]) -> Row:
    given: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in values.items()}
    return Row(number, **given)
