"""Who may frame the page: its own host, and any site where it asks for the embedded one."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.framing import ANY, OWN, Framing


def _page(request: Request) -> Response:
    return HTMLResponse("<p>x")


def _data(request: Request) -> Response:
    return JSONResponse({}, headers={"Content-Security-Policy": "default-src 'none'"})


@pytest.fixture
def client() -> TestClient:
    paths = {"/": _page, "/component/x/index.html": _page, "/api/map": _data}
    app = Starlette(routes=[Route(path, each) for path, each in paths.items()], middleware=[Middleware(Framing)])
    return TestClient(app)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", OWN),
        ("?kind=visit", OWN),
        ("?embed=false", OWN),
        ("?kind=embed%3Dtrue", OWN),
        ("?embed=true", ANY),
        ("?kind=visit&embed=True", ANY),
        ("?embed=%ff", OWN),
    ],
)
def test_page_is_framed_by_others_only_where_it_is_embedded(client: TestClient, query: str, expected: str) -> None:
    answer = client.get(f"/{query}")
    assert answer.headers["Content-Security-Policy"] == expected
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_frame_of_a_component_is_not_held_against_the_page_above_it(client: TestClient) -> None:
    assert "Content-Security-Policy" not in client.get("/component/x/index.html").headers


def test_policy_of_a_route_stays(client: TestClient) -> None:
    assert client.get("/api/map?embed=true").headers["Content-Security-Policy"] == "default-src 'none'"
