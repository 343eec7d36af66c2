"""Rows of the dump in, a SQLite file out that outlives the process: what is read stays read, and is sorted there.

One transaction keeps a batch of rows together with how far its file has been read, so that a process that is killed
goes on from its last batch and no row is kept twice.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np

from geo.errors import GazetteerError
from geo.gazetteer.dump.rows import MAX_ID
from geo.gazetteer.fold import fold
from geo.gazetteer.layout import MAX_NAME_WORDS

CACHE_KB = 65_536
"""Memory that SQLite may use for pages and again for sorting."""
EXAMPLES = 5
"""Bad lines that are named, of a file; the rest is counted."""
_SCHEMA = """
CREATE TABLE made_of (fingerprint TEXT NOT NULL);
CREATE TABLE progress (file TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lon REAL, lat REAL, precision INTEGER, country TEXT,
    admin1 TEXT, admin2 TEXT, level INTEGER, population INTEGER, former INTEGER);
CREATE TABLE use (key TEXT, place INTEGER, kind INTEGER);
CREATE TABLE name (place INTEGER, rank INTEGER, kind INTEGER, text TEXT, language TEXT, since TEXT, until TEXT);
"""


@dataclass(slots=True)
class Progress:
    """How far a file has been read, and what was in it."""

    offset: int = 0
    """Bytes of the unpacked file."""
    lines: int = 0
    kept: int = 0
    bad: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """Rows that hold and are not kept, by reason."""
    examples: list[str] = field(default_factory=list)
    done: bool = False


class StagedPlace(NamedTuple):
    """A row of the table `place`."""

    id: int
    name: str
    lon: float | None
    lat: float | None
    precision: int
    country: str
    admin1: str
    admin2: str = ""
    level: int = 0
    population: int = 0
    former: bool = False


@dataclass(slots=True)
class Batch:
    """Rows that are kept in one transaction."""

    places: list[StagedPlace] = field(default_factory=list)
    uses: list[tuple[str, int, int]] = field(default_factory=list)
    names: list[tuple[int, int, int, str, str | None, str | None, str | None]] = field(default_factory=list)
    populations: list[tuple[int, int]] = field(default_factory=list)
    """Population and place."""

    def add_use(self, text: str, place: int, kind: int) -> bool:
        """Add a name under its folded form; return False for one that no text could repeat."""
        key = fold(text)
        if len(key) < 2 or key.count(" ") >= MAX_NAME_WORDS:
            return False
        self.uses.append((key, place, kind))
        return True


class Staging:
    """The file; a context manager, held by one process at a time."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        """Open what an import of the same files left, else begin anew.

        Raises:
            GazetteerError: another import holds the file.
        """
        self.path = path
        # SQLite itself tells a second process several things, by when it comes: the system's lock tells one.
        self._lock = path.with_name(path.name + ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise GazetteerError(f"{path}: another import is at work on it; wait until it has done") from None
        try:
            self._connection = self._open(path, fingerprint)
        except sqlite3.DatabaseError:
            self._delete(path)
            self._connection = self._open(path, fingerprint)
        except BaseException:
            self._lock.close()
            raise

    @classmethod
    def _open(cls, path: Path, fingerprint: str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=1, isolation_level=None)
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
            connection.execute("BEGIN EXCLUSIVE")
            known = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'made_of'").fetchone()[0]
            same = known and connection.execute("SELECT fingerprint FROM made_of").fetchone() == (fingerprint,)
            if not same:
                for table in ("made_of", "progress", "place", "use", "name", "sorted"):
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute("INSERT INTO made_of VALUES (?)", (fingerprint,))
            connection.execute("COMMIT")
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    @staticmethod
    def _delete(path: Path) -> None:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)

    def progress(self, file: str) -> Progress:
        """Return how far a file has been read."""
        row = self._connection.execute("SELECT state FROM progress WHERE file = ?", (file,)).fetchone()
        return Progress(**json.loads(row[0])) if row else Progress()

    def save(self, file: str, progress: Progress, batch: Batch) -> None:
        """Keep a batch and how far its file has been read; of two places with one id the first stays.

        Raises:
            GazetteerError: the disk is full or fails.
        """
        with self._transaction() as run:
            marks = ", ".join("?" * len(StagedPlace._fields))
            run.executemany(f"INSERT OR IGNORE INTO place VALUES ({marks})", batch.places)  # noqa: S608 - marks alone
            run.executemany("INSERT INTO use VALUES (?, ?, ?)", batch.uses)
            run.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", batch.names)
            run.executemany("UPDATE place SET population = ? WHERE id = ? AND population = 0", batch.populations)
            run.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", (file, json.dumps(asdict(progress))))

    def sort(self) -> None:
        """Sort the uses by name into a table of their own, one a name and place: the best kind of the two's.

        Raises:
            GazetteerError: the disk is full or fails.
        """
        with self._transaction() as run:
            run.execute("DROP TABLE IF EXISTS sorted")
            run.execute(
                "CREATE TABLE sorted AS SELECT key, place, min(kind) AS kind FROM use GROUP BY key, place ORDER BY key"
            )

    def select(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query.

        Raises:
            GazetteerError: the disk is full or fails.
        """
        with self._guarded():
            yield from self._connection.execute(query, values)

    def ids(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Return the numbers of all places in order."""
        return np.fromiter((row[0] for row in self.select("SELECT id FROM place ORDER BY id")), np.int64)

    def is_known(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Return, by number up to `MAX_ID`, whether there is a place; memory is used for the pages that are written."""
        known = np.zeros(MAX_ID + 1, np.bool_)
        known[self.ids()] = True
        return known

    def choose(self, ids: Iterable[int]) -> None:
        """Make the table `chosen` of these numbers, for queries on them alone."""
        with self._transaction() as run:
            run.execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
            run.executemany("INSERT INTO chosen VALUES (?)", ((each,) for each in ids))

    def remove(self) -> None:
        """Delete the file, when all that it held is in an index."""
        self._connection.close()
        self._delete(self.path)
        self.path.with_name(self.path.name + ".lock").unlink(missing_ok=True)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guarded():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            remedy = "make room there (or name another disk by --index or TMPDIR) and repeat the command"
            raise GazetteerError(f"{self.path}: {error}; {remedy}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._lock.close()
