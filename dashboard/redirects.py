"""An answer that sends on within this app in, the same without its host out.

Starlette takes the host from the request, where its sender may write any: kept by a shared cache, such an answer would
send others there.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Redirects:
    """Middleware: takes the request's own host out of `Location`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "Location" in headers:
                    headers["Location"] = within(headers["Location"], host)
            await send(message)

        await self._app(scope, receive, headed)


def within(location: str, host: str) -> str:
    """Return where an answer sends on to, as a path where that is on `host`, and no other host's by its first signs."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return location
    if not parts.netloc or parts.netloc != host:
        return location
    return urlunsplit(("", "", "/" + parts.path.lstrip("/\\"), parts.query, parts.fragment))
