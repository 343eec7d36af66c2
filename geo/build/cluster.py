"""Addresses of articles in, a folder of GeoParquet parts out, made by the machines of a Dask cluster.

parts -> task (on a worker, any number at a time) -> part-000000-HASH.parquet ... -> _dateline.json
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import fsspec
from distributed import Client, Future, LocalCluster, wait
from distributed.scheduler import KilledWorker

from geo.build.make import milestone_lines
from geo.build.parts import Part, find_parts
from geo.build.progress import Progress
from geo.build.reference import DATA, open_reference
from geo.build.task import MILESTONES, Job, Summary, build_part, put
from geo.errors import InputError, WorkerError
from geo.parquet import GeoParquetWriter
from geo.pipeline import Reference, newest_date

AHEAD = 4
"""Parts that are sent for each worker: none waits for the next, and a billion articles need not be in the scheduler."""
NO_WORKER_S = 120.0
"""Seconds without a single worker after which the build is given up; machines of a cluster start in less."""
TICK_S = 1.0
"""Seconds between two looks at the clock."""
RETRIES = 2
"""Of a part whose store or network failed."""
MANIFEST = "_dateline.json"
"""Readers of a folder pass by names that begin so."""
_PARTS = "part-*.parquet"


@dataclass(slots=True)
class _Tally:
    names: list[str] = field(default_factory=list)
    articles: int = 0
    features: int = 0
    known: int = 0
    problems: int = 0
    as_of: str | None = None

    def add(self, summary: Summary) -> None:
        self.names.append(summary.name)
        self.articles += summary.articles
        self.features += summary.features
        self.known += summary.articles if summary.known else 0
        self.as_of = max(filter(None, (self.as_of, summary.newest)), default=None)
        for problem in summary.problems:
            self.report(problem)

    def report(self, problem: str) -> None:
        self.problems += 1
        sys.stderr.write(f"error: {problem}\n")


class _Queue:
    """The parts that are still to be sent."""

    def __init__(self, parts: Iterator[Part]) -> None:
        self._parts = parts
        self._halves: deque[Part] = deque()
        self._suspects: deque[Part] = deque()
        self._alone: Part | None = None

    def take(self, *, idle: bool) -> Part | None:
        """Return the next part, null where there is none for now; a suspect is sent only while the cluster is idle."""
        if self._halves:
            return self._halves.popleft()
        part = None if self._alone and not idle else next(self._parts, None)
        if part is None and idle and self._suspects:
            part = self._alone = self._suspects.popleft()
        return part

    def again(self, part: Part) -> bool:
        """Have a part that killed its workers read again, in halves or alone; false where it has been.

        Dask blames all the parts that a worker had before it when it died, so the blame alone proves nothing.
        """
        if part == self._alone:
            return False
        halves = part.halves()
        sys.stderr.write(f"warning: {_names(part)}: its workers were killed; it is read again\n")
        (self._halves if halves else self._suspects).extend(halves or (part,))
        return True


def run(args: argparse.Namespace) -> int:
    """Build and write; the exit code is 2 where an article could not be read, though the others are built.

    Raises:
        DatelineError: no articles, no workers, or no folder to write to.
    """
    if args.output.endswith("json") or args.milestones != DATA / MILESTONES:
        raise InputError("--engine dask: give -o FOLDER for the parts; the curated table is that of data/reference")
    reference, rules = open_reference(args.milestones)
    job = Job(args.output, rules, args.fresh)
    store, folder = fsspec.core.url_to_fs(args.output)
    store.makedirs(folder, exist_ok=True)
    total = sum(1 for _ in find_parts(args.articles, args.part_bytes))
    tally = _Tally()
    with _client(args.scheduler, args.workers) as client:
        told = Progress(total, "parts")
        for summary in _summaries(client, find_parts(args.articles, args.part_bytes), job, tally):
            tally.add(summary)
            told(min(len(tally.names), total))
    if not tally.articles:
        sys.stderr.write(f"error: no article could be read; {args.output} has no new map\n")
        return 2
    _finish(store, folder, reference, tally)
    sys.stderr.write(f"{args.output}: {tally.features} features from {tally.articles} articles")
    sys.stderr.write(f", {tally.known} of them done before\n" if tally.known else "\n")
    return 2 if tally.problems else 0


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Client]:
    """Connect to a cluster; without an address, to one of worker processes on this machine."""
    with ExitStack() as opened:
        try:
            if scheduler is None:
                local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
                client = opened.enter_context(Client(opened.enter_context(local)))
            else:
                client = opened.enter_context(Client(scheduler, timeout=NO_WORKER_S))
                client.wait_for_workers(1, timeout=NO_WORKER_S)
        except (TimeoutError, ValueError, OSError) as error:
            said = f"{scheduler}: no scheduler with a worker ({error}); start them, or mend the address"
            raise WorkerError(said) from error
        yield client


def _summaries(client: Client, parts: Iterator[Part], job: Job, tally: _Tally) -> Iterator[Summary]:
    """Yield what each part gave, in the order in which they are done; a part that kills its workers is halved."""
    queue = _Queue(parts)
    running: dict[Future[Summary], Part] = {}
    seen = time.monotonic()
    while True:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        seen = time.monotonic() if workers else seen
        if time.monotonic() - seen > NO_WORKER_S:
            raise WorkerError(f"no worker for {NO_WORKER_S:.0f} s; start some, the same command goes on from there")
        while len(running) < AHEAD * max(1, workers):
            part = queue.take(idle=not running)
            if part is None:
                break
            running[client.submit(build_part, part, job, pure=False, retries=RETRIES)] = part
        if not running:
            return
        try:
            done = wait(list(running), timeout=TICK_S, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        for future in done:
            part = running.pop(future)
            error = future.exception()
            if error is None:
                yield future.result()
            elif isinstance(error, WorkerError):
                raise error
            elif not isinstance(error, KilledWorker) or not queue.again(part):
                tally.report(f"{_names(part)}: {type(error).__name__}: {error}; left out, remove or mend it")


def _names(part: Part) -> str:
    first, last = part.pieces[0], part.pieces[-1]
    if first.shard and len(part.pieces) == 1:
        return f"{first.path}: bytes {first.start} to {first.end}"
    return first.path if first is last else f"{first.path} to {last.path}"


def _finish(store: fsspec.AbstractFileSystem, folder: str, reference: Reference, tally: _Tally) -> None:
    """Write the milestones and the manifest, and remove the parts of earlier builds."""
    as_of = newest_date((), (curated.milestone for curated in reference.milestones))
    tally.as_of = max(filter(None, (tally.as_of, as_of)), default=None)
    file = io.BytesIO()
    with GeoParquetWriter(file) as writer:
        writer.as_of = tally.as_of
        for lines in milestone_lines(reference):
            writer.write(b"".join(line + b"\n" for line in lines))
            tally.features += len(lines)
    file.seek(0)
    name = "part-milestones.parquet"
    put(store, f"{folder}/{name}", file)
    names = sorted([*tally.names, name])
    about = {"as_of": tally.as_of, "articles": tally.articles, "features": tally.features, "parts": names}
    put(store, f"{folder}/{MANIFEST}", io.BytesIO((json.dumps(about, indent=1) + "\n").encode()))
    for path in store.glob(f"{folder}/{_PARTS}"):
        if path.rpartition("/")[2] not in names:
            store.rm_file(path)
