"""A folder's name and what writes it in; the name leads to the old folder or to the new one, whole, at any moment.

The name is a symbolic link to a folder beside it: POSIX replaces a link in one step, but no folder that has files.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.sums import note_sums


def put_in_place(target: Path, write: Callable[[Path], None]) -> None:
    """Write a folder beside `target` and let the name lead to it; sweep what a killed build left.

    Raises:
        GazetteerError: another process is writing one.
        OSError: the folder cannot be written; what was there is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        _replace(target, write)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of `target`, which ends with the process however that ends."""
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise GazetteerError(f"{target}: another process is writing this index; wait until it has done") from None
        yield


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    current = target.resolve() if target.is_symlink() else None
    for stray in target.parent.glob(f".{target.name}-*"):
        if stray.is_symlink():
            stray.unlink(missing_ok=True)
        elif stray.resolve() != current:
            shutil.rmtree(stray, ignore_errors=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        made.chmod(0o755)
        write(made)
        note_sums(made)
        for path in (*made.iterdir(), made):
            _sync(path)
        _lead(target, made)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    _sync(target.parent)
    if current and current.parent == target.parent.resolve():
        shutil.rmtree(current, ignore_errors=True)


def _lead(target: Path, made: Path) -> None:
    link = made.with_name(f"{made.name}-link")
    link.symlink_to(made.name, target_is_directory=True)
    try:
        if target.is_dir() and not target.is_symlink():
            # A folder of an earlier version, once: a link cannot replace it in one step.
            target.rename(made.with_name(f"{made.name}-old"))
        link.replace(target)
    except BaseException:
        link.unlink(missing_ok=True)
        raise
    shutil.rmtree(made.with_name(f"{made.name}-old"), ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
