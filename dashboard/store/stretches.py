"""Where stretches of rows begin in, how many rows of each pass a mask out: by sums of bits, not row by row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dashboard.store.bits import WORD, Bits, Ranked, below

Integers = npt.NDArray[np.int64]


def members(starts: Integers, which: Integers) -> Integers:
    """Return the rows of some stretches, which begin at `starts`, one stretch after the other."""
    begins = starts[which]
    sizes = starts[which + 1] - begins
    before = np.cumsum(sizes) - sizes
    rows: Integers = np.repeat(begins - before, sizes) + np.arange(sizes.sum())
    return rows


class Stretches:
    """Rows cut into stretches: stretch `s` is the rows [starts[s], starts[s + 1]), and the last start is their end."""

    def __init__(self, starts: Integers) -> None:
        self._word = starts // WORD
        self._below = below(starts)

    def counted(self, bits: Bits) -> npt.NDArray[np.int32]:
        """Return how many rows of each stretch pass."""
        return self.of(Ranked(bits))

    def of(self, ranked: Ranked) -> npt.NDArray[np.int32]:
        """Return the same of bits that are ranked already."""
        counts: npt.NDArray[np.int32] = np.diff(ranked.before(self._word, self._below))
        return counts
