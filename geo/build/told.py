"""What a part of a cluster's build tells that other parts may tell too: in, and a bucket of it after the other, out.

Beside its Features a part has two small files: the ids of its articles, and of its visits and border references what
`with_shared_events` reads. A bucket holds all of some keys, of all parts: no more than a machine has memory for.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from geo.build.shared import Renamed, Row, Telling, renamed

ARTICLES, EVENTS = "articles", "events"
"""The two files of a part."""
FOLDER = "_told"
"""Readers of a folder pass by names that begin so."""
_SCHEMA = pa.schema(
    [
        ("bucket", pa.uint32()),
        ("key", pa.string()),
        ("day", pa.string()),
        ("row", pa.int32()),
        ("said", pa.string()),
    ]
)
_BUCKETS = 1 << 16
"""The finest parting; buckets are joined until there are as many as are asked for."""
_ROW_GROUP = 10_000


class Told:
    """What one part tells, in the order in which it is read."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, str, str, int, str]]] = {ARTICLES: [], EVENTS: []}

    def add(self, article: str, told: Iterable[Telling], row: int) -> None:
        """Note an article and what it tells; its first Feature is the row `row` of the part."""
        self._note(ARTICLES, (row, article, "", ""))
        for line, key, day, said in told:
            self._note(EVENTS, (row + line, key, day, said))

    def count(self, what: str) -> int:
        """Return how many rows a file will have."""
        return len(self._rows[what])

    def file(self, what: str) -> io.BytesIO:
        """Return a file of the part, by buckets."""
        columns = zip(*sorted(self._rows[what]), strict=True) if self._rows[what] else ([],) * len(_SCHEMA)
        file = io.BytesIO()
        table = pa.table(
            [pa.array(column, field.type) for column, field in zip(columns, _SCHEMA, strict=True)], _SCHEMA
        )
        pq.write_table(table, file, row_group_size=_ROW_GROUP, compression="zstd")
        file.seek(0)
        return file

    def _note(self, what: str, told: Telling) -> None:
        row, key, day, said = told
        self._rows[what].append((zlib.crc32(key.encode()) % _BUCKETS, key, day, row, said))


def path_of(folder: str, part: str, what: str) -> str:
    """Return where a file of a part lies."""
    return f"{folder}/{FOLDER}/{part.removesuffix('.parquet')}.{what}"


def own_events(store: fsspec.AbstractFileSystem, folder: str, part: str) -> dict[int, str]:
    """Return the `event` that each visit and border reference of a part has by its article alone, by its row."""
    with store.open(path_of(folder, part, EVENTS), "rb") as file:
        rows = pq.read_table(file, columns=["row", "said"]).to_pylist()
    return {row["row"]: json.loads(row["said"])["properties"]["event"] for row in rows}


class Bucket:
    """Some keys of all parts, the parts counted in the order of the input."""

    def __init__(self, store: fsspec.AbstractFileSystem, folder: str, number: int, of: int) -> None:
        """Name the bucket: `number` of so many, counted from 0."""
        self._store = store
        self._folder = folder
        self._bounds = number * _BUCKETS // of, (number + 1) * _BUCKETS // of

    def doubles(self, parts: Iterable[str]) -> list[tuple[int, str]]:
        """Return the articles whose id an earlier one has: the number of the part, and the id."""
        found: list[tuple[int, str]] = []
        for key, group in self._groups(parts, ARTICLES):
            next(group)
            found += [(part, key) for _, _, part, _, _ in group]
        return found

    def events(self, parts: Iterable[str]) -> Iterator[Renamed]:
        """Yield which Features get the `event` of another article: the numbers of the part and of the row in it."""
        for _, group in self._groups(parts, EVENTS):
            yield from renamed(group)

    def _groups(self, parts: Iterable[str], what: str) -> Iterator[tuple[str, Iterator[Row]]]:
        tables = [self._rows(number, part, what) for number, part in enumerate(parts)]
        table = pa.concat_tables(tables).sort_by([(name, "ascending") for name in ("key", "day", "part", "row")])
        rows = (
            (row["key"], row["day"], row["part"], row["row"], row["said"])
            for batch in table.to_batches(max_chunksize=_ROW_GROUP)
            for row in batch.to_pylist()
        )
        return groupby(rows, key=itemgetter(0))

    def _rows(self, number: int, part: str, what: str) -> pa.Table:
        least, end = self._bounds
        with self._store.open(path_of(self._folder, part, what), "rb") as file:
            rows = pq.read_table(file, filters=[("bucket", ">=", least), ("bucket", "<", end)])
        return rows.append_column("part", pa.array([number] * rows.num_rows, pa.int32()))
