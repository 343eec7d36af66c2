"""The outlines as the map gets them: their shape, and what of disputed territory they show."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.outlines import cells, detail, lines, world
from geo.errors import DataError

Points = list[tuple[float, float]]
AROUND_ARMENIA = ("40_30", "40_40")


@cache
def opened(cell: str) -> dict[str, Any]:
    payload = world() if cell == "world" else detail(cell)
    assert payload is not None
    found: dict[str, Any] = json.loads(payload.body)
    return found


@cache
def arcs(cell: str) -> list[Points]:
    return [list(_arc(arc)) for arc in opened(cell)["arcs"]]


def _arc(arc: list[list[int]]) -> Points:
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x / 1000, y / 1000))
    return points


def rings(cell: str) -> list[Points]:
    land = opened(cell)["objects"]["land"]["arcs"]
    return [[point for index in ring for point in arcs(cell)[index][:-1]] for polygon in land for ring in polygon]


def is_land(cell: str, lon: float, lat: float) -> bool:
    """Say by the even-odd rule whether a point is filled."""
    inside = False
    for ring in rings(cell):
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def parts(cell: str, kind: str, identity: str) -> list[Points]:
    """Return the lines of a border or a country's outline; none where the cell has none."""
    found = (each for each in opened(cell)["objects"][kind]["geometries"] if each["id"] == identity)
    return [[point for index in line for point in arcs(cell)[index]] for each in found for line in each["arcs"]]


def vertices(cell: str, kind: str, identity: str) -> set[tuple[float, float]]:
    return {point for part in parts(cell, kind, identity) for point in part}


def within(lon: float, lat: float) -> bool:
    """Say whether a point is round Stepanakert / Khankendi, clear of all borders."""
    return 46.62 < lon < 47.3 and 39.4 < lat < 40.3


def indexes(arcs_of: Any) -> set[int]:
    return {arcs_of} if isinstance(arcs_of, int) else {index for each in arcs_of for index in indexes(each)}


def test_bodies_are_compressed_once_and_carry_their_hash() -> None:
    for payload in (world(), lines(), detail("40_40")):
        assert payload is not None
        assert gzip.decompress(payload.gzipped) == payload.body
        assert payload.etag.isalnum()
    assert world() is world()
    assert detail("40_40") is detail("40_40")
    assert detail("40_40") != detail("40_30")


def test_the_world_lists_the_cells_that_can_be_had() -> None:
    assert opened("world")["cells"] == cells()
    assert all(opened(cell)["cell"] == cell for cell in AROUND_ARMENIA)


@pytest.mark.parametrize("name", ["", "world", "40_41", "../lines", "40_40 ", "400_40", "-40_40\n"])
def test_no_other_name_is_a_cell(name: str) -> None:
    assert detail(name) is None


def test_a_missing_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    for ask in (world, lines, cells):
        with pytest.raises(DataError, match=r"make derive"):
            ask(tmp_path)


def test_a_line_that_names_no_cell_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "detail.ndjson").write_text('{"cell":"0_0",\n{}\n')
    with pytest.raises(DataError, match=r"detail\.ndjson:2"):
        detail("0_0", tmp_path)


def test_lines_come_with_the_sections() -> None:
    body = json.loads(lines().body)
    assert body["lines"]["features"][0]["id"] == "am-az"
    assert len(body["sections"]["features"]) == 4


def test_rings_are_closed_chains_of_arcs_within_bounds() -> None:
    for cell in ("world", *cells()):
        for polygon in opened(cell)["objects"]["land"]["arcs"]:
            for ring in polygon:
                for index, following in zip(ring, [*ring[1:], ring[0]], strict=True):
                    assert arcs(cell)[index][-1] == arcs(cell)[following][0], (cell, index)
        assert all(abs(x) <= 180.1 and -90 <= y <= 90.1 for arc in arcs(cell) for x, y in arc), cell


def test_what_is_stroked_never_shows_a_cut() -> None:
    for cell in ("world", *cells()):
        west, south = (-180.0, -90.0) if cell == "world" else map(float, cell.split("_"))
        edges = {west - 0.1, west + 10.1} if cell != "world" else {-180.0, 180.0}
        objects = opened(cell)["objects"]
        stroked = indexes(objects["coast"]["arcs"])
        stroked |= {index for each in objects["countries"]["geometries"] for index in indexes(each["arcs"])}
        for index in stroked:
            along = zip(arcs(cell)[index], arcs(cell)[index][1:], strict=False)
            for (x1, y1), (x2, y2) in along:
                assert not (x1 == x2 and any(abs(x1 - edge) < 1e-9 for edge in edges) and abs(y1 - y2) > 0.05), cell
                assert abs(x1 - x2) < 60, cell
                assert cell == "world" or not (y1 == y2 == south - 0.1 and abs(x1 - x2) > 0.5), cell


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [
        (49.5, 40.4, True),  # west of Baku
        (51.0, 41.0, False),  # the Caspian
        (33.5, 43.5, False),  # the Black Sea
        (37.6, 55.7, True),  # Moscow
        (-175.0, 67.0, True),  # Chukotka east of 180
        (178.0, -17.8, True),  # Viti Levu
        (0.0, -85.0, True),  # Antarctica
        (-30.0, 40.0, False),  # the Atlantic
        (-179.9, -75.0, False),  # the Ross Sea
    ],
)
def test_land_is_where_it_should_be_in_the_world(lon: float, lat: float, land: bool) -> None:
    assert is_land("world", lon, lat) is land


