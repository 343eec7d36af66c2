"""The store against a plain filter over the same file, and against files that do not fit."""

from __future__ import annotations

import os
import threading
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.state import Filter, View
from dashboard.store import Bounds, Listing, Store, data_path, pack, shared, warm
from dashboard.store.draw import Cell
from geo.errors import DataError
from tests import mapfile, plainfilter

WORLD = Bounds(-180, -85.06, 180, 85.06)
FEATURES = mapfile.features()
LABELS = {feature["id"]: plainfilter.place_label(feature, FEATURES) for feature in FEATURES}


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


def small(tmp_path: Path, *features: dict[str, Any]) -> Store:
    return Store.open(mapfile.write(tmp_path / "map.geojson", list(features)))


def listed_ids(store: Store, chosen: Filter, listing: Listing | None = None) -> list[str]:
    found = store.rows(chosen, listing or Listing(limit=10_000))
    return [row.id for rows in found.groups for row in rows]


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


@pytest.mark.parametrize("zoom", [0, 1, 3, 6])
@pytest.mark.parametrize("chosen", [Filter(), Filter(kinds=("visit",)), Filter(actors=("Ilham Aliyev",))])
def test_a_cell_and_the_list_of_its_rectangle_hold_the_same_features(store: Store, zoom: int, chosen: Filter) -> None:
    bounds = WORLD if zoom < 4 else Bounds(40, 38, 52, 42)
    cells = store.map(View(chosen), zoom, bounds).cells
    assert cells
    for cell in cells:
        found = store.rows(chosen, Listing(limit=10_000, at=Bounds(*cell.at)))
        rows = [row for rows in found.groups for row in rows]
        assert found.shown == cell.n == len(rows)
        assert cell.row in {row.number for row in rows}
        assert len({(row.lon, row.lat) for row in rows}) == cell.places
        assert cell.one == (cell.n == 1)
        if cell.one:
            assert cell.stage == rows[0].stage
            assert (cell.id, cell.event, cell.status, cell.role) == (
                rows[0].id,
                rows[0].event,
                rows[0].status,
                rows[0].role,
            )
        if cell.places == 1:
            assert (cell.lon, cell.lat) == (rows[0].lon, rows[0].lat)
            assert cell.label


def test_cell_is_named_after_the_place_that_has_more_than_half_of_its_events(tmp_path: Path) -> None:
    def cell(towns: dict[str, int]) -> Cell:
        rows = [
            mapfile.feature(f"{name}-{number}", "excerpt", at=[49.8 + at / 100, 40.4], place=name, place_id=f"x:{name}")
            for at, (name, count) in enumerate(towns.items())
            for number in range(count)
        ]
        (found,) = small(tmp_path, *rows).map(View(), 3, WORLD).cells
        return found

    assert cell({"Oston": 3, "Weston": 2}).label == "Oston"
    assert cell({"Oston": 2, "Weston": 2}).label is None


@pytest.mark.parametrize("zoom", [0, 1, 8, 22])
def test_a_point_on_the_edge_of_two_cells_is_in_one_of_them(tmp_path: Path, zoom: int) -> None:
    points = [[0.0, 0.0], [-0.00003, 0.0], [0.0, 0.00003], [90.0, 66.51326], [-180.0, 85.0], [180.0, -85.0]]
    store = small(tmp_path, *(mapfile.feature(f"row-{at}", "excerpt", at=at) for at in points))
    near = 360 / 2 ** (zoom + 2)
    for lon, lat in points:
        cells = store.map(View(), zoom, Bounds(lon - near, max(lat - near, -85.05), lon + near, lat + near)).cells
        assert cells
        for cell in cells:
            assert store.rows(Filter(), Listing(at=Bounds(*cell.at))).shown == cell.n


