"""What the map draws of the store: cells, areas and lines, each Feature once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.state import Filter, View
from dashboard.store import Bounds, Listing, Store
from dashboard.store.drawn import Cell
from tests import mapfile
from tests.stores import FEATURES, WORLD, small, store_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(mapfile.write(tmp_path_factory.mktemp("data") / "map.geojson", FEATURES))


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
    assert store.rows(Filter(), Listing(unplaced=True)).shown == drawn.unplaced == store.unplaced(Filter())


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
