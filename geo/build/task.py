"""A part of a cluster's build in, its GeoParquet file out: what a machine of the cluster does."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import BinaryIO

import fsspec
import pyarrow.parquet as pq

from geo.build.parts import Part, read_part
from geo.build.reference import DATA, open_reference
from geo.build.store import put
from geo.build.told import ARTICLES, EVENTS, FOLDER, Told, path_of
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

    articles: int
    features: int
    newest: str | None
    """The newest day that an article was published on, ISO 8601."""
    told: int
    """Visits and border references that other articles may tell too."""
    problems: tuple[str, ...]
    """A line for each article that could not be read."""
    known: bool = False
    """True where the part had been read already."""
    file: str = ""
    """The name of the file that has it: as it was read, or with the events of an earlier build."""


def build_part(part: Part, job: Job) -> Summary:
    """Read the articles of a part and write its files, unless they are there.

    Raises:
        WorkerError: this machine has other code or tables than the one that began the build.
        OSError: the store did not answer.
    """
    store, folder = fsspec.core.url_to_fs(job.output)
    name = part.name(job.rules)
    if not job.fresh and (known := _known(store, folder, name)):
        return summary_of(store, known)
    work, rules = _work()
    if rules != job.rules:
        raise WorkerError(f"{os.uname().nodename}: other code or tables than where the build began; install the same")
    told = Told()
    with tempfile.TemporaryFile() as file:
        summary = _write(part, work, file, told)
        file.seek(0)
        store.makedirs(f"{folder}/{FOLDER}", exist_ok=True)
        for what in (ARTICLES, EVENTS):
            put(store, path_of(folder, name, what), told.file(what))
        put(store, f"{folder}/{name}", file)
    if job.fresh:
        for path in store.glob(f"{folder}/{name.removesuffix('.parquet')}-*.parquet"):
            store.rm_file(path)
    return replace(summary, file=name)


@lru_cache(maxsize=1)
def _work() -> tuple[Work, str]:
    """Open the reference once a process."""
    reference, rules = open_reference(DATA / MILESTONES)
    return Work(reference), rules


def _known(store: fsspec.AbstractFileSystem, folder: str, name: str) -> str | None:
    """Return the path of a file that has the part: as it was read, or with the events of a build; null for none."""
    if not all(store.exists(path_of(folder, name, what)) for what in (ARTICLES, EVENTS)):
        return None
    found: list[str] = sorted(store.glob(f"{folder}/{name.removesuffix('.parquet')}*.parquet"), key=len)
    return found[0] if found else None


def _write(part: Part, work: Work, file: BinaryIO, told: Told) -> Summary:
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
            problem = _problem(result, item.where, seen, part.without)
            if problem or result.kept is None:
                problems.append(problem)
                continue
            writer.write(zlib.decompress(result.kept.features))
            told.add(result.kept.article, result.told, features)
            features += result.kept.count
            newest = max(filter(None, (newest, result.kept.published)), default=None)
        summary = Summary(len(seen), features, newest, told.count(EVENTS), tuple(problems))
        writer.as_of = newest
        writer.extra[_SUMMARY] = json.dumps(asdict(summary), ensure_ascii=False)
    return summary


def _problem(result: Result, where: str, seen: set[str], without: tuple[str, ...]) -> str:
    """Return what is wrong with a result, nothing where it is the first of its id."""
    if result.kept is None:
        return result.problem or where
    if result.kept.article in seen or result.kept.article in without:
        return f"{where}: another article has the id {result.kept.article} already; rename one of the two"
    seen.add(result.kept.article)
    return ""


def summary_of(store: fsspec.AbstractFileSystem, path: str) -> Summary:
    """Return what a part gave, as the metadata of its file says."""
    with store.open(path, "rb") as file:
        said = json.loads(pq.read_metadata(file).metadata[_SUMMARY.encode()])
    name = path.rpartition("/")[2]
    return Summary(**{**said, "problems": tuple(said["problems"]), "known": True, "file": name})
