"""The dates that the slider of the as-of date moves through."""

from __future__ import annotations

from pathlib import Path

from dashboard import asof
from dashboard.asof import MAX_STEPS, Step
from dashboard.store import Store
from tests import mapfile


def test_days_are_in_order_and_each_once() -> None:
    dated = [("2024-08-18", "Visit"), ("2024-05", "Meeting"), ("2024-08-18", "Talks"), ("2024-08-18", "Visit")]
    assert asof.steps(dated) == (Step("2024-05-01", "Meeting", 0), Step("2024-08-18", "Talks", 1))


def test_no_more_days_than_a_slider_can_hold() -> None:
    assert len(asof.steps((f"{year}", "x") for year in range(1000, 1000 + 2 * MAX_STEPS))) == MAX_STEPS


def test_a_file_gives_the_days_of_its_milestones_alone(tmp_path: Path) -> None:
    given = [
        mapfile.feature("m-1", "milestone", date="2024-05-15", title="Signed", summary="x", sources=["https://a.org"]),
        mapfile.feature("m-2", "milestone", title="Undated", summary="x", sources=["https://a.org"]),
        mapfile.feature("v-1", "visit", date="2024-01-01"),
    ]
    assert asof.of_store(Store.open(mapfile.write(tmp_path / "map.geojson", given))) == (
        Step("2024-05-15", "Signed", 0),
    )
