"""Paths of any store that fsspec knows in, the parts of a cluster's build out, and the articles of each part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import PurePosixPath

import fsspec

from geo.build.items import Item, split_lines
from geo.errors import ArticleError
from geo.read import MAX_BYTES, SHARDS, SUFFIXES

MAX_FILES = 1_000
"""Files of a part: each costs a request, which takes longer than reading a short article."""
SMALLEST = 4_096
"""Bytes of a shard that are not halved further, to find an article that kills its workers."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the lines of a shard that begin in a range of its bytes."""

    path: str
    """Without the protocol."""
    root: str
    """The folder that ids are counted from, or the file itself."""
    version: str
    """Of the store: changes when the file does."""
    start: int
    end: int
    shard: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one task of a cluster reads and one file holds."""

    number: int
    url: str
    """Any address in the store: names its protocol and host."""
    pieces: tuple[Piece, ...]
    half: str = ""
    """Of a part that was halved: which half, "a" or "b", and of that which again."""
    without: tuple[str, ...] = ()
    """Ids of articles that are left out, since an earlier part has another of each."""

    @property
    def place(self) -> tuple[int, str]:
        """Sorts the parts of a build in the order of the input."""
        return self.number, self.half

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(piece.end - piece.start for piece in self.pieces)

    def name(self, rules: str) -> str:
        """Return the name of its file: another where an input or a rule has changed."""
        made_of = json.dumps([rules, self.without, *(astuple(piece) for piece in self.pieces)])
        return (
            f"part-{self.number:06}{self.half}-{hashlib.blake2b(made_of.encode(), digest_size=8).hexdigest()}.parquet"
        )

    def halves(self) -> tuple[Part, ...]:
        """Return two parts with half the articles each; none where it is too small for that."""
        if len(self.pieces) > 1:
            middle = len(self.pieces) // 2
            return self._halved(self.pieces[:middle], self.pieces[middle:])
        piece = self.pieces[0]
        if not piece.shard or piece.end - piece.start <= SMALLEST:
            return ()
        cut = (piece.start + piece.end) // 2
        return self._halved((replace(piece, end=cut),), (replace(piece, start=cut),))

    def _halved(self, first: tuple[Piece, ...], second: tuple[Piece, ...]) -> tuple[Part, ...]:
        return (
            replace(self, pieces=first, half=f"{self.half}a"),
            replace(self, pieces=second, half=f"{self.half}b"),
        )


def find_parts(urls: Iterable[str], size: int) -> Iterator[Part]:
    """Yield parts of about `size` bytes, in the order of a build.

    Raises:
        ArticleError: no article or shard at an address.
    """
    number = 0
    for url in urls:
        found = False
        for pieces in _batches(_pieces(url, size), size):
            found = True
            yield Part(number, url, pieces)
            number += 1
        if not found:
            raise ArticleError(f"{url}: no articles; put a .txt, .md, .html or .jsonl file there")


def _batches(pieces: Iterable[Piece], size: int) -> Iterator[tuple[Piece, ...]]:
    batch: list[Piece] = []
    held = 0
    for piece in pieces:
        length = piece.end - piece.start
        if batch and (held + length > size or len(batch) == MAX_FILES):
            yield tuple(batch)
            batch, held = [], 0
        batch.append(piece)
        held += length
    if batch:
        yield tuple(batch)


def read_part(part: Part) -> Iterator[tuple[Item, bytes | OSError]]:
    """Yield each article of a part with its bytes, at most `MAX_BYTES` and one; or the reason why there are none."""
    store = fsspec.core.url_to_fs(part.url)[0]
    for piece in part.pieces:
        if piece.shard:
            yield from _records(store, piece)
            continue
        item = Item(piece.path, piece.root)
        try:
            yield item, store.cat_file(piece.path, end=min(piece.end, MAX_BYTES + 1))
        except OSError as error:
            yield item, error


def _records(store: fsspec.AbstractFileSystem, piece: Piece) -> Iterator[tuple[Item, bytes]]:
    with store.open(piece.path, "rb") as file:
        begin = piece.start
        if begin:
            # The line that the range cuts at its beginning is the range's before; from one byte earlier, so that a
            # line that begins just here is not skipped.
            file.seek(begin - 1)
            begin += len(file.readline()) - 1
        for offset, line in split_lines(file):
            if begin + offset >= piece.end:
                return
            if line.strip():
                yield Item(piece.path, piece.root, begin + offset), line


def _pieces(url: str, size: int) -> Iterator[Piece]:
    store, path = fsspec.core.url_to_fs(url)
    for root in sorted(store.glob(path)) if fsspec.core.has_magic(path) else [path]:
        found = store.find(root, detail=True)
        for name in sorted(found, key=lambda each: PurePosixPath(each).parts):
            yield from _pieces_of(name, root, found[name]["size"], size, str(store.ukey(name)))


def _pieces_of(name: str, root: str, length: int, size: int, version: str) -> Iterator[Piece]:
    suffix = PurePosixPath(name).suffix.lower()
    below = PurePosixPath(name).relative_to(root).parts if name != root else ()
    if any(part.startswith(".") for part in below):
        return
    if suffix in SUFFIXES:
        yield Piece(name, root, version, 0, max(length, 1), shard=False)
    elif suffix in SHARDS:
        for start in range(0, length, size):
            yield Piece(name, root, version, start, min(start + size, length), shard=True)
