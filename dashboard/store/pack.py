"""A large file of events in, its arrays out: sorted once, kept as files beside it that every process maps into memory.

The copy lies in `.NAME.packed` beside the data, in the user's cache where that folder cannot be written to. It is made
by a process of its own, so that the memory that takes is given back, and appears whole by a rename. It is made anew
when the data, the code that makes it or one of its files has changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.store.arrange import arrange
from dashboard.store.arrays import Arrays, load
from dashboard.store.read import About, about_of
from dashboard.store.shelf import Folder
from dashboard.store.source import open_source, version_of_file
from geo import DataError

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = "manifest.json"
CODE = (
    "arrange",
    "bits",
    "columns",
    "events",
    "grid",
    "orders",
    "read",
    "runs",
    "shelf",
    "source",
    "text",
    "timeline",
    "words",
)
"""Modules that decide what a copy holds."""
WAIT_S = 3_600.0
"""For a copy that is being made: ten million events take some minutes on two cores."""
STEP_S = 0.1
WHOLE = 2_000_000
"""Bytes of a file that is read whole before it is believed: those of some 250,000 events, in some 50 ms."""
EDGE = 65_536
"""Bytes looked at on both ends of a larger one: a copy that was cut short shows there; all of it would be slow."""
_PROGRAM = "import sys; from dashboard.store.pack import main; sys.exit(main(sys.argv[1:]))"
_MISFIT = 2
"""Exit code of the process that makes a copy where the data is at fault."""

_log = logging.getLogger(__name__)


def opened(path: Path, environ: Mapping[str, str] = os.environ) -> tuple[Arrays, About]:
    """Return the arrays of a file of events, from its packed copy, which is made first where there is none that fits.

    Raises:
        DataError: the file is missing or does not fit the contract, or no copy can be written.
    """
    folder = folder_of(path, environ)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.with_name(f"{folder.name}.lock")):
            found = _current(path, folder)
            if found is None:
                began = time.monotonic()
                _make_apart(path, folder)
                _log.info("%s: packed in %.1f s", path, time.monotonic() - began)
                found = _current(path, folder)
    except OSError as error:
        raise DataError(f"{path}: its packed copy cannot be kept in {folder.parent} ({error.strerror})") from error
    if found is None:
        raise DataError(f"{path}: changed while it was read; reload the page")
    return found


def folder_of(path: Path, environ: Mapping[str, str]) -> Path:
    """Return where the packed copy of a file is kept."""
    whole = path.resolve()
    if os.access(whole.parent, os.W_OK):
        return whole.with_name(f".{whole.name}.packed")
    cache = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "dateline" / hashlib.blake2b(os.fsencode(whole), digest_size=12).hexdigest()


def make(path: Path, folder: Path) -> None:
    """Make the packed copy of a file in `folder`, whole or not at all.

    Raises:
        DataError: the file is missing or does not fit the contract.
        OSError: the disk is full or the folder cannot be written to.
    """
    for stray in folder.parent.glob(f"{folder.name}-*.tmp"):
        shutil.rmtree(stray)
    half = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}-", suffix=".tmp"))
    try:
        stamp = _stamp(path)
        source = open_source(path)
        arrange(source, Folder(half))
        half.chmod(0o755)
        files = {each.name: _kept(each) for each in sorted(half.iterdir())}
        manifest = {"code": _code(), "stamp": stamp, "about": asdict(source.about), "files": files}
        _write(half / MANIFEST, manifest)
        if folder.exists():
            folder.rename(half.with_name(f"{half.name}.old.tmp"))
        half.rename(folder)
    finally:
        for stray in folder.parent.glob(f"{half.name}*"):
            shutil.rmtree(stray)


def _make_apart(path: Path, folder: Path) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(path.resolve()), str(folder)]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, check=False, timeout=WAIT_S)  # noqa: S603 - our own
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode != _MISFIT:
            _log.error("%s: packing failed: %s", path, said)
        raise DataError(said if done.returncode == _MISFIT else f"{path}: cannot be packed; the server's log says why")


def _current(path: Path, folder: Path) -> tuple[Arrays, About] | None:
    """Return the arrays of the copy in `folder`; null where it is none of the file as it is now, or damaged."""
    try:
        manifest = _manifest(folder / MANIFEST)
        about = about_of(manifest["about"], manifest["about"]["version"])
        stamp = _stamp(path)
        if manifest["code"] != _code():
            return None
        if any(_seal(folder / name) != seal for name, seal in manifest["files"].items()):
            _log.warning("%s: the packed copy is damaged and made anew", path)
            return None
        if manifest["stamp"] != stamp:
            if version_of_file(path) != about.version:
                return None
            _write(folder / MANIFEST, manifest | {"stamp": stamp})
        return load(Folder(folder)), about
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        if not path.exists():
            raise DataError(f"{path}: cannot be read; make it with: python -m geo build") from None
        if not isinstance(error, FileNotFoundError):
            _log.warning("%s: the packed copy cannot be read and is made anew: %s", path, error)
        return None


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_mtime_ns, found.st_size]


def _code() -> str:
    whole = hashlib.blake2b(digest_size=8)
    for name in CODE:
        whole.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    whole.update((ROOT / "dashboard" / "dates.py").read_bytes())
    return whole.hexdigest()


def _seal(path: Path) -> list[Any]:
    """Return the size of a file and a hash of its bytes, of a large one of both its ends."""
    size = path.stat().st_size
    with path.open("rb") as file:
        read = file.read(WHOLE if size <= WHOLE else EDGE)
        if size > WHOLE:
            file.seek(size - EDGE)
            read += file.read(EDGE)
    return [size, _hash(read)]


def _hash(read: bytes) -> str:
    return hashlib.blake2b(read, digest_size=8).hexdigest()


def _kept(path: Path) -> list[Any]:
    """Have a file written to the disk and return its seal."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return _seal(path)


def _manifest(path: Path) -> dict[str, Any]:
    """Read what a copy is of, held to its hash. Raises ValueError where that is another."""
    first, _, held = path.read_bytes().partition(b"\n")
    if first != _hash(held).encode():
        raise ValueError("the manifest has changed since it was written")
    manifest: dict[str, Any] = json.loads(held)
    return manifest


def _write(path: Path, manifest: dict[str, Any]) -> None:
    half = path.with_suffix(".tmp")
    held = json.dumps(manifest).encode()
    with half.open("wb") as file:
        file.write(_hash(held).encode() + b"\n" + held)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that other processes wait for. Raises DataError after `WAIT_S`."""
    deadline = time.monotonic() + WAIT_S
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise DataError(f"{path}: another process has held it for {WAIT_S:.0f} s") from None
                time.sleep(STEP_S)
        yield


def main(arguments: list[str]) -> int:
    """Make the copy of the first argument in the second; 2 where the data is at fault."""
    path, folder = map(Path, arguments)
    try:
        make(path, folder)
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return _MISFIT
    return 0
