"""Stand-ins for what the routes answer from, and a client of the routes without a server."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.routes import Answers, failed, routes

WORLD = "-180,-85,180,85"
"""The bounds of everything, as the map asks for it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A ready body."""

    body: bytes
    gzipped: bytes
    etag: str


def ready(body: bytes) -> Body:
    """Return a body with what is kept of it."""
    return Body(body, gzip.compress(body), f"e{len(body)}")


WHOLE = ready(b'{"type":"Topology"}' * 50)


class FakeOutlines:
    """Outlines of one cell."""

    def world(self) -> Body:
        """Return a body long enough to be worth compressing."""
        return WHOLE

    def detail(self, cell: str) -> Body | None:
        """Return the one cell."""
        return ready(b'{"cell":"4-5"}') if cell == "4-5" else None

    def lines(self) -> Body:
        """Return no lines."""
        return ready(b"{}")


def write_web(folder: Path) -> Path:
    """Make a folder of scripts, with Leaflet, an image, and files that are nobody's business; return it."""
    leaflet = folder / "node_modules" / "leaflet" / "dist"
    (leaflet / "images").mkdir(parents=True)
    (folder / "map.js").write_text("export const a = 1;\n" * 50, encoding="utf-8")
    (folder / "secret.txt").write_text("no", encoding="utf-8")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    (leaflet / "leaflet.js").write_text("L" * 2000, encoding="utf-8")
    (leaflet / "leaflet.js.map").write_text("{}", encoding="utf-8")
    (leaflet / "images" / "layers.png").write_bytes(b"\x89PNG")
    return folder


def open_client(answers: Answers, base: str = "") -> TestClient:
    """Return a client of the routes below a base path; a fault of theirs is answered as the app does."""
    app = Starlette(routes=routes(answers, base), exception_handlers={Exception: failed})
    return TestClient(app, raise_server_exceptions=False)
