"""No room, or no right to write: one clear line, the old file as it was, and nothing left lying about."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.operations import OPERATIONS, filled, left_whole
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
SIZES = (0, 1_000, 50_000)
"""Bytes after which a file can grow no more."""
FULL = tuple(itertools.product(OPERATIONS, SIZES))
QUICK = (("upload", 1_000), ("correct", 50_000), ("keep_answers", 50_000), ("build", 1_000), ("index", 0))
ROOM = (0, 4_096, 65_536)
"""Bytes that a disk has left."""
DISK = "16m"
MOUNTED = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"'
"""A shell's words: a disk in memory on a folder, for one process alone."""


@contextmanager
def made() -> Iterator[Path]:
    """A folder that other users can enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-disk-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)


def done(operation: str, folder: Path, *how: object) -> str:
    command = [sys.executable, "-m", "tests.faults.operations", operation, str(folder), *map(str, how)]
    if how[0] == "disk":
        own = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED, "sh"]
        command = [*own, DISK, str(folder), *command]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr[-1500:]
    assert "Traceback" not in ended.stderr
    return ended.stdout.strip()


def refuses(operation: str, folder: Path, *how: object) -> None:
    filled(folder)
    said = done(operation, folder, *how)
    assert said.startswith("refused ")
    assert len(said.splitlines()) == 1
    left_whole(folder)


def test_disk_that_is_full_leaves_the_old_file(torture: bool, tally: Tally) -> None:
    cases = FULL if torture else QUICK
    for operation, size in cases:
        with made() as folder:
            refuses(operation, folder, "full", size)
    tally.add("full disks", len(cases), "each one line, the old file whole, 0 strays")


def test_disk_of_its_own_that_is_full_leaves_the_old_file(torture: bool, tally: Tally) -> None:
    cases = list(itertools.product(OPERATIONS, ROOM)) if torture else [("upload", 4_096), ("keep_answers", 0)]
    for operation, room in cases:
        with made() as folder:
            said = done(operation, folder, "disk", room)
            assert said.startswith("refused "), f"{operation} with {room} bytes: {said}"
            assert len(said.splitlines()) == 1
            assert list(folder.iterdir()) == [], "the disk was the process's own"
    tally.add("full disks of their own", len(cases), "each one line, the old file whole, 0 strays")


def test_folder_that_may_not_be_written_is_named(torture: bool, tally: Tally) -> None:
    modes = (0o555, 0o755, 0o511) if torture else (0o555,)
    cases = list(itertools.product(OPERATIONS, modes))
    for operation, mode in cases:
        with made() as folder:
            filled(folder)
            folder.chmod(mode)
            said = done(operation, folder, "nobody")
            assert said.startswith("refused "), f"{operation} {mode:o}: {said}"
            left_whole(folder)
    tally.add("read-only folders", len(cases), "each one line, the old file whole, 0 strays")
