"""A part of a cluster's build in, its GeoParquet file out: what a machine of the cluster does."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import BinaryIO

import fsspec
import pyarrow.parquet as pq

from geo.build.parts import Part, read_part
from geo.build.reference import DATA, open_reference
from geo.build.work import Result, Work
from geo.errors import WorkerError
from geo.parquet import GeoParquetWriter

MILESTONES = "reference/milestones.csv"
"""The curated table, below data/ on each machine."""
_SUMMARY = "dateline_part"


@dataclass(frozen=True, slots=True)
class Job:
    """What all parts of a build have in common."""

    output: str
    """Address of the folder that the parts are written to."""
    rules: str
    """Fingerprint of the code and the tables of the machine that began the build."""
    fresh: bool = False
    """True where parts that are there are made again."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a part gave."""

    name: str
    """Of its file."""
    articles: int
    features: int
    newest: str | None
    """The newest day that an article was published on, ISO 8601."""
    problems: tuple[str, ...]
    """A line for each article that could not be read."""
    known: bool = False
    """True where the file was there already."""


def build_part(part: Part, job: Job) -> Summary:
    """Read the articles of a part and write its file, unless it is there.

    Raises:
        WorkerError: this machine has other code or tables than the one that began the build.
        OSError: the store did not answer.
    """
    store, folder = fsspec.core.url_to_fs(job.output)
    name = part.name(job.rules)
    path = f"{folder}/{name}"
    if not job.fresh and store.exists(path):
        return _summary_of(store, path)
    work, rules = _work()
    if rules != job.rules:
        raise WorkerError(f"{os.uname().nodename}: other code or tables than where the build began; install the same")
    with tempfile.TemporaryFile() as file:
        summary = _write(part, work, file, name)
        file.seek(0)
        put(store, path, file)
    return summary


def put(store: fsspec.AbstractFileSystem, path: str, file: BinaryIO) -> None:
    """Copy a file to a store, where it has its name only when it is whole."""
    draft = f"{path.rpartition('/')[0]}/.{path.rpartition('/')[2]}-{os.getpid()}.tmp"
    with store.open(draft, "wb") as target:
        while block := file.read(1 << 20):
            target.write(block)
    store.mv(draft, path)


@lru_cache(maxsize=1)
def _work() -> tuple[Work, str]:
    """Open the reference once a process."""
    reference, rules = open_reference(DATA / MILESTONES)
    return Work(reference), rules


def _write(part: Part, work: Work, file: BinaryIO, name: str) -> Summary:
    problems: list[str] = []
    seen: set[str] = set()
    newest: str | None = None
    features = 0
    with GeoParquetWriter(file) as writer:
        for item, raw in read_part(part):
            if isinstance(raw, OSError):
                problems.append(f"{item.where}: cannot be read ({raw.strerror or raw}); check its name and rights")
                continue
            result = work.read(raw, item)
            problem = _problem(result, item.where, seen)
            if problem or result.kept is None:
                problems.append(problem)
                continue
            writer.write(zlib.decompress(result.kept.features))
            features += result.kept.count
            newest = max(filter(None, (newest, result.kept.published)), default=None)
        summary = Summary(name, len(seen), features, newest, tuple(problems))
        writer.as_of = newest
        writer.extra[_SUMMARY] = json.dumps(asdict(summary), ensure_ascii=False)
    return summary


def _problem(result: Result, where: str, seen: set[str]) -> str:
    """Return what is wrong with a result, nothing where it is the first of its id in the part."""
    if result.kept is None:
        return result.problem or where
    if result.kept.article in seen:
        return f"{where}: another article has the id {result.kept.article} already; rename one of the two"
    seen.add(result.kept.article)
    return ""


def _summary_of(store: fsspec.AbstractFileSystem, path: str) -> Summary:
    with store.open(path, "rb") as file:
        said = json.loads(pq.read_metadata(file).metadata[_SUMMARY.encode()])
    return Summary(**{**said, "problems": tuple(said["problems"]), "known": True})
