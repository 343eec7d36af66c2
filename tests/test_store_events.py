"""The events of the list, in words of bits and a page at a time, against going through all rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from dashboard.store import events
from dashboard.store.bits import packed
from dashboard.store.events import Cards, Events
from dashboard.store.orders import Order
from dashboard.store.shelf import Memory


def made(sizes: list[int], seed: int) -> tuple[Events, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return events of so many rows, the event of each row and the order of the list, both at random."""
    chance = np.random.default_rng(seed)
    event = chance.permutation(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))
    by_date = chance.permutation(len(event)).astype(np.int32)
    shelf = Memory()
    rows = events.arrange(event, by_date, shelf)
    order = Order({}, np.empty((0, 0), np.uint64), rows, len(rows), shelf.get("event.places").take)
    kept = (shelf.get(f"event.{name}") for name in ("starts", "follows", "at", "listed"))
    return Events(order, *kept), event, by_date


@pytest.mark.parametrize("sizes", [[1], [1] * 70, [2] * 40, [3, 1, 200, 64, 1, 65, 2], [500], [7] * 60])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.6, 1.0])
@pytest.mark.parametrize("block", [8, 50_000])
def test_pages_and_positions_are_those_of_the_whole_list(
    sizes: list[int], share: float, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "BLOCK", block)
    every, event, by_date = made(sizes, len(sizes))
    mask = np.random.default_rng(7).random(len(event)) < share
    expected = list(dict.fromkeys(event[row] for row in by_date.tolist() if mask[row]))
    cards = Cards(every, every.order.taken(packed(mask), len(mask)))
    assert cards.total == len(expected)
    for offset in (0, 1, 5, len(expected) - 1, len(expected), 1_000):
        if offset >= 0:
            assert cards.page(offset, 3).tolist() == expected[offset : offset + 3]
    assert cards.page(0, len(event)).tolist() == expected
    assert [cards.position(each) for each in expected] == list(range(len(expected)))


def test_rows_of_an_event_stand_as_in_the_list() -> None:
    every, event, by_date = made([4, 1, 9], 3)
    for number in range(3):
        assert every.rows(number).tolist() == [row for row in by_date.tolist() if event[row] == number]


def test_the_first_that_passes_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BLOCK", 8)
    every, _, _ = made([3, 70], 1)
    passing = np.zeros(73, dtype=bool)
    passing[[1, 2, 5, 72]] = True
    leads = np.zeros(73, dtype=bool)
    leads[[1, 5]] = True
    assert every.leads(packed(passing)).tolist() == packed(leads).tolist()
