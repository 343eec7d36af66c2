"""Rows in one order after another in, masks over them in each out.

An answer that goes by event, by date or by the values of a facet counts stretches of rows in that order. Of the facets
of few values every order holds the bits of each value, so that a filter by them costs no look at the rows. What passes
another filter is taken to the order: where it is few rows, each to its places, else place by place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.store import turn
from dashboard.store.bits import WORD, Bits, counted, every, packed, unpacked
from dashboard.store.shelf import Shelf

Codes = npt.NDArray[np.int32]
Integers = npt.NDArray[np.int64]

SPARSE = 16
"""One row of so many, and fewer, are taken one by one."""
BLOCK = 250_000
"""Rows taken to an order at once: less than a millisecond. A multiple of eight."""


def inverse(order: npt.NDArray[np.integer[Any]]) -> Codes:
    """Return where each of the numbers from 0 on stands in an order of them."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def arrange(name: str, facets: Sequence[tuple[npt.NDArray[np.int8], int]], rows: Codes | None, shelf: Shelf) -> None:
    """Put on a shelf the bits of every value of some facets, the rows in an order, or as they are.

    Facets are each row's index among the values, and how many values there are.
    """
    lines = []
    for codes, size in facets:
        taken = codes if rows is None else codes.take(rows)
        lines += [packed(taken == value) for value in range(size)]
    entries = len(facets[0][0] if rows is None else rows)
    shelf.put(f"few.{name}", np.array(lines, "<u8").reshape(len(lines), entries // WORD + 1))


@dataclass(frozen=True, slots=True)
class Order:
    """The rows in one order; some may not be in it, and some several times."""

    values: Mapping[str, Mapping[str, int]]
    """Facets of few values: the line of each value."""
    lines: npt.NDArray[np.uint64]
    """Which rows have a value, as bits."""
    rows: Codes | None
    """The row at each place; null in the order of the store itself."""
    size: int
    places: Callable[[Integers], npt.NDArray[np.integer[Any]]]
    """Where some rows are, given by their numbers."""

    def at(self, start: int, end: int) -> npt.NDArray[np.integer[Any]]:
        """Return the rows at the places from `start` to before `end`."""
        return np.arange(start, end) if self.rows is None else self.rows[start:end]

    def few(self, selected: Mapping[str, Iterable[str]]) -> Bits:
        """Return what has one of the selected values in every facet that is named."""
        found = every(self.size)
        for name, values in selected.items():
            having = np.zeros_like(found)
            for value in values:
                if value in self.values[name]:
                    having |= self.line(name, value)
            found &= having
        return found

    def line(self, name: str, value: str) -> Bits:
        """Return what has a value of a facet of few values. Raises KeyError where the data does not have it."""
        line: Bits = self.lines[self.values[name][value]]
        return line

    def counts(self, name: str, bits: Bits) -> npt.NDArray[np.int64]:
        """Return for each value of a facet of few values how many of some rows have it."""
        both = np.empty_like(bits)
        lines = (np.bitwise_and(self.lines[line], bits, out=both) for line in self.values[name].values())
        return np.array(list(map(counted, lines)), np.int64)

    def taken(self, passing: Bits, rows: int) -> Bits:
        """Return in this order what passes of so many rows of the store; what is more urgent goes first."""
        if self.rows is None:
            return passing
        mask = unpacked(passing, rows)
        if counted(passing) * SPARSE <= rows:
            found = np.zeros(self.size, dtype=bool)
            found[self.places(np.flatnonzero(mask))] = True
            return packed(found)
        bits = np.zeros(self.size // WORD + 1, "<u8")
        held = bits.view(np.uint8)
        for start in range(0, self.size, BLOCK):
            turn.give_way()
            block = np.packbits(mask.take(self.rows[start : start + BLOCK]), bitorder="little")
            held[start // 8 : start // 8 + len(block)] = block
        return bits
