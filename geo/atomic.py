"""A path and its content in; on disk the old file or the new one, whole, whenever the process or the machine stops."""

from __future__ import annotations

import fcntl
import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_PREFIX = ".dateline-"
_SUFFIX = ".tmp"


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all; as `replacing` does."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, mode: int = 0o644) -> Iterator[BinaryIO]:
    """Give a file to write in; at the end it takes the place of `path` by fsync and replace, unless there was an error.

    `mode` is who may read and write it then; until then its user alone.

    The folder is made if it is missing. Temporary files that a killed process left beside `path` are swept; of several
    who write at once the last one stays.

    Raises:
        OSError: the disk is full or the folder not writable; `path` is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    stem = f"{_PREFIX}{path.name}-"
    sweep(path.parent, stem)
    descriptor, temporary = _begun(path.parent, stem)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
            # While it is open its lock says that it is no stray.
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def sweep(folder: Path, stem: str = _PREFIX) -> None:
    """Remove the temporary files that killed processes left in a folder, those of all files unless a `stem` is given.

    Where each file has a name of its own, nobody writes the one of a killed process again.
    """
    for stray in folder.glob(f"{glob.escape(stem)}*{_SUFFIX}"):
        _sweep(stray)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock of `path`, for who reads it and writes it anew; others wait.

    The system lets go of it when a process ends, however it ends.
    """
    descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _begun(folder: Path, stem: str) -> tuple[int, Path]:
    """Make a temporary file, locked; return its descriptor and its path."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=stem, suffix=_SUFFIX)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Before it was locked, another writer may have taken it for a stray.
        if os.fstat(descriptor).st_nlink:
            return descriptor, Path(name)
        os.close(descriptor)


def _sweep(stray: Path) -> None:
    """Remove a temporary file whose writer has ended: the system lets go of its lock, however it ended."""
    try:
        descriptor = os.open(stray, os.O_RDONLY)
    except (FileNotFoundError, PermissionError):
        return  # swept by another, or another user's
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stray.unlink(missing_ok=True)
    except BlockingIOError:
        return  # its writer is at work
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last: POSIX keeps it in the folder, not in the file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
