"""Counts of articles in, lines of progress on standard error out."""

from __future__ import annotations

import sys
import time
from collections import deque

PROGRESS_S = 1.0
"""Seconds between two lines."""
SPAN = 30
"""Lines over which the rate is taken: articles done before are passed quickly and say nothing of the others."""


class Progress:
    """Tells how far a build is, at most once in `PROGRESS_S`."""

    def __init__(self, total: int, unit: str = "articles") -> None:
        self._total = total
        self._unit = unit
        self._told: deque[tuple[float, int]] = deque(maxlen=SPAN)

    def __call__(self, done: int) -> None:
        """Note that `done` of all are done."""
        now = time.monotonic()
        if not self._told:
            self._told.append((now, done))  # the workers have begun: their start says nothing of their rate
        if now - self._told[-1][0] < PROGRESS_S:
            return
        since, before = self._told[0]
        self._told.append((now, done))
        rate = (done - before) / (now - since)
        left = _duration((self._total - done) / rate) if rate else "unknown time"
        share = 100 * done // max(1, self._total)
        said = f"{done} of {self._total} {self._unit} ({share} %), {rate:.1f} a second, {left} left"
        sys.stderr.write(said + "\n")


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
