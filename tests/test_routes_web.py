"""The files of the page by their route: those of a list alone, kept under the version of them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.assets import Assets
from dashboard.routes import Answers
from tests import mapfile
from tests.answers import FakeOutlines, open_client, write_web


@pytest.fixture
def web(tmp_path: Path) -> Path:
    return write_web(tmp_path / "web")


@pytest.fixture
def client(tmp_path: Path, web: Path) -> Iterator[TestClient]:
    data = mapfile.write(tmp_path / "map.geojson", mapfile.features(1))
    with open_client(Answers(data, Assets(web, look_s=0), FakeOutlines())) as opened:
        yield opened


def test_web_answers_only_the_files_of_its_list(client: TestClient) -> None:
    script = client.get("/web/any/map.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.text.startswith("export const a")
    assert client.get("/web/any/leaflet.js").text == "L" * 2000
    assert client.get("/web/any/images/layers.png").headers["content-type"] == "image/png"
    for name in (
        "secret.txt",
        "package.json",
        "leaflet.js.map",
        "node_modules/leaflet/dist/leaflet.js",
        "..%2fmap.js",
        "%2e%2e/x",
    ):
        assert client.get(f"/web/any/{name}").status_code == 404


def test_files_are_kept_for_ever_under_the_version_of_them_all(client: TestClient, web: Path) -> None:
    assets = Assets(web, look_s=0)
    address, leaflet = assets.address("map.js"), assets.address("leaflet.js")
    assert address is not None
    assert leaflet is not None
    assert address.rpartition("/")[0] == leaflet.rpartition("/")[0], "what a module imports has the same version"
    assert "immutable" in client.get(f"/{address}").headers["cache-control"]
    assert client.get("/web/old/map.js").headers["cache-control"] == "no-cache"
    (web / "map.js").write_text("changed", encoding="utf-8")
    assert client.get("/web/old/map.js").text == "changed"
    assert client.get(f"/{address}").headers["cache-control"] == "no-cache"
    assert assets.address("map.js") != address
    assert assets.address("leaflet.js") != leaflet
    assert assets.address("nothing.js") is None
