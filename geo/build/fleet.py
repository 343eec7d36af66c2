"""Calls in, what each gave out: made by the workers of a Dask cluster, some for each of them at a time."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol, TypeVar

from distributed import Client, Future, LocalCluster, wait
from distributed.scheduler import KilledWorker

from geo.errors import WorkerError

AHEAD = 4
"""Calls that are sent for each worker: none waits for the next, and a billion articles need not be in the scheduler."""
NO_WORKER_S = 120.0
"""Seconds without a single worker after which the build is given up; machines of a cluster start in less."""
TICK_S = 1.0
"""Seconds between two looks at the clock."""
RETRIES = 2
"""Of a call whose store or network failed."""
TRIES = 5
"""Of a call that fails no worker: Dask blames all that a worker had before it when it died."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R = TypeVar("R")


class Queue(Protocol[T_co]):
    """What is still to be sent."""

    def take(self, *, idle: bool) -> T_co | None:
        """Return the next, null where there is none for now; `idle` says that no other is being worked on."""


class Fleet:
    """The workers of a cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @classmethod
    @contextmanager
    def connect(cls, scheduler: str | None, workers: int) -> Iterator[Fleet]:
        """Connect to a cluster; without an address, to one of worker processes on this machine.

        Raises:
            WorkerError: there is no scheduler, or it has no worker.
        """
        with ExitStack() as opened:
            try:
                if scheduler is None:
                    local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0")
                    client = opened.enter_context(Client(opened.enter_context(local)))
                else:
                    client = opened.enter_context(Client(scheduler, timeout=NO_WORKER_S))
                    client.wait_for_workers(1, timeout=NO_WORKER_S)
            except (TimeoutError, ValueError, OSError) as error:
                said = f"{scheduler}: no scheduler with a worker ({error}); start them, or mend the address"
                raise WorkerError(said) from error
            yield cls(client)

    def results(self, work: Callable[[T], R], queue: Queue[T]) -> Iterator[tuple[T, R | BaseException]]:
        """Yield each of a queue with what `work` made of it, or with its error, in the order in which they are done.

        Raises:
            WorkerError: there has been no worker for long, or a worker has other code than this machine.
        """
        running: dict[Future[R], T] = {}
        seen = time.monotonic()
        while True:
            workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
            seen = time.monotonic() if workers else seen
            if time.monotonic() - seen > NO_WORKER_S:
                raise WorkerError(f"no worker for {NO_WORKER_S:.0f} s; start some, the same command goes on from there")
            while len(running) < AHEAD * max(1, workers):
                each = queue.take(idle=not running)
                if each is None:
                    break
                running[self._client.submit(work, each, pure=False, retries=RETRIES)] = each
            if not running:
                return
            try:
                done = wait(list(running), timeout=TICK_S, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                continue
            for future in done:
                each = running.pop(future)
                error = future.exception()
                if isinstance(error, WorkerError):
                    raise error
                yield each, future.result() if error is None else error

    def all(self, work: Callable[[T], R], calls: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Yield each call with what `work` made of it.

        Raises:
            WorkerError: as `results`, or one of them cannot be done.
        """
        queue = _Calls(calls)
        for each, given in self.results(work, queue):
            if not isinstance(given, BaseException):
                yield each, given
            elif not isinstance(given, KilledWorker) or not queue.again(each):
                said = f"{type(given).__name__}: {given}; the same command goes on from there"
                raise WorkerError(said) from given


class _Calls(Queue[T]):
    """Calls of which each is to be done."""

    def __init__(self, calls: Iterable[T]) -> None:
        self._calls = iter(calls)
        self._again: deque[T] = deque()
        self._tries: dict[T, int] = {}

    def take(self, *, idle: bool) -> T | None:
        del idle
        return self._again.popleft() if self._again else next(self._calls, None)

    def again(self, call: T) -> bool:
        """Have a call done again that killed its workers; false where it has been tried long enough."""
        self._tries[call] = self._tries.get(call, 1) + 1
        self._again.append(call)
        sys.stderr.write("warning: a worker was killed; what it did is done again\n")
        return self._tries[call] <= TRIES
