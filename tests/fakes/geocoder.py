"""Scripted replies in, a Nominatim and a Photon on a socket of 127.0.0.1 out, with a record of who asked when."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

PLACES: dict[str, tuple[str, float, float, str]] = {
    "ordubad": ("Ordubad, Nakhchivan, Azerbaijan", 46.0276, 38.9096, "az"),
    "goris": ("Goris, Syunik Province, Armenia", 46.3383, 39.5111, "am"),
    "lachin": ("Laçın, Azerbaijan", 46.5461, 39.6408, "az"),
}
"""Query to address, longitude, latitude and country."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer out of turn."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before the first byte."""
    drip: float = 0.0
    """Seconds between two bytes, of the status line as well."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came."""

    at: float
    path: str
    query: str
    user_agent: str
    target: str
    """Path and parameters."""


class FakeGeocoder:
    """Answers `/search` as Nominatim and `/api` as Photon do, after the `replies`; a context manager."""

    def __init__(self, places: dict[str, tuple[str, float, float, str]] | None = None) -> None:
        self.places = PLACES if places is None else places
        self.replies: deque[Reply] = deque()
        self.seen: list[Seen] = []
        self.stop = threading.Event()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fake.answer(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.domain = f"127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Note the request and write the next reply, or the true answer."""
        arrived = time.monotonic()
        address = urlsplit(handler.path)
        query = parse_qs(address.query).get("q", [""])[0]
        agent = handler.headers.get("User-Agent", "")
        self.seen.append(Seen(arrived, address.path, query, agent, handler.path))
        try:
            reply = self.replies.popleft()
        except IndexError:
            reply = Reply(body=json.dumps(self._truth(address.path, query)).encode())
        self.stop.wait(reply.delay)
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        lines = [f"HTTP/1.1 {reply.status} Reply", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        try:
            self._write(handler, "\r\n".join(lines).encode() + reply.body, reply.drip)
        except (BrokenPipeError, ConnectionResetError):
            return  # the client's time-out
        finally:
            handler.close_connection = True

    def _write(self, handler: BaseHTTPRequestHandler, content: bytes, drip: float) -> None:
        step = 1 if drip else len(content)
        for start in range(0, len(content), step):
            handler.wfile.write(content[start : start + step])
            if drip and self.stop.wait(drip):
                return

    def _truth(self, path: str, query: str) -> Any:
        known = self.places.get(query.casefold())
        if path == "/search":
            return [_nominatim(*known)] if known else []
        return {"type": "FeatureCollection", "features": [_photon(*known)] if known else []}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class FakeClock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        """Return the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.slept.append(seconds)
        self.time += seconds


def _nominatim(address: str, lon: float, lat: float, country: str) -> dict[str, Any]:
    return {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "relation",
        "osm_id": 364110,
        "lat": str(lat),
        "lon": str(lon),
        "addresstype": "town",
        "display_name": address,
        "address": {"country_code": country},
    }


def _photon(address: str, lon: float, lat: float, country: str) -> dict[str, Any]:
    name, *_, land = address.split(", ")
    properties = {"osm_type": "R", "osm_id": 364110, "type": "city", "name": name, "country": land}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {**properties, "countrycode": country.upper()},
    }
