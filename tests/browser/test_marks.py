"""Marks that say what they stand for: stages of a border reference, and many events in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import Shown, served
from playwright.sync_api import expect

from tests import mapfile

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
BAKU = mapfile.PLACES[0]
STAGES = ("offered", "initialled", "in force", "rejected")
BORDER = {"type": "MultiLineString", "coordinates": [[[45.0, 41.0], [45.5, 40.5]], [[46.0, 39.5], [46.5, 39.0]]]}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with 40 visits to one town, five to another, and a border reference of each stage on the line."""
    said = {"article": "a", "title": "A title", "excerpt": "So it was.", "actors": ["Ann Moe"]}
    given = [
        mapfile.feature(f"v{each}", "visit", **(said | BAKU | {"status": "completed", "date": date}))
        for each, date in enumerate(["2023-01-01"] * 10 + ["2024-05-15"] * 25 + [None] * 5)
    ]
    given += [
        mapfile.feature(f"s{each}", "visit", **(said | mapfile.PLACES[2] | {"status": status}))
        for each, status in enumerate(["completed", "planned", "cancelled", "planned", "completed"])
    ]
    given += [
        mapfile.feature(
            f"b{each}", "border", **said, stage=stage, line="am-az", geometry=BORDER, date=f"2024-0{each + 1}"
        )
        for each, stage in enumerate(STAGES)
    ]
    with served(mapfile.write(tmp_path_factory.mktemp("marked") / "map.geojson", given)) as address:
        yield address


def test_stage_of_a_border_reference_has_its_own_mark(marked: str, visit: Visit) -> None:
    shown = visit(f"{marked}?kind=border")
    shown.ready(len(STAGES))
    marks = shown.page.locator("article.card .kind.border")
    expect(marks).to_have_count(len(STAGES))
    found = [
        (
            bool("hollow" in (mark.get_attribute("class") or "")),
            mark.locator(".lower").count(),
            mark.locator(".strike").count(),
        )
        for mark in marks.all()
    ]
    assert found == [(True, 0, 0), (True, 1, 0), (False, 0, 0), (True, 0, 1)]
    for words in ("said, offered, announced", "agreed to signed", "ratified"):
        expect(shown.map.locator(".legend")).to_contain_text(words)


def test_many_events_in_one_place_are_counted_by_kind_and_year(marked: str, visit: Visit) -> None:
    lon, lat = BAKU["at"]
    shown = visit(f"{marked}?kind=visit&lat={lat}&lon={lon}&zoom=9")
    shown.ready(45)
    shown.press_map(lon, lat)
    popup = shown.map.locator(".leaflet-popup")
    expect(popup).to_contain_text("40 visits")
    expect(popup.locator(".years li")).to_have_text(["202310", "202425", "undated5"])
    expect(shown.page.get_by_role("button", name="Show all", exact=True)).to_be_visible()
    assert shown.map.evaluate("window.dateline.ready")


def test_several_events_in_one_place_fan_out_into_single_marks(marked: str, visit: Visit) -> None:
    lon, lat = mapfile.PLACES[2]["at"]
    shown = visit(f"{marked}?kind=visit&lat={lat}&lon={lon}&zoom=9")
    shown.ready(45)
    shown.press_map(lon, lat)
    expect(shown.page.locator("article.card")).to_have_count(5)
    # The topmost leg stands 40 pixels above the middle.
    box = shown.page.locator("iframe[title^='streamlit_folium']").bounding_box()
    at = shown.map.evaluate(
        "([lat, lon]) => { const p = window.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y] }", [lat, lon]
    )
    assert box
    shown.page.mouse.click(box["x"] + at[0], box["y"] + at[1] - 40)
    expect(shown.map.locator(".leaflet-popup")).to_contain_text("So it was.")
