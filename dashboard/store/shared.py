"""The setting that names the data in, the one open `Store` of this process out; what has changed is opened anew."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.state import Filter
from dashboard.store import remote
from dashboard.store.store import Store
from geo import DataError

_log = logging.getLogger(__name__)
DEFAULT = Path(__file__).resolve().parents[2] / "data" / "map.geojson"


@dataclass(frozen=True, slots=True)
class _Opened:
    stamp: tuple[int, int, int]
    """Time of change in nanoseconds, size in bytes, and the file's number: a file that is replaced has another."""
    store: Store | DataError


_opened: dict[Path, _Opened] = {}
_lock = threading.Lock()


def data_path(environ: Mapping[str, str]) -> Path:
    """Return the file that the dashboard shows: `DATELINE_DATA`, else data/map.geojson of the project.

    Where the setting is an address of a store that fsspec knows, the file is the copy of what is there.
    """
    named = environ.get("DATELINE_DATA") or str(DEFAULT)
    return remote.path_of(named, environ) if remote.is_address(named) else Path(named)


def is_copy(environ: Mapping[str, str]) -> bool:
    """Tell whether the data is a copy of what another place keeps: what is written to it would be lost."""
    return remote.is_address(environ.get("DATELINE_DATA", ""))


def shared(path: Path) -> Store:
    """Return the store of a file, the same object to every caller until the file's bytes change.

    Raises:
        DataError: the file is missing or does not fit; it is tried again when it has changed.
    """
    remote.refresh(path)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
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


def health(path: Path) -> dict[str, object]:
    """Return what tells two replicas apart: version and counts of the data, and the seconds since it was written.

    Raises:
        DataError: as `shared`.
    """
    store = shared(path)
    age = max(0, round(time.time() - _opened[path].stamp[0] / 1e9))
    return {"version": store.version, "total": store.total, "articles": len(store.titles), "age": age}


def is_open(path: Path) -> bool:
    """Tell whether a file has been opened: if not, `shared` may take minutes for a large one."""
    return path in _opened


def warm(path: Path) -> threading.Thread:
    """Open a file, and count what the page shows first, in a thread of its own: no visitor need wait for it."""

    def work() -> None:
        try:
            shared(path).select(Filter()).prepare()
        except DataError as error:
            # The page says it to whoever comes.
            _log.warning("%s", error)

    thread = threading.Thread(target=work, name="warm", daemon=True)
    thread.start()
    return thread


def _open(path: Path, known: _Opened | None) -> Store | DataError:
    try:
        store = Store.open(path)
    except DataError as error:
        return error
    same = known and isinstance(known.store, Store) and known.store.version == store.version
    return known.store if known and same else store
