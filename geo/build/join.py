"""All parts of a cluster's build in; what several of them tell found, a bucket at a time, and written into the parts.

doubles: ids that two articles have -> events: one `event` for what several articles tell -> apply: a part with them

A file is never changed: a part with other events is another file, and a step whose file is there is not done again.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from geo.build.store import put
from geo.build.told import FOLDER, Bucket, own_events
from geo.parquet import copy_with_events

IN_BUCKET = 100_000
"""Rows of a bucket, more or less: they take some 200 MB of a worker."""
_SCHEMA = pa.schema([("part", pa.int32()), ("row", pa.int32()), ("event", pa.string())])


@dataclass(frozen=True, slots=True)
class Join:
    """The parts of one build."""

    output: str
    """Address of their folder."""
    name: str
    """A hash of their names, by which their list is found."""
    articles: int
    """Buckets of the articles."""
    events: int
    """Buckets of the visits and border references."""


@dataclass(frozen=True, slots=True)
class Named:
    """A part: what its file was called as it was read, and the file that has it now."""

    part: str
    file: str


def open_join(output: str, parts: Sequence[Named], articles: int, told: int) -> Join:
    """Write the list of the parts, in the order of the input, for the workers."""
    store, folder = fsspec.core.url_to_fs(output)
    said = json.dumps([[each.part, each.file] for each in parts])
    name = hashlib.blake2b(json.dumps([each.part for each in parts]).encode(), digest_size=8).hexdigest()
    store.makedirs(f"{folder}/{FOLDER}", exist_ok=True)
    put(store, f"{folder}/{FOLDER}/{name}.json", io.BytesIO(said.encode()))
    return Join(output, name, 1 + articles // IN_BUCKET, 1 + told // IN_BUCKET)


def find_doubles(join: Join, bucket: int) -> list[tuple[int, str]]:
    """Return the articles of a bucket whose id an earlier article has: the number of the part, and the id."""
    store, folder = fsspec.core.url_to_fs(join.output)
    return Bucket(store, folder, bucket, join.articles).doubles(each.part for each in _parts(store, folder, join))


def join_events(join: Join, bucket: int) -> list[int]:
    """Write what is told by several articles of a bucket; return the numbers of the parts that get other events."""
    store, folder = fsspec.core.url_to_fs(join.output)
    path = _path(folder, join, bucket)
    if store.exists(path):
        with store.open(path, "rb") as file:
            table = pq.read_table(file, columns=["part"])
    else:
        rows = sorted(Bucket(store, folder, bucket, join.events).events(e.part for e in _parts(store, folder, join)))
        columns = zip(*rows, strict=True) if rows else ([], [], [])
        table = pa.table([pa.array(values, each.type) for values, each in zip(columns, _SCHEMA, strict=True)], _SCHEMA)
        written = io.BytesIO()
        pq.write_table(table, written, row_group_size=10_000, compression="zstd")
        written.seek(0)
        put(store, path, written)
    found: list[int] = table["part"].unique().to_pylist()
    return found


def apply_events(join: Join, number: int) -> str:
    """Write a part with the events that it has in this build; return the name of the file."""
    store, folder = fsspec.core.url_to_fs(join.output)
    named = _parts(store, folder, join)[number]
    events: dict[int, str] = {}
    for bucket in range(join.events):
        with store.open(_path(folder, join, bucket), "rb") as file:
            rows = pq.read_table(file, filters=[("part", "=", number)]).to_pylist()
        events.update((row["row"], row["event"]) for row in rows)
    name = _with_events(named.part, events)
    if name != named.file and not store.exists(f"{folder}/{name}"):
        if named.file != named.part:
            events = own_events(store, folder, named.part) | events
        with store.open(f"{folder}/{named.file}", "rb") as source, tempfile.TemporaryFile() as target:
            copy_with_events(source, target, events)
            target.seek(0)
            put(store, f"{folder}/{name}", target)
    return name


def _with_events(part: str, events: dict[int, str]) -> str:
    """Return the name of a part's file with some events: its own where there are none."""
    if not events:
        return part
    told = hashlib.blake2b(json.dumps(sorted(events.items())).encode(), digest_size=8).hexdigest()
    return f"{part.removesuffix('.parquet')}-{told}.parquet"


def _path(folder: str, join: Join, bucket: int) -> str:
    return f"{folder}/{FOLDER}/{join.name}-{bucket:05}-{join.events:05}.events"


def _parts(store: fsspec.AbstractFileSystem, folder: str, join: Join) -> list[Named]:
    with store.open(f"{folder}/{FOLDER}/{join.name}.json", "rb") as file:
        return [Named(*each) for each in json.load(file)]
