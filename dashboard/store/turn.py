"""Who waits for whom: a reader sees the map first, so what counts for the list and the facets lets its answers pass.

Both are steps of numpy in threads of one process. On two cores, of which a browser may have one, a step of the one
takes the time of the other.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 0.05
"""After which a step is taken all the same: a map of ten million events takes a fifth of it."""

_free = threading.Condition()
_urgent = 0
_mine = threading.local()


@contextmanager
def first() -> Iterator[None]:
    """Let what is done in the block go before what gives way."""
    global _urgent  # noqa: PLW0603 - one process, one count
    with _free:
        _urgent += 1
    _mine.urgent = _mine_now() + 1
    try:
        yield
    finally:
        _mine.urgent -= 1
        with _free:
            _urgent -= 1
            if not _urgent:
                _free.notify_all()


def give_way() -> None:
    """Wait until nothing is done first, for `PATIENCE_S` at most; what is itself done first does not wait."""
    if _urgent and not _mine_now():
        with _free:
            _free.wait_for(lambda: not _urgent, PATIENCE_S)


def _mine_now() -> int:
    """Return how many of the blocks that are urgent this thread is in."""
    urgent: int = getattr(_mine, "urgent", 0)
    return urgent
