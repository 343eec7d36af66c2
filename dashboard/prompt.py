"""Requests on their way in; the same, on connections that send what they are given at once.

A server's answer is written in two pieces, its head and its body. By Nagle's algorithm (RFC 896) the second waits until
the first is acknowledged, and a browser that asks often acknowledges only every 40 ms. Python's event loop turns this
off for the sockets that it opens itself; Streamlit opens its own.
"""

from __future__ import annotations

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class Prompt:
    """Middleware: has each connection of HTTP and of WebSockets send without delay."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        connection = _socket(receive)
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self._app(scope, receive, send)


def _socket(receive: Receive) -> socket.socket | None:
    """Return the socket of uvicorn's connection, null where another server calls."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    found: socket.socket | None = transport.get_extra_info("socket") if transport is not None else None
    return found
