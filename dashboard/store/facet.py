"""A column of values in, the mask of a selection and the counts of all values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dashboard.store.stretches import Mask, Stretches

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

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Return for each value how many rows of `mask` have it."""

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""

    def __contains__(self, value: str) -> bool: ...


class Single:
    """A facet of which a row has one value or none."""

    def __init__(self, values: Sequence[str], codes: Codes) -> None:
        """Take the values and each row's index among them, `len(values)` where it has none."""
        self.values = tuple(values)
        self.codes = codes
        self._index = {value: code for code, value in enumerate(self.values)}

    def chosen(self, selected: Iterable[str]) -> Mask:
        """Return for each value whether it is selected."""
        return _chosen(self._index, selected)

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self.spread(self.chosen(selected))

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        return np.append(chosen, False).take(self.codes)

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""
        return self._index[value]

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


@dataclass(frozen=True, slots=True)
class Lists:
    """The values of rows that have any number of them, by row and by value."""

    codes: Codes
    """Row `i` has the values codes[starts[i]:starts[i + 1]]."""
    starts: Offsets
    rows: Codes
    """Row of each of `codes`."""
    by_value: Codes
    """Value `v` is in the rows by_value[value_starts[v]:value_starts[v + 1]]."""
    value_starts: Offsets

    @classmethod
    def of(cls, codes: Codes, starts: Offsets, size: int) -> Lists:
        """Return the lists of compressed rows, for `size` values."""
        rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        value_starts = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=size))]).astype(np.int64)
        return cls(codes, starts, rows, rows[np.argsort(codes, kind="stable")], value_starts)


class Many:
    """A facet of which a row has any number of values, each once."""

    def __init__(self, values: Sequence[str], lists: Lists) -> None:
        """Take the values and each row's indexes among them."""
        self.values = tuple(values)
        self._codes = lists.codes
        self._starts = lists.starts
        self._rows = lists.rows
        self._rows_by_value = lists.by_value
        self._value_starts = lists.value_starts
        self._stretches = Stretches(lists.value_starts)
        self._index = {value: code for code, value in enumerate(self.values)}

    def mask(self, selected: Iterable[str]) -> Mask:
        """Return which rows have one of the selected values."""
        return self.spread(_chosen(self._index, selected))

    def spread(self, chosen: Mask) -> Mask:
        """Turn a mask over the values into one over the rows."""
        found = np.zeros(len(self._starts) - 1, dtype=bool)
        values = np.flatnonzero(chosen)
        if len(values) > FEW:
            found[self._rows[chosen[self._codes]]] = True
            return found
        for start, end in zip(self._value_starts[values], self._value_starts[values + 1], strict=True):
            found[self._rows_by_value[start:end]] = True
        return found

    def index(self, value: str) -> int:
        """Return where a value stands among `values`. Raises KeyError where the data does not have it."""
        return self._index[value]

    def __contains__(self, value: str) -> bool:
        return value in self._index

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """Return for each value how many rows of `mask` have it."""
        return self._stretches.counted(mask.take(self._rows_by_value)).astype(np.int64)

    def of(self, row: int) -> tuple[str, ...]:
        """Return the values of one row."""
        return tuple(self.values[code] for code in self._codes[self._starts[row] : self._starts[row + 1]])


class Together:
    """Facets of few values, counted in one pass: each combination of values that the data has is a number."""

    def __init__(self, facets: Mapping[str, Single], of: npt.NDArray[np.int16], seen: Offsets) -> None:
        """Take the facets and what `combine` made of them."""
        self._facets = dict(facets)
        self._of = of
        sizes = [len(facet.values) + 1 for facet in self._facets.values()]
        self._codes = dict(zip(self._facets, np.unravel_index(seen, sizes), strict=True))

    @staticmethod
    def combine(facets: Mapping[str, Single]) -> tuple[npt.NDArray[np.int16], Offsets]:
        """Return the combination of each row and what the combinations are."""
        sizes = [len(facet.values) + 1 for facet in facets.values()]
        combined = np.ravel_multi_index([facet.codes for facet in facets.values()], sizes)
        seen = np.flatnonzero(np.bincount(combined, minlength=int(np.prod(sizes))))
        number = np.zeros(int(np.prod(sizes)), np.int16)
        number[seen] = np.arange(len(seen))
        return number[combined], seen

    def mask(self, selected: Mapping[str, Iterable[str]]) -> Mask:
        """Return which rows have one of the selected values in every facet that is named."""
        mask: Mask = self._passing(selected).take(self._of)
        return mask

    def counts(self, mask: Mask, selected: Mapping[str, Iterable[str]]) -> dict[str, npt.NDArray[np.int64]]:
        """Return for each facet, given the selection in the others, how many rows of `mask` have each value."""
        counted = {}
        rows = np.bincount(self._of[mask], minlength=len(next(iter(self._codes.values()))))
        for name, facet in self._facets.items():
            others = self._passing({each: values for each, values in selected.items() if each != name})
            size = len(facet.values)
            found = np.bincount(self._codes[name], rows * others, minlength=size + 1)
            counted[name] = found[:size].astype(np.int64)
        return counted

    def _passing(self, selected: Mapping[str, Iterable[str]]) -> Mask:
        """Return which combinations have one of the selected values in every facet that is named."""
        passing = np.ones(len(next(iter(self._codes.values()))), dtype=bool)
        for name, values in selected.items():
            passing &= np.append(self._facets[name].chosen(values), False)[self._codes[name]]
        return passing


def _chosen(index: dict[str, int], selected: Iterable[str]) -> Mask:
    """Return for each value whether it is selected."""
    chosen = np.zeros(len(index), dtype=bool)
    chosen[[index[value] for value in selected if value in index]] = True
    return chosen
