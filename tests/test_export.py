"""What is taken away: every format holds every Feature, its text to the character, and nothing that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import geopandas
import pandas
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from geo.__main__ import main
from geo.contract import PROPERTIES, read_collection
from geo.errors import DataError, InputError
from geo.export import FORMATS, citations, export
from geo.export.kml import NAMESPACE
from geo.export.text import visible
from tests import mapfile

MAP = Path(__file__).parent.parent / "data/map.geojson"
KML = {"k": NAMESPACE}


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    return read_collection(MAP)


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"features": list(features), "dateline": {"as_of": "2024-08-19", "disclaimer": "D.", "attribution": ["A"]}}


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_geojson_is_the_map_itself(story: dict[str, Any]) -> None:
    assert json.loads(export(story, "geojson"))["features"] == story["features"]


def test_csv_opens_in_pandas_with_every_feature(story: dict[str, Any]) -> None:
    table = pandas.read_csv(io.BytesIO(export(story, "csv")))
    assert list(table["id"]) == [each["id"] for each in story["features"]]
    assert set(PROPERTIES) <= set(table.columns)
    points = [
        each["geometry"]["coordinates"] for each in story["features"] if (each["geometry"] or {}).get("type") == "Point"
    ]
    assert table[["lon", "lat"]].dropna().to_numpy().tolist() == points


@pytest.mark.parametrize("ending", list(FORMATS))
def test_every_format_carries_date_disclaimer_and_credit(story: dict[str, Any], ending: str) -> None:
    content = export(story, ending)
    about = story["dateline"]
    assert about["as_of"].encode() in content
    assert about["disclaimer"].encode() in content
    assert about["attribution"][0].encode() in content


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1+1",
        "＝1+1",
        "\u200b=1",
        '=HYPERLINK("http://x","y")',
        "|calc",
        "%0A=1",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_inert_and_reads_the_same(text: str) -> None:
    (row,) = cells(export(collection(mapfile.feature("a", "excerpt", excerpt=text, actors=[text])), "csv"))
    assert row["excerpt"] == f"'{visible(text)}"
    assert row["actors"].startswith("'")


def test_numbers_stay_numbers() -> None:
    content = export(collection(mapfile.feature("a", "excerpt", at=[-3.7, -40.4])), "csv")
    (row,) = cells(content)
    assert (row["lon"], row["lat"]) == ("-3.7", "-40.4")


def test_kml_opens_in_lxml_with_every_feature(story: dict[str, Any]) -> None:
    root = etree.fromstring(export(story, "kml"))
    placemarks = root.findall(".//k:Placemark", KML)
    identities = {each.findtext("k:ExtendedData/k:Data[@name='id']/k:value", namespaces=KML) for each in placemarks}
    assert identities == {each["id"] for each in story["features"]}
    lines = [each for each in story["features"] if (each["geometry"] or {}).get("type") == "MultiLineString"]
    assert len(root.findall(".//k:MultiGeometry", KML)) == len(lines) > 0
    spans = root.findall(".//k:TimeSpan", KML)
    assert len(spans) == sum(bool(each["properties"]["date_end"]) for each in story["features"])


@given(st.text(max_size=80))
def test_text_comes_back_from_kml_to_the_character(text: str) -> None:
    feature = mapfile.feature("a", "excerpt", excerpt="x" + text, title=text)
    root = ET.fromstring(export(collection(feature), "kml"))  # noqa: S314 - our own bytes
    # An XML reader makes one line end of both kinds (XML 1.0, 2.11).
    read = root.findtext(".//k:Data[@name='excerpt']/k:value", namespaces=KML)
    assert read == visible("x" + text).replace("\r\n", "\n").replace("\r", "\n")


def test_kml_names_a_place_as_the_map_does_with_every_name_of_that_date(story: dict[str, Any]) -> None:
    root = etree.fromstring(export(story, "kml"))
    named = {
        each.findtext("k:name", namespaces=KML)
        for each in root.findall(".//k:Placemark", KML)
        if each.findtext("k:ExtendedData/k:Data[@name='place_id']/k:value", namespaces=KML) == "geonames:146970"
    }
    assert named == {"Stepanakert (hy) / Khankendi (az: Xankəndi)"}


def test_geoparquet_opens_in_geopandas_with_every_feature_and_its_geometry(story: dict[str, Any]) -> None:
    table = geopandas.read_parquet(io.BytesIO(export(story, "parquet")))
    assert table.crs.equals("OGC:CRS84")
    assert list(table["id"]) == [each["id"] for each in story["features"]]
    for geometry, each in zip(table.geometry, story["features"], strict=True):
        expected = each["geometry"] and shapely.geometry.shape(each["geometry"])
        assert geometry is None if expected is None else geometry.equals(expected)
    assert {"Point", "MultiLineString"} == set(table.geometry.dropna().geom_type)


def test_geoparquet_opens_in_duckdb_with_the_values_of_every_property(story: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(export(story, "parquet"))
    columns = ", ".join(f'"{name}"' for name in PROPERTIES)
    read = duckdb.execute(f"SELECT {columns} FROM '{tmp_path}/a.parquet'").fetchall()  # noqa: S608 - our own names
    assert [dict(zip(PROPERTIES, row, strict=True)) for row in read] == [
        each["properties"] for each in story["features"]
    ]


def test_geopackage_is_one_for_sqlite_with_every_feature(story: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(export(story, "gpkg"))
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as opened:
        opened.row_factory = sqlite3.Row
        assert opened.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(b"GPKG")
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        layer = opened.execute("SELECT * FROM gpkg_geometry_columns").fetchone()
        assert (layer["table_name"], layer["geometry_type_name"], layer["srs_id"]) == ("dateline", "GEOMETRY", 4326)
        (said,) = opened.execute("SELECT description FROM gpkg_contents").fetchone()
        assert said.startswith(f"As of {story['dateline']['as_of']}. {story['dateline']['disclaimer']}")
        rows = opened.execute("SELECT * FROM dateline ORDER BY fid").fetchall()
    for row, each in zip(rows, story["features"], strict=True):
        joined = {n: "; ".join(v) if isinstance(v, list) else v for n, v in each["properties"].items()}
        assert {name: row[name] for name in PROPERTIES} == joined
        assert row["id"] == each["id"]
        if each["geometry"] is None:
            assert row["geom"] is None
        elif each["geometry"]["type"] == "Point":
            # The header without an envelope is 8 bytes, the WKB of a point 5 before its coordinates (12-128r19, 2.1.3).
            assert list(struct.unpack("<2d", row["geom"][13:])) == each["geometry"]["coordinates"]


def test_geopackage_opens_in_gdal_with_geometry_and_credit(story: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "a.gpkg").write_bytes(export(story, "gpkg"))
    about = pyogrio.read_info(tmp_path / "a.gpkg", layer="dateline")
    assert about["crs"] == "EPSG:4326"
    assert about["dataset_metadata"] == {
        **story["dateline"],
        "attribution": "; ".join(story["dateline"]["attribution"]),
    }
    table = pyogrio.read_dataframe(tmp_path / "a.gpkg")
    for geometry, each in zip(table.geometry, story["features"], strict=True):
        expected = each["geometry"] and shapely.geometry.shape(each["geometry"])
        assert geometry is None if expected is None else geometry.equals(expected)


@pytest.mark.parametrize("ending", ["parquet", "gpkg"])
def test_map_without_a_feature_or_a_date_is_whole(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(export({"features": [], "dateline": {}}, ending))
    read = geopandas.read_parquet(path) if ending == "parquet" else geopandas.read_file(path)
    assert len(read) == 0
    assert set(PROPERTIES) < set(read.columns)


@pytest.mark.parametrize("text", [*mapfile.HOSTILE, "nul\x00 and \x1b", "'; DROP TABLE dateline; --", "half \ud800"])
def test_hostile_text_is_one_cell_of_a_geopackage(text: str, tmp_path: Path) -> None:
    made = collection(mapfile.feature("a", "excerpt", excerpt=text, actors=[text, "B"]), mapfile.feature("b", "visit"))
    (tmp_path / "a.gpkg").write_bytes(export(made, "gpkg"))
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as opened:
        rows = opened.execute("SELECT id, excerpt, actors FROM dateline ORDER BY fid").fetchall()
    assert rows == [("a", visible(text), f"{visible(text)}; B"), ("b", None, "")]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_text_comes_back_from_geoparquet_to_the_character(text: str) -> None:
    made = export(collection(mapfile.feature("a", "excerpt", excerpt=text, actors=[text])), "parquet")
    (row,) = pq.read_table(io.BytesIO(made)).to_pylist()
    assert (row["excerpt"], row["actors"]) == (text, [text])


def test_lines_of_one_id_keep_each_its_own_geometry() -> None:
    lines = [{"type": "MultiLineString", "coordinates": [[[45.0, 41.0], [at, 40.0]]]} for at in (45.5, 46.5)]
    made = collection(
        *(mapfile.feature(str(n), "border", line="am-az", geometry=g) for n, g in enumerate([*lines, None]))
    )
    table = geopandas.read_parquet(io.BytesIO(export(made, "parquet")))
    assert [each and shapely.geometry.mapping(each)["coordinates"][0][1] for each in table.geometry] == [
        (45.5, 40.0),
        (46.5, 40.0),
        None,
    ]
    assert list(table.total_bounds) == [45.0, 40.0, 46.5, 41.0]


@pytest.mark.parametrize("ending", ["parquet", "gpkg"])
def test_property_that_is_not_of_its_column_is_named(ending: str) -> None:
    with pytest.raises(DataError, match="property is not of its type"):
        export(collection(mapfile.feature("a", "excerpt", confidence="high")), ending)


def test_unknown_format_is_named() -> None:
    with pytest.raises(InputError, match="no format 'xls'"):
        export(collection(), "xls")


HOSTILE = "{{x}} | }} [[y]] <ref> \\input{z} ${q}\n=='''b'''== \x00"


def test_citation_has_the_article_the_excerpt_and_the_day() -> None:
    feature = mapfile.feature(
        "putin-in-baku:visit:1",
        "visit",
        title="Talks",
        source="The News",
        url="https://n.example/1",
        published="2024-08-19",
        excerpt="He arrived in Baku.",
    )
    made = citations(feature, dt.date(2024, 9, 1))
    assert made.footnote == (
        "“Talks”, The News, 2024-08-19, https://n.example/1, accessed 2024-09-01. “He arrived in Baku.”"
    )
    assert "urldate = {2024-09-01}" in made.bibtex
    assert made.bibtex.startswith("@online{putin-in-baku-visit-1,")
    assert "|access-date=2024-09-01" in made.wiki
    assert "|quote=He arrived in Baku." in made.wiki


def test_citation_of_hostile_text_closes_nothing() -> None:
    made = citations(
        mapfile.feature("a", "excerpt", title=HOSTILE, excerpt=HOSTILE, source=HOSTILE), dt.date(2024, 9, 1)
    )
    assert made.wiki.count("{{") == made.wiki.count("}}") == 1 + made.wiki.count("{{!}}")
    assert "[[" not in made.wiki
    assert "'''" not in made.wiki
    assert made.wiki.count("<ref>") == 1
    assert made.bibtex.replace(r"\{", "").replace(r"\}", "").count("{") == made.bibtex.replace(r"\{", "").replace(
        r"\}", ""
    ).count("}")
    assert "\n" not in made.footnote


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "http://[", "//x", None])
def test_citation_has_no_address_that_is_not_of_the_web(url: str | None) -> None:
    made = citations(mapfile.feature("a", "excerpt", title="T", url=url), dt.date(2024, 9, 1))
    assert "|url=" not in made.wiki
    assert "url = " not in made.bibtex


def test_long_excerpt_is_cut_at_a_word() -> None:
    made = citations(mapfile.feature("a", "excerpt", title="T", excerpt="word " * 200), dt.date(2024, 9, 1))
    assert made.footnote.endswith("word …”")


def test_command_writes_what_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *(f"--{ending}={tmp_path}/a.{ending}" for ending in FORMATS)]) == 0
    for ending in FORMATS:
        assert (tmp_path / f"a.{ending}").stat().st_size > 1000
    assert "features" in capsys.readouterr().err
    assert main(["export"]) == 2
    assert main(["export", "--data", str(tmp_path / "none"), "--csv", str(tmp_path / "b.csv")]) == 2
    assert not (tmp_path / "b.csv").exists()
