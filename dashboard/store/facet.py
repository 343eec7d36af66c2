"""A column of values in, the mask of a selection and the counts of all values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]


class Facet(Protocol):
    """What a reader can select events by."""

    values: tuple[str, ...]
    """Every value of the data, sorted."""

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values; unknown values have no rows."""

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Return for each value how many rows of `mask` have it."""

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""

    def __contains__(self, value: str) -> bool: ...


class Single:
    """A facet of which a row has one value or none."""

    def __init__(self, values: Sequence[str], codes: Codes) -> None:
        """Take the values and each row's index among them, `len(values)` where it has none."""
        self.values = tuple(values)
        self.codes = codes
        self._index = {value: code for code, value in enumerate(self.values)}

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self.spread(_chosen(self._index, selected))

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        return np.append(chosen, False)[self.codes]

    def __contains__(self, value: str) -> bool:
        return value in self._index

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Return for each value how many rows of `mask` have it."""
        size = len(self.values)
        return np.bincount(self.codes[mask], minlength=size + 1)[:size]

    def of(self, row: int) -> tuple[str, ...]:
        """Return the value of one row, as a tuple of one or none."""
        code = int(self.codes[row])
        return self.values[code : code + 1]


class Many:
    """A facet of which a row has any number of values, each once."""

    def __init__(self, values: Sequence[str], codes: Codes, starts: npt.NDArray[np.int64]) -> None:
        """Take the values and, as compressed rows, their indexes: row `i` has `codes[starts[i]:starts[i + 1]]`."""
        self.values = tuple(values)
        self._codes = codes
        self._starts = starts
        self._rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        self._index = {value: code for code, value in enumerate(self.values)}

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self.spread(_chosen(self._index, selected))

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        found = np.zeros(len(self._starts) - 1, dtype=bool)
        found[self._rows[chosen[self._codes]]] = True
        return found

    def __contains__(self, value: str) -> bool:
        return value in self._index

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Return for each value how many rows of `mask` have it."""
        return np.bincount(self._codes[mask[self._rows]], minlength=len(self.values))

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""
        return tuple(self.values[code] for code in self._codes[self._starts[row] : self._starts[row + 1]])


def _chosen(index: dict[str, int], selected: Iterable[str]) -> Mask:
    """Return for each value whether it is selected."""
    chosen = np.zeros(len(index), dtype=bool)
    chosen[[index[value] for value in selected if value in index]] = True
    return chosen
