"""The routes of a real server, bare and below a base path."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import mapfile

ROOT = Path(__file__).resolve().parents[1]
WORLD = "-180,-85,180,85"
START = 30.0
"""Seconds that a server may take to answer for the first time on a busy machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["", "news/map"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Start `streamlit run dashboard/app.py` on a data file that does not exist yet."""
    port = free_port()
    data = tmp_path / "map.geojson"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "dashboard" / "app.py"),
        "--server.headless",
        "true",
    ]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", request.param]
    command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | {"DATELINE_DATA": str(data)}, stdout=log, stderr=log
    )
    try:
        address = f"http://127.0.0.1:{port}/{request.param}".rstrip("/")
        wait_for(f"{address}/_stcore/health", process, tmp_path / "log")
        yield address, data
    finally:
        process.terminate()
        process.wait(timeout=START)
        log.close()


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=START):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the server did not come up: {log.read_text(encoding='utf-8')}")


def fetch(address: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=START) as answer:
            body, headers, status = answer.read(), dict(answer.headers.items()), answer.status
    except urllib.error.HTTPError as error:
        with error:
            body, headers, status = error.read(), dict(error.headers.items()), error.code
    headers = {name.lower(): value for name, value in headers.items()}
    return status, headers, gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


def test_a_real_server_starts_without_data_and_shows_it_once_it_is_there(server: tuple[str, Path]) -> None:
    address, data = server
    status, _, page = fetch(f"{address}/")
    assert (status, b"<title>" in page) == (200, True)
    status, headers, body = fetch(f"{address}/healthz")
    assert (status, headers["content-type"]) == (503, "application/json")
    assert "python -m geo build" in json.loads(body)["error"]
    mapfile.write(data, mapfile.features(20))
    status, _, body = fetch(f"{address}/healthz")
    assert (status, json.loads(body)["total"]) == (200, 20)
    status, headers, body = fetch(f"{address}/api/map?s=&z=2&b={WORLD}")
    assert (status, json.loads(body)["shown"]) == (200, 20)
    assert headers["etag"].startswith("W/")
    status, _, body = fetch(f"{address}/api/list?focus={quote('row-3')}")
    assert json.loads(body)["focus"] is not None
    assert fetch(f"{address}/api/nothing")[0] == 404
