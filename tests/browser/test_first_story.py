"""The committed first story in a browser: the map, the list, the filters and the link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Shown
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FEATURES = json.loads((Path(__file__).parents[2] / "data/map.geojson").read_bytes())["features"]
BAKU = (49.89201, 40.37767)
Visit = Callable[..., Shown]


def count(**wanted: object) -> int:
    return sum(all(f["properties"][name] == value for name, value in wanted.items()) for f in FEATURES)


def colours(shown: Shown) -> set[tuple[int, ...]]:
    """Return the colours on the map's canvas."""
    pixels = """() => {
        const canvas = [...document.querySelectorAll("canvas")].find((each) => each.width > 100);
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return [...seen];
    }"""
    return {(each >> 16, each >> 8 & 255, each & 255) for each in shown.map.evaluate(pixels)}


def colour(shown: Shown, name: str) -> tuple[int, ...]:
    """Return a colour of the theme as the frame has it."""
    written = shown.map.evaluate(
        """(name) => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = `var(--${name})`;
            return getComputedStyle(probe).color;
        }""",
        name,
    )
    return tuple(int(part) for part in re.findall(r"\d+", written)[:3])


def test_map_is_ready_and_counts_what_the_file_holds(app: str, visit: Visit) -> None:
    told = visit(app).ready()
    unplaced = sum(feature["geometry"] is None for feature in FEATURES)
    assert (told["total"], told["shown"], told["unplaced"]) == (len(FEATURES), len(FEATURES), unplaced)


@pytest.mark.parametrize("query", ["", "?kind=visit"])
def test_what_the_page_asks_for_early_is_not_asked_for_again(app: str, visit: Visit, query: str) -> None:
    shown = visit(app + query)
    shown.ready()
    shown.page.locator("article.card").first.wait_for()
    asked = [url.removeprefix(app).partition("?")[0] for url in shown.requests if "/api/" in url]
    once = {path: asked.count(path) for path in ("api/lines", "api/outlines/world", "api/list")}
    assert once == {"api/lines": 1, "api/outlines/world": 1, "api/list": 1}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_painted_in_the_colours_of_their_kinds(app: str, visit: Visit, scheme: str) -> None:
    shown = visit(app, scheme=scheme)
    shown.ready()
    painted = colours(shown)
    for kind in ("milestone", "border"):
        assert colour(shown, kind) in painted, kind


def test_filter_changes_what_is_shown_the_address_and_the_list(app: str, visit: Visit) -> None:
    shown = visit(app)
    shown.ready()
    shown.page.locator(".facet-kind button").first.click()
    visits = count(kind="visit")
    shown.ready(visits)
    assert "kind=visit" in shown.address()
    shown.page.get_by_role("heading", name=f"{visits} of {len(FEATURES)} shown").wait_for()
    shown.page.get_by_role("button", name=re.compile("Remove Kind.*visit")).click()
    shown.ready(len(FEATURES))
    assert "kind=" not in shown.address()


