"""Answers of providers and times of requests in, the same out later: one SQLite file for all threads and processes."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geo.errors import CacheError

APPLICATION_ID = 0x444C4E45
"""Written into the file's header ("DLNE"), so that another program's database is never taken for a damaged cache."""
SCHEMA_VERSION = 1
BUSY_S = 10.0
"""Seconds to wait for another writer: a transaction here takes milliseconds."""
MAX_HOLD_S = 600.0
"""The longest that a turn may be booked ahead. A later time means that the machine's clock was set back."""
MAX_PAUSE_S = 86_400.0
"""The longest pause kept, a day: a service that names a later time is mistaken or hostile."""
PATIENCE_S = 3_600.0
"""The longest wait for a turn: 3,600 others at one request a second."""
POLL_PER_INTERVAL = 10
"""Looks at the clock in one interval: waiting for another's request to end then costs at most a tenth of the rate."""
MIN_POLL_S = 0.002

_TABLES = """
CREATE TABLE IF NOT EXISTS answers
    (key TEXT PRIMARY KEY, answer TEXT NOT NULL, expires REAL NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pace (id INTEGER PRIMARY KEY CHECK (id = 1), free REAL NOT NULL, holder TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pauses (service TEXT PRIMARY KEY, until REAL NOT NULL);
INSERT OR IGNORE INTO pace VALUES (1, 0, '');
"""
_CANNOT_BE_USED = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""Faults of the disk, of rights or of other users, which a new file would not mend; all others mean damage."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and how to wait."""

    now: Callable[[], float] = time.time
    """Seconds since 1970: the one clock that processes share and that a restart of the machine does not set to 0."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer from the cache."""

    answer: dict[str, Any] | None
    """Null: the service was asked and knows no such place."""


@dataclass(slots=True)
class Turn:
    """The right to send one request; `spent` is set by its holder before the request leaves."""

    spent: bool = False


