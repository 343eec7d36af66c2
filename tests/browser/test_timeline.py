"""The time axis under the map: marked by pointer and keyboard, played, and the same as the map and the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from conftest import Shown, served

from bench import synth
from dashboard.state import Filter
from dashboard.store import Store

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store]]:
    path: Path = synth.write(3_000, tmp_path_factory.mktemp("many") / "map.geojson")
    with served(path) as address:
        yield address, Store.open(path)


def dates(shown: Shown) -> dict[str, str | None]:
    query = parse_qs(shown.address())
    return {name: query.get(name, [None])[0] for name in ("from", "to")}


def wait_for_dates(shown: Shown) -> dict[str, str | None]:
    shown.page.wait_for_function("() => new URLSearchParams(location.search).has('from')")
    return dates(shown)


def left_by(store: Store, found: dict[str, str | None]) -> int:
    return store.shown(Filter(date_from=found["from"], date_to=found["to"]))


def test_a_drag_moves_the_map_at_once_and_the_address_when_it_ends(many: tuple[str, Store], visit: Visit) -> None:
    address, store = many
    shown = visit(address)
    everything = shown.ready()["shown"]
    shown.page.locator(".chart svg path").first.wait_for(state="attached")
    # Drawn above the time axis, it moves it once.
    shown.page.get_by_role("slider", name="As of").wait_for()
    box = shown.page.locator(".chart").bounding_box()
    assert box
    mouse = shown.page.mouse
    mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20, steps=6)
    shown.map.wait_for_function("(all) => window.dateline.shown < all", arg=everything)
    assert dates(shown) == {"from": None, "to": None}
    mouse.up()
    found = wait_for_dates(shown)
    shown.ready(left_by(store, found))
    shown.page.get_by_role("button", name="Remove From").wait_for()
    shown.page.get_by_role("button", name="All dates").click()
    shown.ready(everything)
    shown.page.wait_for_function("() => !new URLSearchParams(location.search).has('from')")


def test_the_keyboard_moves_both_ends(many: tuple[str, Store], visit: Visit) -> None:
    address, store = many
    shown = visit(f"{address}?from=1990-01-01&to=1999-12-31")
    shown.ready()
    first, last = (shown.page.get_by_role("slider", name=name) for name in ("First date", "Last date"))
    first.wait_for()
    shown.page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector('[aria-valuetext=\"1990\"]'))"
    )
    first.focus()
    shown.page.keyboard.press("ArrowLeft")
    shown.page.keyboard.press("ArrowLeft")
    last.focus()
    shown.page.keyboard.press("ArrowRight")
    shown.page.wait_for_function("() => location.search.includes('to=2000-12-31')")
    assert dates(shown) == {"from": "1988-01-01", "to": "2000-12-31"}
    shown.ready(left_by(store, dates(shown)))


def test_play_goes_through_time_on_the_map_and_settles_on_pause(many: tuple[str, Store], visit: Visit) -> None:
    address, store = many
    shown = visit(f"{address}?from=1990-01-01&to=1999-12-31")
    before = shown.ready()["token"]
    shown.page.get_by_role("button", name="Play through time").click()
    shown.map.wait_for_function("(before) => window.dateline.token !== before", arg=before)
    shown.page.get_by_role("button", name="Pause").click()
    shown.page.wait_for_function("() => !location.search.includes('from=1990-01-01')")
    shown.ready(left_by(store, dates(shown)))


def test_on_a_phone_there_is_a_brush_and_play(many: tuple[str, Store], visit: Visit) -> None:
    shown = visit(many[0], width=390, height=844)
    shown.ready()
    play = shown.page.get_by_role("button", name="Play through time")
    play.wait_for()
    box = play.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert not shown.page.get_by_label("Speed of play").is_visible()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
