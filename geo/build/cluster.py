"""Addresses of articles in, a folder of GeoParquet parts out, made by the machines of a Dask cluster.

parts -> task (on a worker, any number at a time) -> part-000000-HASH.parquet ... -> join (what several parts tell)
-> part-000000-HASH-HASH.parquet for those that it concerns -> _dateline.json
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import fsspec
from distributed.scheduler import KilledWorker

from geo.build.fleet import Fleet, Queue
from geo.build.join import Join, Named, apply_events, find_doubles, join_events, open_join
from geo.build.make import milestone_lines
from geo.build.parts import Part, find_parts
from geo.build.progress import Progress
from geo.build.reference import DATA, open_reference
from geo.build.store import DRAFT, put
from geo.build.task import MILESTONES, Job, Summary, build_part, summary_of
from geo.build.told import FOLDER
from geo.errors import InputError
from geo.parquet import GeoParquetWriter
from geo.pipeline import Reference, newest_date

MANIFEST = "_dateline.json"
"""Readers of a folder pass by names that begin so."""
_MILESTONES = "part-milestones.parquet"


class _Parts(Queue[Part]):
    """The parts that are still to be read."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = iter(parts)
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


@dataclass(slots=True)
class _Build:
    """A build while it is made."""

    fleet: Fleet
    job: Job
    parts: Iterable[Part]
    """The whole input, once more."""
    done: dict[tuple[int, str], tuple[str, Summary]] = field(default_factory=dict)
    """By the part's place in the input, its name and what it gave."""
    problems: int = 0

    def read(self, parts: Iterable[Part]) -> Iterator[int]:
        """Have parts read, those that kill their workers in halves; yield how many are done."""
        queue = _Parts(parts)
        for part, given in self.fleet.results(partial(build_part, job=self.job), queue):
            if isinstance(given, Summary):
                self.done[part.place] = part.name(self.job.rules), replace(given, problems=())
                said = self._said(part)
                for problem in given.problems:
                    if problem not in said:
                        self._report(problem)
                yield len(self.done)
            elif isinstance(given, KilledWorker) and queue.again(part):
                self.done.pop(part.place, None)
            else:
                self._report(f"{_names(part)}: {type(given).__name__}: {given}; left out, remove or mend it")

    def _said(self, part: Part) -> tuple[str, ...]:
        """Return the problems that were reported of a part when it was read with all of its articles."""
        store, folder = fsspec.core.url_to_fs(self.job.output)
        path = f"{folder}/{replace(part, without=()).name(self.job.rules)}"
        return summary_of(store, path).problems if part.without and store.exists(path) else ()

    def summaries(self) -> list[Summary]:
        """Return what the parts gave, in the order of the input."""
        return [self.done[place][1] for place in sorted(self.done)]

    def join(self) -> tuple[Join, list[str]]:
        """Leave out articles whose id an earlier one has, and join what several tell; return the names of the files."""
        doubles = self._doubles()
        if doubles:
            for _ in self.read(self._without(doubles)):
                pass
        join = self._open()
        told = Progress(join.events, "joins of events")
        concerned = {number for number, each in enumerate(self._named()) if each.file != each.part}
        for done, (_, parts) in enumerate(self.fleet.all(partial(join_events, join), range(join.events)), start=1):
            concerned.update(parts)
            told(done)
        files = [each.part for each in self._named()]
        told = Progress(len(concerned), "parts with joined events")
        for done, (number, name) in enumerate(self.fleet.all(partial(apply_events, join), sorted(concerned)), start=1):
            files[number] = name
            told(done)
        return join, files

    def _open(self) -> Join:
        summaries = self.summaries()
        articles, told = sum(each.articles for each in summaries), sum(each.told for each in summaries)
        return open_join(self.job.output, self._named(), articles, told)

    def _named(self) -> list[Named]:
        parts = (self.done[place] for place in sorted(self.done))
        return [Named(name, summary.file) for name, summary in parts]

    def _doubles(self) -> dict[tuple[int, str], tuple[str, ...]]:
        """Return, by the part's place, the ids that an earlier part has already."""
        join, places = self._open(), sorted(self.done)
        found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for _, doubles in self.fleet.all(partial(find_doubles, join), range(join.articles)):
            for number, article in doubles:
                found[places[number]].append(article)
        return {place: tuple(sorted(articles)) for place, articles in found.items()}

    def _without(self, doubles: dict[tuple[int, str], tuple[str, ...]]) -> Iterator[Part]:
        """Yield the parts that have such ids, to be read without these."""
        read = frozenset(self.done)

        def within(part: Part) -> Iterator[Part]:
            if part.place in doubles:
                yield replace(part, without=doubles[part.place])
            elif part.place not in read:
                for half in part.halves():
                    yield from within(half)

        for part in self.parts:
            yield from within(part)

    def _report(self, problem: str) -> None:
        self.problems += 1
        sys.stderr.write(f"error: {problem}\n")


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
    if args.fresh and store.exists(f"{folder}/{FOLDER}"):
        store.rm(f"{folder}/{FOLDER}", recursive=True)
    total = sum(1 for _ in find_parts(args.articles, args.part_bytes))
    with Fleet.connect(args.scheduler, args.workers) as fleet:
        build = _Build(fleet, job, find_parts(args.articles, args.part_bytes))
        told = Progress(total, "parts")
        for done in build.read(find_parts(args.articles, args.part_bytes)):
            told(min(done, total))
        if not any(summary.articles for summary in build.summaries()):
            sys.stderr.write(f"error: no article could be read; {args.output} has no new map\n")
            return 2
        known = sum(summary.articles for summary in build.summaries() if summary.known)
        join, files = build.join()
    articles, features = _finish(store, folder, reference, build.summaries(), files)
    _clean(store, folder, files, join)
    sys.stderr.write(f"{args.output}: {features} features from {articles} articles")
    sys.stderr.write(f", {known} of them done before\n" if known else "\n")
    return 2 if build.problems else 0


