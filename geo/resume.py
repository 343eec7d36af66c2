"""An article's key in, what an earlier build made of it out: what makes a build resumable."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

FORMAT = 2
"""Raised whenever the table below changes."""
READERS = ("markdown-it-py", "pyyaml", "trafilatura")
"""Packages that decide what the text of an article is."""
BUSY_S = 10.0
"""Seconds to wait for another build that writes: a transaction here takes milliseconds."""

_TABLE = """
CREATE TABLE finished (
    key BLOB PRIMARY KEY, rules TEXT NOT NULL, article TEXT NOT NULL, published TEXT, count INTEGER NOT NULL,
    features BLOB NOT NULL
)
"""


def rules_fingerprint(parts: Iterable[bytes]) -> str:
    """Return a hash of the build rules (the code of this package and its readers) and of `parts`, their tables."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for source in sorted(folder.rglob("*.py")):
        digest.update(source.relative_to(folder).as_posix().encode() + b"\0" + source.read_bytes())
    digest.update(" ".join(f"{name} {version(name)}" for name in READERS).encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def article_key(raw: bytes, names: Iterable[str], rules: str) -> bytes:
    """Return the key of an article under the rules: of its bytes, and of the names that its id comes from."""
    digest = hashlib.blake2b(json.dumps([rules, *names]).encode() + b"\0", digest_size=20)
    digest.update(raw)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What reading one article gave."""

    article: str
    """Its id."""
    published: str | None
    """ISO 8601 date."""
    count: int
    """Features."""
    features: bytes
    """Compressed by zlib: a Feature a line, one with a line without its geometry."""


class Finished:
    """What the articles that are done gave, in a SQLite file; a context manager.

    It holds the results of one set of rules: those of earlier ones are never asked for again, and are removed. A file
    that is damaged is made anew: all that it holds can be computed again.
    """

    def __init__(self, path: Path, rules: str | None = None) -> None:
        """Open the file; with `rules`, remove what others than these gave."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self._connection = self._open(path)
        if rules is not None:
            self._connection.execute("DELETE FROM finished WHERE rules != ?", (rules,))

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            # A crash of the machine may lose the last results, which are computed again; it cannot damage the file.
            connection.execute("PRAGMA synchronous=NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                connection.execute("DROP TABLE IF EXISTS finished")
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version={FORMAT}")
            connection.execute("SELECT count(*) FROM (SELECT * FROM finished LIMIT 1)").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def get(self, key: bytes) -> Kept | None:
        """Return what is kept under `key`, null where there is nothing."""
        asked = "SELECT article, published, count, features FROM finished WHERE key = ?"
        row = self._connection.execute(asked, (key,)).fetchone()
        return Kept(*row) if row else None

    def put(self, key: bytes, kept: Kept, rules: str) -> None:
        """Keep the result of one article, in a transaction of its own."""
        row = (key, rules, *astuple(kept))
        self._connection.execute("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?, ?, ?)", row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
