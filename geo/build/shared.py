"""The Features of a build in, a block an article, the new `event` ids of those that other articles tell too, out.

On disk: of a large map, what visits and border references are told by is more than a machine holds. What is held at a
time is that of one place or one stage of a border.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter

from geo.retold import common, with_shared_events

Renamed = tuple[int, int, str]
"""The numbers of a block and of a line in it, from 0, and the `event` that its Feature gets."""

_JOINED = (b'"kind":"visit"', b'"kind":"border"')
_READ = (
    *("event", "kind", "place_id", "actors", "date", "date_end", "status", "method", "article", "published"),
    *("parties", "stage", "document"),
)
"""The properties that `with_shared_events` reads."""


def shared_events(blocks: Iterable[bytes]) -> Iterator[Renamed]:
    """Yield which Features `with_shared_events` would give another `event`, were they all in one list."""
    # SQLite's own temporary database: on disk as soon as it is larger than its cache.
    with closing(sqlite3.connect("", isolation_level=None)) as told:
        told.execute("PRAGMA journal_mode=OFF")
        told.execute("CREATE TABLE told (common TEXT, block INTEGER, line INTEGER, feature TEXT)")
        told.executemany("INSERT INTO told VALUES (?, ?, ?, ?)", _told(blocks))
        rows = told.execute("SELECT common, block, line, feature FROM told ORDER BY common, block, line")
        for _, group in groupby(rows, key=itemgetter(0)):
            yield from renamed(group)


def tellings(features: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield of each Feature that others may tell too: its line, its key, and what `renamed` reads of it."""
    for line, encoded in enumerate(features.splitlines()):
        if not any(kind in encoded for kind in _JOINED):
            continue
        feature = json.loads(encoded)
        key = common(feature)
        if key:
            own = {name: feature["properties"][name] for name in _READ}
            yield line, json.dumps(key), json.dumps({"id": feature["id"], "properties": own})


def renamed(rows: Iterable[tuple[str, int, int, str]]) -> Iterator[Renamed]:
    """Yield which Features of one key get another `event`: of each its key, two numbers in order, what it tells."""
    at: list[tuple[int, int]] = []
    given = []
    for _, block, line, feature in rows:
        at.append((block, line))
        given.append(json.loads(feature))
    for (block, line), before, after in zip(at, given, with_shared_events(given), strict=True):
        if before["properties"]["event"] != after["properties"]["event"]:
            yield block, line, after["properties"]["event"]


def _told(blocks: Iterable[bytes]) -> Iterator[tuple[str, int, int, str]]:
    for block, features in enumerate(blocks):
        for line, key, said in tellings(features):
            yield key, block, line, said
