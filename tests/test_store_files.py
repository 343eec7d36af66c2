"""Files that the store opens, refuses and shares."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from dashboard.state import Filter, View
from dashboard.store import Listing, Store, data_path, shared, warm
from geo.errors import DataError
from tests import mapfile, plainfilter
from tests.stores import FEATURES, LABELS, WORLD, small, store_of


def test_a_file_without_features_is_an_empty_map(tmp_path: Path) -> None:
    store = small(tmp_path)
    drawn = store.map(View(), 3, WORLD)
    assert (drawn.total, drawn.shown, drawn.unplaced) == (0, 0, 0)
    assert (*drawn.cells, *drawn.areas, *drawn.lines) == ()
    assert store.rows(Filter(q="x"), Listing()).groups == ()
    assert all(values == () for values in store.facets(Filter(kinds=("visit",))).values())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"", "not valid JSON"),
        (b"\x00\xff", "not valid JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type":"FeatureCollection","features":[{}]}', "not a Feature"),
    ],
)
def test_a_file_that_cannot_be_shown_is_named_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "map.geojson"
    if content is not None:
        path.write_bytes(content)
    for opening in (Store.open, shared):
        with pytest.raises(DataError, match=said) as error:
            opening(path)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "given",
    [
        {"mention_start": "nine"},
        {"place_id": 7},
        {"confidence": "high"},
        {"document": ["a"]},
        {"geometry": {"type": "MultiLineString", "coordinates": [[[1.0, 2.0], [3.0, 4.0]]]}},
        {"start": 2**70},
        {"type": {"a": 1}},
    ],
)
def test_a_property_of_another_type_is_refused(tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(DataError, match=r"map\.geojson") as error:
        store_of(tmp_path, **given)
    assert "\n" not in str(error.value)


def test_the_store_is_shared_until_the_bytes_change(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", FEATURES[:10])
    first = shared(path)
    assert shared(path) is first
    os.utime(path, ns=(1, 1))
    assert shared(path) is first
    mapfile.write(path, FEATURES[:11])
    assert shared(path).total == 11
    assert shared(path).version != first.version
    path.write_bytes(b"{")
    with pytest.raises(DataError):
        shared(path)
    mapfile.write(path, FEATURES[:12])
    assert shared(path).total == 12
    path.unlink()
    with pytest.raises(DataError):
        shared(path)


def test_the_data_is_opened_before_anybody_asks(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", FEATURES)
    warm(path).join(30)
    store = shared(path)
    assert {"bits", "drawing", "counts", "events", "timeline"} <= set(store.select(Filter()).made)
    missing = tmp_path / "none.geojson"
    warm(missing).join(30)
    with pytest.raises(DataError):
        shared(missing)


def test_many_threads_get_one_store_and_the_same_answers(tmp_path: Path) -> None:
    path = mapfile.write(tmp_path / "map.geojson", FEATURES)
    filters = [plainfilter.any_filter(mapfile.fixed(seed), FEATURES, LABELS) for seed in range(40)]
    expected = [sum(plainfilter.passes(each, chosen, LABELS) for each in FEATURES) for chosen in filters]
    stores: set[int] = set()
    wrong: list[Filter] = []

    def read() -> None:
        for chosen, count in zip(filters, expected, strict=True):
            store = shared(path)
            stores.add(id(store))
            if store.map(View(chosen), 2, WORLD).shown != count:
                wrong.append(chosen)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 1
    assert wrong == []


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    assert data_path({"DATELINE_DATA": str(tmp_path)}) == tmp_path
    assert data_path({}).parts[-2:] == data_path({"DATELINE_DATA": ""}).parts[-2:] == ("data", "map.geojson")
