"""A column of values in, the mask of a selection and the counts of all values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dashboard.store.bits import Bits, Mask
from dashboard.store.orders import Order
from dashboard.store.stretches import Stretches

Codes = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]

FEW = 1_000
"""Values looked up one by one; with more, one pass over all rows is quicker."""


class Facet(Protocol):
    """What a reader can select events by."""

    values: tuple[str, ...]
    """Every value of the data, sorted."""

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values; unknown values have no rows."""

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""

    def __contains__(self, value: str) -> bool: ...


class Single:
    """A facet of which a row has one value or none."""

    def __init__(self, values: Sequence[str], codes: Codes, spread: Callable[[Mask], Mask] | None = None) -> None:
        """Take the values and each row's index among them, `len(values)` where it has none.

        `spread` is a quicker way than by these to turn a mask over the values into one over the rows.
        """
        self.values = tuple(values)
        self.codes = codes
        self._spread = spread
        self._index = {value: code for code, value in enumerate(self.values)}

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self.spread(_chosen(self._index, selected))

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        return self._spread(chosen) if self._spread else np.append(chosen, False).take(self.codes)

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""
        return self._index[value]

    def __contains__(self, value: str) -> bool:
        return value in self._index

    def of(self, row: int) -> tuple[str, ...]:
        """Return the value of one row, as a tuple of one or none."""
        code = int(self.codes[row])
        return self.values[code : code + 1]


class ByValue:
    """The rows of a facet of many values, value by value."""

    def __init__(self, order: Order, starts: Offsets, rows: int) -> None:
        """Take an order in which value `v` has the places [starts[v], starts[v + 1]), and how many rows there are."""
        self.order = order
        self._starts = starts
        self._rows = rows
        self._stretches = Stretches(starts)

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        found = np.zeros(self._rows, dtype=bool)
        values = np.flatnonzero(chosen)
        if len(values) > FEW:
            found[self.order.at(0, self._starts[-1])[np.repeat(chosen, np.diff(self._starts))]] = True
            return found
        for start, end in zip(self._starts[values].tolist(), self._starts[values + 1].tolist(), strict=True):
            found[self.order.at(start, end)] = True
        return found

    def counts(self, bits: Bits) -> npt.NDArray[np.int32]:
        """Return for each value how many of its rows pass, given what passes in this order."""
        return self._stretches.counted(bits)


class Many:
    """A facet of which a row has any number of values, each once."""

    def __init__(self, values: Sequence[str], codes: Codes, starts: Offsets, spread: Callable[[Mask], Mask]) -> None:
        """Take the values, of which row `i` has codes[starts[i]:starts[i + 1]], and how a mask over them spreads."""
        self.values = tuple(values)
        self._codes = codes
        self._starts = starts
        self._spread = spread
        self._index = {value: code for code, value in enumerate(self.values)}

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self._spread(_chosen(self._index, selected))

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""
        return self._index[value]

    def __contains__(self, value: str) -> bool:
        return value in self._index

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""
        return tuple(self.values[code] for code in self._codes[self._starts[row] : self._starts[row + 1]])


def _chosen(index: dict[str, int], selected: Iterable[str]) -> Mask:
    """Return for each value whether it is selected."""
    chosen = np.zeros(len(index), dtype=bool)
    chosen[[index[value] for value in selected if value in index]] = True
    return chosen
