"""Files of GeoJSON: random ones come back equal, and each kind of bad one is refused with the place of its fault."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.contract import MAX_FILE, PROPERTIES, decode, read_collection
from geo.errors import DataError
from geo.export import FORMATS, export
from geo.geojson import encode
from tests import mapfile
from tests.tally import Tally

ALPHABET = "aZ09 .,;:'\"\\/{}[]<>&$`|\n\t\r\x00\x1f\u007f\u0301éəՍ\u200b\u202e\u2066\ufeff\ufffd\U0001f5fa"


def any_text(chance: random.Random) -> str:
    return "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(30)))


def any_feature(chance: random.Random, number: int) -> dict[str, Any]:
    texts = ("place", "mention", "excerpt", "title", "source", "document", "speaker", "reason", "article", "summary")
    given: dict[str, Any] = {name: chance.choice((None, any_text(chance))) for name in texts}
    given |= {name: [any_text(chance) for _ in range(chance.randrange(3))] for name in ("actors", "parties", "sources")}
    point = [round(chance.uniform(-180, 180), 5), round(chance.uniform(-90, 90), 5)]
    line = [[[round(chance.uniform(-180, 180), 5), 1.5], [0.0, -90.0]]]
    geometry = chance.choice(
        (None, {"type": "Point", "coordinates": point}, {"type": "MultiLineString", "coordinates": line})
    )
    made = mapfile.feature(f"f{number}", chance.choice(("visit", "border", "excerpt", "milestone")), **given)
    return {**made, "geometry": geometry}


def test_random_collections_come_back_equal(torture: bool, tally: Tally) -> None:
    count = 10_000 if torture else 500
    chance = random.Random(11)  # noqa: S311 - no secret
    for number in range(count):
        features = [any_feature(chance, each) for each in range(chance.randrange(4))]
        content = encode(features, chance.choice((None, "2024-08-19")))
        assert decode(content, "map")["features"] == features
        assert encode(decode(content, "map")["features"], decode(content, "map")["dateline"]["as_of"]) == content, (
            number
        )
    tally.add("GeoJSON round trips", count, "all equal")


def with_geometry(geometry: object) -> bytes:
    return whole({**mapfile.feature("a", "excerpt"), "geometry": geometry})


def with_property(name: str, value: object) -> bytes:
    feature = mapfile.feature("a", "excerpt")
    return whole({**feature, "properties": {**feature["properties"], name: value}})


def whole(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def point(*position: object) -> bytes:
    return with_geometry({"type": "Point", "coordinates": list(position)})


RING = [[0, 0], [0, 1], [1, 1], [0, 0]]
BAD: dict[str, bytes] = {
    "nothing": b"",
    "not JSON": b"{",
    "binary": bytes(range(256)),
    "not UTF-8": b'{"type": "\xff"}',
    "half a character": b'{"type":"FeatureCollection","features":[{"type":"Feature","id":"\xed\xa0\x80"}]}',
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "a Feature alone": json.dumps(mapfile.feature("a", "excerpt")).encode(),
    "a Topology": b'{"type":"Topology","objects":{}}',
    "no features": b'{"type":"FeatureCollection"}',
    "features no list": b'{"type":"FeatureCollection","features":{}}',
    "a feature of text": whole("x"),
    "a feature of null": whole(None),
    "a feature of another type": whole({"type": "Point", "coordinates": [0, 0]}),
    "no id": whole({key: value for key, value in mapfile.feature("a", "excerpt").items() if key != "id"}),
    "an empty id": whole(mapfile.feature("", "excerpt")),
    "a number as id": whole({**mapfile.feature("a", "excerpt"), "id": 7}),
    "the same id twice": whole(mapfile.feature("a", "excerpt"), mapfile.feature("a", "visit")),
    "no properties": whole({**mapfile.feature("a", "excerpt"), "properties": None}),
    "properties a list": whole({**mapfile.feature("a", "excerpt"), "properties": []}),
    "a key twice": b'{"type":"FeatureCollection","type":"FeatureCollection","features":[]}',
    "a key twice within": whole(mapfile.feature("a", "excerpt")).replace(b'"kind": ', b'"kind": "visit", "kind": '),
    "longitude 500": point(500, 0),
    "latitude 91": point(0, 91),
    "axes swapped": point(40.4, 149.9),
    "NaN": point(0, 0).replace(b"[0, 0]", b"[NaN, 0]"),
    "infinity": point(0, 0).replace(b"[0, 0]", b"[Infinity, 0]"),
    "a number too large for a float": point(0, 0).replace(b"[0, 0]", b"[1e999, 0]"),
    "coordinates of text": point("0", "0"),
    "coordinates true and false": point(True, False),
    "one coordinate": point(0),
    "three coordinates": point(0, 0, 0),
    "no coordinates": with_geometry({"type": "Point"}),
    "a geometry of text": with_geometry("POINT (0 0)"),
    "a clockwise ring": with_geometry({"type": "Polygon", "coordinates": [RING]}),
    "an unclosed ring": with_geometry({"type": "Polygon", "coordinates": [RING[:3]]}),
    "a line of one position": with_geometry({"type": "MultiLineString", "coordinates": [[[0, 0]]]}),
    "a line out of range": with_geometry({"type": "MultiLineString", "coordinates": [[[0, 0], [0, 95]]]}),
    "a collection of geometries": with_geometry({"type": "GeometryCollection", "geometries": []}),
    "nested too deep": b"[" * 200_000,
    "nested too deep within": with_geometry(0).replace(
        b'"geometry": 0', b'"geometry": ' + b"[" * 100_000 + b"]" * 100_000
    ),
    "an unknown kind": with_property("kind", "rumour"),
    "an unknown status": with_property("status", "perhaps"),
    "an unknown stage": with_property("stage", "solved"),
    "a date that is none": with_property("date", "2024-02-30"),
    "a time as date": with_property("date", "2024-02-03T10:00:00Z"),
    "actors as text": with_property("actors", "Ann Moe"),
    "a list of numbers": with_property("parties", [1, 2]),
    "half a character in a text": with_property("excerpt", "They \ud83d met"),
    "half a character in bytes": with_property("excerpt", "X").replace(b'"X"', b'"\xed\xa0\x80"'),
    "UTF-16": with_property("excerpt", "X").decode().encode("utf-16-le"),
    "half a character in a list": with_property("actors", ["Ann Moe", "\udfff"]),
    "half a character in an id": whole({**mapfile.feature("a", "excerpt"), "id": "\ud800"}),
    "half a character as a key": whole({**mapfile.feature("a", "excerpt"), "\ud800": 1}),
    "half a character in what the file says of itself": whole().replace(
        b"{", b'{"dateline": {"as_of": "\\ud83d"}, ', 1
    ),
    "an excerpt of numbers": with_property("excerpt", 7),
    "a country of numbers": with_property("country", 7),
    "an offset of text": with_property("start", "7"),
    "an offset between two characters": with_property("start", 1.5),
    "an offset before the text": with_property("end", -1),
    "an offset beyond any text": with_property("end", 10**12),
    "a confidence of text": with_property("confidence", "high"),
    "a number beyond floats anywhere": with_property("confidence", 7).replace(b": 7", b": -1e999"),
    "no geometry": whole({key: value for key, value in mapfile.feature("a", "excerpt").items() if key != "geometry"}),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_is_refused_with_the_place_of_its_fault(kind: str, tally: Tally) -> None:
    began = time.process_time()
    with pytest.raises(DataError) as refused:
        decode(BAD[kind], "given.geojson")
    said = str(refused.value)
    assert said.startswith("given.geojson: ")
    assert "\n" not in said
    assert len(said) < 400
    assert time.process_time() - began < 5
    tally.add("bad GeoJSON: " + kind, 1, said[:90])


def test_half_a_character_is_named_with_its_path() -> None:
    for kind, path in (
        ("half a character in a text", "features[0]: properties: excerpt: half a character (U+D83D, character 5)"),
        ("half a character in a list", "features[0]: properties: actors[1]: half a character (U+DFFF, character 0)"),
        ("half a character in what the file says of itself", "dateline: as_of: half a character"),
    ):
        with pytest.raises(DataError) as refused:
            decode(BAD[kind], "given.geojson")
        assert path in str(refused.value)


def test_two_halves_are_one_character() -> None:
    feature = mapfile.feature("a", "excerpt", excerpt="🗺 \\ud83d")
    assert decode(whole(feature), "given.geojson")["features"] == [feature]


@pytest.mark.parametrize("about", [None, 7, [], {"attribution": 5}, {"attribution": ["a", None], "as_of": 5, "x": 1}])
def test_what_a_file_says_of_itself_is_left_out_where_it_is_not_of_its_type(about: object) -> None:
    raw = json.dumps({"type": "FeatureCollection", "dateline": about, "features": []}).encode()
    read = decode(raw, "given.geojson")
    for ending in FORMATS:
        assert export(read, ending)
    assert {type(value) for name, value in read["dateline"].items() if name != "x"} <= {type(None)}


def test_number_of_kinds_is_at_least_forty() -> None:
    assert len(BAD) >= 40
    assert set(PROPERTIES) >= {"kind", "status", "stage", "date", "actors", "parties", "excerpt"}


def test_file_of_hundreds_of_megabytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.geojson"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    read: list[Path] = []
    original: Callable[[Path], bytes] = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (read.append(self), original(self))[1])
    with pytest.raises(DataError, match="larger than"):
        read_collection(path)
    assert read == []


def test_numbers_are_kept_to_the_last_digit() -> None:
    for value in (0.1, -179.99999, 1e-5, math.pi):
        feature = {**mapfile.feature("a", "excerpt"), "geometry": {"type": "Point", "coordinates": [value, value / 2]}}
        assert decode(encode([feature], None), "map")["features"] == [feature]
