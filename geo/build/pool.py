"""Items in, their results out in the same order: read by several processes, of which any may die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from geo.build.items import Item
from geo.build.work import Result
from geo.errors import WorkerError

AHEAD = 4
"""Items that a worker has before it: it never waits for the next, and they fit into the pipe's buffer."""
WINDOW = 1_000
"""Items that may be done before an earlier one is: bounds the memory while one article takes long."""
ARTICLE_S = 600.0
"""Seconds after which an article is given up. The longest that is read, 400,000 words, takes a tenth of it."""
TICK_S = 1.0
"""Seconds between two looks at the clock."""
TRIES = 2
"""A worker may be killed for another's fault, so its article is read again; one that kills two is at fault."""

Reads = Callable[[Item], Result]
# A forked worker would hold the other workers' pipes open, and outlive a build that is killed.
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(slots=True, order=True)
class _Task:
    number: int
    item: Item = field(compare=False)
    tries: int = field(default=0, compare=False)


@dataclass(slots=True)
class _Worker:
    name: str
    process: BaseProcess
    connection: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = 0.0
    """When it began with the first of its tasks."""
    ready: bool = False


def serve(connection: Connection, opens: Callable[[], Reads]) -> None:
    """Be a worker: read what comes over the connection until the build is over or gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the build's: it closes the connection
    work = opens()
    try:
        connection.send(None)
        while True:
            number, item = connection.recv()
            connection.send((number, work(item)))
    except (EOFError, OSError):
        return


class Pool:
    """Some worker processes and what they have before them."""

    def __init__(
        self, count: int, opens: Callable[[], Reads], notice: Callable[[str], None], limit: float = ARTICLE_S
    ) -> None:
        """Set up `count` workers, each of which calls `opens` for what reads an item; `notice` is told of deaths."""
        self._opens = opens
        self._notice = notice
        self._limit = limit
        self._workers = [self._start(f"worker {number}") for number in range(1, count + 1)]
        self._waiting: list[_Task] = []
        """A heap: tasks that no worker has, the first of the input first."""
        self._done: dict[int, tuple[Item, Result]] = {}

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
        """Yield each item with its result, in the order of the items.

        Raises:
            WorkerError: a worker died before it could begin.
        """
        tasks = (_Task(number, item) for number, item in enumerate(items))
        following = 0
        try:
            while self._feed(tasks, following + WINDOW) or self._done:
                self._receive()
                while following in self._done:
                    yield self._done.pop(following)
                    following += 1
        finally:
            self.close()

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
            worker.process.join()

    def _start(self, name: str) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=serve, args=(theirs, self._opens), name=name, daemon=True)
        process.start()
        theirs.close()
        return _Worker(name, process, ours)

    def _feed(self, tasks: Iterator[_Task], end: int) -> bool:
        """Hand out the tasks before number `end`, one round after the other; tell whether any is still to be done."""
        for depth in range(1, AHEAD + 1):
            for worker in self._workers:
                if worker.ready and len(worker.tasks) < depth and self._fill(tasks) and self._waiting[0].number < end:
                    self._hand(worker, heappop(self._waiting))
        return any(worker.tasks for worker in self._workers) or self._fill(tasks)

    def _fill(self, tasks: Iterator[_Task]) -> bool:
        """Have a task wait, if there is any left."""
        if not self._waiting:
            self._waiting.extend(islice(tasks, 1))
        return bool(self._waiting)

    def _hand(self, worker: _Worker, task: _Task) -> None:
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        try:
            worker.connection.send((task.number, task.item))
        except OSError:
            return  # it died: `_receive` meets the end of its connection

    def _receive(self) -> None:
        """Take what the workers have sent; note those that died and end those that hang."""
        ready = wait([worker.connection for worker in self._workers], timeout=TICK_S)
        for position, worker in enumerate(self._workers):
            if worker.connection in ready:
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    self._workers[position] = self._replace(worker)
                    continue
                self._take(worker, message)
            elif worker.tasks and time.monotonic() - worker.since > self._limit:
                worker.process.kill()
                worker.tasks[0].tries = TRIES
                self._workers[position] = self._replace(worker)

    def _take(self, worker: _Worker, message: tuple[int, Result] | None) -> None:
        if message is None:
            worker.ready = True
            return
        task = worker.tasks.popleft()
        worker.since = time.monotonic()
        self._done[task.number] = task.item, message[1]

    def _replace(self, worker: _Worker) -> _Worker:
        """Note a worker's death, give back its tasks, and return another in its place."""
        worker.process.join()
        worker.connection.close()
        how = _how(worker.process.exitcode)
        if not worker.ready:
            raise WorkerError(f"{worker.name} (process {worker.process.pid}) {how} before it could begin; see above")
        if worker.tasks:
            task = worker.tasks[0]
            at = f"{worker.name} (process {worker.process.pid}) {how} while it read {task.item.where}"
            task.tries += 1
            if task.tries < TRIES:
                self._notice(f"{at}; the article is read again")
            else:
                hung = task.tries > TRIES
                cause = f"reading it took more than {self._limit:.0f} s" if hung else f"{at}, as one did before"
                said = f"{task.item.where}: {cause}; it is left out, remove or mend it"
                self._done[task.number] = task.item, Result(None, said)
                worker.tasks.popleft()
        for task in worker.tasks:
            heappush(self._waiting, task)
        return self._start(worker.name)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
