"""Encoded Features in, a GeoParquet 1.1 file out, a row group at a time.

The columns are `id`, the properties of the contract, `lon` and `lat` in degrees, and `geometry` as WKB. lon and lat
stand beside the WKB so that a reader without a spatial extension can filter by them; both are null for a line.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as paj
import pyarrow.parquet as pq

from geo.contract import PROPERTIES
from geo.geojson import about, write_about

ROW_GROUP = 100_000
"""Features of a row group: small enough to skip most of a file, large enough to compress well."""
BLOCK = 4_000_000
"""Bytes of JSON that are parsed at a time."""

_TYPES: Mapping[str, pa.DataType] = {
    **dict.fromkeys(("actors", "parties", "sources"), pa.list_(pa.string())),
    **dict.fromkeys(("mention_start", "mention_end", "start", "end"), pa.int64()),
    "confidence": pa.float64(),
}
_PROPERTIES = [pa.field(name, _TYPES.get(name, pa.string())) for name in PROPERTIES]
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        *_PROPERTIES,
        pa.field("lon", pa.float64()),
        pa.field("lat", pa.float64()),
        pa.field("geometry", pa.binary()),
    ]
)
_FEATURE = pa.schema(
    [
        ("type", pa.string()),
        ("id", pa.string()),
        ("geometry", pa.struct([("type", pa.string()), ("coordinates", pa.list_(pa.float64()))])),
        ("properties", pa.struct(_PROPERTIES)),
    ]
)
_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("lon", "<f8"), ("lat", "<f8")])
_LITTLE_ENDIAN, _WKB_POINT, _WKB_LINE, _WKB_LINES = 1, 1, 2, 5


class GeoParquetWriter:
    """Writes the Features of a map to an open file; a context manager, at whose end the file is whole."""

    def __init__(self, file: BinaryIO, lines: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Begin a file.

        Args:
            file: where to write.
            lines: the MultiLineString of each line's id; without them a Feature with a `line` has no geometry.
        """
        # Readers of a folder take the metadata of one file's schema for all: it must be there, without a bounding box.
        schema = SCHEMA.with_metadata({"geo": json.dumps(geo_metadata([], []))})
        self._writer = pq.ParquetWriter(file, schema, compression="zstd", write_page_checksum=True)
        self._lines = {name: multilinestring_wkb(line) for name, line in (lines or {}).items()}
        self._coordinates = {name: _positions(line) for name, line in (lines or {}).items()}
        self._json: list[bytes] = []
        self._size = 0
        self._tables: list[pa.Table] = []
        self._rows = 0
        self._types: set[str] = set()
        self._bounds: list[Any] = []
        self.as_of: str | None = None
        """What the file says it is as of; set it before the end."""
        self.extra: dict[str, str] = {}
        """Further metadata of the file; set it before the end."""

    def write(self, features: bytes) -> None:
        """Add encoded Features, each a line, those with a line without their geometry."""
        self._json.append(features)
        self._size += len(features)
        if self._size >= BLOCK:
            self._parse()
            while self._rows >= ROW_GROUP:
                self._write_group()

    def close(self) -> None:
        """Write what is left, and the metadata."""
        self._parse()
        while self._rows:
            self._write_group()
        geo = json.dumps(geo_metadata(sorted(self._types), self._bounds))
        self._writer.add_key_value_metadata({"geo": geo, **write_about(about(self.as_of)), **self.extra})
        self._writer.close()

    def _parse(self) -> None:
        if not self._size:
            return
        table = to_table(b"".join(self._json), self._lines)
        self._note(table)
        self._tables.append(table)
        self._rows += table.num_rows
        self._json, self._size = [], 0

    def _write_group(self) -> None:
        table = pa.concat_tables(self._tables)
        self._writer.write_table(table.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
        rest = table.slice(ROW_GROUP)
        self._tables = [rest] if rest.num_rows else []
        self._rows = rest.num_rows

    def _note(self, table: pa.Table) -> None:
        """Keep the types and bounds of the geometries for the metadata."""
        if table["lon"].null_count < table.num_rows:
            self._types.add("Point")
            (west, east), (south, north) = (pc.min_max(table[name]).as_py().values() for name in ("lon", "lat"))
            self._bounds.append([[west, south], [east, north]])
        for name in set(pc.unique(table["line"]).to_pylist()) & self._lines.keys():
            self._types.add("MultiLineString")
            self._bounds.append(self._coordinates[name])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._writer.close()  # the file is not whole, and its opener does away with it


def copy_with_events(source: BinaryIO, target: BinaryIO, events: Mapping[int, str]) -> None:
    """Copy a file, a row group at a time; the Features at the rows of `events`, counted from 0, get that `event`."""
    given = pq.ParquetFile(source)
    said = {key: value for key, value in given.metadata.metadata.items() if key != b"ARROW:schema"}
    schema = SCHEMA.with_metadata({"geo": said[b"geo"]})
    at = SCHEMA.get_field_index("event")
    with pq.ParquetWriter(target, schema, compression="zstd", write_page_checksum=True) as writer:
        row = 0
        for number in range(given.num_row_groups):
            table = given.read_row_group(number)
            column = [events.get(row + place, own) for place, own in enumerate(table["event"].to_pylist())]
            writer.write_table(table.set_column(at, SCHEMA.field(at), [column]), row_group_size=ROW_GROUP)
            row += table.num_rows
        writer.add_key_value_metadata(said)


def geo_metadata(types: list[str], bounds: list[Any]) -> dict[str, Any]:
    """Return the `geo` metadata of a file (GeoParquet 1.1).

    Args:
        types: of its geometries; none say that they are not known.
        bounds: arrays of [lon, lat], or lists of such, that hold the corners of all geometries.
    """
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": types}
    if bounds:
        positions = np.concatenate(bounds)
        column["bbox"] = [*positions.min(axis=0).tolist(), *positions.max(axis=0).tolist()]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def to_table(features: bytes, lines: Mapping[str, bytes]) -> pa.Table:
    """Return the table of encoded Features, each a line; `lines` has the WKB of each line's id.

    Returns:
        A table of `SCHEMA`, a row a Feature, in the order given.
    """
    options = paj.ParseOptions(explicit_schema=_FEATURE, unexpected_field_behavior="error")
    # One block: a Feature may be longer than any block size, and the blocks are cut by the caller.
    parsed = paj.read_json(
        pa.BufferReader(features), paj.ReadOptions(use_threads=False, block_size=len(features) + 1), options
    ).combine_chunks()
    properties = parsed["properties"].combine_chunks()
    given = pc.struct_field(parsed["geometry"].combine_chunks(), "coordinates")
    lon, lat = (_coordinate(given, position) for position in (0, 1))
    line = properties.field("line")
    columns = {
        "id": parsed["id"],
        **{field.name: properties.field(field.name) for field in _PROPERTIES},
        "lon": lon,
        "lat": lat,
        "geometry": _geometry(lon, lat, [lines.get(each) for each in line.to_pylist()] if lines else None),
    }
    return pa.table(columns, schema=SCHEMA)


def multilinestring_wkb(geometry: Mapping[str, Any]) -> bytes:
    """Return the WKB (OGC 06-103r4, little endian) of a GeoJSON MultiLineString."""
    parts = [struct.pack("<BII", _LITTLE_ENDIAN, _WKB_LINES, len(geometry["coordinates"]))]
    for line in geometry["coordinates"]:
        parts.append(struct.pack("<BII", _LITTLE_ENDIAN, _WKB_LINE, len(line)))
        parts.append(np.asarray(line, "<f8").tobytes())
    return b"".join(parts)


def _positions(geometry: Mapping[str, Any]) -> Any:
    return np.concatenate([np.asarray(line, float) for line in geometry["coordinates"]])


def _coordinate(given: pa.ListArray, position: int) -> pa.Array:
    """Return the longitudes (0) or latitudes (1) of positions, null where there is none."""
    ends = pc.if_else(pc.is_valid(given), given, pa.scalar([None, None], given.type))
    return pc.list_element(ends, position)


def _geometry(lon: pa.Array, lat: pa.Array, lines: list[bytes | None] | None) -> pa.Array:
    """Return points as WKB, and in their absence the lines."""
    points = np.zeros(len(lon), _POINT)
    points["order"], points["type"] = _LITTLE_ENDIAN, _WKB_POINT
    points["lon"], points["lat"] = (each.to_numpy(zero_copy_only=False) for each in (lon, lat))
    fixed = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(_POINT.itemsize), len(points), [None, pa.py_buffer(points.tobytes())]
    ).cast(pa.binary())
    drawn = pc.if_else(pc.is_valid(lon), fixed, pa.scalar(None, pa.binary()))
    return pc.coalesce(drawn, pa.array(lines, pa.binary())) if lines else drawn
