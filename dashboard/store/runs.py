"""Rows in the order of the store in, the runs of rows that the map counts as one out; a mask in, how many of each pass.

A run is the rows that follow one another and stand at one spot, area or line, at one place, with one kind, and are
associative or not. So a filter costs what there are of runs, and hardly more for ten million rows than for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.store.bits import Bits, Mask, Ranked
from dashboard.store.shelf import Shelf
from dashboard.store.stretches import Stretches

Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]


def arrange(keys: Sequence[npt.NDArray[Any]], place: Codes, look: npt.NDArray[np.int8], shelf: Shelf) -> None:
    """Put the runs of rows on a shelf: the rows are sorted by `keys`, then by place, then by look (see `Runs`)."""
    rows = len(place)
    new = np.zeros(rows, dtype=bool)
    new[:1] = True
    for column in (*keys, place, look):
        new[1:] |= column[1:] != column[:-1]
    starts = np.flatnonzero(new)
    shelf.put("runs.starts", np.append(starts, rows))
    shelf.put("runs.place", place[starts])
    shelf.put("runs.look", look[starts])


class Runs:
    """The runs of a file."""

    def __init__(
        self, edges: Sequence[int], spots: Integers, starts: Integers, place: Codes, look: npt.NDArray[np.int8]
    ) -> None:
        """Take run `r` as the rows [starts[r], starts[r + 1]), at a place and with a look.

        A look is twice the kind, and one more where it is associative. `edges` are the rows at which another way of
        being drawn begins, `spots` those at which another point does.
        """
        self.place = place
        self.kind = look >> 1
        self.associative = (look & 1).astype(bool)
        self.starts = starts
        self._edges = np.searchsorted(starts, edges).tolist()
        self.spots: Codes = (np.searchsorted(spots, starts[: self._edges[1]], side="right") - 1).astype(np.int32)
        """Of the runs of points: the number of their spot."""
        self._stretches = Stretches(starts)

    def drawn(self, how: int) -> slice:
        """Return which runs are drawn in a way: `POINT`, `AREA`, `LINE` or `NOWHERE`."""
        return slice(*self._edges[how : how + 2])

    def counted(self, ranked: Ranked) -> Codes:
        """Return how many rows of each run pass."""
        return self._stretches.of(ranked)

    def at_places(self, bits: Bits, size: int) -> Integers:
        """Return how many rows pass at each of the first `size` places."""
        counts = np.bincount(self.place, self.counted(Ranked(bits)), minlength=size + 1)[:size]
        return counts.astype(np.int64)

    def spread(self, places: Mask) -> Mask:
        """Turn a mask over the places into one over the rows."""
        return np.repeat(np.append(places, False).take(self.place), np.diff(self.starts))
