"""Masks packed in words of bits do what masks do."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.store import bits
from dashboard.store.bits import Mask, Ranked, packed

ROWS = [0, 1, 63, 64, 65, 128, 1_000]


def some(rows: int, share: float = 0.4) -> Mask:
    mask: Mask = np.random.default_rng(rows).random(rows) < share
    return mask


@pytest.mark.parametrize("rows", ROWS)
def test_what_is_packed_is_unpacked_and_counted(rows: int) -> None:
    mask = some(rows)
    assert bits.unpacked(packed(mask), rows).tolist() == mask.tolist()
    assert bits.counted(packed(mask)) == np.count_nonzero(mask)
    assert bits.held(packed(mask), np.arange(rows)).tolist() == mask.tolist()
    assert bits.every(rows).tolist() == packed(np.ones(rows, dtype=bool)).tolist()


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("by", [1, 2, 32, 63, 64, 128, 512])
def test_bits_move_on_by_rows(rows: int, by: int) -> None:
    mask = some(rows)
    expected = np.concatenate([np.zeros(by, dtype=bool), mask])[:rows]
    assert bits.unpacked(bits.later(packed(mask), by), rows).tolist() == expected.tolist()


@pytest.mark.parametrize("rows", ROWS[1:])
@pytest.mark.parametrize("share", [0.01, 0.4, 1.0])
def test_the_first_that_passes_is_found_from_any_row(rows: int, share: float) -> None:
    mask = some(rows, share)
    mask[-1] = True
    starts = np.arange(rows)
    expected = [start + int(mask[start:].argmax()) for start in starts.tolist()]
    assert Ranked(packed(mask)).first(starts).tolist() == expected
