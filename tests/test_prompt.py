"""Answers that do not wait for what the browser acknowledges."""

from __future__ import annotations

import asyncio
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from starlette.types import Message, Receive, Scope, Send

from dashboard.prompt import Prompt
from tests.server import served

ASKED = 12
WITHOUT_S = 0.035
"""Linux acknowledges what asks often after 40 ms at the earliest."""


class Connection:
    """What uvicorn's `receive` belongs to."""

    def __init__(self, transport: Any) -> None:
        self.transport = transport

    async def receive(self) -> Message:
        """Say that nobody is there."""
        return {"type": "http.disconnect"}


class Transport:
    """A transport of asyncio that knows its socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def get_extra_info(self, name: str) -> socket.socket | None:
        """Return the socket."""
        return self._connection if name == "socket" else None


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the kind of the scope."""
    await send({"type": scope["type"]})


def passed(receive: Receive) -> list[Message]:
    """Return what is sent for a request that comes with `receive`."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor() as thread:
        # Not in this one: the browser of other tests has its event loop here.
        thread.submit(asyncio.run, Prompt(app)({"type": "websocket"}, receive, send)).result()
    return sent


def test_a_connection_sends_at_once() -> None:
    with socket.socket() as connection:
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        assert passed(Connection(Transport(connection)).receive) == [{"type": "websocket"}]
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_a_request_without_a_connection_of_tcp_passes() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    assert passed(receive) == [{"type": "websocket"}]
    assert passed(Connection(None).receive) == [{"type": "websocket"}]
    with socket.socket(socket.AF_UNIX) as local:
        assert passed(Connection(Transport(local)).receive) == [{"type": "websocket"}]


def test_a_real_server_answers_one_request_after_the_other_at_once() -> None:
    with served() as address:
        where = urlsplit(address)
        assert where.hostname
        assert where.port
        with socket.create_connection((where.hostname, where.port)) as connection:
            took = [asked(connection) for _ in range(ASKED)]
    assert min(took[1:]) < WITHOUT_S


def asked(connection: socket.socket) -> float:
    """Return the seconds that the body of an answer takes."""
    began = time.perf_counter()
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    held = b""
    while b"}" not in held:
        got = connection.recv(65_536)
        assert got, "the server has closed the connection"
        held += got
    return time.perf_counter() - began
