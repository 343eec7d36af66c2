"""The events of the file and a mask over their rows in, the events of the list in its order out, a page at a time.

An event stands in the list where the first of its rows that pass does. Which rows these are is worked out in the order
of the events, in words of bits; then only as many rows are looked at in the order of the list as the page asked for
needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.store import orders, turn
from dashboard.store.bits import Bits, Mask, counted, later, packed, unpacked
from dashboard.store.orders import SPARSE, Codes, Order
from dashboard.store.shelf import Shelf

Integers = npt.NDArray[np.int64]

BLOCK = 50_000
"""Places of the list looked at together: what a first page needs, in a fifth of a millisecond."""


def arrange(event: Codes, by_date: Codes, shelf: Shelf) -> Codes:
    """Put the events of the rows, which the list has in the order `by_date`, on a shelf; return the rows by event."""
    within = np.argsort(event[by_date], kind="stable").astype(np.int32)
    rows = by_date[within]
    shelf.put("event.rows", rows)
    shelf.put("event.places", orders.inverse(rows))
    shelf.put("event.listed", within)
    shelf.put("event.at", orders.inverse(within))
    shelf.put("event.starts", np.concatenate([[0], np.cumsum(np.bincount(event))]).astype(np.int64))
    follows = np.zeros(len(rows), dtype=bool)
    follows[1:] = event[rows[1:]] == event[rows[:-1]]
    levels = []
    bits = packed(follows)
    while bits.any():
        levels.append(bits)
        bits = bits & later(bits, 1 << (len(levels) - 1))
    shelf.put("event.follows", np.array(levels, "<u8").reshape(len(levels), len(bits)))
    return rows


@dataclass(frozen=True, slots=True)
class Events:
    """All events of a file."""

    order: Order
    """Row by row, event by event; within an event as the list has them."""
    starts: Integers
    """Event `e` is the places from starts[e] to before starts[e + 1] in this order."""
    follows: Sequence[Bits]
    """Of level `k`: the places that have 2 ** k places of the same event before them."""
    at: Codes
    """Of each place in the list the place in this order."""
    listed: Codes
    """Of each place in this order the place in the list."""

    def rows(self, event: int) -> npt.NDArray[np.integer[Any]]:
        """Return the rows of an event, as the list has them."""
        return self.order.at(*self.starts[event : event + 2].tolist())

    def of(self, places: npt.NDArray[np.integer[Any]]) -> Integers:
        """Return the numbers of the events at some places."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def leads(self, passing: Bits) -> Bits:
        """Return the first place of each event that passes."""
        until = passing
        for level, follows in enumerate(self.follows):
            until = until | (later(until, 1 << level) & follows)
        return passing & ~(later(until, 1) & self.follows[0]) if len(self.follows) else passing


class Cards:
    """The events that pass, in the order of the list."""

    def __init__(self, events: Events, passing: Bits) -> None:
        """Take which places pass in the order of the events."""
        self._events = events
        self._leads = events.leads(passing)
        self.total = counted(self._leads)
        """How many there are."""
        self._before = [0]
        """How many stand before each block of the list that was looked at, and after the last of these."""
        self._places: Codes | None = None
        """Where they stand in the list, if they are few."""
        if self.total * SPARSE <= events.order.size:
            self._places = np.sort(events.listed[np.flatnonzero(self._unpacked())])

    def page(self, offset: int, limit: int) -> Integers:
        """Return the numbers of at most `limit` events after the first `offset`."""
        if self._places is not None:
            return self._events.of(self._events.at[self._places[offset : offset + limit]])
        leads = self._unpacked()
        before = self._looked(leads, offset + limit)
        first = int(np.searchsorted(before, offset, side="right")) - 1
        last = int(np.searchsorted(before, offset + limit))
        places = self._events.at[first * BLOCK : last * BLOCK]
        found = places[leads.take(places)][offset - before[first] :][:limit]
        return self._events.of(found)

    def position(self, event: int) -> int:
        """Return how many stand before one of them."""
        leads, at = self._unpacked(), self._events.at
        start, end = self._events.starts[event : event + 2].tolist()
        place = int(self._events.listed[start + int(leads[start:end].argmax())])
        if self._places is not None:
            return int(np.searchsorted(self._places, place))
        blocks = (at[each : min(each + BLOCK, place)] for each in range(0, place, BLOCK))
        return sum(int(np.count_nonzero(leads.take(block))) for block in blocks)

    def _looked(self, leads: Mask, most: int) -> list[int]:
        """Look at blocks of the list until so many events were found; return how many stand before each, and after."""
        before, at = list(self._before), self._events.at
        for start in range((len(before) - 1) * BLOCK, len(at), BLOCK):
            if before[-1] >= most:
                break
            turn.give_way()
            before.append(before[-1] + int(np.count_nonzero(leads.take(at[start : start + BLOCK]))))
        self._before = before
        return before

    def _unpacked(self) -> Mask:
        return unpacked(self._leads, self._events.order.size)
