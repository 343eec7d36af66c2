"""What the parts of a cluster's build tell: in buckets, however many, the same as all Features in one list."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import fsspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.build.join import Named, find_doubles, join_events, open_join
from geo.build.shared import shared_events, tellings
from geo.build.store import put
from geo.build.told import ARTICLES, EVENTS, FOLDER, Bucket, Told, own_events, path_of
from geo.geojson import encode_feature
from tests import mapfile
from tests.test_build_shared import features

STORE = fsspec.filesystem("file")


def write_parts(folder: Path, blocks: list[bytes], articles: list[str]) -> list[str]:
    """Write what each block tells as a part of its own; return their names."""
    (folder / FOLDER).mkdir()
    names = [f"part-{number:06}-x.parquet" for number in range(len(blocks))]
    for name, block, article in zip(names, blocks, articles, strict=True):
        told = Told()
        told.add(article, tellings(block), 0)
        for what in (ARTICLES, EVENTS):
            put(STORE, path_of(str(folder), name, what), told.file(what))
    return names


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(features(), max_size=4), min_size=1, max_size=6), st.integers(1, 9))
def test_events_of_buckets_are_those_of_one_list(articles: list[list[dict[str, Any]]], buckets: int) -> None:
    blocks = [b"".join(encode_feature(each) + b"\n" for each in article) for article in articles]
    with tempfile.TemporaryDirectory() as name:
        parts = write_parts(Path(name), blocks, [str(number) for number in range(len(blocks))])
        found = [row for n in range(buckets) for row in Bucket(STORE, name, n, buckets).events(parts)]
        told = sorted(
            (key, day, n, line, said) for n, each in enumerate(blocks) for line, key, day, said in tellings(each)
        )
        assert sorted(found) == sorted(shared_events(told))
        for part, article in zip(parts, articles, strict=True):
            for row, event in own_events(STORE, name, part).items():
                assert article[row]["properties"]["event"] == event


@pytest.mark.parametrize("buckets", [1, 2, 50])
def test_all_but_the_first_article_of_an_id_are_found(tmp_path: Path, buckets: int) -> None:
    parts = write_parts(tmp_path, [b""] * 5, ["a", "b", "a", "c", "a"])
    found = [double for n in range(buckets) for double in Bucket(STORE, str(tmp_path), n, buckets).doubles(parts)]
    assert found == [(2, "a"), (4, "a")]


def test_a_step_whose_file_is_there_is_not_done_again(tmp_path: Path) -> None:
    own = {"place_id": "test:lima", "actors": ["Lena Ruiz"], "date": "2023-05-15", "date_end": None}
    told = [mapfile.feature(f"f{n}", "visit", **own, event=f"e{n}", article=f"a{n}") for n in range(2)]
    named = [Named(name, name) for name in write_parts(tmp_path, [encode_feature(each) for each in told], ["a0", "a1"])]
    join = open_join(str(tmp_path), named, 2, 2)
    assert find_doubles(join, 0) == []
    assert join_events(join, 0) == [1]
    for path in (tmp_path / FOLDER).glob("part-*"):
        path.unlink()
    assert join_events(join, 0) == [1]
