"""An answer on its way out in, the same with the headers that say who may frame it out.

The page may stand in a frame of its own host alone, unless it is asked for with `embed=true`, which any site may frame:
the map, and none of the pages beside it, on which a press may write.
Streamlit itself sends no such policy. A component's frame is left alone: its policy would be held against every page
above it, also against the site that embeds the map (CSP Level 3, section 6.4.2).
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import Scope

from dashboard.heading import Heading

OWN = "frame-ancestors 'self'"
ANY = "frame-ancestors *"
MAX_QUERY = 100_000
"""Bytes of an address that are looked at: no server passes on as many."""


class Framing(Heading):
    """Middleware: adds the policy to HTML documents, and `nosniff` to everything."""

    def head(self, scope: Scope, headers: MutableHeaders) -> None:
        """Say who may frame a document, and that nothing is another type than it says."""
        headers.setdefault("X-Content-Type-Options", "nosniff")
        if headers.get("Content-Type", "").startswith("text/html") and "/component/" not in scope["path"]:
            headers.setdefault("Content-Security-Policy", policy(scope.get("query_string", b"")))


def policy(query: bytes) -> str:
    """Return who may frame the page that is asked for with a query: any site the map, where `embed` is true."""
    asked = parse_qs(query[:MAX_QUERY].decode("latin-1"), keep_blank_values=True)
    embedded = "true" in [value.lower() for value in asked.get("embed", ())]
    return ANY if embedded and "page" not in asked else OWN
