"""What is added to the page's HTML, and what is left as it is."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.assets import Assets
from dashboard.opening import COMPONENT, Opening
from dashboard.responses import FOREVER

PLAIN = '<!DOCTYPE html><html><head><meta charset="UTF-8" /><title>x</title></head></html>'


def _page(_request: Request) -> Response:
    return HTMLResponse(PLAIN, headers={"ETag": '"x"'})


def _bare(_request: Request) -> Response:
    return HTMLResponse("<p>no head")


def _gone(_request: Request) -> Response:
    return HTMLResponse(PLAIN, 404)


def _packed(_request: Request) -> Response:
    return HTMLResponse(PLAIN, headers={"Content-Encoding": "identity"})


def _data(_request: Request) -> Response:
    return JSONResponse({})


@pytest.fixture
def client() -> TestClient:
    paths = {"/": _page, "/bare": _bare, "/gone": _gone, "/packed": _packed, "/api/map": _data}
    paths |= {
        f"/{COMPONENT}/{name}": _page for name in ("index.html", "static/js/main.0123abcd.js", "static/js/main.js")
    }
    routes = [Route(path, each) for path, each in paths.items()]
    app = Starlette(routes=routes, middleware=[Middleware(Opening, assets=Assets())])
    return TestClient(app, headers={"Accept": "text/html,*/*"})


def test_page_names_what_it_begins_with_after_its_charset(client: TestClient) -> None:
    answer = client.get("/")
    start, _, rest = answer.text.partition('<meta charset="UTF-8" />')
    assert start + '<meta charset="UTF-8" />' == PLAIN[: len(start) + 24]
    assert rest.startswith('<script type="module" async src="./web/')
    assert rest.endswith("<title>x</title></head></html>")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "ETag" not in answer.headers


def test_all_that_the_page_names_is_served(client: TestClient) -> None:
    assets, text = Assets(), client.get("/").text
    for name in ("early.bundle.js", "page.bundle.js", "map.bundle.js", "leaflet.css", "map.css"):
        assert f'"./{assets.address(name)}"' in text
    assert f'"./{COMPONENT}/static/js/main.' in text


@pytest.mark.parametrize("path", ["/bare", "/gone", "/packed", "/api/map"])
def test_what_is_no_whole_page_stays_as_it_is(client: TestClient, path: str) -> None:
    assert client.get(path).text in ("<p>no head", PLAIN, "{}")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("index.html", "public, max-age=3600"),
        ("static/js/main.0123abcd.js", FOREVER),
        ("static/js/main.js", None),
    ],
)
def test_frame_of_the_map_is_kept_by_the_browser(client: TestClient, name: str, kept: str | None) -> None:
    answer = client.get(f"/{COMPONENT}/{name}")
    assert answer.headers.get("Cache-Control") == kept
    assert answer.text == PLAIN
