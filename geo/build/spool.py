"""Results in, in the order of the input; their Features out, again and again, without holding them in memory."""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

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
        self._ids = sqlite3.connect("", isolation_level=None)
        self._ids.execute("PRAGMA journal_mode=OFF")
        self._ids.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._ids.execute("CREATE TABLE events (block, line, event, PRIMARY KEY (block, line)) WITHOUT ROWID")
        self.articles = 0
        """Articles whose Features it has."""
        self.features = 0
        self.as_of: str | None = None
        """The newest day that the input knows of, ISO 8601."""

    def claim(self, article: str) -> bool:
        """Take an id for an article; false where another has it."""
        return self._ids.execute("INSERT OR IGNORE INTO seen VALUES (?)", (article,)).rowcount == 1

    def add(self, packed: bytes, count: int, newest: str | None) -> None:
        """Add the Features of an article or milestone and the newest day that it knows of."""
        self._file.write(_LENGTH.pack(len(packed)) + packed)
        self.features += count
        self.as_of = max(filter(None, (self.as_of, newest)), default=None)

    def rename(self, events: Iterable[tuple[int, int, str]]) -> None:
        """Have `blocks` give Features other `event` ids: each with the number of its block and line, from 0."""
        self._ids.executemany("INSERT INTO events VALUES (?, ?, ?)", events)

    def blocks(self) -> Iterator[bytes]:
        """Yield the Features of one article after the other, each Feature a line."""
        self._file.seek(0)
        number = 0
        while head := self._file.read(_LENGTH.size):
            block = zlib.decompress(self._file.read(_LENGTH.unpack(head)[0]))
            events = self._ids.execute("SELECT line, event FROM events WHERE block = ?", (number,)).fetchall()
            yield _with_events(block, events) if events else block
            number += 1

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
