"""An answer on its way out in, the same with another head out: what is said of each answer is said in one place."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heading:
    """Middleware: has `head` change the headers of each answer over HTTP."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.head(scope, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, headed)

    def head(self, scope: Scope, headers: MutableHeaders) -> None:
        """Change the headers of the answer to a request."""
        raise NotImplementedError
