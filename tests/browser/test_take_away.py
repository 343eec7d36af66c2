"""Sharing in a browser: the frame in another site's page, files, references and pictures of what is shown."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import WAIT_MS, Shown, served
from playwright.sync_api import Frame, expect

from tests import mapfile

pytestmark = pytest.mark.browser
FEATURES = json.loads((Path(__file__).parents[2] / "data/map.geojson").read_bytes())["features"]
VISITS = sum(each["properties"]["kind"] == "visit" for each in FEATURES)
PLACE = mapfile.HOSTILE[1]
Visit = Callable[..., Shown]


@pytest.fixture
def other() -> Iterator[Callable[[str], str]]:
    """Serve a page of another origin; what is given becomes its body."""
    body: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Another site</title>{body[-1]}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def serve(content: str) -> str:
        body.append(content)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


def framed(shown: Shown) -> tuple[Frame, Frame]:
    """Return the frame of the page within another page, and the map's frame in it, once it is painted."""
    outer = shown.page.frame_locator("iframe").first
    outer.locator("iframe[title^='streamlit_folium']").wait_for(timeout=WAIT_MS)
    shown.map.wait_for_function("window.dateline?.ready", timeout=WAIT_MS)
    parent = shown.map.parent_frame
    assert parent
    return parent, shown.map


def test_page_can_be_embedded_in_a_page_of_another_origin(app: str, visit: Visit, other: Callable[[str], str]) -> None:
    shown = visit(other(f'<iframe src="{app}?embed=true&kind=visit" width="900" height="560"></iframe>'))
    page, chart = framed(shown)
    assert chart.evaluate("window.dateline.shown") == VISITS
    # The page cannot look into the one that holds it.
    assert page.evaluate("(() => { try { return Boolean(parent.document) } catch { return false } })()") is False
    expect(chart.locator(".foot")).to_contain_text("No view is taken on the status of any territory")
    expect(chart.locator(".foot")).to_contain_text("GeoNames")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    assert page.locator(".st-key-evidence").count() == 0
    link = page.get_by_role("link", name="Open with filters and sources")
    link.hover()
    address = link.get_attribute("href")
    assert address
    assert address.startswith(app)
    assert "kind=visit" in address
    assert "embed" not in address


def test_page_itself_is_not_framed_by_another_origin(app: str, visit: Visit, other: Callable[[str], str]) -> None:
    shown = visit(other(f'<iframe src="{app}" width="900" height="560"></iframe>'))
    expect(shown.page.locator("iframe")).to_be_visible()
    assert shown.page.frames[1].locator(".stApp").count() == 0


