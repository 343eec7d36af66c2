"""The list of the store: its order, its pages, its years, and what it finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dashboard.state import Filter
from dashboard.store import Bounds, Listing, Store
from tests import mapfile, plainfilter
from tests.stores import FEATURES, listed_ids, small


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(mapfile.write(tmp_path_factory.mktemp("data") / "map.geojson", FEATURES))


def test_the_list_goes_by_date_with_the_undated_last(store: Store) -> None:
    groups = store.rows(Filter(), Listing(limit=10_000)).groups
    dates = [rows[0].date for rows in groups]
    dated = [plainfilter.days(date, last=False) for date in dates if date]
    assert dated == sorted(dated)
    assert dates[: len(dated)] == [date for date in dates if date]
    assert len({rows[0].event for rows in groups}) == len(groups)


def test_undated_sentences_stand_in_the_order_of_their_article(tmp_path: Path) -> None:
    def excerpt(name: str, article: str, start: int, mention: int) -> dict[str, Any]:
        given = {"article": article, "start": start, "mention_start": mention, "excerpt": "x"}
        return mapfile.feature(name, "excerpt", **given)

    rows = [excerpt("d", "z", 50, 60), excerpt("b", "z", 0, 9), excerpt("a", "z", 0, 4), excerpt("e", "a", 0, 0)]
    rows.append(mapfile.feature("c", "border", article="z", start=20, excerpt="no place is named"))
    assert listed_ids(small(tmp_path, *rows), Filter()) == ["a", "b", "c", "d", "e"]


def test_pages_of_the_list_join_to_the_whole(store: Store) -> None:
    whole = store.rows(Filter(), Listing(limit=10_000))
    pages, offset = [], 0
    while offset is not None:
        page = store.rows(Filter(), Listing(offset=offset, limit=7))
        pages += page.groups
        offset = page.next
    assert tuple(pages) == whole.groups
    assert whole.events == len(whole.groups)
    assert store.rows(Filter(), Listing(offset=5000)).groups == ()
    assert store.rows(Filter(), Listing(limit=whole.events)).next is None
    assert store.rows(Filter(), Listing(limit=whole.events - 1)).next == whole.events - 1


@pytest.mark.parametrize("listing", [Listing(years=True, limit=1), Listing(years=True, at=Bounds(40, 38, 52, 42))])
def test_years_of_a_list_are_those_of_its_features(store: Store, listing: Listing) -> None:
    found = store.rows(Filter(), listing)
    whole = store.rows(Filter(), Listing(limit=10_000, at=listing.at))
    dated = Counter(row.date[:4] if row.date else None for rows in whole.groups for row in rows)
    assert found.years
    assert {None if year is None else f"{year:04}": count for year, count in found.years} == dated
    assert found.years == tuple(sorted(found.years, key=lambda each: each[0] or 10_000))
    assert whole.years is None


def test_focus_gives_the_page_that_holds_the_feature(store: Store) -> None:
    for feature in FEATURES[::17]:
        page = store.rows(Filter(), Listing(limit=10, focus=feature["id"]))
        assert feature["id"] in [row.id for rows in page.groups for row in rows]
        assert page.focus == feature["properties"]["event"]
        assert page.offset % 10 == 0
    hidden = next(each for each in FEATURES if each["properties"]["kind"] == "visit")
    assert store.rows(Filter(kinds=("border",)), Listing(focus=hidden["id"])).focus is None
    assert store.rows(Filter(), Listing(focus="none of them")).focus is None


def test_a_feature_is_found_with_all_its_properties(store: Store) -> None:
    for feature in FEATURES[:40]:
        row = store.find(feature["id"])
        assert row is not None
        for name, value in feature["properties"].items():
            assert getattr(row, name) == (tuple(value) if isinstance(value, list) else value), name
    assert store.find("none of them") is None
