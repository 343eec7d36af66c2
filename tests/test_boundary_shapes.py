"""The geometry that derives data/boundaries: rings cut, closed over the pole and simplified."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.derive.boundaries.shape import Box, Edge, closed_over_pole, cut_line, cut_ring, simplified, unwrapped

SQUARE = [Edge(0, 0, ("AZ",)), Edge(10, 0, ("AZ",)), Edge(10, 10, ("AZ",)), Edge(0, 10, ("AZ",))]


def test_a_cut_ring_has_no_label_along_the_cut() -> None:
    cut = cut_ring(SQUARE, Box(5, -5, 20, 20))
    assert [(edge.x, edge.y, edge.label) for edge in cut] == [
        (5, 0, ("AZ",)),
        (10, 0, ("AZ",)),
        (10, 10, ("AZ",)),
        (5, 10, None),
    ]


def test_a_ring_outside_the_box_leaves_nothing() -> None:
    assert cut_ring(SQUARE, Box(20, 20, 30, 30)) == []


def test_a_box_within_a_ring_is_all_land_and_no_coast() -> None:
    cut = cut_ring(SQUARE, Box(2, 2, 3, 3))
    assert {(edge.x, edge.y) for edge in cut} == {(2, 2), (3, 2), (3, 3), (2, 3)}
    assert {edge.label for edge in cut} == {None}


def test_a_line_that_leaves_and_comes_back_is_cut_in_two() -> None:
    line = [(1.0, 1.0), (1.0, 5.0), (2.0, 5.0), (2.0, 1.0)]
    assert list(cut_line(line, Box(0, 0, 3, 2))) == [[(1.0, 1.0), (1.0, 2.0)], [(2.0, 2.0), (2.0, 1.0)]]


def test_longitudes_run_on_over_the_antimeridian() -> None:
    assert unwrapped([(179.0, 1.0), (-179.0, 1.0), (179.0, 2.0)]) == [(179.0, 1.0), (181.0, 1.0), (179.0, 2.0)]


def test_a_ring_round_the_pole_is_closed_along_it() -> None:
    ring = [Edge(x, -80, ("AQ",)) for x in (-180, -60, 60, 180)]
    closed = closed_over_pole(ring)
    assert [(edge.x, edge.y) for edge in closed[-3:]] == [(180, -80), (180, -90), (-180, -90)]
    assert [edge.label for edge in closed[-3:]] == [None, None, None]


@given(st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), min_size=2, max_size=40), st.floats(0, 3))
def test_a_simplified_line_keeps_its_ends_and_adds_nothing(line: list[tuple[float, float]], tolerance: float) -> None:
    found = simplified(line, tolerance)
    assert (found[0], found[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in found)


def test_a_small_island_is_not_simplified_away() -> None:
    island = [(0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0, 0.0)]
    assert simplified(island, 1.0) == island
