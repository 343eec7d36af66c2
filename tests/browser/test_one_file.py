"""The one HTML file in a browser: it asks nobody, answers as the server does, and runs no text of others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Shown
from playwright.sync_api import Browser, Page, expect

from dashboard import asof
from dashboard.cards import card
from dashboard.state import Filter, View
from dashboard.store import Bounds, Listing, Store
from geo.contract import read_collection
from geo.export.html import to_html
from geo.geojson import encode
from tests import mapfile, plainfilter

pytestmark = pytest.mark.browser
WORLD = (-180.0, -85.0, 180.0, 85.0)
ASK = """([path, query]) =>
    module_answer.answer(new URL(`https://dateline.invalid/api/${path}?${new URLSearchParams(query)}`))"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mapfile.write(tmp_path_factory.mktemp("one") / "map.geojson", mapfile.features(300))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Shown]]:
    """Write a file and open it by file://; nothing but the file itself may be asked for, and no script may fail."""
    shown: list[Shown] = []

    def opened(collection: dict[str, Any], width: int = 1440) -> Shown:
        path = tmp_path / "out.html"
        path.write_bytes(to_html(collection))
        each = Shown(browser.new_context(viewport={"width": width, "height": 900}).new_page())
        each.page.on("request", lambda asked: each.requests.append(asked.url))
        each.page.on("pageerror", lambda error: each.errors.append(str(error)))
        each.page.on("dialog", lambda dialog: (each.errors.append(dialog.message), dialog.dismiss()))
        each.page.on("console", lambda said: said.type == "error" and each.errors.append(said.text))
        each.page.goto(path.as_uri())
        shown.append(each)
        # Only what is painted has an answer: the line "n of m shown" comes with it.
        expect(each.page.locator(".evidence h2")).to_contain_text("shown")
        expect(each.page.locator(".evidence article").first).to_be_visible()
        return each

    yield opened
    for each in shown:
        each.page.context.close()
        assert [url for url in each.requests if not url.startswith("file://")] == []
        assert len(each.requests) == 1
        assert each.errors == []


def painted(page: Page) -> set[int]:
    """Return the colours on the map's canvas."""
    return set(
        page.evaluate(
            """() => {
                const canvas = document.querySelector("canvas");
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                const seen = new Set();
                for (let at = 0; at < data.length; at += 4) {
                    seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
                }
                return [...seen];
            }"""
        )
    )


def test_marks_are_painted_and_a_filter_changes_the_count(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data)).page
    expect(page.locator("canvas")).to_be_visible()
    expect(page.locator(".evidence h2")).to_have_text("300 of 300 shown")
    assert {0x17598F, 0xB4400A, 0x5C5546, 0x74398A} <= painted(page)
    visits = sum(each["properties"]["kind"] == "visit" for each in mapfile.features(300))
    page.locator("details.filters").get_by_role("button", name="visit").click()
    expect(page.locator(".evidence h2")).to_have_text(f"{visits} of 300 shown")
    page.get_by_role("button", name="Remove Kind visit").click()
    expect(page.locator(".evidence h2")).to_have_text("300 of 300 shown")
    page.get_by_label("Search", exact=True).fill("commission")
    expect(page.locator(".evidence h2")).not_to_have_text("300 of 300 shown")


def test_file_answers_as_the_server_does(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data)).page
    store, features, chance = Store.open(data), mapfile.read(data), mapfile.fixed(3)
    labels = {each["id"]: plainfilter.place_label(each, features) for each in features}
    for _ in range(25):
        chosen = plainfilter.any_filter(chance, features, labels)
        day = chance.choice((None, None, "1990-06-01", "2018-01-01", "2024-05-24"))
        view = View(chosen, chance.choice(("both", "source", "hy", "az", "en")), day)
        found = page.evaluate(ASK, ["map", {"s": view.token(), "z": 4, "b": "-180,-85,180,85"}])
        if day is None:
            assert found["shown"] == sum(plainfilter.passes(each, chosen, labels) for each in features)
        drawn = store.map(view, 4, Bounds(*WORLD))
        assert (found["shown"], found["unplaced"], found["total"]) == (drawn.shown, drawn.unplaced, drawn.total)
        assert _sorted(found["cells"]) == _sorted([asdict(each) for each in drawn.cells])
        assert found["lines"] == json.loads(json.dumps([asdict(each) for each in drawn.lines]))
        assert [(each["place"], each["n"], each["label"]) for each in found["areas"]] == [
            (each.place, each.n, each.label) for each in drawn.areas
        ]
        bounds = page.evaluate(ASK, ["fit", {"s": view.token()}])["bounds"]
        fit = store.fit(view.seen)
        assert bounds == (fit and [pytest.approx(corner, abs=1e-4) for corner in fit])
        listed = page.evaluate(ASK, ["list", {"s": view.token(), "limit": 200, "years": 1}])
        expected = store.rows(view.seen, Listing(limit=200, years=True))
        assert listed["cards"] == [json.loads(json.dumps(asdict(card(rows, view)))) for rows in expected.groups]
        assert listed["years"] == json.loads(json.dumps(expected.years))
        timeline = page.evaluate(ASK, ["timeline", {"s": view.token()}])
        assert timeline == {"version": "file", **json.loads(json.dumps(asdict(store.timeline(view.seen))))}
    steps = [asdict(each) for each in asof.of_store(store)]
    assert len(steps) > 3
    assert page.evaluate("module_answer.steps()") == steps


