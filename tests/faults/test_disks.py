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

from tests.faults.operations import COPY, OLD, OPERATIONS
from tests.tally import Tally

ROOT = Path(__file__).parents[2]
SIZES = (0, 1_000, 50_000)
"""Bytes after which a file can grow no more."""
FULL = tuple(itertools.product(OPERATIONS, SIZES))
QUICK = (("save", 1_000), ("correct", 50_000), ("keep_answers", 50_000), ("build", 1_000), ("index", 0))
DATABASES = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".sqlite-journal")


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


def filled(folder: Path) -> None:
    shutil.copy(ROOT / "data/map.geojson", folder / COPY)
    (folder / "kept.txt").write_bytes(OLD)
    (folder / "index").mkdir()
    (folder / "index/old").write_bytes(OLD)


def done(operation: str, folder: Path, *how: object) -> str:
    command = [sys.executable, "-m", "tests.faults.operations", operation, str(folder), *map(str, how)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr[-1500:]
    assert "Traceback" not in ended.stderr
    return ended.stdout.strip()


def left_whole(folder: Path) -> None:
    assert (folder / "kept.txt").read_bytes() == OLD
    assert (folder / "index/old").read_bytes() == OLD
    strays = [each for each in folder.iterdir() if each.name.startswith(".dateline-") or each.name.endswith(".tmp")]
    assert strays == []
    new = {each.name for each in folder.iterdir()} - {"kept.txt", "index", "story", COPY}
    assert all(name.endswith((*DATABASES, ".lock")) for name in new), new


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
