"""Spans of a text in, whether a further one meets any of them out, at the cost of its length alone."""

from __future__ import annotations


class Covered:
    """Which characters of a stretch of a text are taken."""

    def __init__(self, start: int, end: int) -> None:
        """Begin with nothing taken of the characters from `start` up to `end`."""
        self._start = start
        self._taken = bytearray(end - start)

    def take(self, start: int, end: int) -> None:
        """Take the characters of a span that lies in the stretch."""
        self._taken[start - self._start : end - self._start] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a character of the span is taken."""
        return self._taken.find(1, start - self._start, end - self._start) >= 0