@pytest.mark.parametrize(
    "span", [("2024-08-01", "2024-08-19"), ("2020-01-01", "2024-08-19"), ("1801-02-03", "2099-01-01")]
)
def test_time_axis_of_the_file_is_the_page_s(
    span: tuple[str, str], tmp_path: Path, opened: Callable[..., Shown]
) -> None:
    """Days, months, quarters or years, by how long the file's time is."""
    dated = (*span, "1799-12-31", "2101-01-01", None)
    features = [mapfile.feature(str(each), "excerpt", date=day, excerpt="x") for each, day in enumerate(dated)]
    path = tmp_path / "few.geojson"
    path.write_bytes(encode(features, "2024-08-19"))
    page = opened(read_collection(path)).page
    timeline = page.evaluate(ASK, ["timeline", {"s": ""}])
    expected = Store.open(path).timeline(View().seen)
    assert timeline == {"version": "file", **json.loads(json.dumps(asdict(expected)))}


def _sorted(cells: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what a cell tells, in one order; its row is a number of the store's own."""
    named = ("n", "one", "places", "label", "id", "event", "status", "role", "stage")
    return sorted(
        (round(each["lon"], 4), round(each["lat"], 4), tuple(each["kinds"]), *(str(each[name]) for name in named))
        for each in cells
    )


def test_a_cell_that_is_pressed_narrows_the_list_to_its_events(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data)).page
    drawn = page.evaluate(ASK, ["map", {"s": "", "z": 5, "b": "-180,-85,180,85"}])
    for each in drawn["cells"]:
        listed = page.evaluate(ASK, ["list", {"s": "", "at": ",".join(map(str, each["at"])), "limit": 1}])
        assert listed["shown"] == each["n"]


@pytest.mark.parametrize("text", mapfile.HOSTILE)
def test_hostile_text_is_shown_to_the_character_and_never_run(text: str, opened: Callable[..., Shown]) -> None:
    given = {"place": text, "place_id": "x:1", "precision": "city", "title": text, "actors": [text], "article": "a"}
    about = {"as_of": "2024-08-19", "disclaimer": text, "attribution": [text]}
    feature = mapfile.feature("one", "excerpt", excerpt=f"In {text}.", at=[45.0, 40.0], **given)
    page = opened({"type": "FeatureCollection", "features": [feature], "dateline": about}).page
    assert page.locator(".evidence blockquote").evaluate("(each) => each.textContent") == f"In {text}."
    assert page.locator(".evidence .title").first.evaluate("(each) => each.textContent") == text
    assert page.locator("img, .evidence img").count() == 0


def test_file_opens_in_the_view_that_it_was_given(data: Path, opened: Callable[..., Shown]) -> None:
    collection = read_collection(data)
    collection["dateline"]["view"] = {"kind": ["milestone"], "asof": "2024-01-01"}
    page = opened(collection).page
    expect(page.locator(".moment .said")).to_contain_text("1 January 2024")
    features = mapfile.features(300)
    count = sum(
        each["properties"]["kind"] == "milestone" and (each["properties"]["date"] or "") <= "2024-01-01"
        for each in features
    )
    expect(page.locator(".evidence h2")).to_have_text(f"{count} of 300 shown")


def test_slider_shows_the_map_of_a_day_with_its_names(opened: Callable[..., Shown]) -> None:
    """On the committed map: Stepanakert's names on the day of the statement of 2020, and today's."""
    collection = read_collection(ROOT / "data/map.geojson")
    page = opened(collection).page
    total = len(collection["features"])
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    page.keyboard.press("Home")
    day = page.evaluate("module_answer.steps()[0].date")
    before = sum((each["properties"]["date"] or "") <= day for each in collection["features"])
    expect(page.locator(".evidence h2")).to_have_text(f"{before} of {total} shown")
    expect(page.locator(".moment .later")).to_have_text(f"{total - before} events later, not shown")
    expect(page.locator(".foot")).to_contain_text("As of 10 November 2020")
    page.locator(".moment").get_by_role("button", name="All dates").click()
    expect(page.locator(".evidence h2")).to_have_text(f"{total} of {total} shown")


def test_brush_and_play_narrow_the_map_and_the_list(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data)).page
    axis = page.get_by_role("region", name="Timeline")
    expect(axis.locator("svg path.visit")).to_have_count(1)
    first = axis.get_by_role("slider", name="First date")
    first.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(page.locator(".evidence h2")).not_to_have_text("300 of 300 shown")
    chosen = [page.locator(".filters").get_by_label(name, exact=True).input_value() for name in ("From", "To")]
    expected = Store.open(data).shown(Filter(date_from=chosen[0], date_to=chosen[1]))
    assert 0 < expected < 300
    expect(page.locator(".evidence h2")).to_have_text(f"{expected} of 300 shown")
    axis.get_by_role("button", name="All dates").click()
    expect(page.locator(".evidence h2")).to_have_text("300 of 300 shown")
    axis.get_by_role("button", name="Play through time").click()
    expect(axis.locator(".said")).to_contain_text("event")
    axis.get_by_role("button", name="Pause").click()
    expect(page.locator(".filters").get_by_label("From", exact=True)).not_to_have_value("")


def test_foot_tells_date_credits_and_disclaimer(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data)).page
    expect(page.locator(".foot")).to_contain_text("As of 19 August 2024")
    expect(page.locator(".foot")).to_contain_text("GeoNames, CC BY 4.0")
    expect(page.locator(".legend")).to_contain_text("no view on the status of any territory")


def test_phone_has_map_list_and_filters_without_sideways_scroll(data: Path, opened: Callable[..., Shown]) -> None:
    page = opened(read_collection(data), width=390).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("canvas")).to_be_visible()
