"""The routes of a real server, bare and below a base path."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests import mapfile
from tests.answers import WORLD
from tests.server import START_S, served


@pytest.fixture(params=["", "/news/map"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Start the app on a data file that does not exist yet."""
    data = tmp_path / "map.geojson"
    with served(data, "--server.baseUrlPath", request.param, base=request.param) as address:
        yield address, data


def fetch(address: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=START_S) as answer:
            body, headers, status = answer.read(), dict(answer.headers.items()), answer.status
    except urllib.error.HTTPError as error:
        with error:
            body, headers, status = error.read(), dict(error.headers.items()), error.code
    headers = {name.lower(): value for name, value in headers.items()}
    return status, headers, gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


def test_a_real_server_starts_without_data_and_shows_it_once_it_is_there(server: tuple[str, Path]) -> None:
    address, data = server
    status, _, page = fetch(address)
    assert (status, b"<title>" in page) == (200, True)
    status, headers, body = fetch(f"{address}healthz")
    assert (status, headers["content-type"]) == (503, "application/json")
    assert "python -m geo build" in json.loads(body)["error"]
    mapfile.write(data, mapfile.features(20))
    status, _, body = fetch(f"{address}healthz")
    assert (status, json.loads(body)["total"]) == (200, 20)
    status, headers, body = fetch(f"{address}api/map?s=&z=2&b={WORLD}")
    assert (status, json.loads(body)["shown"]) == (200, 20)
    assert headers["etag"].startswith("W/")
    status, _, body = fetch(f"{address}api/list?focus={quote('row-3')}")
    assert json.loads(body)["focus"] is not None
    assert fetch(f"{address}api/nothing")[0] == 404


def test_no_answer_leads_to_another_host(server: tuple[str, Path]) -> None:
    parts = urlsplit(server[0])
    for path in (
        "/healthz/",
        "/_stcore/health/",
        "/news/map",
        "//evil.example/healthz/",
        "//evil.example/",
        "/\\evil.example",
        "/auth/login?provider=//evil.example",
    ):
        for stem in {"", parts.path.rstrip("/")}:
            asked = HTTPConnection(str(parts.hostname), parts.port, timeout=START_S)
            asked.putrequest("GET", stem + path, skip_host=True)
            asked.putheader("Host", "evil.example")
            asked.putheader("X-Forwarded-Host", "evil.example")
            asked.endheaders()
            with closing(asked), asked.getresponse() as answer:
                body = answer.read()
            location = answer.headers["Location"]
            assert answer.status in (200, 301, 302, 307, 400, 404), path
            assert location is None or (location.startswith("/") and not location.startswith("//")), (path, location)
            assert b"evil.example" not in body, path
