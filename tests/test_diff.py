"""What a correction changed, a line a Feature; and a file in which one article alone was made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_build import geo

from geo.diff import MAX_SHOWN, differences
from geo.errors import DataError
from geo.revision import revise, spliced
from tests import mapfile


def excerpt(identity: str, article: str = "a", **given: object) -> dict[str, object]:
    said = {"article": article, "start": 0, "end": 9, "mention_start": 3, "place": "Tripoli"} | given
    return mapfile.feature(identity, "excerpt", **said)


def test_added_gone_and_changed_features_have_a_line_each(tmp_path: Path) -> None:
    old = mapfile.write(tmp_path / "old.geojson", [excerpt("one"), excerpt("two", mention_start=5)])
    new = mapfile.write(
        tmp_path / "new.geojson",
        [excerpt("other", place="Tripoli (LB)"), excerpt("three", mention_start=8, place="Oslo")],
    )
    done = geo("diff", old, new)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "~ other: id one -> other; event one -> other; place Tripoli -> Tripoli (LB)",
        "- two excerpt Tripoli",
        "+ three excerpt Oslo",
    ]
    assert done.stderr == "3 features differ\n"


def test_same_files_do_not_differ(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", mapfile.features(40))
    done = geo("diff", path, path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 features differ\n")


def test_line_holds_no_control_character_and_has_an_end() -> None:
    (change,) = differences([excerpt("one")], [excerpt("one", place="\x1b[2J\n\u202e" + "x" * 500)])
    assert str(change).isprintable()
    assert len(str(change)) < MAX_SHOWN * 3


def test_article_stands_where_it_stood_and_a_new_one_in_the_order_of_ids() -> None:
    milestone = mapfile.feature("m", "milestone")
    old = [excerpt("1", "a"), excerpt("2", "c"), excerpt("3", "c"), excerpt("4", "e"), milestone]
    made = {"c": [excerpt("5", "c")], "d": [excerpt("6", "d")], "e": []}
    assert [each["id"] for each in spliced(old, made)] == ["1", "5", "6", "m"]


def test_revised_file_says_what_differs_and_keeps_the_rest(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", [excerpt("1", "a"), excerpt("2", "b")])
    changes = revise(path, {"b": [excerpt("2", "b", place="Oslo")]}, "2026-01-01")
    assert [str(each) for each in changes] == ["~ 2: place Tripoli -> Oslo"]
    whole = json.loads(path.read_bytes())
    assert [each["properties"]["place"] for each in whole["features"]] == ["Tripoli", "Oslo"]
    assert whole["dateline"]["as_of"] == "2026-01-01"
    assert revise(path, {"b": [excerpt("2", "b", place="Oslo")]}) == ()


def test_file_that_is_not_geojson_is_not_revised(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="geo build"):
        revise(tmp_path / "map.parquet", {})
