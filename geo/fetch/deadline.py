"""A socket with a time-out in, an HTTP answer that must be whole within it out.

A socket's own time-out starts anew with every byte: a server that sends one a second is never late.
"""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any


class _Deadline(io.RawIOBase):
    """Bytes of a socket, until its time-out after this object was made."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._bytes = connection.makefile("rb", buffering=0)
        self._end = time.monotonic() + (connection.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._connection.settimeout(left)
        return self._bytes.readinto(buffer)

    def close(self) -> None:
        self._bytes.close()
        super().close()


class _Bounded:
    """Stands for a socket before `HTTPResponse`, which asks it for a file and nothing else."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Deadline(self._connection))


class BoundedResponse(HTTPResponse):
    """An answer of which every byte must come within the socket's time-out, counted once from its begin."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(_Bounded(sock), *args, **kwargs)  # type: ignore[arg-type]
