"""Stretches of rows counted by sums of bits, against counting them one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from dashboard.store.bits import packed
from dashboard.store.stretches import Stretches, members


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65, 128, 1_000])
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_each_stretch_is_counted(rows: int, share: float) -> None:
    chance = np.random.default_rng(rows)
    mask = chance.random(rows) < share
    # Some stretches are empty, some as long as a word of bits and longer.
    starts = np.sort(np.concatenate([[0, 0, rows], chance.integers(0, rows + 1, 40)])).astype(np.int64)
    expected = [int(mask[start:end].sum()) for start, end in pairwise(starts.tolist())]
    assert Stretches(starts).counted(packed(mask)).tolist() == expected


def test_rows_of_some_stretches_are_named_one_stretch_after_the_other() -> None:
    starts = np.array([0, 2, 2, 5, 6])
    assert members(starts, np.array([2, 1, 0])).tolist() == [2, 3, 4, 0, 1]
    assert members(starts, np.array([], np.int64)).tolist() == []
