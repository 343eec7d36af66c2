"""An article's key in, the Features that an earlier build made of it out: what makes a build resumable."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from geo.types import Article

BUSY_S = 10.0
"""Seconds to wait for another build that writes: a transaction here takes milliseconds."""


def rules_fingerprint(parts: Iterable[bytes]) -> str:
    """Return a hash of the build rules (the code of this package) and of `parts`, the tables they draw on."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for source in sorted(folder.rglob("*.py")):
        digest.update(source.relative_to(folder).as_posix().encode() + b"\0" + source.read_bytes())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def article_key(article: Article, fingerprint: str) -> str:
    """Return the key of an article under the rules of `fingerprint`: it changes when either does."""
    return hashlib.sha256(json.dumps([fingerprint, *astuple(article)]).encode()).hexdigest()


class Finished:
    """The Features of the articles that are done, in a SQLite file; a context manager.

    A file that is damaged is made anew: all that it holds can be computed again.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self._connection = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE IF NOT EXISTS finished (key TEXT PRIMARY KEY, features TEXT NOT NULL)")
            connection.execute("SELECT count(*) FROM finished").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def get(self, key: str) -> list[dict[str, Any]] | None:
        """Return the Features kept under `key`, null where there are none."""
        row = self._connection.execute("SELECT features FROM finished WHERE key = ?", (key,)).fetchone()
        features: list[dict[str, Any]] | None = json.loads(row[0]) if row else None
        return features

    def put(self, key: str, features: list[dict[str, Any]]) -> None:
        """Keep the Features of one article, in a transaction of its own."""
        row = (key, json.dumps(features, ensure_ascii=False))
        self._connection.execute("INSERT OR REPLACE INTO finished VALUES (?, ?)", row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
