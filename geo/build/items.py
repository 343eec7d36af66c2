"""Paths in, where each article is found out: the files of a folder, and the lines of JSONL shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geo.read import MAX_BYTES, SHARDS, SUFFIXES, find_articles


@dataclass(frozen=True, slots=True)
class Item:
    """Where one article is found."""

    path: str
    root: str
    """The folder that ids are counted from, or the file itself."""
    start: int | None = None
    """The byte of a shard at which the record begins; null for a file of its own."""
    line: int = 0
    """The record's line in its shard, counted from 1; 0 where the shard is not read from its beginning."""

    @property
    def where(self) -> str:
        """The place as messages name it."""
        if self.start is None:
            return self.path
        return f"{self.path}: line {self.line}" if self.line else f"{self.path}: byte {self.start}"


def find_items(paths: Iterable[Path]) -> Iterator[Item]:
    """Yield the articles at `paths` in the order of a build: by path, in a shard by line.

    Raises:
        ArticleError: there is no such file or folder, or its kind is not read.
    """
    for root in paths:
        for path in find_articles(root, frozenset(SUFFIXES) | SHARDS):
            if path.suffix.lower() in SHARDS:
                yield from _records(path, root)
            else:
                yield Item(str(path), str(root))


def read_line(path: str, start: int) -> bytes:
    """Return the line of a shard that begins at byte `start`, at most `MAX_BYTES` and one of it."""
    with open(path, "rb") as file:
        file.seek(start)
        return file.readline(MAX_BYTES + 1)


def split_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file from where it stands: how many bytes on each begins, and the line as `read_line`."""
    start = 0
    while line := file.readline(MAX_BYTES + 1):
        yield start, line
        start += len(line)
        while not line.endswith(b"\n") and (line := file.readline(MAX_BYTES + 1)):
            start += len(line)


def _records(path: Path, root: Path) -> Iterator[Item]:
    with path.open("rb") as file:
        for number, (start, line) in enumerate(split_lines(file), start=1):
            if line.strip():
                yield Item(str(path), str(root), start, number)
