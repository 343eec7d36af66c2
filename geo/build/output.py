"""A spool in, map.geojson and map.parquet out, each whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from geo.atomic import replacing
from geo.build.spool import Spool
from geo.geojson import encode_feature, write_collection

LARGE = 50_000
"""Features past which the data is written as GeoParquet too, and a line's geometry is left to the map that draws it."""
PARQUET = ".parquet"

_NO_GEOMETRY = b'"geometry":null'
Lines = Mapping[str, Mapping[str, Any]]
"""The MultiLineString of each line's id."""


def write_map(spool: Spool, path: Path, lines: Lines) -> list[Path]:
    """Write the map that `path` names, and beside a large map.geojson its map.parquet; return what was written."""
    if spool.features > LARGE:
        lines = {}
    targets = [path]
    if path.suffix.lower() != PARQUET and spool.features > LARGE:
        targets.append(path.with_suffix(PARQUET))
    with ThreadPoolExecutor(len(targets)) as threads:
        for written in [threads.submit(_write, spool, target, lines) for target in targets]:
            written.result()
    return targets


def _write(spool: Spool, target: Path, lines: Lines) -> None:
    with replacing(target) as file:
        write = write_parquet if target.suffix.lower() == PARQUET else write_geojson
        write(spool, file, lines)


def write_geojson(spool: Spool, file: BinaryIO, lines: Lines) -> None:
    """Write a spool as a FeatureCollection."""
    write_collection(file, _encoded(spool, lines), spool.as_of)


def write_parquet(spool: Spool, file: BinaryIO, lines: Lines) -> None:
    """Write a spool as GeoParquet."""
    from geo.parquet import GeoParquetWriter  # noqa: PLC0415 - pyarrow is 0.3 s and 40 MB for every worker

    with GeoParquetWriter(file, lines) as writer:
        writer.as_of = spool.as_of
        for block in spool.blocks():
            writer.write(block)


def _encoded(spool: Spool, lines: Lines) -> Iterator[bytes]:
    """Yield the Features, those with a line with its geometry where `lines` has it."""
    for block in spool.blocks():
        for feature in block.splitlines():
            yield with_line(feature, lines) if lines and _NO_GEOMETRY in feature else feature


def with_line(encoded: bytes, lines: Lines) -> bytes:
    """Return an encoded Feature with the geometry of the line that it speaks of, if it speaks of any."""
    feature = json.loads(encoded)
    line = feature["properties"]["line"]
    if line is None or feature["geometry"] is not None:
        return encoded
    return encode_feature({**feature, "geometry": lines[line]})
