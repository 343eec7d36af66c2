"""Work and items in, the results in the items' order out: from several processes, with a bounded number under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from geo.errors import DatelineError

BATCH = 32
"""Items that travel together: one costs less than the message that carries it."""
AHEAD = 3
"""Batches under way for each process: one at work, one waiting, one being written. More would only fill the memory."""
MAX_WORKERS = 64
"""Each holds caches of some 50 MB."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def ordered(work: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """Yield `work(item)` for each item in order; with one worker in this process, else in so many others.

    Args:
        work: a function that can be pickled where there are several workers.
        items: read as they are needed, never all at once.
        workers: 1 to `MAX_WORKERS`.

    Raises:
        DatelineError: a process was killed from outside. What `work` and `items` raise is raised here too.
    """
    if workers == 1:
        yield from map(work, items)
        return
    source = iter(items)
    under_way: deque[Future[list[Result]]] = deque()
    pool = ProcessPoolExecutor(workers)
    try:
        while batch := list(islice(source, BATCH)):
            under_way.append(pool.submit(_each, work, batch))
            if len(under_way) >= AHEAD * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool:
        raise DatelineError("a worker process was killed, perhaps for want of memory; use fewer --workers") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _each(work: Callable[[Item], Result], batch: list[Item]) -> list[Result]:
    return [work(item) for item in batch]
