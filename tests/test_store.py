"""The store against a plain filter over the same file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dashboard.state import Filter, View
from dashboard.store import Store, pack
from tests import mapfile, plainfilter
from tests.stores import FEATURES, LABELS, WORLD, listed_ids, small, store_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(mapfile.write(tmp_path_factory.mktemp("data") / "map.geojson", FEATURES))


@pytest.fixture(scope="module", params=["in memory", "packed from GeoJSON", "packed from GeoParquet"])
def any_store(request: pytest.FixtureRequest, store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    if request.param == "in memory":
        return store
    folder = tmp_path_factory.mktemp("data")
    if request.param == "packed from GeoJSON":
        return Store(*pack.opened(mapfile.write(folder / "map.geojson", FEATURES)))
    return Store.open(mapfile.write_parquet(folder / "map.parquet", FEATURES))


@pytest.mark.parametrize("seed", range(200))
def test_counts_facets_list_timeline_and_map_agree_with_a_plain_filter(any_store: Store, seed: int) -> None:
    store = any_store
    chosen = plainfilter.any_filter(mapfile.fixed(seed), FEATURES, LABELS)
    expected = [each for each in FEATURES if plainfilter.passes(each, chosen, LABELS)]
    ids = {each["id"] for each in expected}

    assert store.shown(chosen) == len(ids)
    ordered = listed_ids(store, chosen)
    assert len(ordered) == len(ids)
    assert set(ordered) == ids
    for facet, counts in store.facets(chosen).items():
        others = [each for each in FEATURES if plainfilter.passes(each, chosen, LABELS, without=facet)]
        for value, count in counts:
            assert count == sum(value in plainfilter.values(each, facet, LABELS) for each in others), (facet, value)
    timeline = store.timeline(chosen)
    undated_too = [each for each in FEATURES if plainfilter.passes(each, chosen, LABELS, without="dates")]
    assert timeline == plainfilter.histogram(undated_too, timeline.starts)
    for zoom in (0, 2, 4):
        drawn = store.map(View(chosen), zoom, WORLD)
        on_map = [*drawn.cells, *drawn.areas, *drawn.lines]
        assert drawn.shown == len(ids)
        assert sum(each.n for each in on_map) + drawn.unplaced == len(ids)
        kinds = np.sum([each.kinds for each in on_map], axis=0) if on_map else np.zeros(4)
        placed = [each for each in expected if each["geometry"]]
        assert list(kinds) == [
            sum(each["properties"]["kind"] == kind for each in placed)
            for kind in ("visit", "border", "excerpt", "milestone")
        ]


@pytest.mark.parametrize("day", ["0001-01-01", "1999-10-31", "1999-11-01", "2024-03-01", "2024-08-18", "9999-12-31"])
def test_what_had_not_begun_on_the_as_of_date_does_not_pass(store: Store, day: str) -> None:
    chosen = View(Filter(kinds=("visit", "border", "milestone")), asof=day)
    expected = {each["id"] for each in FEATURES if plainfilter.passes(each, chosen.seen, LABELS)}
    assert set(listed_ids(store, chosen.seen)) == expected
    assert store.map(chosen, 2, WORLD).shown == store.shown(chosen.seen) == len(expected)
    undated = {each["id"] for each in FEATURES if each["properties"]["date"] is None}
    assert undated & set(listed_ids(store, chosen.filter)) <= expected


@pytest.mark.parametrize("seed", range(60))
def test_widening_shows_the_feature_and_changes_what_it_names(store: Store, seed: int) -> None:
    chance = mapfile.fixed(seed)
    chosen = plainfilter.any_filter(chance, FEATURES, LABELS)
    feature = chance.choice(FEATURES)
    wider, changed = store.widen(chosen, feature["id"])
    assert plainfilter.passes(feature, wider, LABELS)
    for name in ("kinds", "actors", "places", "status", "stages", "roles", "date_from", "date_to", "articles", "q"):
        assert (getattr(wider, name) != getattr(chosen, name)) == (name in changed)
    assert bool(changed) != plainfilter.passes(feature, chosen, LABELS)


def test_widening_adds_to_a_list_and_moves_a_date(tmp_path: Path) -> None:
    store = small(tmp_path, mapfile.feature("a", "visit", date="2024-03", status="planned"))
    chosen = Filter(kinds=("border",), status=("planned",), date_from="2024-08-01", date_to="2024-09-01")
    wider, changed = store.widen(chosen, "a")
    assert wider == Filter(("border", "visit"), status=("planned",), date_from="2024-03-01", date_to="2024-09-01")
    assert changed == ("kinds", "date_from")
    assert store.widen(chosen, "none of them") == (chosen, ())
    never = Filter(date_from="2024-03-20", date_to="2024-03-10")
    assert store.widen(never, "a") == (Filter(), ("date_from", "date_to"))


def test_values_that_the_data_does_not_have_can_be_dropped(store: Store) -> None:
    chosen = Filter(actors=("Ilham Aliyev", "Nobody"), places=("Atlantis",), articles=("second",))
    assert store.known(chosen) == Filter(actors=("Ilham Aliyev",), articles=("second",))


@pytest.mark.parametrize(
    ("dated", "wanted", "inside"),
    [
        (("2024-03", None), ("2024-03-31", "2024-04-30"), True),
        (("2024-03", None), ("2024-04-01", None), False),
        (("2024", None), ("2024-12-31", None), True),
        (("2024-08-18", "2024-08-19"), ("2024-08-19", "2024-08-19"), True),
        (("2024-08-18", "2024-08-19"), ("2024-08-20", None), False),
        (("2024-08-18", "2024-08-19"), (None, "2024-08-17"), False),
        (("0001-01-01", None), (None, "0001-01-01"), True),
        (("9999-12-31", None), ("9999-12-31", None), True),
        (("2024-01", "2024-12"), ("2024-06-02", "2024-06-01"), False),
        ((None, None), ("0001-01-01", None), False),
    ],
)
def test_dates_count_to_the_precision_they_have(
    tmp_path: Path, dated: tuple[str | None, str | None], wanted: tuple[str | None, str | None], inside: bool
) -> None:
    store = small(tmp_path, mapfile.feature("a", "visit", date=dated[0], date_end=dated[1]))
    assert store.shown(Filter(date_from=wanted[0], date_to=wanted[1])) == int(inside)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("xankendi", True),
        ("XANKƏNDI", True),
        ("strasse", True),
        ("qizilhacili", True),
        ("to said", True),
        ('"in xankendi"', True),
        ('"xankendi in"', False),
        ("putin", True),
        ("peskov", False),
        ('"', True),
        (".*", False),
    ],
)
def test_search_minds_neither_case_nor_diacritics_and_wants_every_word(tmp_path: Path, query: str, found: bool) -> None:
    texts = {"excerpt": "He SAID in Xankəndi", "title": "Straße to Qızılhacılı", "actors": ["Vladimir Putin"]}
    assert store_of(tmp_path, **texts).shown(Filter(q=query)) == int(found)


def test_facets_list_most_first_then_by_name_and_keep_what_leaves_none(store: Store) -> None:
    kinds = store.facets(Filter(status=("completed",)))["kinds"]
    assert kinds[0][0] == "visit"
    assert kinds[1:] == (("border", 0), ("excerpt", 0), ("milestone", 0))


def test_an_actor_named_twice_counts_once(tmp_path: Path) -> None:
    store = store_of(tmp_path, actors=["Vladimir Putin", "Ilham Aliyev", "Vladimir Putin"])
    assert store.facets(Filter())["actors"] == (("Ilham Aliyev", 1), ("Vladimir Putin", 1))


def test_a_long_facet_gives_its_first_values(store: Store) -> None:
    whole = store.facets(Filter(kinds=("visit",)))
    assert store.facets(Filter(kinds=("visit",)), most=2) == {name: each[:2] for name, each in whole.items()}


@pytest.mark.parametrize("most", [1, 2, 5, 100])
def test_first_values_are_those_of_the_whole_list(store: Store, most: int) -> None:
    for seed in range(8):
        chosen = plainfilter.any_filter(mapfile.fixed(seed), FEATURES, LABELS)
        known = store.known(chosen)
        for name, whole in store.facets(known).items():
            first = store.leading(known, name, "", most)
            assert first[:most] == whole[:most]
            assert {value for value, _ in first[most:]} == set(getattr(known, name)) - {
                value for value, _ in whole[:most]
            }
            assert dict(first).items() <= dict(whole).items()


def test_a_search_in_a_facet_looks_at_its_words(store: Store) -> None:
    assert {value for value, _ in store.leading(Filter(), "places", "PARIS", 10)} == {"Paris (FR)", "Paris (US)"}
    assert [value for value, _ in store.leading(Filter(), "articles", "title of sec", 10)] == ["second"]
    assert store.leading(Filter(), "actors", "nobody at all", 10) == ()


@pytest.mark.parametrize(
    ("dates", "starts"),
    [
        ((None,), ()),
        (("2024-03-05", "2024-03-07"), ("2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08")),
        (("0001-01-01", "9999"), ()),
    ],
)
def test_the_axis_covers_the_days_that_there_are(
    tmp_path: Path, dates: tuple[str | None, ...], starts: tuple[str, ...]
) -> None:
    rows = [mapfile.feature(f"row-{number}", "visit", date=date) for number, date in enumerate(dates)]
    found = small(tmp_path, *rows).timeline(Filter())
    assert found.starts == starts
    assert sum(map(sum, (*found.counts, found.before, found.after, found.undated))) == len(dates)


@pytest.mark.parametrize(("first", "step"), [("2023-06-01", 1), ("1990-01-01", 3), ("1800-01-01", 12), ("1801", 12)])
def test_stretches_are_as_fine_as_their_number_allows(tmp_path: Path, first: str, step: int) -> None:
    rows = [mapfile.feature("a", "visit", date=first), mapfile.feature("b", "visit", date="2026-01-31")]
    starts = small(tmp_path, *rows).timeline(Filter()).starts
    months = [int(start[:4]) * 12 + int(start[5:7]) for start in starts]
    assert {later - earlier for earlier, later in pairwise(months)} == {step}
    assert starts[0] <= first + "-01-01"[: 10 - len(first)]
    assert starts[-1] > "2026-01-31"
    assert len(starts) <= 241


def test_places_of_one_name_are_told_apart(store: Store) -> None:
    labels = {value for value, _ in store.facets(Filter())["places"]}
    assert {"Paris (FR)", "Paris (US)", "Athens (US) (test:athens-1)", "Athens (US) (test:athens-2)", "Baku"} <= labels


def test_place_labels_stay_unique_when_names_imitate_them(tmp_path: Path) -> None:
    names = (("Paris", "FR"), ("Paris", "US"), ("Paris (FR)", "FR"), ("Paris (FR)", None), ("Paris (FR) (id-0)", None))
    rows = [
        mapfile.feature(f"row-{number}", "excerpt", place=name, country=country, place_id=f"id-{number}")
        for number, (name, country) in enumerate(names)
    ]
    store = small(tmp_path, *rows)
    labels = [value for value, _ in store.facets(Filter())["places"]]
    assert len(set(labels)) == len(names)
    assert all(store.shown(Filter(places=(label,))) == 1 for label in labels)


def test_titles_of_articles_are_known_by_id(store: Store) -> None:
    assert store.titles == {article: f"Title of {article}" for article in mapfile.ARTICLES}