def test_land_meets_over_the_edge_of_two_cells() -> None:
    for west, east in (("30_50", "40_50"), ("40_30", "50_30")):
        edge = float(east.split("_")[0])
        for lat in (float(west.split("_")[1]) + 2.05, float(west.split("_")[1]) + 5.05):
            assert is_land(west, edge - 0.001, lat) == is_land(east, edge + 0.001, lat)
            assert is_land(west, edge + 0.05, lat) == is_land(east, edge + 0.05, lat)


def test_armenia_and_azerbaijan_have_no_exclave_in_any_outline() -> None:
    for cell in ("world", *AROUND_ARMENIA):
        assert parts(cell, "borders", "am-az"), cell
        for identity in ("AM", "AZ"):
            closed = [part for part in parts(cell, "countries", identity) if part[0] == part[-1]]
            assert all(any(lon > 49 for lon, _ in part) for part in closed), cell  # islands in the Caspian alone


def test_nakhchivan_is_drawn() -> None:
    assert any(44.7 < lon < 45.2 and 39.2 < lat < 39.8 for lon, lat in vertices("40_30", "countries", "AZ"))
    assert parts("40_30", "borders", "az-tr")


def test_the_border_of_armenia_and_azerbaijan_is_dashed() -> None:
    for cell in ("world", *AROUND_ARMENIA):
        found = next(each for each in opened(cell)["objects"]["borders"]["geometries"] if each["id"] == "am-az")
        assert found["properties"] == {"style": "dashed", "parties": ["AM", "AZ"]}


def test_every_dotted_line_has_a_row_in_the_table() -> None:
    table = (Path(__file__).parent.parent / "data" / "boundaries" / "disputed.csv").read_text(encoding="utf-8")
    told = {line.split(",")[0] for line in table.splitlines()}
    for cell in ("world", *cells()):
        for each in opened(cell)["objects"]["borders"]["geometries"]:
            assert each["properties"]["style"] != "dotted" or each["id"] in told, each["id"]


def test_outlines_follow_the_general_assembly() -> None:
    def has(code: str, west: float, south: float, east: float, north: float) -> bool:
        return any(west < x < east and south < y < north for x, y in vertices("world", "countries", code))

    crimea = (33.0, 44.3, 34.5, 45.0)
    assert (has("UA", *crimea), has("RU", *crimea)) == (True, False)
    north_cyprus = (33.5, 35.3, 34.6, 35.8)
    assert has("CY", *north_cyprus)
    dakhla = (-17.0, 22.0, -15.0, 24.5)
    assert (has("EH", *dakhla), has("MA", *dakhla)) == (True, False)
    assert has("MA", -13.2, 27.7, -12.0, 28.2)
    berbera = (43.5, 10.0, 47.0, 11.5)
    assert has("SO", *berbera)
    assert has("MU", 71.0, -8.0, 73.0, -5.0)


def test_lines_of_control_are_in_no_outline() -> None:
    for identity, codes in (("crimea", ("UA", "RU")), ("golan", ("IL", "SY")), ("kashmir", ("IN", "PK"))):
        line = parts("world", "borders", identity)
        assert line, identity
        for code in codes:
            outline = parts("world", "countries", code)
            assert not [part for part in outline if part in line], (identity, code)


def test_the_line_that_a_resolution_names_is_in_both_outlines() -> None:
    line = parts("world", "borders", "il-ps")
    assert line
    for code in ("IL", "PS"):
        assert all(part in parts("world", "countries", code) for part in line)


def test_nothing_is_drawn_round_nagorno_karabakh() -> None:
    for cell in ("world", *AROUND_ARMENIA):
        objects = opened(cell)["objects"]
        drawn = indexes(objects["coast"]["arcs"])
        drawn |= {index for each in objects["borders"]["geometries"] for index in indexes(each["arcs"])}
        assert not [point for index in drawn for point in arcs(cell)[index] if within(*point)], cell
