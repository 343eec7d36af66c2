"""The first days of the list in, the stretches of the time axis and how many rows of each kind fall into them out.

The axis is that of the whole file, so that it stands still while filters change. An event counts once, at its first
day: what a date names less exactly than a stretch stands at its beginning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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

Integers = npt.NDArray[np.int64]


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


def arrange(listed: npt.NDArray[np.int32], shelf: Shelf) -> None:
    """Put the edges of the axis on a shelf, and where in the list its stretches begin, given the list's first days.

    The list has before the first stretch what begins before the axis, after the last what begins after it, and last
    the undated.
    """
    on = listed[np.searchsorted(listed, EARLIEST.toordinal()) : np.searchsorted(listed, LATEST.toordinal(), "right")]
    edges = _edges(int(on[0]), int(on[-1])) if len(on) else np.empty(0, np.int64)
    ends = np.append(edges[1:-1], LATEST.toordinal() + 1)[: max(len(edges) - 1, 0)]
    days = np.concatenate([[EARLIEST.toordinal()], ends, [NEVER]]).astype(listed.dtype)
    shelf.put("timeline.edges", edges)
    shelf.put("timeline.starts", np.concatenate([[0], np.searchsorted(listed, days), [len(listed)]]).astype(np.int64))


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


def count(edges: Integers, by_kind: Sequence[npt.NDArray[np.int32]]) -> Timeline:
    """Return the histogram, given by kind how many rows there are in each stretch of the list."""
    before, *bins, after, undated = zip(*(counts.tolist() for counts in by_kind), strict=True)
    return Timeline(
        starts=tuple(map(dates.iso, edges.tolist())),
        counts=tuple(bins),
        before=before,
        after=after,
        undated=undated,
    )
