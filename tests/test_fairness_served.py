"""The line before a real server, with its connections, its pages and a proxy."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import httpx
import pytest

from tests.server import served
from tests.visitor import Visitor

WAIT_S = 0.3
MOST_AT_ONCE = 500
"""Answers in the twentieth of a second that a connection has here, and many more."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app in which something is always under way, with little time for a connection."""
    start = tmp_path_factory.mktemp("site") / "sitecustomize.py"
    start.write_text(
        "from dashboard import fairness\n"
        "fairness.CONNECTION = fairness.Share(0.0, 0.05)\n"
        "fairness.WORK.count = 1\n"
        f"fairness.LONGEST_S = {WAIT_S}\n"
    )
    paths = os.pathsep.join((str(start.parent), str(Path(__file__).parents[1])))
    with mock.patch.dict(os.environ, {"PYTHONPATH": paths}), served() as running:
        yield running


def test_a_real_server_has_who_asks_without_a_pause_wait_and_nobody_else(address: str) -> None:
    def took(client: httpx.Client) -> float:
        began = time.perf_counter()
        assert client.get("healthz").status_code == 200
        return time.perf_counter() - began

    with httpx.Client(base_url=address) as one, httpx.Client(base_url=address) as another:
        for client in (one, another):
            at_once = 0
            while took(client) < WAIT_S:
                at_once += 1
                assert at_once < MOST_AT_ONCE
            assert at_once
        with ThreadPoolExecutor() as threads:
            began = time.perf_counter()
            list(threads.map(took, (one, another)))
            assert time.perf_counter() - began >= 2 * WAIT_S
        with httpx.Client(base_url=address) as reader:
            assert took(reader) < WAIT_S


def test_a_real_page_runs_from_the_line(address: str) -> None:
    with Visitor(address) as visitor, visitor.open() as session:
        ran = [session.run().component("list")[1] for _ in range(4)]
    assert all(each["total"] for each in ran)


def test_a_real_server_takes_an_address_from_a_proxy_of_its_own_machine(address: str) -> None:
    where = urlsplit(address)
    assert where.hostname
    assert where.port
    request = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.9\r\n\r\n"
    with socket.create_connection((where.hostname, where.port)) as proxy:
        began = time.perf_counter()
        for _ in range(30):
            proxy.sendall(request)
            answer = b""
            while b"}" not in answer:
                answer += proxy.recv(65_536)
        assert time.perf_counter() - began < 30 * WAIT_S / 2
