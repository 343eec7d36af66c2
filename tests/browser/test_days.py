"""The as-of date in a browser: what had happened by then, the lines of that day, and a slider that does not rerun."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import Shown
from playwright.sync_api import expect

from dashboard.state import Filter, View
from tests.mapfile import HOSTILE

pytestmark = pytest.mark.browser
FEATURES = json.loads((Path(__file__).parents[2] / "data/map.geojson").read_bytes())["features"]
Visit = Callable[..., Shown]


def begun(day: str) -> int:
    """Return how many Features are undated or had begun on a day."""
    dated = [feature["properties"]["date"] for feature in FEATURES]
    return sum(date is None or date <= day for date in dated)


def test_link_shows_what_had_begun_and_says_how_much_is_later(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?asof=2024-05-01")
    shown.ready(begun("2024-05-01"))
    later = len(FEATURES) - begun("2024-05-01")
    expect(shown.page.get_by_text(f"{later} events later, not shown")).to_be_visible()
    expect(shown.page.get_by_role("button", name="Remove As of 1 May 2024")).to_be_visible()
    expect(shown.page.get_by_role("slider", name="As of")).to_have_attribute(
        "aria-valuetext", re.compile("^1 May 2024: after 23 April 2024: ")
    )


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        ("1990-01-01", ["its status on that day was not looked into"], ["Contested line (", "sections of 2024"]),
        ("2023-01-01", ["Border, not delimited", "as of 1 January 2023"], ["sections of 2024", "most part"]),
        ("2024-05-01", ["Border, not delimited", "provisionally agreed 19 April 2024"], ["description agreed"]),
        ("2024-05-15", ["for the most part not delimited", "description agreed 15 May 2024"], ["took over"]),
        ("2026-06-01", ["as of 28 November 2025", "border guards took over 24 May 2024"], []),
    ],
)
def test_legend_gives_each_line_the_status_of_the_day(
    app: str, visit: Visit, day: str, said: list[str], unsaid: list[str]
) -> None:
    shown = visit(f"{app}?asof={day}")
    shown.ready()
    legend = shown.map.locator(".legend")
    for words in said:
        expect(legend).to_contain_text(words)
    for words in unsaid:
        expect(legend).not_to_contain_text(words)
    expect(shown.map.locator(".foot")).to_contain_text("As of")


def test_slider_moves_the_map_in_the_browser_and_tells_the_page_once(app: str, visit: Visit) -> None:
    shown = visit(app)
    shown.ready(len(FEATURES))
    slider = shown.page.get_by_role("slider", name="As of")
    expect(slider).to_have_attribute("aria-valuetext", "Today, all dates")
    shown.page.evaluate(
        """() => {
            window.told = [];
            for (const name of ["replaceState", "pushState"]) {
                const write = history[name].bind(history);
                history[name] = (state, title, url) => {
                    const asof = new URL(url ?? location.href, location.href).searchParams.get("asof");
                    if (asof !== (window.told.at(-1) ?? null)) window.told.push(asof);
                    return write(state, title, url);
                };
            }
        }"""
    )
    slider.focus()
    for _ in range(6):
        shown.page.keyboard.press("ArrowLeft")
    days = sorted({f["properties"]["date"] for f in FEATURES if f["properties"]["kind"] == "milestone"})
    shown.ready(begun(days[-6]))
    shown.page.wait_for_function("location.search.includes('asof=')")
    assert shown.page.evaluate("window.told") == [days[-6]]
    expect(
        shown.page.get_by_role("heading", name=re.compile(f"^{begun(days[-6])} of {len(FEATURES)} shown"))
    ).to_be_visible()
    shown.page.get_by_role("button", name="All dates").click()
    shown.ready(len(FEATURES))
    expect(slider).to_have_attribute("aria-valuetext", "Today, all dates")


def test_browser_writes_the_same_token_as_the_server(app: str, visit: Visit) -> None:
    shown = visit(app)
    shown.ready()
    source = _module(shown, "view.js")
    for asof in (None, "2024-05-15"):
        for chosen in (Filter(), Filter(kinds=("visit",), actors=HOSTILE, q="Xankəndi 🗺", date_to="2025-01-01")):
            written = shown.page.evaluate(
                "async ([source, token, asof]) => (await import(source)).withAsof(token, asof)",
                [source, View(chosen, "az", "2020-01-01").token(), asof],
            )
            assert written == View(chosen, "az", asof).token()


@pytest.mark.parametrize(
    "query",
    [
        {"kind": ["visit", "border", "visit"], "q": ["  two \u2003 words\x1f "], "names": ["both"]},
        {"actor": ["\ue000", "🗺", "z", "Ə"], "place": [*HOSTILE], "names": ["az"], "asof": ["2024-05-01"]},
        {"from": ["2024-01-01"], "to": ["2024-12-31"], "q": ["x" * 400], "article": ["b", "a"]},
        {"actor": ["", "x"], "q": [" "]},
    ],
)
def test_browser_reads_an_address_as_the_server_does(app: str, visit: Visit, query: dict[str, list[str]]) -> None:
    shown = visit(app)
    shown.ready()
    written = shown.page.evaluate(
        "async ([source, query]) => (await import(source)).tokenIn(new URLSearchParams(query), '')",
        [_module(shown, "choice.js"), urlencode(query, doseq=True)],
    )
    # What is longer than any value is dropped by the server, and cut where a reader types it.
    query = {name: [value[:300] for value in values] for name, values in query.items()}
    assert written == View.from_query(query).token()


def _module(shown: Shown, name: str) -> str:
    """Return the address of a module of the browser's code."""
    bundle = next(url for url in shown.requests if url.endswith("/page.bundle.js"))
    return bundle.replace("page.bundle.js", name)


def test_phone_has_room_for_the_slider(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?asof=2024-05-01", width=390, height=844)
    shown.ready()
    slider = shown.page.get_by_role("slider", name="As of").bounding_box()
    assert slider
    assert slider["height"] >= 44
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
