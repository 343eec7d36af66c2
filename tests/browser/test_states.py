"""Other data than the first story: hostile, missing, broken; another base path; a map that cannot start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Shown, served

from tests import mapfile

pytestmark = pytest.mark.browser
Visit = Callable[..., Shown]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    path = mapfile.write(tmp_path_factory.mktemp("hostile") / "map.geojson", mapfile.features(300, seed=7))
    with served(path) as address:
        yield address, path


def test_text_from_strangers_is_shown_as_text_and_never_run(hostile: tuple[str, Path], visit: Visit) -> None:
    address, path = hostile
    shown = visit(address)
    told = shown.ready()
    assert told["total"] == len(json.loads(path.read_bytes())["features"])
    listed = shown.page.locator("article.card").first
    listed.wait_for()
    text = " ".join(shown.page.locator("article.card").all_inner_texts())
    assert [part for part in mapfile.HOSTILE if part[:12] in text], "the file's hostile text does not show"
    assert shown.page.locator("img[src='x']").count() == 0
    assert shown.map.locator("img[src='x']").count() == 0


def test_hostile_filter_in_the_address_is_dropped_or_shown_as_text(hostile: tuple[str, Path], visit: Visit) -> None:
    address, _ = hostile
    shown = visit(f"{address}?q=%7B%7B7*7%7D%7D%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&actor=%3Cscript%3E&kind=nothing")
    shown.ready(0)
    assert "actor=" not in shown.address()
    assert "kind=" not in shown.address()
    shown.page.get_by_text("{{7*7}}").first.wait_for()


def test_link_to_what_is_not_there_shows_everything_and_says_so(hostile: tuple[str, Path], visit: Visit) -> None:
    shown = visit(f"{hostile[0]}?focus=no-such-event")
    told = shown.ready()
    assert told["shown"] == told["total"]
    shown.page.get_by_text("an event that this data does not hold").wait_for()


@pytest.mark.parametrize("content", [None, b"", b"{not json", b'{"type":"FeatureCollection","features":[]}'])
def test_missing_broken_or_empty_data_says_how_to_add_the_first_article(
    content: bytes | None, tmp_path: Path, visit: Visit
) -> None:
    path = tmp_path / "map.geojson"
    if content is not None:
        path.write_bytes(content)
    with served(path) as address:
        shown = visit(address)
        shown.page.get_by_role("heading", name="No events yet").wait_for()
        shown.page.get_by_text(".venv/bin/python -m geo build", exact=True).wait_for()
        shown.page.goto("about:blank")


def test_app_works_below_another_path(visit: Visit) -> None:
    with served(None, "--server.baseUrlPath", "stories/map", base="/stories/map") as address:
        shown = visit(address)
        told = shown.ready()
        assert told["total"] > 0
        shown.page.locator("article.card").first.wait_for()
        shown.page.goto("about:blank")


@pytest.mark.parametrize("lost", ["**/map.bundle.js*", "**/leaflet.js*"])
def test_list_works_where_the_map_cannot_start(app: str, visit: Visit, lost: str) -> None:
    shown = visit("about:blank")
    shown.page.route(lost, lambda route: route.abort())
    shown.page.goto(f"{app}?kind=visit")
    shown.page.locator("article.card").first.wait_for()
    shown.page.get_by_text("The map cannot start").wait_for()
    # Of what was cut off the browser tells, and that is expected here.
    shown.errors.clear()
