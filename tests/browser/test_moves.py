"""The map as it moves: what is asked for, and what is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from conftest import Shown, served
from playwright.sync_api import expect

from tests import mapfile

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
RUN_MS = 250
"""As evidence.js."""
SLACK_MS = 5
"""Of a timer, and of the request that leaves after it."""
SOUTH_CAUCASUS = "lat=40.4&lon=47.5&zoom=6"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with two places that stand for one country as a whole, a town of it, and its border."""
    whole = {"precision": "country", "country": "AZ", "at": [47.5, 40.5]}
    given = [
        mapfile.feature("a", "excerpt", place="Azerbaijan", place_id="test:az", **whole),
        mapfile.feature("b", "excerpt", place="Republic", place_id="test:republic", **whole),
        mapfile.feature("c", "visit", **mapfile.PLACES[0]),
        mapfile.feature("d", "border", line="am-az", date="2024-08-01"),
    ]
    with served(mapfile.write(tmp_path_factory.mktemp("country") / "map.geojson", given)) as address:
        yield address


def test_a_move_asks_for_cells_alone_and_what_it_leaves_stays(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    before = len(shown.requests)
    moved = "([before]) => window.dateline !== before"
    held = shown.map.evaluate_handle("[window.dateline]")
    shown.map.evaluate("window.map.panBy([120, 0], { animate: false })")
    shown.map.wait_for_function(moved, arg=held)
    asked = [each for each in shown.requests[before:] if "api/map" in each]
    assert asked
    assert all("&part=cells" in each for each in asked)
    drawn = shown.map.evaluate("parent.datelineMap.scene.drawn")
    assert [each["n"] for each in drawn["cells"]] == [1]
    assert {each["place"] for each in drawn["areas"]} == {"test:az", "test:republic"}
    assert [each["line"] for each in drawn["lines"]] == ["am-az"]
    assert drawn["lines"][0]["title"]


def test_what_is_painted_lies_where_the_map_is_before_it_is_painted_anew(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    found = shown.map.evaluate(
        """() => {
            const { map } = window;
            const canvas = document.querySelector("canvas.leaflet-zoom-animated");
            const before = canvas.getBoundingClientRect();
            const at = map.latLngToContainerPoint([40.4, 49.8]);
            map.setZoom(map.getZoom() + 1, { animate: false });
            const after = canvas.getBoundingClientRect();
            const now = map.latLngToContainerPoint([40.4, 49.8]);
            const scale = after.width / before.width;
            const [x, y] = [at.x - before.left, at.y - before.top];
            return [scale, after.left + x * scale - now.x, after.top + y * scale - now.y];
        }"""
    )
    assert found == pytest.approx([2, 0, 0], abs=2)


def test_a_country_that_two_places_stand_for_is_outlined_once(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    codes = shown.map.evaluate(
        """() => {
            const { scene, layer } = parent.datelineMap;
            const codes = [];
            scene.ground.outline = (context, camera, code) => codes.push(code);
            scene.backdrop.clear();
            layer.show(() => undefined);
            return codes;
        }"""
    )
    assert codes == ["AZ"]


def test_the_ground_is_painted_again_only_where_an_outline_goes(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    painted = shown.map.evaluate(
        """() => {
            const { scene, layer } = parent.datelineMap;
            const told = [];
            scene.ground.paint = () => told.push("ground");
            scene.ground.outline = (context, camera, code) => told.push(code);
            const { drawn } = scene;
            const show = (areas) => {
                scene.drawn = { ...drawn, areas };
                layer.show(() => told.push("."));
            };
            const other = { ...drawn.areas[0], place: "test:ge", country: "GE" };
            show([...drawn.areas, other]);
            show([...drawn.areas, other]);
            show(drawn.areas);
            scene.lit.focus = { areas: ["test:az"] };
            show(drawn.areas);
            return told.join(" ");
        }"""
    )
    assert painted == "GE . . ground AZ . ground AZ ."


def test_the_address_changes_when_the_map_has_painted_what_was_pressed(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    shown.page.evaluate(
        """() => {
            const told = (window.told = []);
            const heard = ({ data }) => data.type === "ready" && told.push("painted");
            window.datelineChoice.addEventListener("message", heard);
            const replace = history.replaceState.bind(history);
            history.replaceState = (...given) => {
                told.push("address");
                replace(...given);
            };
        }"""
    )
    shown.page.locator(".facet-kind button[data-value='visit']").click()
    shown.ready(1)
    shown.page.wait_for_url("**kind=visit**")
    assert shown.page.evaluate("window.told") == ["painted", "address"]


def test_two_presses_in_a_row_leave_the_address_of_the_last(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    shown.page.evaluate(
        """() => {
            const roots = [...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean);
            const bar = roots.map((root) => root.querySelector(".facet-kind")).find(Boolean);
            for (const kind of ["visit", "border"]) bar.querySelector(`button[data-value='${kind}']`).click();
        }"""
    )
    shown.ready(2)
    shown.page.wait_for_url("**kind=border&kind=visit**")


def test_of_presses_in_a_run_the_list_follows_some_and_the_last(country: str, visit: Visit) -> None:
    shown = visit(f"{country}?{SOUTH_CAUCASUS}")
    shown.ready(4)
    shown.page.locator(".stBidiComponent article").first.wait_for()
    ended = shown.page.evaluate(
        """async () => {
            const roots = [...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean);
            const bar = roots.map((root) => root.querySelector(".facet-kind")).find(Boolean);
            const { contentWindow: map } = document.querySelector("iframe[title^='streamlit_folium']");
            const [one, two, three] = ["visit", "border", "excerpt"];
            for (const kind of [one, two, three, one, three, one, two, one, two]) {
                const { token } = map.dateline;
                bar.querySelector(`button[data-value='${kind}']`).click();
                while (map.dateline.token === token) await new Promise(requestAnimationFrame);
            }
            return performance.now();
        }"""
    )
    shown.ready(1)
    expect(shown.page.get_by_role("heading", name="1 of 4 shown")).to_be_visible()
    expect(shown.page.locator(".stBidiComponent article")).to_have_count(1)
    began = shown.page.evaluate(
        "performance.getEntriesByType('resource').filter(({name}) => name.includes('api/list')).map((e) => e.startTime)"
    )
    during = [each for each in began[1:] if each < ended]
    assert during
    assert all(later - earlier > RUN_MS - SLACK_MS for earlier, later in pairwise(during))
