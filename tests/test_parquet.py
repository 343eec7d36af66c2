"""The GeoParquet file as others read it: geopandas, DuckDB, shapely; and what its metadata says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.build import build, open_reference
from geo.build.output import LARGE, write_map
from geo.build.spool import Spool
from geo.build.work import pack
from geo.contract import PROPERTIES
from geo.geojson import encode_feature
from geo.parquet import ROW_GROUP, SCHEMA, GeoParquetWriter, to_table

DATA = Path(__file__).parent.parent / "data"
LINE = {"type": "MultiLineString", "coordinates": [[[45.0, 41.0], [45.5, 41.5]], [[46.0, 39.0], [46.5, 38.5]]]}


def feature(number: int, **given: Any) -> dict[str, Any]:
    geometry = given.pop("geometry", {"type": "Point", "coordinates": [number % 360 - 180.0, number % 180 - 90.0]})
    lists: dict[str, Any] = {"actors": [], "parties": [], "sources": []}
    values = dict.fromkeys(PROPERTIES) | lists | {"event": f"e{number}", "kind": "excerpt", "confidence": 0.5} | given
    return {"type": "Feature", "id": f"f{number}", "geometry": geometry, "properties": values}


def lines_of(*features: dict[str, Any]) -> bytes:
    return b"".join(encode_feature(each) + b"\n" for each in features)


def rows(table: pa.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def filled(count: int, spool: Spool) -> None:
    """Fill a spool with `count` Features, of which every thousandth speaks of a line."""
    for start in range(0, count, 1000):
        end = min(start + 1000, count)
        made = [feature(each) for each in range(start, end)]
        made[0] = feature(start, kind="border", line="am-az", geometry=None)
        spool.add(pack(map(encode_feature, made)), len(made), "2024-08-19")


def test_columns_are_the_properties_and_the_point() -> None:
    assert SCHEMA.names == ["id", *PROPERTIES, "lon", "lat", "geometry"]
    assert {SCHEMA.field(name).type for name in ("actors", "parties", "sources")} == {pa.list_(pa.string())}


def test_features_come_back_as_they_were_written() -> None:
    made = [
        feature(1, excerpt='"Ə\u2028\x01𝕏\\', actors=["A", "Ə"], start=3, end=2**40, date="2024", confidence=1.0),
        feature(2, geometry=None, reason="no point"),
        feature(3, line="am-az", geometry=None),
        feature(4, excerpt="x" * 5_000_000),
    ]
    table = to_table(lines_of(*made), {})
    assert table.schema == SCHEMA
    for row, each in zip(rows(table), made, strict=True):
        assert {name: row[name] for name in PROPERTIES} == each["properties"]
        assert row["id"] == each["id"]
        point = each["geometry"]["coordinates"] if each["geometry"] else [None, None]
        assert [row["lon"], row["lat"]] == point
        assert (row["geometry"] is None) == (each["geometry"] is None)
        if row["geometry"]:
            assert shapely.from_wkb(row["geometry"]).equals(shapely.Point(point))


def test_property_that_the_contract_does_not_know_is_refused() -> None:
    with pytest.raises(pa.ArrowInvalid, match="unexpected"):
        to_table(lines_of(feature(1, unknown="x")), {})


def test_lines_are_written_where_they_are_given() -> None:
    file = io.BytesIO()
    with GeoParquetWriter(file, {"am-az": LINE}) as writer:
        writer.write(lines_of(feature(1, geometry=None, line="am-az"), feature(2, geometry=None)))
    table = pq.read_table(file)
    first, second = rows(table)
    assert shapely.from_wkb(first["geometry"]).equals(shapely.from_geojson(json.dumps(LINE)))
    assert (first["lon"], first["lat"], second["geometry"]) == (None, None, None)
    geo = json.loads(pq.read_metadata(file).metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["MultiLineString"]
    assert geo["columns"]["geometry"]["bbox"] == [45.0, 38.5, 46.5, 41.5]


def test_file_without_a_feature_is_whole() -> None:
    file = io.BytesIO()
    with GeoParquetWriter(file):
        pass
    assert geopandas.read_parquet(file).empty
    column = json.loads(pq.read_metadata(file).metadata[b"geo"])["columns"]["geometry"]
    assert column == {"encoding": "WKB", "geometry_types": []}


def test_row_groups_have_their_size() -> None:
    thousand = lines_of(*map(feature, range(1000)))
    file = io.BytesIO()
    with GeoParquetWriter(file) as writer:
        for _ in range(2 * ROW_GROUP // 1000):
            writer.write(thousand)
        writer.write(lines_of(feature(1000)))
    about = pq.read_metadata(file)
    assert [about.row_group(each).num_rows for each in range(about.num_row_groups)] == [ROW_GROUP, ROW_GROUP, 1]
    ids = pq.read_table(file, columns=["id"])["id"].to_pylist()
    assert ids == [f"f{each}" for each in range(1000)] * (2 * ROW_GROUP // 1000) + ["f1000"]


def test_large_map_is_written_as_geoparquet_too_and_its_lines_are_left_to_their_id(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    with Spool() as spool:
        filled(LARGE + 1, spool)
        assert write_map(spool, path, {"am-az": LINE}) == [path, tmp_path / "map.parquet"]
    features = json.loads(path.read_bytes())["features"]
    table = pq.read_table(tmp_path / "map.parquet")
    assert len(features) == table.num_rows == LARGE + 1
    for each, row in ((features[0], table.slice(0, 1)), (features[-1], table.slice(LARGE))):
        assert each["id"] == row["id"][0].as_py()
    assert features[0]["properties"]["line"] == table["line"][0].as_py() == "am-az"
    assert features[0]["geometry"] is table["geometry"][0].as_py() is None


def test_map_of_50_000_features_is_geojson_alone_and_has_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    with Spool() as spool:
        filled(LARGE, spool)
        assert write_map(spool, path, {"am-az": LINE}) == [path]
    assert json.loads(path.read_bytes())["features"][1000]["geometry"] == LINE


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The committed map, as GeoJSON and as GeoParquet."""
    folder = tmp_path_factory.mktemp("map")
    reference = open_reference(DATA / "reference/milestones.csv")[0]
    content = build([DATA / "articles"], reference).content
    collection = json.loads(content)
    lines = {each.id: each.geometry for each in reference.boundaries.values()}
    with Spool() as spool:
        for each in collection["features"]:
            plain = {**each, "geometry": None} if each["properties"]["line"] else each
            spool.add(pack([encode_feature(plain)]), 1, collection["dateline"]["as_of"])
        write_map(spool, folder / "map.parquet", lines)
    (folder / "map.geojson").write_bytes(content)
    return folder / "map.geojson", folder / "map.parquet"


