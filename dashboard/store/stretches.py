"""Where stretches of rows begin in, how many rows of each pass a mask out: by sums of bits, not row by row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
_WORD = 64
"""Bits that are summed at once."""


class Stretches:
    """Rows cut into stretches: stretch `s` is the rows [starts[s], starts[s + 1]), and the last start is their end."""

    def __init__(self, starts: npt.NDArray[np.int64]) -> None:
        self._word = starts // _WORD
        self._below = (np.uint64(1) << (starts % _WORD).astype(np.uint64)) - np.uint64(1)

    def counted(self, mask: Mask) -> npt.NDArray[np.int32]:
        """Return how many rows of each stretch pass."""
        bits = np.zeros(len(mask) // _WORD + 1, "<u8")
        packed = np.packbits(mask, bitorder="little")
        bits.view(np.uint8)[: len(packed)] = packed
        before = np.concatenate([[0], np.cumsum(np.bitwise_count(bits), dtype=np.int32)])
        before = before[self._word] + np.bitwise_count(bits[self._word] & self._below)
        counts: npt.NDArray[np.int32] = np.diff(before).astype(np.int32, copy=False)
        return counts