class _Frames(HTMLParser):
    """Keeps the addresses of the frames in a text."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if tag == "iframe" and name == "src" and value]


def test_embed_code_shows_the_same_view_elsewhere(app: str, visit: Visit, other: Callable[[str], str]) -> None:
    shown = visit(f"{app}?kind=visit&q=%22%3E%3Cb%3E")
    shown.ready()
    shown.page.get_by_text("Take away", exact=True).click()
    shown.page.get_by_role("button", name="Copy embed code").click()
    expect(shown.page.get_by_text("Copied", exact=True)).to_be_visible()
    code = shown.page.evaluate("navigator.clipboard.readText()")
    parser = _Frames()
    parser.feed(code)
    (address,) = parser.addresses
    assert address.startswith(app)
    assert "embed=true" in address
    assert "lat=" in address
    page, chart = framed(visit(other(code)))
    assert chart.evaluate("window.dateline.shown") == 0
    expect(page.get_by_text("0 events")).to_be_visible()


def test_file_that_is_taken_away_holds_what_is_shown(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=visit")
    shown.ready(VISITS)
    shown.page.get_by_text("Take away", exact=True).click()
    with shown.page.expect_download() as saved:
        shown.page.get_by_role("link", name="GeoJSON").click()
    assert saved.value.suggested_filename.endswith(".geojson")
    features = json.loads(Path(saved.value.path()).read_bytes())["features"]
    assert sorted(each["id"] for each in features) == sorted(
        each["id"] for each in FEATURES if each["properties"]["kind"] == "visit"
    )


def test_card_is_cited_in_three_forms(app: str, visit: Visit) -> None:
    shown = visit(f"{app}?kind=visit")
    shown.ready(VISITS)
    card = shown.page.locator(".st-key-evidence article").first
    card.get_by_role("button", name="Cite", exact=True).click()
    expect(card.locator(".references pre").first).to_contain_text("accessed")
    expect(card.locator(".references pre").nth(1)).to_contain_text("@online{")
    expect(card.locator(".references pre").nth(2)).to_contain_text("<ref>{{cite")
    card.get_by_role("button", name="Copy BibTeX").first.click()
    expect(card.get_by_text("Copied")).to_be_visible()
    assert (
        shown.page.evaluate("navigator.clipboard.readText()") == card.locator(".references pre").nth(1).text_content()
    )


SIZES = ((1200, 675), (1080, 1080), (2400, 1600))


@pytest.mark.parametrize("size", SIZES)
def test_picture_is_saved_in_its_size_with_its_words(
    app: str, visit: Visit, tmp_path: Path, size: tuple[int, int]
) -> None:
    width, height = size
    shown = visit(f"{app}?kind=visit")
    shown.ready(VISITS)
    shown.page.get_by_text("Take away", exact=True).click()
    shown.page.get_by_label("Size").select_option(index=SIZES.index(size))
    shown.page.get_by_label("Caption").fill("<b>Visits</b> & ${more}")
    paths = {}
    for kind in ("PNG", "SVG"):
        with shown.page.expect_download() as saved:
            shown.page.get_by_role("button", name=kind, exact=True).click()
        paths[kind] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(paths[kind])
    expect(shown.page.get_by_text("Alternative text")).to_contain_text(f"Map of {VISITS} events")
    png = paths["PNG"].read_bytes()
    # PNG, section 11.2.1: width and height stand at the head of the file.
    assert [int.from_bytes(png[at : at + 4]) for at in (16, 20)] == [width, height]
    root = ET.fromstring(paths["SVG"].read_bytes())  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    texts = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "<b>Visits</b> & ${more}" in texts
    assert any("As of" in each for each in texts)
    assert any("GeoNames" in each for each in texts)
    assert any(each.endswith(" km") for each in texts)
    description = root.find("{http://www.w3.org/2000/svg}desc")
    assert description is not None
    assert (description.text or "").startswith(f"Map of {VISITS} events: <b>Visits</b> & ${{more}}.")
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "text", "clipPath"}


def test_hostile_names_are_text_in_references_and_pictures(visit: Visit, tmp_path: Path) -> None:
    given = {"place": PLACE, "place_id": "x:1", "precision": "city", "title": PLACE, "article": "a", "source": PLACE}
    feature = mapfile.feature("one", "excerpt", excerpt=f"In {PLACE}.", at=[45.0, 40.0], **given)
    with served(mapfile.write(tmp_path / "map.geojson", [feature])) as address:
        shown = visit(f"{address}?lat=40&lon=45&zoom=6")
        shown.ready(1)
        card = shown.page.locator(".st-key-evidence article").first
        card.get_by_role("button", name="Cite", exact=True).click()
        expect(card.locator(".references pre").first).to_contain_text(PLACE)
        shown.page.get_by_text("Take away", exact=True).click()
        with shown.page.expect_download() as saved:
            shown.page.get_by_role("button", name="SVG", exact=True).click()
        root = ET.fromstring(Path(saved.value.path()).read_bytes())  # noqa: S314 - our own file
        texts = "".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))
        assert "${alert(1)}" in texts
        assert not [each for each in root.iter() if each.tag.endswith(("script", "img"))]
