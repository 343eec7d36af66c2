"""A folder of an index in, the size and checksum of each of its files out; and the same, held to what was noted."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

NAME = "sums.json"
MAX_READ = 100_000_000
"""Bytes of an index that are read when it is opened, some 50 ms; of a larger one the sizes alone are compared."""
_CHUNK = 1 << 20


def note_sums(folder: Path) -> None:
    """Note size and CRC-32 of every file of an index that has been written."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != NAME)
    noted = {path.name: [path.stat().st_size, _sum(path)] for path in files}
    (folder / NAME).write_text(json.dumps(noted), encoding="ascii")


def check_sums(folder: Path) -> None:
    """Compare the files of an index with what was noted of them.

    Raises:
        FileNotFoundError: a file, or the note itself, is missing.
        ValueError: a file is another than the one that was written; the message has its name.
    """
    noted: dict[str, tuple[int, int]] = json.loads((folder / NAME).read_bytes())
    small = sum(size for size, _ in noted.values()) <= MAX_READ
    for name, (size, checksum) in noted.items():
        path = folder / name
        if path.stat().st_size != size or (small and _sum(path) != checksum):
            raise ValueError(f"{name} has changed since it was written")


def _sum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
