"""A `Filter` in, the rows that pass it and all that is counted of them out: each once, whichever threads ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from dashboard import dates
from dashboard.state import LISTS, Filter
from dashboard.store import timeline
from dashboard.store.arrange import FEW, Integers
from dashboard.store.arrays import Arrays
from dashboard.store.draw import Drawing
from dashboard.store.text import Mask

Counts = dict[str, Integers]
_Made = TypeVar("_Made")


class _Once(Generic[_Made]):
    """A property that is worked out by the first thread that asks while the others wait."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, selection: Selection, _owner: type) -> _Made:
        with selection.lock:
            if self._name not in selection.made:
                selection.made[self._name] = self._make(selection)
            return cast(_Made, selection.made[self._name])


class Selection:
    """The rows that pass one filter."""

    def __init__(self, arrays: Arrays, chosen: Filter) -> None:
        self._arrays = arrays
        self._chosen = chosen
        self.lock = threading.RLock()
        self.made: dict[str, Any] = {}

    def prepare(self) -> None:
        """Work out all that the page, the map, the list and the time axis show."""
        _ = self.drawing.lines, self.counts, self.events, self.timeline

    @_Once
    def mask(self) -> Mask:
        """Which rows pass."""
        passing: Mask = self._failures == 0
        return passing

    @_Once
    def shown(self) -> int:
        """How many rows pass."""
        return int(np.count_nonzero(self.mask))

    @_Once
    def drawing(self) -> Drawing:
        """What the map draws."""
        return Drawing(self._arrays, self.mask)

    @_Once
    def events(self) -> Integers:
        """Numbers of the events in the order of the list."""
        return in_order(self._arrays, self.mask)

    @_Once
    def counts(self) -> Counts:
        """For each list facet how many rows each of its values would leave, given all other facets."""
        arrays = self._arrays
        counted = arrays.few.counts(self._without("few"), few_of(self._chosen))
        counted["places"] = arrays.runs.at_places(self._without("places"), len(arrays.places.ids))
        for name in ("actors", "articles"):
            counted[name] = arrays.facets[name].counts(self._without(name))
        return counted

    @_Once
    def timeline(self) -> timeline.Timeline:
        """The histogram of what passes all facets but the dates."""
        axis = self._arrays.axis
        return timeline.count(axis.edges, axis.of, self._without("dates"))

    @_Once
    def _constraints(self) -> dict[str, Mask]:
        """Which rows each facet that is set lets pass; the facets of few values are one, and both dates."""
        arrays, chosen = self._arrays, self._chosen
        named = (name for name in LISTS if name not in FEW and getattr(chosen, name))
        masks = {name: arrays.facets[name].mask(getattr(chosen, name)) for name in named}
        if few := few_of(chosen):
            masks["few"] = arrays.few.mask(few)
        if chosen.date_from or chosen.date_to:
            start, end = days_of(chosen)
            masks["dates"] = (arrays.first <= end) & (arrays.last >= start) & (start <= end)
        if chosen.asof:
            masks["asof"] = (arrays.first <= dates.last_day(chosen.asof)) | (arrays.first == timeline.NEVER)
        if chosen.q:
            masks["q"] = arrays.texts.mask(chosen.q)
        return masks

    @_Once
    def _failures(self) -> npt.NDArray[np.uint8]:
        """How many constraints each row fails."""
        failures = np.zeros(len(self._arrays.drawn), np.uint8)
        for mask in self._constraints.values():
            failures += ~mask
        return failures

    def _without(self, name: str) -> Mask:
        """Return the rows that pass all constraints but one."""
        if name not in self._constraints:
            return self.mask
        others: Mask = self._failures == ~self._constraints[name]
        return others


def in_order(arrays: Arrays, mask: Mask) -> Integers:
    """Return the numbers of the events of a mask: by date, undated last, then by article and place in it."""
    ordered = arrays.event[arrays.by_date[mask[arrays.by_date]]]
    first = np.empty(len(arrays.event_starts), np.int32)
    position = np.arange(len(ordered), dtype=np.int32)
    # Of an index that repeats, numpy keeps the last assignment: backwards, this is the first occurrence.
    first[ordered[::-1]] = position[::-1]
    events: Integers = ordered[first[ordered] == position]
    return events


def few_of(chosen: Filter) -> dict[str, tuple[str, ...]]:
    """Return what is set of the facets of few values."""
    return {name: getattr(chosen, name) for name in FEW if getattr(chosen, name)}


def days_of(chosen: Filter) -> tuple[int, int]:
    """Return the first and the last day that a filter lets pass."""
    start = dates.first_day(chosen.date_from) if chosen.date_from else 1
    return start, dates.last_day(chosen.date_to) if chosen.date_to else timeline.NEVER - 1


def leading(values: Sequence[str], counts: Integers, most: int | None) -> tuple[tuple[str, int], ...]:
    """Return values, sorted by name, with their counts: most first, then as they stand; `most` of them or all."""
    if most is not None and most < len(counts):
        least = int(np.partition(counts, -most)[-most])
        above = np.flatnonzero(counts > least)
        order = above[np.argsort(-counts[above], kind="stable")]
        order = np.concatenate([order, np.flatnonzero(counts == least)[: most - len(order)]])
    else:
        order = np.argsort(-counts, kind="stable")
    return tuple(zip((values[each] for each in order.tolist()), counts[order].tolist(), strict=True))
