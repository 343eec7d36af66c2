"""A `Filter` in, the rows that pass it and all that is counted of them out: each once, whichever threads ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from dashboard import dates
from dashboard.state import LISTS, Filter
from dashboard.store import timeline
from dashboard.store.arrange import FEW, KINDS
from dashboard.store.arrays import Arrays
from dashboard.store.bits import Bits, Mask, counted, every, packed, unpacked
from dashboard.store.draw import Drawing
from dashboard.store.events import Cards
from dashboard.store.orders import Order

Counts = dict[str, npt.NDArray[np.integer[Any]]]
_Made = TypeVar("_Made")


class _Once(Generic[_Made]):
    """A property that is worked out by the first thread that asks while the others wait: for it alone."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, selection: Selection, _owner: type) -> _Made:
        if self._name not in selection.made:
            with selection.locks.setdefault(self._name, threading.Lock()):
                if self._name not in selection.made:
                    selection.made[self._name] = self._make(selection)
        return cast(_Made, selection.made[self._name])


class Selection:
    """The rows that pass one filter."""

    def __init__(self, arrays: Arrays, chosen: Filter) -> None:
        self._arrays = arrays
        self._chosen = chosen
        self.locks: dict[str, threading.Lock] = {}
        self.made: dict[str, Any] = {}

    def prepare(self) -> None:
        """Work out all that the page, the map, the list and the time axis show."""
        _ = self.drawing.lines, self.counts, self.events, self.timeline

    @_Once
    def bits(self) -> Bits:
        """Which rows pass, in words of bits."""
        return self._without("")

    @property
    def mask(self) -> Mask:
        """Which rows pass; unpacked anew each time, as it is eight times as long."""
        return unpacked(self.bits, self._arrays.rows.size)

    @_Once
    def shown(self) -> int:
        """How many rows pass."""
        return counted(self.bits)

    @_Once
    def drawing(self) -> Drawing:
        """What the map draws."""
        return Drawing(self._arrays, self.bits)

    @_Once
    def events(self) -> Cards:
        """The events in the order of the list."""
        events = self._arrays.events
        return Cards(events, self._along(events.order, ""))

    @_Once
    def counts(self) -> Counts:
        """For each list facet how many rows each of its values would leave, given all other facets."""
        arrays = self._arrays
        found: Counts = {name: arrays.rows.counts(name, self._without(name)) for name in FEW}
        found["places"] = arrays.runs.at_places(self._without("places"), len(arrays.places.ids))
        for name, by_value in arrays.by_value.items():
            found[name] = by_value.counts(self._along(by_value.order, name))
        return found

    @_Once
    def timeline(self) -> timeline.Timeline:
        """The histogram of what passes all facets but the dates."""
        axis = self._arrays.axis
        passing = self._along(axis.listed, "dates")
        by_kind = axis.listed.values["kinds"]
        none = np.zeros_like(passing)
        lines = (axis.listed.line("kinds", kind) if kind in by_kind else none for kind in KINDS)
        return timeline.count(axis.edges, [axis.stretches.counted(line & passing) for line in lines])

    @_Once
    def _constraints(self) -> dict[str, Bits]:
        """Which rows each facet that is set lets pass; both dates are one."""
        arrays, chosen = self._arrays, self._chosen
        bits = {name: arrays.rows.few({name: values}) for name, values in self._few.items()}
        masks: dict[str, Mask] = {}
        for name in LISTS:
            if name not in FEW and getattr(chosen, name):
                masks[name] = arrays.facets[name].mask(getattr(chosen, name))
        if chosen.date_from or chosen.date_to:
            masks["dates"] = self._dated(*days_of(chosen))
        if chosen.asof:
            masks["asof"] = (arrays.first <= dates.last_day(chosen.asof)) | (arrays.first == timeline.NEVER)
        if chosen.q:
            masks["q"] = arrays.texts.mask(chosen.q)
        return bits | {name: packed(mask) for name, mask in masks.items()}

    @_Once
    def _few(self) -> dict[str, tuple[str, ...]]:
        """What is set of the facets of few values."""
        return {name: getattr(self._chosen, name) for name in FEW if getattr(self._chosen, name)}

    def _dated(self, start: int, end: int) -> Mask:
        """Return which rows have a day from `start` to `end`, both included."""
        arrays, chosen = self._arrays, self._chosen
        if start > end:
            return np.zeros(len(arrays.first), dtype=bool)
        if not chosen.date_to:
            return arrays.last >= start
        begun = arrays.first <= end
        return begun & (arrays.last >= start) if chosen.date_from else begun

    def _without(self, name: str) -> Bits:
        """Return the rows that pass all constraints but one."""
        constraints = self._constraints
        if name and name not in constraints:
            return self.bits
        others = (bits for each, bits in constraints.items() if each != name)
        return reduce(np.bitwise_and, others, every(self._arrays.rows.size))

    def _along(self, order: Order, name: str) -> Bits:
        """Return the rows that pass all constraints but one, in an order."""
        others = {each for each in self._constraints if each != name}
        if others <= set(self._few):
            return order.few({each: self._few[each] for each in others})
        return order.taken(self._without(name), self._arrays.rows.size)


def days_of(chosen: Filter) -> tuple[int, int]:
    """Return the first and the last day that a filter lets pass."""
    start = dates.first_day(chosen.date_from) if chosen.date_from else 1
    return start, dates.last_day(chosen.date_to) if chosen.date_to else timeline.NEVER - 1


def leading(
    values: Sequence[str], counts: npt.NDArray[np.integer[Any]], most: int | None
) -> tuple[tuple[str, int], ...]:
    """Return values, sorted by name, with their counts: most first, then as they stand; `most` of them or all."""
    if most is not None and most < len(counts):
        least = _least(counts, most)
        above = np.flatnonzero(counts > least)
        order = above[np.argsort(-counts[above], kind="stable")]
        order = np.concatenate([order, np.flatnonzero(counts == least)[: most - len(order)]])
    else:
        order = np.argsort(-counts, kind="stable")
    return tuple(zip((values[each] for each in order.tolist()), counts[order].tolist(), strict=True))


def _least(counts: npt.NDArray[np.integer[Any]], most: int) -> int:
    """Return the least of the `most` largest counts: by halves, as many are equal, which a partition is slow with."""
    low, high = 0, int(counts.max())
    while low < high:
        middle = (low + high) // 2
        if np.count_nonzero(counts > middle) < most:
            high = middle
        else:
            low = middle + 1
    return low
