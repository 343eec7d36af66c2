"""The pages beside the map, and the route that leads to one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

import pytest
from conftest import Shown, served
from playwright.sync_api import Locator, expect

from tests import mapfile

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]
HOSTILE = mapfile.HOSTILE[1]
BAKU, YEREVAN, SUVA, PARIS = mapfile.PLACES[:4]


@pytest.fixture(scope="module")
def travels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app whose file tells of a person with a hostile name, four visits, a plan and a statement."""
    said = {
        "actors": [HOSTILE],
        "article": "a",
        "title": "A title",
        "url": "https://example.org/a",
        "source": "A paper",
    }

    def told(name: str, place: dict[str, object], **given: object) -> dict[str, object]:
        words = f"So it went to {place['place']}."
        return mapfile.feature(name, "visit", **(said | place | {"excerpt": words, "status": "completed"} | given))

    given = [
        told("3", YEREVAN, date="2024-08-20"),
        told("1", PARIS, date="2024-08-01"),
        told("2", BAKU, date="2024-08-18", date_end="2024-08-19"),
        told("4", SUVA, date="2024-09-01", status="planned"),
        told("5", BAKU, status="cancelled", date="2024-09-05"),
        told("6", BAKU),
        mapfile.feature("7", "border", speaker=HOSTILE, stage="offered", excerpt="“We offer.”", **said),
        mapfile.feature("8", "excerpt", excerpt="He was named.", **said),
    ]
    with served(mapfile.write(tmp_path_factory.mktemp("travels") / "map.geojson", given)) as address:
        yield address


def days(list_: Locator) -> list[str]:
    return [text.strip() for text in list_.locator(".day").all_inner_texts()]


