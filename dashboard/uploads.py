"""A file on its way in in, the same or a refusal out: what visitors send is held in memory for as long as they stay.

Streamlit bounds one file (`server.maxUploadSize`), not how many a visitor sends beside the page's own field for files.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime, exists
from streamlit.runtime.stats import CacheStat

from dashboard.responses import answered

MAX_HELD = 400_000_000
"""Bytes of all visitors' files."""
FOLDER = "/_stcore/upload_file/"
FULL = "too many files are held just now; send fewer, or try again in some minutes"


class Uploads:
    """Middleware: refuses files while as many are held as the memory is for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and scope["method"] == "PUT" and FOLDER in scope["path"] and held() > MAX_HELD:
            await answered({"error": FULL}, 503)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def held() -> int:
    """Return the bytes of the files that Streamlit holds."""
    found = Runtime.instance().uploaded_file_mgr.get_stats() if exists() else {}
    return sum(each.byte_length for stats in found.values() for each in stats if isinstance(each, CacheStat))
