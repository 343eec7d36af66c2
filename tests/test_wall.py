"""The wall: no text from an article, a gazetteer, an address or a visitor enters a folium object.

folium and branca render such text as a Jinja template on the server, and the browser runs what it makes of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from branca.element import Element
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from test_page import map_arguments, page

from dashboard import basemap
from dashboard.assets import Assets
from dashboard.basemap import Token
from dashboard.opening import Opening
from geo.contract import PROPERTIES
from tests import mapfile
from tests.tally import Tally

MARK = "wallmark"
HOSTILE = (
    "{{ 7 * 7 }}" + MARK,
    "{% for x in (1,) %}" + MARK + "{% endfor %}",
    "${alert(1)}`${" + MARK + "}`",
    "</script><img src=x onerror=alert('" + MARK + "')>",
    "javascript:alert('" + MARK + "')",
    "\u202e\u2066" + MARK,
    MARK * 5_000,
)


def hostile_file(path: Path, text: str) -> Path:
    """Write a map with `text` in every property that can hold free text."""
    free = [
        name
        for name in ("place", "mention", "excerpt", "title", "source", "document", "speaker", "reason", "article")
        if name in PROPERTIES
    ]
    given: dict[str, Any] = dict.fromkeys(free, text) | {"actors": [text], "place_id": f"x:{text[:40]}"}
    return mapfile.write(path, [mapfile.feature("one", "excerpt", at=[10.0, 50.0], **given)])


def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the page and hold the wall: no text of the data in the component, nor in any folium or branca object."""
    made: list[Any] = []
    original = Element.__init__

    def noted(self: Any, *given: Any, **named: Any) -> None:
        made.append(self)
        original(self, *given, **named)

    with monkeypatch.context() as watched:
        watched.setattr(Element, "__init__", noted)
        shown = page()
    assert made, "the page makes a map"
    for each in made:
        assert MARK not in repr(vars(each)), f"text from outside in a {type(each).__name__}"
    assert MARK not in json.dumps(map_arguments(shown))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_reaches_a_folium_object_or_the_component(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    held(monkeypatch)


def labelled(path: Path) -> str:
    return str(mapfile.read(path)[0]["properties"]["place"])


def with_tooltip(path: Path, chart: folium.Map) -> None:
    folium.Marker([0, 0], tooltip=labelled(path)).add_to(chart)


def with_popup(path: Path, chart: folium.Map) -> None:
    folium.Marker([0, 0], popup=labelled(path)).add_to(chart)


def with_icon(path: Path, chart: folium.Map) -> None:
    folium.Marker([0, 0], icon=folium.DivIcon(html=labelled(path))).add_to(chart)


def with_layer(path: Path, chart: folium.Map) -> None:
    folium.FeatureGroup(name=labelled(path)).add_to(chart)


def with_geojson(path: Path, chart: folium.Map) -> None:
    folium.GeoJson({"type": "FeatureCollection", "features": mapfile.read(path)}).add_to(chart)


def with_title(path: Path, chart: folium.Map) -> None:
    chart.get_root().title = labelled(path)


@pytest.mark.parametrize("breach", [with_tooltip, with_popup, with_icon, with_layer, with_geojson, with_title])
def test_any_text_given_to_the_map_breaks_the_wall(
    breach: Callable[[Path, folium.Map], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    path = hostile_file(tmp_path / "map.geojson", MARK)
    monkeypatch.setenv("DATELINE_DATA", str(path))
    whole = basemap.base

    def breached() -> folium.Map:
        chart = whole()
        breach(path, chart)
        return chart

    held(monkeypatch)
    monkeypatch.setattr(basemap, "base", breached)
    with pytest.raises(AssertionError, match="from outside in a"):
        held(monkeypatch)
    tally.add("breaches of the wall", 1, f"{breach.__name__}: noticed")


@pytest.mark.parametrize(
    "name", ["kind", "actor", "place", "status", "role", "stage", "q", "article", "names", "focus"]
)
@pytest.mark.parametrize("text", HOSTILE[:4])
def test_no_text_of_the_address_reaches_the_map_component(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    assert MARK not in json.dumps(map_arguments(page(**{name: text})))


@pytest.mark.parametrize("text", [*HOSTILE[:-1], "a b", "a.b", "é"])
def test_no_script_takes_anything_but_the_characters_of_a_token(text: str) -> None:
    with pytest.raises(ValueError, match="alone"):
        Token(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_added_to_the_page_is_the_same_for_every_address(text: str) -> None:
    def page(_request: Request) -> Response:
        return HTMLResponse("<head><meta charset='UTF-8'></head>")

    app = Starlette(routes=[Route("/", page)], middleware=[Middleware(Opening, assets=Assets())])
    client = TestClient(app, headers={"Accept": "text/html"})
    plain = client.get("/").text
    assert 'src="./web/' in plain
    assert client.get("/", params={"q": text[:900], "kind": text[:900], "focus": text[:900]}).text == plain


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_or_the_address_is_in_the_html_of_the_page(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    written = [each.proto.body for each in page(q=text).get("html")]
    assert written
    assert not [each for each in written if MARK in each or "<script" in each]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_of_the_address_is_in_the_html_of_a_page(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    shown = page(page="actor", name=text, names=text, asof=text)
    assert not [each for each in shown.get("html") if MARK in each.proto.body]


def test_map_holds_our_own_layer_and_nothing_else() -> None:
    assert [type(child).__name__ for child in basemap.base()._children.values()] == ["Start"]


def test_without_the_wall_folium_would_run_the_text() -> None:
    marker = folium.Marker([0, 0], tooltip="{{ 7 * 7 }}")
    chart = folium.Map(tiles=None)
    marker.add_to(chart)
    assert "49" in chart.get_root().render()
