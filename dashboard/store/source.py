"""A file of events in, its columns one at a time out, checked: what `arrange` sorts and keeps.

A map.geojson is read whole. A Parquet file is read column by column: ten million events need not fit into memory twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, get_args

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard import dates
from dashboard.store.read import SCHEMA, About, about_of, read_bytes, to_table
from geo import DataError, Kind, Role, Stage, Status, read_about

PARQUET = (".parquet", ".geoparquet")
"""Endings of files that are read as (Geo)Parquet; all others are GeoJSON."""
MAX_ROWS = 100_000_000
"""Rows of a file: ten times what the map was measured with."""
_CHUNK = 1 << 24
"""Bytes hashed at once."""
_VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "role": get_args(Role),
    "stage": get_args(Stage),
    "status": get_args(Status),
}
_DATES = ("date", "date_end", "published")
_BOUNDS = {"lon": 180.0, "lat": 90.0}


class Source(Protocol):
    """The events of a file in its own order."""

    @property
    def about(self) -> About:
        """What the file says of itself."""

    @property
    def rows(self) -> int:
        """How many there are."""

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a column of `SCHEMA`. Raises DataError where it does not fit the contract."""


class Whole:
    """A table that is in memory already."""

    def __init__(self, table: pa.Table, about: About) -> None:
        self.about = about
        self.rows = table.num_rows
        self._table = table

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a column."""
        return self._table.column(name)


class Parquet:
    """A Parquet file with the contract's properties, `id`, `lon` and `lat` as columns; its `geometry` is not read."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the file. Raises DataError where it is none, or a column is missing."""
        self._path = path
        self._file: pq.ParquetFile = self._given(
            # What the file's own checksums tell is believed before what its pages hold.
            lambda: pq.ParquetFile(path, memory_map=True, page_checksum_verification=True)
        )
        schema: pa.Schema = self._given(lambda: self._file.schema_arrow)
        names = self._given(lambda: schema.names)
        missing = [field.name for field in SCHEMA if field.name not in names]
        if missing:
            raise self._misfit(f"no column {missing[0]!r}")
        self.rows = self._file.metadata.num_rows
        if self.rows > MAX_ROWS:
            raise self._misfit(f"more than {MAX_ROWS:,} rows")
        try:
            self.about = about_of(read_about(schema.metadata or {}), version)
        except DataError as error:
            raise self._misfit(str(error)) from None

    def column(self, name: str) -> pa.ChunkedArray:
        """Read a column and hold it to the contract."""
        wanted = SCHEMA.field(name)
        column = self._given(lambda: self._file.read([name], use_threads=False).column(0).cast(_wide(wanted.type)))
        # Parquet does not hold a text to be UTF-8.
        self._given(lambda: column.validate(full=True))
        if not wanted.nullable and column.null_count:
            raise self._misfit(f"{name} is missing in a row")
        if name in ("event", "kind") and column.null_count:
            raise self._misfit(f"{name} is missing in a row")
        if name in _BOUNDS:
            self._check_degrees(name, column)
        if name in _VALUES or name in _DATES:
            self._check_values(name, column)
        return column

    def _check_degrees(self, name: str, column: pa.ChunkedArray) -> None:
        inside = pc.less_equal(pc.abs(column), _BOUNDS[name])
        if pc.all(inside).as_py() is False:
            raise self._misfit(f"{name} is outside of ±{_BOUNDS[name]:.0f}")

    def _check_values(self, name: str, column: pa.ChunkedArray) -> None:
        for value in pc.unique(column).drop_null().to_pylist():
            if name in _VALUES and value not in _VALUES[name]:
                raise self._misfit(f"{name} {value!r:.60} is none of {', '.join(_VALUES[name])}")
            if name in _DATES:
                try:
                    dates.parse(value)
                except ValueError as error:
                    raise self._misfit(f"{name}: {error}") from None

    def _given(self, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except FileNotFoundError as error:
            raise _unread(self._path, error) from error
        except (OSError, UnicodeDecodeError, pa.ArrowException) as error:
            raise self._misfit(str(error).splitlines()[0] if str(error) else "it cannot be read") from None

    def _misfit(self, said: str) -> DataError:
        return DataError(f"{self._path}: not a Parquet file of events ({said}); make it anew with: python -m geo build")


def open_source(path: Path) -> Source:
    """Open a file by its ending.

    Raises:
        DataError: it is missing or does not fit the contract; the message is one line.
    """
    if path.suffix in PARQUET:
        return Parquet(path, version_of_file(path))
    return Whole(*to_table(read_bytes(path), str(path)))


def version_of_file(path: Path) -> str:
    """Return the version of a file, as `read.version_of` its bytes, without holding them. Raises DataError."""
    whole = hashlib.blake2b(digest_size=8)
    try:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                whole.update(block)
    except OSError as error:
        raise _unread(path, error) from error
    return whole.hexdigest()


def _unread(path: Path, error: OSError) -> DataError:
    return DataError(f"{path}: cannot be read ({error.strerror}); make it with: python -m geo build")


def _wide(wanted: pa.DataType) -> pa.DataType:
    """Return the type to read a column as: ten million sentences are more bytes than 32-bit offsets reach."""
    return pa.large_string() if pa.types.is_string(wanted) else wanted
