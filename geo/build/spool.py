"""Results in, in the order of the input; their Features out, again and again, without holding them in memory."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

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

    def blocks(self) -> Iterator[bytes]:
        """Yield the Features of one article after the other, each Feature a line."""
        self._file.seek(0)
        while head := self._file.read(_LENGTH.size):
            yield zlib.decompress(self._file.read(_LENGTH.unpack(head)[0]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._ids.close()
