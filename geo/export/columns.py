"""Features in, files of typed columns out: GeoParquet 1.1 and GeoPackage 1.4 (OGC 12-128r19), in WGS 84."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio

from geo.contract import PROPERTIES
from geo.errors import DataError
from geo.export.sheet import SEPARATOR
from geo.export.text import visible
from geo.geojson import encode_feature, write_about
from geo.parquet import ROW_GROUP, SCHEMA, geo_metadata, multilinestring_wkb, to_table

LAYER = "dateline"
_LINE = "MultiLineString"

Collection = Mapping[str, Any]


def to_parquet(collection: Collection) -> bytes:
    """Return the Features as GeoParquet with the columns of a build's map.parquet, and each with its own geometry.

    Raises:
        DataError: a property is not of the type of its column.
    """
    drawn = [each["geometry"] for each in collection["features"] if each.get("geometry")]
    positions = [
        [position for line in each["coordinates"] for position in line]
        if each["type"] == _LINE
        else [each["coordinates"]]
        for each in drawn
    ]
    geo = geo_metadata(sorted({each["type"] for each in drawn}), positions)
    said = write_about(collection.get("dateline") or {})
    table = _table(collection, str).replace_schema_metadata({"geo": json.dumps(geo), **said})
    file = io.BytesIO()
    pq.write_table(table, file, row_group_size=ROW_GROUP, compression="zstd", write_page_checksum=True)
    return file.getvalue()


def to_gpkg(collection: Collection) -> bytes:
    """Return the Features as the layer `LAYER` of a GeoPackage, points and lines in one; lists are joined.

    Raises:
        DataError: a property is not of the type of its column.
    """
    # A text of SQLite ends at its first NUL for most who read it.
    table = _table(collection, visible)
    for number, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(number, field.name, pc.binary_join(table[field.name], SEPARATOR))
    about = collection.get("dateline") or {}
    credit = SEPARATOR.join(about.get("attribution") or ())
    said = {"as_of": about.get("as_of"), "disclaimer": about.get("disclaimer"), "attribution": credit}
    shown = f"As of {about.get('as_of')}. {about.get('disclaimer')} Sources: {credit}"
    file = io.BytesIO()
    pyogrio.write_arrow(
        table,
        file,
        driver="GPKG",
        layer=LAYER,
        geometry_name="geometry",
        geometry_type="Unknown",
        crs="EPSG:4326",
        dataset_metadata={name: value for name, value in said.items() if value},
        layer_options={"IDENTIFIER": "Dateline", "DESCRIPTION": shown} if about else {},
    )
    return file.getvalue()


def _table(collection: Collection, text: Callable[[str], str]) -> pa.Table:
    """Return a row a Feature, its texts as `text` gives them, its geometry as WKB."""
    features = collection["features"]
    if not features:
        return SCHEMA.empty_table()
    lines = [(each.get("geometry") or {}).get("type") == _LINE for each in features]
    plain = (
        {
            "type": "Feature",
            "id": text(each["id"]),
            "geometry": None if is_line else each.get("geometry"),
            "properties": {name: _written(each["properties"].get(name), text) for name in PROPERTIES},
        }
        for each, is_line in zip(features, lines, strict=True)
    )
    try:
        table = to_table(b"".join(encode_feature(each) + b"\n" for each in plain), {})
    except pa.ArrowInvalid as error:
        raise DataError(f"a property is not of its type ({error}); make the map anew: python -m geo build") from error
    drawn = [
        multilinestring_wkb(each["geometry"]) if line else None for each, line in zip(features, lines, strict=True)
    ]
    number = table.schema.get_field_index("geometry")
    return table.set_column(number, "geometry", pc.coalesce(table["geometry"], pa.array(drawn, pa.binary())))


def _written(value: object, text: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return text(value)
    return [text(each) for each in value] if isinstance(value, list) else value
