"""The address of a map in a store that fsspec knows in, its copy on this disk out, fetched anew when it has changed.

The copy lies in the user's cache, under a hash of the address, beside a note of the store's own marks of it (ETag,
size, time of change). A store that does not answer leaves the copy as it is.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import importlib
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any

from geo import DataError, replacing

RECHECK_S = 1.0
"""Seconds between two questions to the store: a reload is seldom sooner, and ten requests of one page ask once."""
PRIVATE = 0o600
"""Mode of a copy: the store may let in this user alone."""
TRIES = 3
"""A map that changes while it is copied is copied anew; one that never rests is no map."""
_MARKS = ("ETag", "etag", "e_tag", "md5Hash", "Content-MD5", "Digest", "Last-Modified", "size")
_TIMES = ("LastModified", "last_modified", "updated", "mtime", "created", "Last-Modified")
"""What stores call the time of change, the surest first."""
_SUFFIXES = (".geojson", ".json", ".parquet", ".geoparquet")

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Copy:
    """A map of a store, and its copy here."""

    address: str
    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: float | None = None
    """When the store was last asked, on the monotonic clock."""

    @property
    def name(self) -> str:
        """The last part of the address's path: the host before it and the query behind it may hold a key."""
        path = self.address.partition("://")[2].partition("?")[0].partition("#")[0]
        return PurePosixPath(path.partition("/")[2]).name or "the map"

    @property
    def note(self) -> Path:
        """Where the marks of the copy are kept."""
        return self.path.with_name(f"{self.path.name}.marks")


_copies: dict[Path, Copy] = {}


def is_address(named: str) -> bool:
    """Tell whether a setting names a store, as `s3://bucket/map.geojson` does, and not a file."""
    return "://" in named


def path_of(address: str, environ: Mapping[str, str]) -> Path:
    """Return where the copy of a map is or will be."""
    cache = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    suffix = PurePosixPath(address.partition("?")[0]).suffix.lower()
    digest = hashlib.blake2b(address.encode(), digest_size=12).hexdigest()
    path = cache / "dateline" / digest / f"map{suffix if suffix in _SUFFIXES else '.geojson'}"
    _copies.setdefault(path, Copy(address, path))
    return path


def refresh(path: Path) -> None:
    """Fetch the map whose copy `path` is, if the store has another by now; any other path is left alone.

    Where a copy is there and another thread is asking, nobody waits.

    Raises:
        DataError: there is no copy, and none can be fetched.
    """
    copy = _copies.get(path)
    if copy is None or not _due(copy):
        return
    there = path.exists()
    if not copy.lock.acquire(blocking=not there):
        return
    try:
        if _due(copy):
            _fetch(copy)
            copy.asked = time.monotonic()
    except Exception as error:
        # Each store has errors of its own.
        said = str(error).replace(copy.address, copy.name)
        _log.warning("%s cannot be fetched: %s: %s", copy.name, type(error).__name__, said)
        copy.asked = time.monotonic() if there else None
        if not there:
            raise DataError(f"{copy.name}: cannot be fetched from its store; the server's log says why") from error
    finally:
        copy.lock.release()


def _due(copy: Copy) -> bool:
    return copy.asked is None or time.monotonic() - copy.asked >= RECHECK_S


def _fetch(copy: Copy) -> None:
    """Copy the map whole, unless its marks are those of the copy."""
    fsspec = importlib.import_module("fsspec")
    store, there = fsspec.core.url_to_fs(copy.address)
    for _ in range(TRIES):
        # Some stores answer from a listing that they keep.
        store.invalidate_cache()
        before = store.info(there)
        marks = _marks(before)
        if copy.path.exists() and _noted(copy) == marks:
            return
        with replacing(copy.path, PRIVATE) as file, store.open(there, "rb") as source:
            shutil.copyfileobj(source, file)
        store.invalidate_cache()
        if _marks(store.info(there)) == marks:
            written = _written(before)
            if written is not None:
                os.utime(copy.path, (written, written))
            with replacing(copy.note, PRIVATE) as file:
                file.write(json.dumps(marks).encode())
            return
    raise OSError("it changes while it is copied")


def _marks(info: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(info[name]) for name in (*_MARKS, *_TIMES) if info.get(name) is not None}


def _noted(copy: Copy) -> object:
    try:
        return json.loads(copy.note.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _written(info: Mapping[str, Any]) -> float | None:
    """Return when the map was written, in seconds since 1970; null where the store does not say."""
    for value in (info.get(name) for name in _TIMES):
        if isinstance(value, int | float):
            return float(value)
        if isinstance(value, dt.datetime):
            return value.timestamp()
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                return parsedate_to_datetime(value).timestamp()
            with contextlib.suppress(ValueError):
                return dt.datetime.fromisoformat(value).timestamp()
    return None