def test_link_restores_filters_and_view(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=excerpt&place=Baku&lat=40.4&lon=49.9&zoom=9")
    told = shown.ready(count(kind="excerpt", place="Baku"))
    assert told["shown"] > 0
    centre = shown.map.evaluate("[window.map.getCenter().lat, window.map.getCenter().lng, window.map.getZoom()]")
    assert centre == pytest.approx([40.4, 49.9, 9], abs=0.01)
    chips = shown.page.get_by_role("button", name=re.compile("Remove (Place|Kind)"))
    assert chips.count() == 2


def test_link_whose_item_the_filters_would_hide_widens_them_and_says_so(app: str, visit: Visit) -> None:
    visited = next(f["id"] for f in FEATURES if f["properties"]["kind"] == "visit")
    shown = visit(f"{app}?kind=border&focus={visited}")
    shown.ready(count(kind="border") + count(kind="visit"))
    shown.page.get_by_text("would have hidden the event").wait_for()
    shown.page.locator("article.card.focus").wait_for()


def test_border_reference_is_on_its_line_and_not_called_off_the_map(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=border&article=putin-in-baku")
    shown.ready(count(kind="border", article="putin-in-baku"))
    card = shown.page.locator("article.card").inner_text()
    assert "Armenia-Azerbaijan border" in card
    assert "not on the map" not in card


def test_press_on_a_mark_shows_date_actors_excerpt_and_article(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=visit&place=Baku&lat={BAKU[1]}&lon={BAKU[0]}&zoom=9")
    shown.ready(1)
    shown.press_map(*BAKU)
    popup = shown.map.locator(".leaflet-popup")
    popup.wait_for()
    text = popup.inner_text()
    assert "18–19 Aug 2024" in text
    assert "Vladimir Putin" in text
    assert "arrived in Baku" in text
    assert "Putin in Baku: Offers to Mediate" in text
    assert "focus=" in shown.address()


def test_list_marks_the_place_in_each_sentence(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=visit&article=putin-in-baku")
    shown.ready()
    expect(shown.page.locator("article.card mark")).to_have_text(
        ["Baku", "grave of Heydar Aliyev", "Eternal Flame", "Azerbaijan"]
    )


def test_list_of_what_is_not_on_the_map_says_why(app: str, visit: Visit) -> None:
    shown = visit(app)
    told = shown.ready()
    shown.page.get_by_role("button", name=f"{told['unplaced']} not on the map").click()
    shown.page.get_by_text("no source gives a point for this place").first.wait_for()


def test_nothing_matches_offers_the_filter_to_take_away(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=border&q=zzzz")
    shown.ready(0)
    shown.page.get_by_role("button", name="Take away Search: zzzz").click()
    shown.ready(count(kind="border"))


def test_link_that_is_copied_opens_the_same_view(app: str, visit: Visit) -> None:
    first = visit(f"{app}?kind=visit&names=az&lat=40.4&lon=49.9&zoom=8")
    told = first.ready(count(kind="visit"))
    first.page.get_by_role("button", name="Copy link").click()
    first.page.get_by_text("Copied").wait_for()
    copied = first.page.evaluate("navigator.clipboard.readText()")
    second = visit(copied)
    assert second.ready() == told
    assert second.map.evaluate("window.map.getZoom()") == 8
    assert "names=az" in second.address()


def test_names_follow_the_policy_that_is_chosen(app: str, visit: Visit) -> None:
    titles = {}
    for policy in ("az", "hy"):
        shown = visit(f"{app}?place=Stepanakert+%2F+Khankendi&names={policy}")
        shown.ready()
        shown.page.locator("article.card").first.wait_for()
        titles[policy] = " ".join(shown.page.locator("article.card .title, article.card .places").all_inner_texts())
    assert "Xankəndi" in titles["az"] or "Khankendi" in titles["az"]
    assert "Stepanakert" in titles["hy"]
    assert "Khankendi" not in titles["hy"]


def test_disclaimer_credit_and_as_of_date_stand_on_the_map(app: str, visit: Visit) -> None:
    shown = visit(app)
    shown.ready()
    expect(shown.map.locator(".foot")).to_contain_text(re.compile(r"As of \d+ \w+ 20\d\d"))
    expect(shown.map.locator(".foot")).to_contain_text("GeoNames, CC BY 4.0")
    expect(shown.map.locator(".legend")).to_contain_text("not delimited")
    expect(shown.map.locator(".legend")).to_contain_text("as of")


def test_page_works_without_a_pointer(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=visit")
    shown.ready()
    pill = shown.page.locator(".facet-kind button").first
    pill.focus()
    shown.page.keyboard.press("Space")
    shown.ready(len(FEATURES))
    shown.page.get_by_role("heading", name=f"{len(FEATURES)} of {len(FEATURES)} shown").wait_for()
    card = shown.page.locator("article.card .title button").first
    card.focus()
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_function("location.search.includes('focus=')")


def test_phone_has_no_sideways_scroll_and_its_filters_in_a_drawer(app: str, visit: Visit) -> None:
    shown = visit(app, width=390, height=844)
    shown.ready()
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    frame = shown.page.locator("iframe[title^='streamlit_folium']").bounding_box()
    assert frame
    assert frame["height"] >= 0.5 * 844
    shown.page.get_by_role("button", name="Filters").click()
    shown.page.locator(".facet-kind button").first.click()
    shown.ready(count(kind="visit"))


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_first_view_holds_the_story_and_little_more(app: str, visit: Visit, width: int, height: int) -> None:
    shown = visit(app, width=width, height=height)
    shown.ready()
    left, top, right, bottom, west, north, east, south = shown.map.evaluate(
        """async () => {
            const api = performance.getEntriesByType("resource").find(({ name }) => name.includes("/api/map")).name;
            const { bounds } = await (await fetch(api.replace(/map\\?.*/, "fit"))).json();
            const [one, other] = bounds.map((corner) => window.map.latLngToContainerPoint(corner));
            const legend = document.querySelector(".legend[open]")?.getBoundingClientRect().right ?? 0;
            const { x, y } = window.map.getSize();
            return [legend, 0, x, y, one.x, other.y, other.x, one.y];
        }"""
    )
    assert left < west < east < right
    assert top < north < south < bottom
    # A step of zoom more would push it out.
    assert 2 * (east - west) > right - left or 2 * (south - north) > bottom - top


def test_a_name_stands_where_the_edge_does_not_cut_it(app: str, visit: Visit) -> None:
    shown = visit(app, width=390, height=844)
    shown.ready()
    spans = shown.map.evaluate(
        """() => {
            const { layer } = parent.datelineMap;
            const found = [];
            const written = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const width = this.measureText(text).width;
                if (text === "Baku") found.push(this.textAlign === "right" ? [x - width, x] : [x, x + width]);
                return written.call(this, text, x, y);
            };
            layer.show(() => undefined);
            return found;
        }"""
    )
    assert len(spans) == 1
    assert 0 <= spans[0][0] < spans[0][1] <= 390
