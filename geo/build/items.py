"""Paths in, where each article is found out: the files of a folder, and the lines of JSONL shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

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
    """The record's line in its shard, counted from 1."""

    @property
    def where(self) -> str:
        """The place as messages name it."""
        return self.path if self.start is None else f"{self.path}: line {self.line}"


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


def _records(path: Path, root: Path) -> Iterator[Item]:
    with path.open("rb") as file:
        start = number = 0
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            if line.strip():
                yield Item(str(path), str(root), start, number)
            start += len(line)
            while not line.endswith(b"\n") and (line := file.readline(MAX_BYTES + 1)):
                start += len(line)
