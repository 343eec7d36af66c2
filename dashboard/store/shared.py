"""The path of the data in, the one open `Store` of this process out; a file that has changed is opened anew."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.store.read import read_bytes, to_table, version_of
from dashboard.store.store import Store
from geo import DataError

DEFAULT = Path(__file__).resolve().parents[2] / "data" / "map.geojson"


@dataclass(frozen=True, slots=True)
class _Opened:
    stamp: tuple[int, int]
    """Time of change in nanoseconds, and size in bytes."""
    store: Store | DataError


_opened: dict[Path, _Opened] = {}
_lock = threading.Lock()


def data_path(environ: Mapping[str, str]) -> Path:
    """Return the file that the dashboard shows: `DATELINE_DATA`, else data/map.geojson of the project."""
    return Path(environ.get("DATELINE_DATA") or DEFAULT)


def shared(path: Path) -> Store:
    """Return the store of a file, the same object to every caller until the file's bytes change.

    Raises:
        DataError: the file is missing or does not fit; it is tried again when it has changed.
    """
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); make it with: python -m geo build") from error
    known = _opened.get(path)
    if known is None or known.stamp != stamp:
        with _lock:
            known = _opened.get(path)
            if known is None or known.stamp != stamp:
                known = _opened[path] = _Opened(stamp, _open(path, known))
    if isinstance(known.store, DataError):
        raise known.store
    return known.store


def _open(path: Path, known: _Opened | None) -> Store | DataError:
    try:
        raw = read_bytes(path)
        if known and isinstance(known.store, Store) and known.store.version == version_of(raw):
            return known.store
        return Store(*to_table(raw, str(path)))
    except DataError as error:
        return error
