"""The setting DATELINE_OUTSIDE in, a process for which one public host is a server of this machine out.

Python imports it at its start where this folder is on PYTHONPATH. What guards against private hosts stays as it is: it
sees a number of the public internet, and only the connection goes elsewhere.
"""

from __future__ import annotations

import os
import socket
from typing import Any

HOST, NUMBER = "news.example", "8.8.8.8"
_told = os.environ.get("DATELINE_OUTSIDE")
if _told:
    _port = int(_told)
    _lookup, _connect = socket.getaddrinfo, socket.socket.connect

    def _getaddrinfo(host: Any, *args: Any, **more: Any) -> Any:
        return _lookup(NUMBER if host == HOST else host, *args, **more)

    def _connected(self: socket.socket, address: Any) -> Any:
        return _connect(self, ("127.0.0.1", _port) if address[0] == NUMBER else address)

    socket.getaddrinfo = _getaddrinfo
    socket.socket.connect = _connected  # type: ignore[method-assign]
