"""The list of what a private map leaves open, also below a path of its own; a route that is new is closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import guard, routes, signin
from dashboard.assets import Assets
from dashboard.guard import Guard
from dashboard.routes import Answers
from tests import mapfile
from tests.answers import FakeOutlines, open_client

OPEN = ("/", "/static/js/x.js", "/web/1/map.js", "/auth/login", "/oauth2callback", "/healthz", "/_stcore/health")
CLOSED = (
    *("/api/map", "/api/export", "/api/new", "/new", "/media/x", "/component/x", "/_stcore/upload_file/a/b"),
    *("/_stcore/agent/interact", "/_stcore/metrics", "/staticx", "/web", "/auth", "/healthz/x", "/API/map", "//"),
)


async def nothing(*_: object) -> None:
    """An app that is never asked."""


@pytest.mark.parametrize("base", ["", "maps", "/maps/", "web", "api", "static"])
def test_same_paths_are_open_bare_and_below_a_base(base: str) -> None:
    asked = Guard(nothing, base)
    prefix = f"/{base.strip('/')}" if base else ""
    assert [path for path in OPEN if not asked.opened(prefix + path)] == []
    assert [path for path in CLOSED if asked.opened(prefix + path)] == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_new_route_is_closed_to_strangers_by_every_method(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "rules", lambda: signin.CLOSED)

    def answer(_request: object) -> PlainTextResponse:
        return PlainTextResponse("secret", headers={"Cache-Control": "public, max-age=60"})

    app = Starlette(routes=[Route("/new", answer, methods=[method])], middleware=[Middleware(Guard)])
    refused = TestClient(app).request(method, "/new")
    assert refused.status_code == 401
    assert "secret" not in refused.text
    assert (refused.headers["Cache-Control"], refused.headers["Vary"]) == ("private, no-cache", "Cookie")
    # A reader gets it, and no shared cache does.
    monkeypatch.setattr(signin, "rules", lambda: signin.Rules(("default",), readers=frozenset({signin.ANYONE})))
    monkeypatch.setattr(guard, "known", lambda *_: signin.Person(None))
    given = TestClient(app).request(method, "/new")
    assert given.status_code == 200
    assert given.headers["Cache-Control"] == "private, max-age=60"


def test_stranger_to_a_private_map_hears_that_it_is_well_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mapfile.write(tmp_path / "map.geojson", mapfile.features(3))
    with open_client(Answers(path, Assets(), FakeOutlines())) as client:
        monkeypatch.setattr(signin, "rules", lambda: signin.CLOSED)
        assert client.get("/healthz").json() == {"status": "ok"}
        monkeypatch.setattr(signin, "rules", lambda: signin.Rules(("default",), readers=frozenset({signin.ANYONE})))
        monkeypatch.setattr(routes, "known", lambda *_: signin.Person(None))
        assert client.get("/healthz").json()["total"] == 3


def test_public_map_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "rules", lambda: signin.OPEN)
    app = Starlette(
        routes=[Route("/new", lambda _: PlainTextResponse("x", headers={"Cache-Control": "public"}))],
        middleware=[Middleware(Guard)],
    )
    assert TestClient(app).get("/new").headers["Cache-Control"] == "public"
