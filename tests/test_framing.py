"""Who may frame the page: its own host, and any site where it asks for the embedded one."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from test_page import elements, page

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
        ("?embed=true&page=review", OWN),
        ("?page=add&embed=true", OWN),
        ("?embed=true&page=", OWN),
        ("?embed=true&%70age=review", OWN),
        ("?embed=true&kind=page", ANY),
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


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("asked", ["review", "add", "delimitation"])
def test_frame_of_another_site_shows_the_map_and_no_page_beside_it(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not maps(page(page=asked))
    monkeypatch.setattr(type(st.context), "is_embedded", True)
    assert maps(page(page=asked))


def maps(shown: AppTest) -> list[Any]:
    """Return what a page hands to streamlit-folium's component, empty where it shows no map."""
    protos = (getattr(each, "proto", None) for each in elements(shown))
    return [proto.json_args for proto in protos if getattr(proto, "json_args", "")]
