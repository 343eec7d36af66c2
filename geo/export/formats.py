"""The formats that Features can be taken away in, by the ending of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.errors import InputError
from geo.export.html import MAX_FEATURES, to_html
from geo.export.kml import to_kml
from geo.export.sheet import csv_parts, to_csv
from geo.geojson import collection_parts, encode, encode_feature


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files."""

    title: str
    media_type: str
    """As registered with IANA."""
    write: Callable[[Mapping[str, Any]], bytes]
    most: int | None = None
    """Features of one file, where the format has a bound."""
    parts: Callable[[Iterable[Mapping[str, Any]], Mapping[str, Any]], Iterator[bytes]] | None = None
    """Of Features and the `dateline` member, the file's bytes in parts: where the format is written as it comes."""


def _to_geojson(collection: Mapping[str, Any]) -> bytes:
    return encode(collection["features"], (collection.get("dateline") or {}).get("as_of"))


def _geojson_parts(features: Iterable[Mapping[str, Any]], about: Mapping[str, Any]) -> Iterator[bytes]:
    return collection_parts(map(encode_feature, features), about.get("as_of"))


def _to_parquet(collection: Mapping[str, Any]) -> bytes:
    from geo.export.columns import to_parquet  # noqa: PLC0415 - pyarrow is 0.3 s for every other command

    return to_parquet(collection)


def _to_gpkg(collection: Mapping[str, Any]) -> bytes:
    from geo.export.columns import to_gpkg  # noqa: PLC0415 - as above, and GDAL

    return to_gpkg(collection)


FORMATS: Mapping[str, Format] = {
    "geojson": Format("GeoJSON", "application/geo+json", _to_geojson, parts=_geojson_parts),
    "csv": Format("CSV", "text/csv; charset=utf-8", to_csv, parts=csv_parts),
    "kml": Format("KML", "application/vnd.google-earth.kml+xml", to_kml),
    "parquet": Format("GeoParquet", "application/vnd.apache.parquet", _to_parquet),
    "gpkg": Format("GeoPackage", "application/geopackage+sqlite3", _to_gpkg),
    "html": Format("one HTML file with the map in it", "text/html; charset=utf-8", to_html, MAX_FEATURES),
}
"""By the ending of the file."""


def export(collection: Mapping[str, Any], ending: str) -> bytes:
    """Return a FeatureCollection as a file of the format with this ending.

    Raises:
        InputError: there is no such format.
    """
    found = FORMATS.get(ending)
    if found is None:
        raise InputError(f"no format {ending!r}; use one of {', '.join(FORMATS)}")
    return found.write(collection)
