"""A request in, the answer or a refusal out: of a private map a stranger gets nothing but the way to sign in.

Closed unless it is on the list: a route that is added is refused until somebody opens it here.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import signin
from dashboard.responses import answered

PAGES = frozenset(
    {
        "/",
        "/index.html",
        "/favicon.png",
        "/manifest.json",
        "/oauth2callback",
        "/healthz",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
FOLDERS = ("/static/", "/web/", "/auth/")
"""Streamlit's and our own code, and the way in: the same for every app, and nothing of the map."""
REFUSED = "this map is private: sign in on its page"


class Guard:
    """Middleware: refuses strangers where the map is private, and keeps what others get out of shared caches."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """Take the app and `server.baseUrlPath`."""
        self._app = app
        self._prefix = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it. Streamlit's web socket passes: the page itself asks who comes by it."""
        rules = signin.rules() if scope["type"] == "http" else signin.OPEN
        if not rules.private or self.opened(scope["path"]):
            await self._app(scope, receive, send)
            return
        if not rules.may_read(known(Request(scope), rules)):
            await answered({"error": REFUSED}, 401)(scope, receive, _kept_apart(send))
            return
        await self._app(scope, receive, _kept_apart(send))

    def opened(self, path: str) -> bool:
        """Tell whether a path is open to everybody."""
        inner = path[len(self._prefix) :] if path.startswith(f"{self._prefix}/") else path
        return inner in PAGES or inner.startswith(FOLDERS)


def known(request: Request, rules: signin.Rules) -> signin.Person | None:
    """Return who sends a request; null for a stranger, and where nobody can sign in."""
    return signin.person(signin.claims_of(request.cookies)) if rules.providers else None


def _kept_apart(send: Send) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            held = headers.get("Cache-Control", "no-cache").removeprefix("public, ")
            headers["Cache-Control"] = held if "no-store" in held else f"private, {held}"
            headers.add_vary_header("Cookie")
        await send(message)

    return headed
