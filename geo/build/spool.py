"""Results in, in the order of the input; their Features out, again and again, without holding them in memory."""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from geo.build.shared import Row, Telling
from geo.geojson import encode_feature

_LENGTH = struct.Struct("<I")


class Spool:
    """The Features of a build on disk, and the counts of it; a context manager.

    Both files have no name: nothing is left of a process that is killed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Open the files; in the `folder` of a large output, since the system's own for such files may be memory."""
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        # SQLite's own temporary database: on disk as soon as it is larger than its cache.
        self._ids = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._lock = Lock()
        self._ids.execute("PRAGMA journal_mode=OFF")
        self._ids.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._ids.execute("CREATE TABLE events (block, line, event, PRIMARY KEY (block, line)) WITHOUT ROWID")
        self._ids.execute("CREATE TABLE told (common TEXT, day TEXT, block INTEGER, line INTEGER, said TEXT)")
        self._blocks = 0
        self.articles = 0
        """Articles whose Features it has."""
        self.features = 0
        self.as_of: str | None = None
        """The newest day that the input knows of, ISO 8601."""

    def claim(self, article: str) -> bool:
        """Take an id for an article; false where another has it."""
        return self._ids.execute("INSERT OR IGNORE INTO seen VALUES (?)", (article,)).rowcount == 1

    def add(self, packed: bytes, count: int, newest: str | None, told: Iterable[Telling] = ()) -> None:
        """Add the Features of an article or milestone, the newest day it knows of, and what others may tell too."""
        self._file.write(_LENGTH.pack(len(packed)) + packed)
        rows = ((key, day, self._blocks, line, said) for line, key, day, said in told)
        self._ids.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?)", rows)
        self._blocks += 1
        self.features += count
        self.as_of = max(filter(None, (self.as_of, newest)), default=None)

    def told(self) -> Iterator[Row]:
        """Yield what all articles tell, in order."""
        return self._ids.execute("SELECT * FROM told ORDER BY common, day, block, line")

    def rename(self, events: Iterable[tuple[int, int, str]]) -> None:
        """Have `blocks` give Features other `event` ids: each with the number of its block and line, from 0."""
        self._ids.executemany("INSERT INTO events VALUES (?, ?, ?)", events)

    def blocks(self) -> Iterator[bytes]:
        """Yield the Features of one article after the other, each Feature a line; several threads may do so at once."""
        self._file.flush()
        with open(os.dup(self._file.fileno()), "rb", buffering=0) as file:
            at = 0
            for number in range(self._blocks):
                (size,) = _LENGTH.unpack(os.pread(file.fileno(), _LENGTH.size, at))
                block = zlib.decompress(os.pread(file.fileno(), size, at + _LENGTH.size))
                at += _LENGTH.size + size
                with self._lock:
                    events = self._ids.execute("SELECT line, event FROM events WHERE block = ?", (number,)).fetchall()
                yield _with_events(block, events) if events else block

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._ids.close()


def _with_events(block: bytes, events: Iterable[tuple[int, str]]) -> bytes:
    lines = block.splitlines()
    for line, event in events:
        feature = json.loads(lines[line])
        lines[line] = encode_feature({**feature, "properties": {**feature["properties"], "event": event}})
    return b"".join(line + b"\n" for line in lines)
