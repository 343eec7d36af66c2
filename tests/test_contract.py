"""What a map.geojson must hold to be read, and how a bad one is named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.contract import PROPERTIES, decode, is_date, read_collection
from geo.errors import DataError
from geo.geojson import encode

GOOD: dict[str, Any] = {
    "type": "Feature",
    "id": "a:excerpt:1",
    "geometry": {"type": "Point", "coordinates": [49.89, 40.38]},
    "properties": {**dict.fromkeys(PROPERTIES), "event": "e", "kind": "excerpt", "actors": [], "parties": []},
}


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    feature = copy.deepcopy(GOOD)
    change(feature)
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def point(*position: object) -> Callable[[dict[str, Any]], object]:
    return lambda feature: feature["geometry"].update(coordinates=list(position))


def prop(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda feature: feature["properties"].update({name: value})


def line(coordinates: object) -> Callable[[dict[str, Any]], object]:
    return lambda feature: feature.update(geometry={"type": "MultiLineString", "coordinates": coordinates})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (point(500, 40), "longitude 500"),
        (point(49, -91), "latitude -91"),
        (point(49, 140), "latitude 140"),
        (point("49", 40), "longitude '49'"),
        (point(True, 40), "longitude True"),
        (point(49), r"not \[lon, lat\]"),
        (point(49, 40, 3), r"not \[lon, lat\]"),
        (line([[[1, 2]]]), "fewer than two positions"),
        (line([[[1, 2], [3, 400]]]), "latitude 400"),
        (line("x"), "neither null nor a Point"),
        (lambda f: f.update(geometry={"type": "Polygon", "coordinates": []}), "neither null nor a Point"),
        (lambda f: f.update(geometry=[1, 2]), "neither null nor a Point"),
        (lambda f: f.update(type="Thing"), "not a Feature"),
        (lambda f: f.update(id=7), "id is not a text"),
        (lambda f: f.pop("properties"), "no properties"),
        (prop("event", None), "event is not a text"),
        (prop("kind", "battle"), "kind 'battle' is none of visit, border"),
        (prop("stage", "ceded"), "stage 'ceded' is none of"),
        (prop("date", "2024-13"), "date '2024-13'"),
        (prop("date", 2024), "date 2024"),
        (prop("date_end", "yesterday"), "date_end 'yesterday'"),
        (prop("actors", "Putin"), "actors is not a list"),
        (prop("parties", [1]), "parties is not a list"),
        (prop("excerpt", {"a": 1}), "excerpt is not a text"),
    ],
)
def test_feature_that_does_not_fit_is_named_by_its_path(change: Callable[..., object], complaint: str) -> None:
    with pytest.raises(DataError, match=complaint) as caught:
        decode(changed(change), "map.geojson")
    assert str(caught.value).startswith("map.geojson: features[0]: ")


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b'{"type":"FeatureCollection","features":[NaN]}', "NaN is no JSON number"),
        (b'{"type":"FeatureCollection","features":[-Infinity]}', "-Infinity is no JSON number"),
        (b'{"type":"FeatureCollection","type":"x","features":[]}', "a key stands twice"),
        (b'{"type":"FeatureCollection","features":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type":"Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type":"FeatureCollection","features":{}}', "features is not a list"),
    ],
)
def test_file_that_is_no_collection_is_refused(raw: bytes, complaint: str) -> None:
    with pytest.raises(DataError, match=complaint):
        decode(raw, "map.geojson")


def test_repeated_id_is_refused() -> None:
    raw = encode([GOOD, GOOD], None)
    with pytest.raises(DataError, match=r"features\[1\]: the id 'a:excerpt:1' stands twice"):
        decode(raw, "map.geojson")


def test_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="python -m geo build"):
        read_collection(tmp_path / "map.geojson")


@pytest.mark.parametrize("value", ["2024", "2024-03", "2024-02-29", "0001-01-01"])
def test_dates_keep_the_precision_known(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value", ["2023-02-29", "24", "2024-3", "2024-03-1", "20240301", "2024-W10", None, 2024, "٢٠٢٤"]
)
def test_what_is_no_date_is_told(value: object) -> None:
    assert not is_date(value)


@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)
def test_what_is_written_is_read_back_to_the_character(lon: float, lat: float, text: str, names: list[str]) -> None:
    feature = copy.deepcopy(GOOD)
    feature["geometry"]["coordinates"] = [lon, lat]
    feature["properties"].update(excerpt=text, actors=names)
    assert decode(encode([feature], "2024-08-19"), "map.geojson")["features"] == [feature]


@pytest.mark.parametrize(
    "said", ['2024"; filename=x', "2024-08-19\r\nSet-Cookie: a=b", "Մ", "2024-02-30", "lately", "", 7]
)
def test_day_of_a_file_is_a_day_or_none(said: object) -> None:
    raw = json.dumps({"type": "FeatureCollection", "dateline": {"as_of": said}, "features": []}).encode()
    assert decode(raw, "map")["dateline"]["as_of"] is None
