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
from test_page import map_arguments, page

from dashboard import basemap
from dashboard.basemap import Token
from dashboard.component import early
from geo.contract import PROPERTIES
from tests import mapfile

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


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_reaches_the_map_component(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    arguments = map_arguments(page())
    assert MARK not in json.dumps(arguments)


@pytest.mark.parametrize(
    "name", ["kind", "actor", "place", "status", "role", "stage", "q", "article", "names", "focus"]
)
@pytest.mark.parametrize("text", HOSTILE[:4])
def test_no_text_of_the_address_reaches_the_map_component(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    assert MARK not in json.dumps(map_arguments(page(**{name: text})))


@pytest.mark.parametrize("script", [Token, early])
@pytest.mark.parametrize("text", [*HOSTILE[:-1], "a b", "a.b", "é"])
def test_no_script_takes_anything_but_the_characters_of_a_token(text: str, script: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match="alone"):
        script(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_data_or_the_address_is_in_a_script_of_the_page(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(hostile_file(tmp_path / "map.geojson", text)))
    scripts = [each.proto.body for each in page(q=text).get("html") if "<script" in each.proto.body]
    assert len(scripts) == 1
    assert MARK not in scripts[0]


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