def test_geopandas_reads_what_the_geojson_says(small: tuple[Path, Path]) -> None:
    collection = json.loads(small[0].read_bytes())
    frame = geopandas.read_parquet(small[1])
    assert frame.crs == "OGC:CRS84"
    assert list(frame["id"]) == [each["id"] for each in collection["features"]]
    for geometry, each in zip(frame.geometry, collection["features"], strict=True):
        expected = shapely.from_geojson(json.dumps(each["geometry"])) if each["geometry"] else None
        assert geometry == expected
    bounds = json.loads(pq.read_metadata(small[1]).metadata[b"geo"])["columns"]["geometry"]["bbox"]
    assert bounds == pytest.approx(frame.total_bounds.tolist())
    assert json.loads(pq.read_metadata(small[1]).metadata[b"dateline"]) == collection["dateline"]


def test_duckdb_reads_points_without_its_spatial_extension(small: tuple[Path, Path]) -> None:
    features = json.loads(small[0].read_bytes())["features"]
    points = [each["geometry"] for each in features if each["geometry"] and each["geometry"]["type"] == "Point"]
    with duckdb.connect() as database:
        path = [str(small[1])]
        asked = "SELECT count(lon), min(lon), max(lat), count(*) FROM read_parquet(?)"
        found = database.execute(asked, path).fetchone()
        actors = database.execute("SELECT DISTINCT unnest(actors) FROM read_parquet(?)", path).fetchall()
    lon, lat = zip(*(point["coordinates"] for point in points), strict=True)
    assert found == (len(points), min(lon), max(lat), len(features))
    assert ("Vladimir Putin",) in actors