class Cache:
    """Answers, pauses and the pace of requests in the file at `path`; a context manager, safe to share between threads.

    A damaged file is moved to `<name>.damaged` and a new one begun; `problem` then says so.

    Raises:
        CacheError: the file cannot be opened or written, or belongs to another program.
    """

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.path = path
        self.clock = clock or Clock()
        self.problem: str | None = None
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _only_one_opens(path.parent):
                self._connection = self._open_or_rebuild()
        except OSError as error:
            raise CacheError(f"{path}: {error.strerror}; name another file for the geocoder's cache") from error

    def get(self, key: str) -> Kept | None:
        """Return what is kept under `key`; null where there is nothing, or nothing that is still valid."""
        with self._guarded() as connection:
            row = connection.execute("SELECT answer, expires, digest FROM answers WHERE key = ?", (key,)).fetchone()
        if row is None or row[2] != _digest(key, row[0], row[1]) or row[1] <= self.clock.now():
            return None
        return Kept(json.loads(row[0]))

    def put(self, key: str, answer: dict[str, Any] | None, lifetime: float) -> None:
        """Keep `answer` (null for "not found") under `key` for `lifetime` seconds."""
        expires = self.clock.now() + lifetime
        text = json.dumps(answer, ensure_ascii=False)
        with self._guarded() as connection:
            row = (key, text, expires, _digest(key, text, expires))
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def pause(self, service: str, seconds: float) -> None:
        """Note that `service` wants no request for `seconds`, whichever process would send it."""
        until = self.clock.now() + min(seconds, MAX_PAUSE_S)
        with self._guarded() as connection:
            connection.execute("INSERT OR REPLACE INTO pauses VALUES (?, ?)", (service, until))

    def paused(self, service: str) -> float:
        """Return for how many more seconds `service` wants no request, 0 where it may be asked."""
        with self._guarded() as connection:
            query = "SELECT until FROM pauses WHERE service = ? AND typeof(until) = 'real'"
            row = connection.execute(query, (service,)).fetchone()
        left = row[0] - self.clock.now() if row else 0.0
        return left if 0.0 < left <= MAX_PAUSE_S else 0.0

    @contextmanager
    def turn(self, interval: float, hold: float) -> Iterator[Turn]:
        """Wait until no request is under way and the last one ended `interval` seconds ago; then hold the turn.

        Only one holder exists at a time, over all threads and processes that use the file. Counting from a request's
        end keeps the interval at the service too, however long a request travels. A turn not given back, its process
        having been killed, ends after `hold` seconds.

        Raises:
            CacheError: `hold` is over `MAX_HOLD_S`, or no turn came within `PATIENCE_S`.
        """
        if hold > MAX_HOLD_S:
            raise CacheError(f"a request cannot hold its turn for {hold:g} s, only for {MAX_HOLD_S:g}; ask for less")
        holder = uuid.uuid4().hex
        end = self.clock.now() + PATIENCE_S
        while (wait := self._take(holder, hold)) > 0:
            if self.clock.now() + wait > end:
                raise CacheError(f"{self.path}: no turn to ask within {PATIENCE_S:g} s; too many ask at once")
            self.clock.sleep(min(wait, max(interval / POLL_PER_INTERVAL, MIN_POLL_S)))
        turn = Turn()
        try:
            yield turn
        finally:
            free = self.clock.now() + (interval if turn.spent else 0.0)
            with self._guarded() as connection:
                connection.execute("UPDATE pace SET free = ?, holder = '' WHERE holder = ?", (free, holder))

    def _take(self, holder: str, hold: float) -> float:
        """Take the turn and return 0, or return the seconds until it may be free."""
        now = self.clock.now()
        with self._guarded() as connection:
            (free,) = connection.execute("SELECT free FROM pace").fetchone()
            if now < free <= now + MAX_HOLD_S:
                return float(free - now)
            changed = connection.execute(
                "UPDATE pace SET free = ?, holder = ? WHERE free = ?", (now + hold, holder, free)
            ).rowcount
        return 0.0 if changed else MIN_POLL_S

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread at a time and name the file in what SQLite reports."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise CacheError(f"{self.path}: {error}; run again, or delete the file") from error

    def _open_or_rebuild(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _CANNOT_BE_USED:
                raise CacheError(f"{self.path}: {error}; name another file for the geocoder's cache") from error
            fault = str(error)
        aside = self.path.with_name(self.path.name + ".damaged")
        self.path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.problem = f"{self.path}: damaged ({fault}); kept as {aside.name} and begun anew"
        return _connect(self.path)


def _connect(path: Path) -> sqlite3.Connection:
    """Open and check the file.

    Raises:
        sqlite3.DatabaseError: it is damaged or cannot be used.
        CacheError: it is another program's, or of another version.
    """
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    # A damaged text is then a row whose checksum is wrong, not an error.
    connection.text_factory = lambda content: content.decode(errors="replace")
    try:
        (found,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and (found, version) != (APPLICATION_ID, SCHEMA_VERSION):
            raise CacheError(f"{path}: not a geocoder's cache of this version; name another file, or move it away")
        (fault,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if fault != "ok":
            raise sqlite3.DatabaseError(fault)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
        connection.execute("SELECT key, answer, expires, digest FROM answers LIMIT 1").fetchall()
        connection.execute("SELECT service, until FROM pauses LIMIT 1").fetchall()
        if not isinstance(connection.execute("SELECT free, holder FROM pace").fetchone()[0], float):
            raise sqlite3.DatabaseError("the pace is no number")
    except (sqlite3.DatabaseError, CacheError):
        connection.close()
        raise
    return connection


@contextmanager
def _only_one_opens(folder: Path) -> Iterator[None]:
    """Let one process at a time look for damage in `folder`, so that none moves the file that another has begun."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _digest(key: str, answer: str, expires: float) -> str:
    """Return a checksum of a row: SQLite notices a damaged page's structure, not a digit that has changed in it."""
    return hashlib.blake2s(f"{key}\0{answer}\0{expires!r}".encode(), digest_size=12).hexdigest()