def test_person_has_an_itinerary_in_order_of_date_and_statements(travels: str, visit: Visit) -> None:
    shown = visit(f"{travels}?page=actor&name={quote_plus(HOSTILE)}")
    expect(shown.page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(shown.page.get_by_text("6 visits, 1 statement.")).to_be_visible()
    itinerary, statements = shown.page.locator("ol.course").all()
    assert days(itinerary) == ["1 Aug 2024", "18–19 Aug 2024", "20 Aug 2024", "1 Sep 2024", "5 Sep 2024", "undated"]
    expect(itinerary.locator("li").nth(3)).to_contain_text("planned visit", ignore_case=True)
    expect(itinerary.locator("li").nth(0)).to_contain_text("So it went to Paris.")
    expect(itinerary.locator("li").nth(0).get_by_role("link", name="A title")).to_have_attribute(
        "href", "https://example.org/a"
    )
    assert days(statements) == ["undated"]
    expect(statements).to_contain_text("“We offer.”")
    expect(shown.page.get_by_text("1 other event names this person")).to_be_visible()
    assert shown.page.locator("img[src='x']").count() == 0


def test_person_leads_to_the_map_of_that_person_and_back(travels: str, visit: Visit) -> None:
    shown = visit(f"{travels}?page=actor&name={quote_plus(HOSTILE)}&names=az&asof=2024-08-18")
    expect(shown.page.get_by_text("3 events later, not shown")).to_be_visible()
    shown.page.get_by_role("link", name="Show on the map").click()
    shown.page.wait_for_function("new URLSearchParams(location.search).get('actor') !== null")
    shown.ready(5)
    assert "names=az" in shown.address()
    assert "asof=2024-08-18" in shown.address()
    shown.page.get_by_role("link", name="Itinerary and statements").click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    assert "asof=2024-08-18" in shown.address()


@pytest.mark.parametrize("name", ["Nobody", "", "{{7*7}}<img src=x onerror=alert(1)>"])
def test_nobody_of_the_name_is_said_in_words(travels: str, visit: Visit, name: str) -> None:
    shown = visit(f"{travels}?page=actor&name={quote_plus(name)}")
    expect(
        shown.page.get_by_text(re.compile("No event of this data names a person so|Choose a person"))
    ).to_be_visible()
    assert shown.page.locator("img[src='x']").count() == 0


def test_route_goes_by_date_and_stands_in_the_legend(travels: str, visit: Visit) -> None:
    shown = visit(f"{travels}?actor={quote_plus(HOSTILE)}")
    shown.ready(8)
    expect(shown.map.locator(".legend")).to_contain_text("From visit to visit by date; dashed: planned")
    asked = next(url for url in shown.requests if "/api/route?" in url)
    route = shown.page.evaluate("async (url) => (await fetch(url)).json()", asked)
    assert [stop["label"] for stop in route["stops"]] == ["Paris", "Baku", "Yerevan", "Suva"]
    assert [leg["planned"] for leg in route["legs"]] == [False, False, True]


def test_route_is_painted_between_its_stops(travels: str, visit: Visit) -> None:
    """Half way from Baku to Yerevan there is the colour of visits; without the filter there is not."""
    at = "lat=40.3&lon=47.2&zoom=7"
    painted = """() => {
        const canvas = [...document.querySelectorAll("canvas")].find((each) => each.width > 100);
        const point = window.map.latLngToContainerPoint([40.28, 47.2]);
        const scale = canvas.width / canvas.clientWidth;
        const [left, top, size] = [(point.x - 12) * scale, (point.y - 12) * scale, 24 * scale];
        const { data } = canvas.getContext("2d").getImageData(left, top, size, size);
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = "var(--visit)";
        const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
        for (let i = 0; i < data.length; i += 4) {
            if (wanted.every((part, each) => Math.abs(data[i + each] - part) < 9)) return true;
        }
        return false;
    }"""
    shown = visit(f"{travels}?actor={quote_plus(HOSTILE)}&{at}")
    shown.ready(8)
    shown.map.wait_for_function(painted)
    plain = visit(f"{travels}?{at}")
    plain.ready(8)
    assert plain.map.evaluate(painted) is False
    assert [url for url in plain.requests if "/api/route?" in url] == []


def test_delimitation_has_meetings_chains_and_pairs_with_sources(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?page=delimitation&asof=2025-12-01")
    expect(shown.page.get_by_role("heading", level=1)).to_contain_text("Delimitation")
    expect(shown.page.locator(".since")).to_contain_text("3")
    expect(shown.page.locator(".since")).to_contain_text("as of 1 December 2025")
    expect(shown.page.locator("ol.course > li")).to_have_count(12)
    for each in shown.page.locator("ol.course > li, tbody tr, ol.chain > li:not(.open-step)").all():
        assert each.locator("a[href^=http]").count() > 0
    signed = shown.page.locator("ol.chain > li", has_text=re.compile("^Signed"))
    expect(signed).to_contain_text("Not by 1 December 2025")
    expect(shown.page.locator("ol.chain > li", has_text="Initialled")).to_contain_text("8 Aug 2025")
    expect(shown.page.get_by_role("row", name=re.compile("Kirants"))).to_contain_text(
        "Listed, not drawn: Kirants, Kheyrimli"
    )
    expect(shown.page.locator("ol.course > li").nth(3)).to_contain_text("To be confirmed")


def test_square_of_a_meeting_leads_to_its_row(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?page=delimitation")
    square = shown.page.get_by_role("link", name="9th meeting, 15 May 2024")
    square.focus()
    shown.page.keyboard.press("Enter")
    expect(shown.page.locator("#commission-09")).to_be_focused()
    expect(shown.page.locator("#commission-09")).to_be_in_viewport()


def test_slider_of_the_delimitation_changes_the_address_and_what_has_happened(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?page=delimitation&asof=2024-05-15")
    expect(shown.page.locator("ol.course > li")).to_have_count(9)
    expect(shown.page.get_by_text("3 meetings later than 15 May 2024, not shown.")).to_be_visible()
    shown.page.get_by_role("slider", name="As of").focus()
    shown.page.keyboard.press("ArrowLeft")
    shown.page.keyboard.press("ArrowLeft")
    expect(shown.page.locator("ol.course > li")).to_have_count(8)
    assert "asof=2024-04-19" in shown.address()
    shown.page.get_by_role("button", name="All dates").click()
    expect(shown.page.locator("ol.course > li")).to_have_count(12)
    assert "asof" not in shown.address()


def test_pages_lead_to_each_other(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?names=az")
    shown.ready()
    shown.page.get_by_role("link", name="Delimitation").click()
    expect(shown.page.get_by_role("heading", level=1)).to_contain_text("Delimitation")
    assert "names=az" in shown.address()
    shown.page.get_by_role("link", name="Map", exact=True).click()
    shown.page.wait_for_function("!location.search.includes('page=')")
    shown.ready()
    assert "names=az" in shown.address()


@pytest.mark.parametrize("query", ["page=delimitation", "page=actor&name=Vladimir+Putin"])
def test_phone_has_no_sideways_scroll_and_room_for_a_finger(app: str, visit: Visit, query: str) -> None:
    shown = visit(f"{app}?{query}", width=390, height=844)
    expect(shown.page.get_by_role("heading", level=2).first).to_be_visible()
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    for link in shown.page.locator("header.site nav a, .to-map a").all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_unknown_page_is_the_map(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?page=nothing")
    assert shown.ready()["total"] > 0