def test_points_closer_than_the_grid_are_one_place_with_the_coordinates_of_the_first(tmp_path: Path) -> None:
    store = small(tmp_path, *(mapfile.feature(f"row-{at}", "excerpt", at=[at, 40.0]) for at in (49.9, 49.900004)))
    (cell,) = store.map(View(), 5, WORLD).cells
    assert (cell.n, cell.places, cell.lon) == (2, 1, 49.9)


def test_a_country_without_an_id_is_a_point_like_any_other(tmp_path: Path) -> None:
    drawn = store_of(tmp_path, at=[47.5, 40.5], precision="country", place="Somewhere").map(View(), 2, WORLD)
    assert (len(drawn.cells), len(drawn.areas)) == (1, 0)
    assert drawn.cells[0].label is None


def test_an_area_and_a_line_and_their_lists_hold_the_same_features(store: Store) -> None:
    drawn = store.map(View(), 2, WORLD)
    assert {area.precision for area in drawn.areas} == {"country", "region"}
    for area in drawn.areas:
        found = store.rows(Filter(), Listing(place=area.place, limit=10_000))
        assert found.shown == area.n
        roles = [row.role for rows in found.groups for row in rows]
        assert roles.count("associative") == area.associative
    assert [line.line for line in drawn.lines] == ["am-az", "am-tr"]
    for line in drawn.lines:
        assert store.rows(Filter(), Listing(line=line.line)).shown == line.n
    assert store.rows(Filter(), Listing(unplaced=True)).shown == drawn.unplaced == store.unplaced(store.mask(Filter()))


def test_the_stage_of_a_line_is_that_of_its_latest_dated_event(tmp_path: Path) -> None:
    def border(number: int, date: str | None, stage: str | None) -> dict[str, Any]:
        return mapfile.feature(f"row-{number}", "border", date=date, stage=stage, line="am-az")

    rows = border(1, "2024-08", "signed"), border(2, "2024-01-01", "offered"), border(3, None, "agreed")
    assert small(tmp_path, *rows, border(4, "2024-09", None)).map(View(), 0, WORLD).lines[0].stage == "signed"


def test_panning_shows_the_same_cells_wherever_the_window_begins(store: Store) -> None:
    whole = {cell.row: cell for cell in store.map(View(), 4, WORLD).cells}
    part = store.map(View(), 4, Bounds(40.0, 35.0, 60.0, 45.0)).cells
    assert part
    assert all(whole[cell.row] == cell for cell in part)


def test_a_map_dragged_over_the_edge_gets_its_cells_beyond_it(store: Store) -> None:
    home = store.map(View(Filter(places=("Suva",))), 4, Bounds(170, -30, 180, 0)).cells
    beyond = store.map(View(Filter(places=("Suva",))), 4, Bounds(-190, -30, -170, 0)).cells
    assert len(home) == len(beyond) == 1
    assert beyond[0].n == home[0].n
    assert beyond[0].lon == pytest.approx(home[0].lon - 360)
    assert store.rows(Filter(), Listing(at=Bounds(*beyond[0].at))).shown == home[0].n


def test_every_cell_of_the_globe_comes_once_however_wide_the_window(store: Store) -> None:
    drawn = store.map(View(), 1, Bounds(-700, -85, 700, 85))
    assert sum(cell.n for cell in drawn.cells) == sum(cell.n for cell in store.map(View(), 1, WORLD).cells)


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


def store_of(tmp_path: Path, **given: Any) -> Store:
    return small(tmp_path, mapfile.feature("a", "excerpt", **given))


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


def test_a_file_without_features_is_an_empty_map(tmp_path: Path) -> None:
    store = small(tmp_path)
    drawn = store.map(View(), 3, WORLD)
    assert (drawn.total, drawn.shown, drawn.unplaced, drawn.cells, drawn.areas, drawn.lines) == (0, 0, 0, (), (), ())
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
    assert {"mask", "drawing", "counts", "events", "timeline"} <= set(store.select(Filter()).made)
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
