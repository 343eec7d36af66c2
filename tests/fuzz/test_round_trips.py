"""What is written and read again is what it was: maps in each format, front matter, corrections, a cache's answers."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.source import Parquet, version_of_file
from geo.cache import Cache, Kept
from geo.contract import PROPERTIES, decode
from geo.corrections import Correction, add, read_corrections
from geo.export import export
from geo.export.kml import NAMESPACE
from geo.export.sheet import SEPARATOR
from geo.export.text import visible
from geo.front_matter import split
from geo.geojson import encode
from tests.fuzz.strategies import DATES, TEXTS, WHOLE, briefly, features

LISTS = ("actors", "parties", "sources")
CORRECTION = Correction("mention", "reject", "here", "a", "b", "", "", "", "", "", "A. Reader", "2024-09-01", "")


@briefly
@given(features(), st.none() | DATES)
def test_map_comes_back_from_geojson(made: list[dict[str, Any]], as_of: str | None) -> None:
    content = encode(made, as_of)
    read = decode(content, "a.geojson")
    assert (read["features"], read["dateline"]["as_of"]) == (made, as_of)
    assert encode(read["features"], as_of) == content == export(read, "geojson")


@briefly
@given(features())
def test_map_comes_back_from_geoparquet_as_the_app_reads_it(made: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        path.write_bytes(export(decode(encode(made, "2024-08-19"), "a"), "parquet"))
        source = Parquet(path, version_of_file(path))
        assert (source.rows, source.about.as_of) == (len(made), "2024-08-19")
        for name in PROPERTIES:
            assert source.column(name).to_pylist() == [each["properties"][name] for each in made], name
        points = [each["geometry"] if (each["geometry"] or {}).get("type") == "Point" else None for each in made]
        for at, name in enumerate(("lon", "lat")):
            assert source.column(name).to_pylist() == [each and each["coordinates"][at] for each in points]


@briefly
@given(features())
def test_texts_come_back_from_kml_and_csv(made: list[dict[str, Any]]) -> None:
    read = decode(encode(made, None), "a")
    root = ET.fromstring(export(read, "kml"))  # noqa: S314 - our own bytes
    marks = {
        each.findtext("k:ExtendedData/k:Data[@name='id']/k:value", namespaces={"k": NAMESPACE}): each
        for each in root.iter(f"{{{NAMESPACE}}}Placemark")
    }
    table = csv.DictReader(io.StringIO(export(read, "csv").decode("utf-8-sig"), newline=""))
    for feature, row in zip(made, table, strict=True):
        for name in ("excerpt", "title", "place", "document", *LISTS):
            value = feature["properties"][name]
            texts = value if isinstance(value, list) else [] if value is None else [value]
            found = marks[feature["id"]].findall(f".//k:Data[@name='{name}']/k:value", {"k": NAMESPACE})
            # An XML reader makes one line end of both kinds (XML 1.0, 2.11).
            ends = [visible(each).replace("\r\n", "\n").replace("\r", "\n") for each in texts]
            assert [each.text or "" for each in found] == ends
            cell = visible(SEPARATOR.join(texts))
            assert row[name] in (cell, f"'{cell}")


ONE_LINE = st.text(WHOLE, max_size=60).map(lambda text: " ".join(text.split()))
"""As every field of an article is: ends of lines, U+0085 among them, are spaces."""


@briefly
@given(st.dictionaries(st.sampled_from(("title", "note", "source", "home")), ONE_LINE, min_size=1))
def test_front_matter_comes_back(fields: dict[str, str]) -> None:
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    read, body = split(f"---\n{head}---\nThey met.", Path("a.txt"))
    assert (read, body) == (fields, "They met.")


@briefly
@given(st.lists(st.lists(TEXTS.filter(lambda text: text and "\0" not in text), min_size=6, max_size=6), max_size=4))
def test_corrections_come_back(given_texts: list[list[str]]) -> None:
    names = ("article", "quote", "prefix", "was", "who", "why")
    made = [replace(CORRECTION, **dict(zip(names, each, strict=True))) for each in given_texts]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.csv"
        add(made, path)
        assert set(read_corrections(path)) == set(made)


@briefly
@given(st.dictionaries(TEXTS, st.none() | st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=3), max_size=4))
def test_answers_come_back_from_the_cache(answers: dict[str, dict[str, Any] | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            with Cache(Path(folder) / "cache.sqlite") as cache:
                for query, answer in answers.items():
                    cache.put(query, answer, 1e6)
        with Cache(Path(folder) / "cache.sqlite") as cache:
            for query, answer in answers.items():
                assert cache.get(query) == Kept(json.loads(json.dumps(answer)))
            assert cache.problem is None
