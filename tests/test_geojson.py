"""How an event becomes a Feature, and the Features a file."""

from __future__ import annotations

import json

import pytest

from geo.contract import PROPERTIES
from geo.errors import DataError
from geo.geojson import DISCLAIMER, encode, feature_id, to_feature
from geo.types import Article, Event, Mention, Milestone, Place, Span

BAKU = Place("geonames:587084", "Baku", 49.8920112, 40.3777, "AZ", "city")
ARTICLE = Article("a", "Talks\nShe flew to Baku 𝕏 on Monday.", "Talks", source="The News", published="2024-08-19")
VISIT = Event(
    id="a:visit:1",
    event="e",
    kind="visit",
    place=BAKU,
    mention=Mention(18, 22, "Baku"),
    actors=("She",),
    status="completed",
    excerpt=Span(6, len(ARTICLE.text)),
    article=ARTICLE,
    confidence=0.876,
)


def test_feature_has_every_property_of_the_contract_in_order() -> None:
    feature = to_feature(VISIT)
    assert tuple(feature["properties"]) == PROPERTIES
    assert feature["geometry"] == {"type": "Point", "coordinates": [49.89201, 40.3777]}
    assert feature["properties"]["excerpt"] == "She flew to Baku 𝕏 on Monday."
    assert feature["properties"]["confidence"] == 0.88
    assert feature["properties"]["role"] == "literal"


def test_offsets_count_code_points() -> None:
    properties = to_feature(VISIT)["properties"]
    assert ARTICLE.text[properties["start"] : properties["end"]] == properties["excerpt"]
    assert ARTICLE.text[properties["mention_start"] : properties["mention_end"]] == properties["mention"]


def test_place_without_a_sourced_point_has_no_geometry_and_its_reason() -> None:
    village = Place("dateline:kirants", "Kirants", None, None, "AM", "city")
    milestone = Milestone("m", "2024-04-19", None, "meeting", "T", (), ("Kirants",), (), "S.", ("https://x.example",))
    event = Event("m:milestone:1", "m", "milestone", village, milestone=milestone, reason="no sourced point")
    feature = to_feature(event)
    assert feature["geometry"] is None
    assert feature["properties"]["reason"] == "no sourced point"
    assert feature["properties"]["summary"] == "S."
    assert feature["properties"]["excerpt"] is None
    assert feature["properties"]["title"] == "T"


def test_line_takes_the_place_of_the_point() -> None:
    line = {"type": "MultiLineString", "coordinates": [[[45.0, 41.0], [45.1, 41.1]]]}
    assert to_feature(VISIT, line)["geometry"] == line


def test_excerpt_that_is_not_in_the_text_fails_the_build() -> None:
    broken = Event("a:visit:1", "e", "visit", BAKU, mention=Mention(0, 4, "Baku"), article=ARTICLE)
    with pytest.raises(DataError, match="the mention is not in the article's text"):
        to_feature(broken)
    empty = Event("a:visit:1", "e", "visit", BAKU, excerpt=Span(500, 510), article=ARTICLE)
    with pytest.raises(DataError, match="the excerpt is not in the article's text"):
        to_feature(empty)


def test_file_is_one_feature_a_line_with_disclaimer_and_date() -> None:
    raw = encode([to_feature(VISIT)], "2024-08-19")
    lines = raw.decode().splitlines()
    assert len(lines) == 3
    parsed = json.loads(raw)
    assert parsed["dateline"]["as_of"] == "2024-08-19"
    assert parsed["dateline"]["disclaimer"] == DISCLAIMER
    assert "GeoNames (CC BY 4.0)" in parsed["dateline"]["attribution"]


def test_id_depends_on_every_part() -> None:
    assert feature_id("a", "visit", "x", 1) == feature_id("a", "visit", "x", 1)
    assert len({feature_id("a", "visit", *parts) for parts in [("x", 1), ("x1",), ("x", 2), ("y", 1)]}) == 4
