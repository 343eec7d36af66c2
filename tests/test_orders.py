"""Rows in another order: their bits by value and by mask, against taking the rows one by one."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.store import orders
from dashboard.store.bits import packed
from dashboard.store.orders import Codes, Order, inverse
from dashboard.store.shelf import Memory

VALUES = {"kinds": {"border": 0, "visit": 1}, "roles": {"literal": 2}}


def made(rows: Codes | None, count: int) -> tuple[Order, list[list[str]]]:
    """Return an order of so many rows that have values at random, and what each has."""
    chance = np.random.default_rng(count)
    kinds, roles = chance.integers(0, 3, count, np.int8), chance.integers(0, 2, count, np.int8)
    shelf = Memory()
    orders.arrange("some", [(kinds, 2), (roles, 1)], rows, shelf)
    had = [
        [*(["border"], ["visit"], [])[kind], *(["literal"], [])[role]] for kind, role in zip(kinds, roles, strict=True)
    ]
    places = inverse(rows).take if rows is not None and len(rows) == count else lambda which: which
    return Order(VALUES, shelf.get("few.some"), rows, count if rows is None else len(rows), places), had


@pytest.mark.parametrize("count", [0, 64, 200])
@pytest.mark.parametrize("kept", [None, 100, 0])
@pytest.mark.parametrize(
    "selected", [{}, {"kinds": ["visit"]}, {"kinds": ["visit", "none"], "roles": ["literal"]}, {"kinds": ["none"]}]
)
def test_what_has_a_value_passes(count: int, kept: int | None, selected: dict[str, list[str]]) -> None:
    rows = None if kept is None else np.random.default_rng(1).integers(0, max(count, 1), min(kept, count), np.int32)
    order, had = made(rows, count)
    places = range(count) if rows is None else rows.tolist()
    expected = [all(set(values) & set(had[row]) for values in selected.values()) for row in places]
    assert order.few(selected).tolist() == packed(np.array(expected, bool)).tolist()
    assert order.counts("kinds", order.few(selected)).tolist() == [
        sum(passes and value in had[row] for passes, row in zip(expected, places, strict=True))
        for value in VALUES["kinds"]
    ]


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 1.0])
def test_what_passes_is_taken_along_few_rows_one_by_one_and_many_block_by_block(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "BLOCK", 16)
    chance = np.random.default_rng(2)
    mask, rows = chance.random(100) < share, chance.permutation(100).astype(np.int32)
    assert made(rows, 100)[0].taken(packed(mask), 100).tolist() == packed(mask[rows]).tolist()
    assert made(None, 100)[0].taken(packed(mask), 100).tolist() == packed(mask).tolist()
