"""The benchmark's score: spans overlap one to one, points lie within 161 km."""

from __future__ import annotations

import pytest

from bench.scorer import Point, score

PARIS = Point(0, 5, 2.3522, 48.8566)
LONDON = (-0.1278, 51.5074)
VERSAILLES = (2.1301, 48.8014)


def test_overlap_and_a_near_point_count() -> None:
    made = score([([PARIS], [Point(2, 9, *VERSAILLES)])])
    assert (made.precision, made.recall, made.f1) == (1.0, 1.0, 1.0)


def test_a_far_point_and_a_span_beside_it_do_not_count() -> None:
    assert score([([PARIS], [Point(0, 5, *LONDON)])]).f1 == 0.0
    assert score([([PARIS], [Point(5, 9, *VERSAILLES)])]).f1 == 0.0


def test_a_gold_span_counts_once() -> None:
    made = score([([PARIS], [Point(0, 3, *VERSAILLES), Point(3, 5, *VERSAILLES)])])
    assert (made.precision, made.recall) == (0.5, 1.0)


def test_the_longest_overlap_is_matched() -> None:
    made = score([([Point(0, 10, 0.0, 0.0)], [Point(0, 2, 0.0, 0.0), Point(3, 10, 90.0, 0.0)])])
    assert made.f1 == 0.0


def test_what_has_no_point_is_left_out() -> None:
    made = score([([PARIS, Point(10, 15, None, None)], [PARIS, Point(10, 15, None, None)])])
    assert (made.precision, made.recall) == (1.0, 1.0)


def test_distance_goes_over_the_antimeridian() -> None:
    assert score([([Point(0, 4, 179.9, 0.0)], [Point(0, 4, -179.9, 0.0)])]).f1 == 1.0


def test_precision_and_recall_are_over_all_articles() -> None:
    made = score([([PARIS], [PARIS, Point(9, 12, 1.0, 1.0)]), ([PARIS], [])])
    assert (made.precision, made.recall) == (0.5, 0.5)
    assert made.f1 == pytest.approx(0.5)
