"""An answer that sends on within this app in, the same without its host out.

Starlette takes the host from the request, where its sender may write any: kept by a shared cache, such an answer would
send others there.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Scope

from dashboard.heading import Heading


class Redirects(Heading):
    """Middleware: takes the request's own host out of `Location`."""

    def head(self, scope: Scope, headers: MutableHeaders) -> None:
        """Leave of an address on the request's host its path."""
        if "Location" in headers:
            headers["Location"] = within(headers["Location"], Headers(scope=scope).get("host", ""))


def within(location: str, host: str) -> str:
    """Return where an answer sends on to, as a path where that is on `host`, and no other host's by its first signs."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return location
    if not parts.netloc or parts.netloc != host:
        return location
    return urlunsplit(("", "", "/" + parts.path.lstrip("/\\"), parts.query, parts.fragment))
