"""The benchmarks' made-up events hold to the contract, whichever file they are written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import synth
from dashboard.state import Filter
from dashboard.store import Listing, Store
from geo.contract import read_collection


def test_the_same_number_gives_the_same_events_in_either_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synth, "BATCH", 70)
    stores = [Store.open(synth.write(200, tmp_path / name)) for name in ("a.geojson", "b.parquet")]
    listings = [store.rows(Filter(), Listing(limit=200)) for store in stores]
    assert listings[0] == listings[1]
    assert listings[0].shown == 200
    assert stores[0].about.as_of == stores[1].about.as_of == synth.AS_OF
    assert all(any(count for _, count in values) for values in stores[0].facets(Filter()).values())


def test_an_excerpt_holds_its_mention_where_it_says(tmp_path: Path) -> None:
    for feature in read_collection(synth.write(60, tmp_path / "a.geojson"))["features"]:
        own = feature["properties"]
        start, end = (own[name] - own["start"] for name in ("mention_start", "mention_end"))
        assert own["excerpt"][start:end] == own["mention"] == own["place"]
        assert own["end"] - own["start"] == len(own["excerpt"])