def _names(part: Part) -> str:
    first, last = part.pieces[0], part.pieces[-1]
    if first.shard and len(part.pieces) == 1:
        return f"{first.path}: bytes {first.start} to {first.end}"
    return first.path if first is last else f"{first.path} to {last.path}"


def _finish(
    store: fsspec.AbstractFileSystem, folder: str, reference: Reference, summaries: list[Summary], files: list[str]
) -> tuple[int, int]:
    """Write the milestones and the manifest, and remove what is of earlier builds; count articles and Features."""
    of_table = newest_date((), (curated.milestone for curated in reference.milestones))
    as_of = max(filter(None, (of_table, *(each.newest for each in summaries))), default=None)
    articles, features = sum(each.articles for each in summaries), sum(each.features for each in summaries)
    file = io.BytesIO()
    with GeoParquetWriter(file) as writer:
        writer.as_of = as_of
        for lines in milestone_lines(reference):
            writer.write(b"".join(line + b"\n" for line in lines))
            features += len(lines)
    file.seek(0)
    put(store, f"{folder}/{_MILESTONES}", file)
    names = [*files, _MILESTONES]
    about = {"as_of": as_of, "articles": articles, "features": features, "parts": names}
    put(store, f"{folder}/{MANIFEST}", io.BytesIO((json.dumps(about, indent=1) + "\n").encode()))
    return articles, features


def _clean(store: fsspec.AbstractFileSystem, folder: str, files: list[str], join: Join) -> None:
    """Remove the parts of earlier builds with what they told, and what workers that died left half written."""
    kept = {*files, _MILESTONES}
    for path in store.ls(folder, detail=False, refresh=True):
        name = path.rpartition("/")[2]
        if (name.startswith("part-") and name not in kept) or (name.startswith(".part-") and name.endswith(DRAFT)):
            store.rm_file(path)
    told = {join.name, *("-".join(name.removesuffix(".parquet").split("-")[:3]) for name in files)}
    for path in store.ls(f"{folder}/{FOLDER}", detail=False, refresh=True):
        name = path.rpartition("/")[2]
        if name.partition(".")[0] not in told and not name.startswith(f"{join.name}-"):
            store.rm_file(path)
