"""The page's HTML on its way out in, the same with what the browser may begin with at once out.

Streamlit's own code asks for what the page shows only when it is loaded and has heard from the page's run. Until then
the browser has time: `web/early.js` asks for the first view's answers, and the files of the map's frame are fetched.
What is added is the same for everybody: nothing of the address or the data comes into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.assets import Assets
from dashboard.responses import FOREVER

EARLY = "early.bundle.js"
PAGE = "page.bundle.js"
FILES = ("map.bundle.js", "leaflet.js", "leaflet.css", "theme.css", "card.css", "map.css", "evidence.css", "head.css")
"""What the map's frame and the first parts of the page load."""
STREAMLIT = ("ComponentInstance", "BidiComponent", "Html", "IFrameUtil", "purify.es", "recordbatch", "serialization")
"""Parts of Streamlit's own code that the page's elements need, which it would ask for when they come."""
COMPONENT = "component/streamlit_folium.st_folium"
MAX_DOTS = 3
"""Of a file's name: more are another part of a longer name."""
MAX_HTML = 1_000_000
"""Bytes of a document that is looked at: Streamlit's has some ten thousand."""
_CHARSET = re.compile(rb"<meta charset=[^>]*>", re.IGNORECASE)
_KEPT = {
    re.compile(rf"/{re.escape(COMPONENT)}/static/.*\.[0-9a-f]{{8}}\.(js|css)$"): FOREVER,
    re.compile(rf"/{re.escape(COMPONENT)}/index\.html$"): "public, max-age=3600",
}
"""Files of streamlit-folium, and how long a browser keeps them. Some have names that change with what they hold.
Streamlit asks for its document twice in a row; it is the same as long as the package is."""


class Opening:
    """Middleware: adds the tags to the page, and has the browser keep the files of streamlit-folium."""

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self._app = app
        self._assets = assets
        self._frame = _frame_files()
        self._streamlit = _streamlit_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif keep := next((keep for path, keep in _KEPT.items() if path.search(scope["path"])), None):
            await self._app(scope, receive, _keeping(send, keep))
        elif "html" in Headers(scope=scope).get("accept", "") and "/component/" not in scope["path"]:
            await self._app(scope, receive, _Rewritten(send, self._tags()))
        else:
            await self._app(scope, receive, send)

    def _tags(self) -> bytes:
        """Return what is added to the page's head: scripts that run and files that are fetched ahead."""
        early, page = (self._assets.address(name) for name in (EARLY, PAGE))
        fetched = [self._assets.address(name) for name in FILES]
        tags = [f'<script type="module" async src="./{early}"></script>'] if early else []
        tags += [f'<link rel="modulepreload" href="./{page}">'] if page else []
        # As Streamlit's own, with the same way of asking: else the browser would fetch them twice.
        tags += [f'<link rel="modulepreload" crossorigin href="./{escape(each)}">' for each in self._streamlit]
        tags += [f'<link rel="prefetch" href="./{escape(each)}">' for each in (*fetched, *self._frame) if each]
        return "".join(tags).encode()


class _Rewritten:
    """Sends a document with tags after its charset; any other answer as it is."""

    def __init__(self, send: Send, tags: bytes) -> None:
        self._send = send
        self._tags = tags
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send a message on, a document's when it is whole."""
        if message["type"] == "http.response.start":
            headers = Headers(scope=message)
            plain = headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
            if plain and message["status"] == 200 and int(headers.get("content-length", MAX_HTML + 1)) <= MAX_HTML:
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._whole(self._start)
        await self._send(message)

    async def _whole(self, start: Message) -> Message:
        found = _CHARSET.search(self._body)
        at = found.end() if found else 0
        body = self._body[:at] + (self._tags if found else b"") + self._body[at:]
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):
            # They are those of the document without the tags.
            del headers[name]
        self._start = None
        await self._send(start)
        return {"type": "http.response.body", "body": body}


def _keeping(send: Send, keep: str) -> Send:
    async def kept(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            MutableHeaders(scope=message)["Cache-Control"] = keep
        await send(message)

    return kept


def _streamlit_files() -> Sequence[str]:
    """Return the addresses of the parts of Streamlit's code that are asked for late; none where it has other names."""
    folder = Path(streamlit.__file__).parent / "static/static/js"
    found = (sorted(folder.glob(f"{name}.*.js")) for name in STREAMLIT)
    return [f"static/js/{path.name}" for paths in found for path in paths if path.name.count(".") <= MAX_DOTS]


def _frame_files() -> Sequence[str]:
    """Return the addresses of the scripts of streamlit-folium's frame."""
    # Not imported: it would tell Streamlit of its component before there is anybody to tell.
    found = find_spec("streamlit_folium")
    build = Path(found.origin).parent / "frontend/build" if found and found.origin else None
    paths = sorted(build.glob("static/js/*.js")) if build else []
    return [f"{COMPONENT}/static/js/{path.name}" for path in paths]
