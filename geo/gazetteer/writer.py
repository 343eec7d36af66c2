"""Places and the uses of names in, the index's files out, a part at a time: a few numbers each stay in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import marisa_trie
import numpy as np

from geo.errors import TableError
from geo.gazetteer.layout import COLUMNS, GEONAMES_ID, TEXTS, Entry

PART = 65_536
"""Rows worked on at a time: some 20 MB as Python objects."""
CODES = 2**16
"""Countries or divisions that an index can tell apart."""
_Row = TypeVar("_Row")
_PREFIX = "geonames:"
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What the order of a name's places needs: most populous first, then by id."""

    population: np.ndarray[Any, np.dtype[np.int64]]
    rank: np.ndarray[Any, np.dtype[np.int32]]
    """The place's rank among all ids, compared as bytes."""


class _Column:
    """A .npy file of known length, written a part at a time; a context manager."""

    def __init__(self, path: Path, kind: type[np.generic], count: int) -> None:
        self._kind, self._left = np.dtype(kind), count
        self._file = path.open("wb")
        header = {"descr": np.lib.format.dtype_to_descr(self._kind), "fortran_order": False, "shape": (count,)}
        np.lib.format.write_array_header_1_0(self._file, header)

    def append(self, values: Any) -> None:
        array = np.asarray(values, self._kind)
        self._left -= len(array)
        self._file.write(array.tobytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if error is None and self._left:
            raise ValueError(f"{self._file.name}: {self._left} values are missing")


class _Texts:
    """The bytes of texts in one file, where each begins in another; a context manager."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self._starts = _Column(folder / f"{name}_start.npy", np.int64, count + 1)
        self._starts.append([0])
        self._bytes = (folder / f"{name}.bin").open("wb")
        self._end = 0

    def append(self, texts: list[bytes]) -> None:
        ends = self._end + np.cumsum([len(text) for text in texts])
        self._end = int(ends[-1])
        self._starts.append(ends)
        self._bytes.write(b"".join(texts))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and not self._end:
            self._bytes.write(b"\0")  # an empty file cannot be mapped
        self._bytes.close()
        self._starts.__exit__(kind, error, trace)


def code_numbers(codes: Iterable[str | None]) -> dict[str, int]:
    """Return the number of each code, in their order; null is the empty code.

    Raises:
        TableError: there are more than an index can tell apart.
    """
    known = sorted({code or "" for code in codes} | {""})
    if len(known) > CODES:
        raise TableError(f"{len(known)} codes of countries or divisions; GeoNames has some thousands: check the files")
    return {code: number for number, code in enumerate(known)}


def write_places(folder: Path, count: int, entries: Iterable[Entry]) -> Order:
    """Write the files of the `count` places of `entries` to `folder`."""
    population = np.zeros(count, np.int64)
    numeric = np.full(count, -1, np.int64)
    others: dict[int, str] = {}
    done = 0
    with ExitStack() as stack:
        columns = {name: stack.enter_context(_Column(folder / f"{name}.npy", COLUMNS[name], count)) for name in COLUMNS}
        texts = {name: stack.enter_context(_Texts(folder, name, count)) for name in TEXTS}
        for part in _parts(entries):
            cells = dict(zip(Entry._fields, zip(*part, strict=True), strict=True))
            for name, column in columns.items():
                column.append(cells[name])
            texts["id"].append([text.encode() for text in cells["id"]])
            texts["name"].append([text.encode() for text in cells["name"]])
            texts["names"].append(list(cells["names"]))
            population[done : done + len(part)] = cells["population"]
            for number, identity in enumerate(cells["id"], start=done):
                found = GEONAMES_ID.fullmatch(identity)
                if found:
                    numeric[number] = int(found[1])
                else:
                    others[number] = identity
            done += len(part)
    by_id = _by_id(numeric, others)
    np.save(folder / "by_id.npy", by_id)
    rank = np.empty(count, np.int32)
    rank[by_id] = np.arange(count, dtype=np.int32)
    return Order(population, rank)


def _by_id(numeric: np.ndarray[Any, Any], others: dict[int, str]) -> np.ndarray[Any, Any]:
    """Return the places in the order of their ids' bytes: numbers of GeoNames by their digits, as text compares."""
    numbers = np.flatnonzero(numeric >= 0)
    ids = numeric[numbers]
    digits = np.searchsorted(10 ** np.arange(1, _DIGITS + 1, dtype=np.int64), ids, side="right") + 1
    geonames = numbers[np.lexsort((digits, ids * 10 ** (_DIGITS - digits)))]
    early: list[int] = []
    late: list[int] = []
    for number, identity in sorted(others.items(), key=lambda each: each[1].encode()):
        if identity.startswith(_PREFIX):
            raise TableError(f"{identity}: no id of GeoNames; use geonames: and its number, or another prefix")
        (early if identity < _PREFIX else late).append(number)
    return np.concatenate([np.array(early, np.int64), geonames, np.array(late, np.int64)]).astype(np.int32)


def write_uses(folder: Path, keys: Iterable[str], uses: Iterable[tuple[str, int, int]], order: Order) -> None:
    """Write the names and what they are used for to `folder`.

    Args:
        folder: of the index.
        keys: every folded name, in any order, also more than once.
        uses: folded name, number of the place, number of the kind; by name.
        order: of the places.
    """
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / "keys.marisa"))
    counts = np.zeros(len(trie), np.int32)
    parts = [(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.uint8))]
    for part in _parts(uses):
        names, places, kinds = zip(*part, strict=True)
        key = np.fromiter((trie[name] for name in names), np.int32, len(part))
        np.add.at(counts, key, 1)
        parts.append((key, np.array(places, np.int32), np.array(kinds, np.uint8)))
    starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int32)
    np.save(folder / "use_start.npy", starts)
    key, place, kind = (np.concatenate(each) for each in zip(*parts, strict=True))
    del parts
    # Most populous first: the order of every lookup.
    sort = np.lexsort((order.rank[place], -order.population[place], key))
    np.save(folder / "use_place.npy", place[sort])
    np.save(folder / "use_kind.npy", kind[sort])


def _parts(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    rows = iter(rows)
    while part := list(islice(rows, PART)):
        yield part
