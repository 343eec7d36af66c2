"""The first days and kinds of the rows in, how many of a mask fall into each stretch of the time axis out.

The axis is that of the whole file, so that it stands still while filters change. An event counts once, at its first
day: what a date names less exactly than a stretch stands at its beginning.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard import dates
from dashboard.store.shelf import Shelf

NEVER = int(np.iinfo(np.int32).max)
"""The first day of an undated event: after all others."""
EARLIEST, LATEST = dt.date(1800, 1, 1), dt.date(2100, 12, 31)
"""The days that a filter by dates can name."""
MAX_BINS = 240
"""Stretches of an axis: a bar of each is some 4 pixels wide."""
MONTHS = (1, 3, 12, 60, 120)
"""Months of a stretch where days are too many: a month, a quarter, a year, five, ten."""
WIDTH = 4
"""Kinds."""

Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A histogram by kind, in the order of `KINDS`."""

    starts: tuple[str, ...]
    """First day of each stretch, and the day after the last, ISO 8601; empty where nothing is dated."""
    counts: tuple[tuple[int, ...], ...]
    """By kind, of each stretch."""
    before: tuple[int, ...]
    """By kind, of what begins before the axis (1800)."""
    after: tuple[int, ...]
    """By kind, of what begins after the axis (2100)."""
    undated: tuple[int, ...]


def arrange(first: npt.NDArray[np.int32], kind: npt.NDArray[np.int8], shelf: Shelf) -> None:
    """Put the edges of the axis on a shelf, and for each row its stretch and its kind in one."""
    on = first[(first >= EARLIEST.toordinal()) & (first <= LATEST.toordinal())]
    edges = _edges(int(on.min()), int(on.max())) if len(on) else np.empty(0, np.int64)
    bins = max(len(edges) - 1, 0)
    stretch = np.searchsorted(edges, first, side="right") - 1
    stretch = np.where(first < EARLIEST.toordinal(), bins, np.where(first > LATEST.toordinal(), bins + 1, stretch))
    stretch = np.where(first == NEVER, bins + 2, stretch)
    shelf.put("timeline.edges", edges)
    shelf.put("timeline.of", (stretch * WIDTH + kind).astype(np.int16))


def _edges(first: int, last: int) -> Integers:
    """Return the first days of stretches that cover the days from `first` to `last`, and the day after them."""
    if last - first < MAX_BINS:
        return np.arange(first, last + 2)
    begin, end = (dt.date.fromordinal(day) for day in (first, last))
    across = (end.year - begin.year) * 12 + end.month - begin.month
    step = next((months for months in MONTHS if across // months + 2 <= MAX_BINS), MONTHS[-1])
    start = (begin.year * 12 + begin.month - 1) // step * step
    months = range(start, end.year * 12 + end.month - 1 + step, step)
    days = [dt.date(month // 12, month % 12 + 1, 1).toordinal() for month in (*months, months[-1] + step)]
    return np.array(days, np.int64)


def count(edges: Integers, of: npt.NDArray[np.int16], mask: Mask) -> Timeline:
    """Return the histogram of the rows of a mask."""
    bins = max(len(edges) - 1, 0)
    found = np.bincount(of[mask], minlength=(bins + 3) * WIDTH).reshape(-1, WIDTH).tolist()
    return Timeline(
        starts=tuple(map(dates.iso, edges.tolist())),
        counts=tuple(map(tuple, found[:bins])),
        before=tuple(found[bins]),
        after=tuple(found[bins + 1]),
        undated=tuple(found[bins + 2]),
    )
