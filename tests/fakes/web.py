"""A web server on 127.0.0.1 that answers what a test says, also byte by byte, and counts its connections."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any, Self

Send = Callable[[bytes], None]
Answer = bytes | Callable[[Send], None]


def page(body: bytes, *headers: str, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """Return a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class FakeWeb:
    """Serves `answers` by path; a callable gets a function that sends bytes."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone would leave `accept` waiting.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def resolve(self, _host: str, port: int) -> list[Any]:
        """Answer any host with this machine."""
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            asked = connection.recv(65_536)
            self.requests.append(asked)
            path = asked.split(b" ")[1].decode() if asked.count(b" ") > 1 else ""
            answer = self.answers.get(path, page(b"nothing", status="404 Not Found"))
            try:
                if callable(answer):
                    answer(connection.sendall)
                else:
                    connection.sendall(answer)
            except OSError:
                return  # the other side has had enough, which is what most of these tests are about
