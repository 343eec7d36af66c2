"""What is done and what is to do in, a line of progress out: rate and time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

PROGRESS_S = 1.0
"""Seconds between two lines."""
_EVERY = 10_000
"""Rows between two looks at the clock."""
_Row = TypeVar("_Row")


class Pace:
    """Says, at most once in `PROGRESS_S`, how far a work is, how fast it goes and how long it will take."""

    def __init__(self, total: int, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        """Take all the work there is, in any unit."""
        self._total, self._tell, self._clock = total, tell, clock
        self._began = self._last = clock()
        self._skipped = self._done = self._rows = 0

    def skip(self, work: int) -> None:
        """Take work as done that an earlier process did: it says nothing of the rate."""
        self._skipped += work

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Leave out the time that other work takes."""
        began = self._clock()
        yield
        self._began += self._clock() - began

    def add(self, doing: str, rows: int, work: int) -> None:
        """Hear of the rows and the work done since the last time."""
        self._done += work
        self._rows += rows
        now = self._clock()
        if now - self._last < PROGRESS_S:
            return
        self._last, took = now, now - self._began
        part = 100 * (self._skipped + self._done) / max(self._total, 1)
        left = (self._total - self._skipped - self._done) * took / max(self._done, 1)
        self._tell(f"{doing}: {part:.0f} % of all, {self._rows / took:,.0f} rows a second, {left:,.0f} s left")

    def watch(self, doing: str, rows: Iterable[_Row]) -> Iterator[_Row]:
        """Yield the rows, each a unit of work; the time counts from the first."""
        self._began = self._last = self._clock()
        for number, row in enumerate(rows, start=1):
            if number % _EVERY == 0:
                self.add(doing, _EVERY, _EVERY)
            yield row
