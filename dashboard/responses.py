"""Bodies in, HTTP responses out: with their headers, compressed, or 304 where the browser holds them already."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from dashboard.payload import Payload
from dashboard.store import written

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""An answer is data or a part of a page: opened as a page of its own it may load nothing."""
JSON_HEADERS: Mapping[str, str] = {**HEADERS, "Cache-Control": "no-cache"}
"""It is kept, and asked for anew each time."""
FOREVER = "public, max-age=31536000, immutable"
"""For addresses that carry the hash of what they answer."""
LEAST_PACKED = 1_400
"""Bytes from which a body is compressed: fewer go in one packet anyway."""
_QUICK = 1
"""Level of zlib for what is made for one request: a quarter of the time of Streamlit's own, a tenth more bytes."""
_GZIP = 16 + zlib.MAX_WBITS


def answered(value: object, status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(written(value), status, JSON_HEADERS, media_type="application/json")


def kept(request: Request, etag: str, make: Callable[[], bytes]) -> Response:
    """Return the JSON that `make` makes, which is asked only where the browser does not hold it already."""
    unchanged = _unchanged(request, etag)
    if unchanged:
        return unchanged
    body, encoding = make(), {}
    if len(body) >= LEAST_PACKED and _takes_gzip(request):
        packer = zlib.compressobj(_QUICK, zlib.DEFLATED, _GZIP)
        body, encoding = packer.compress(body) + packer.flush(), {"Content-Encoding": "gzip"}
    headers = {**JSON_HEADERS, "ETag": f'W/"{etag}"', "Vary": "Accept-Encoding", **encoding}
    return Response(body, headers=headers, media_type="application/json")


def payload(request: Request, found: Payload) -> Response:
    """Return a body of JSON that is ready."""
    headers = {**JSON_HEADERS, "Content-Type": "application/json"}
    return ready(request, (found.body, found.gzipped), found.etag.strip('"'), headers)


def ready(request: Request, bodies: tuple[bytes, bytes], version: str, headers: Mapping[str, str]) -> Response:
    """Return a ready body, plain or compressed, or 304 where the browser has this version."""
    unchanged = _unchanged(request, version, headers["Cache-Control"])
    if unchanged:
        return unchanged
    body, gzipped = bodies
    packed = len(gzipped) < len(body) and _takes_gzip(request)
    encoding = {"Content-Encoding": "gzip"} if packed else {}
    more = {"ETag": f'W/"{version}"', "Vary": "Accept-Encoding"}
    return Response(gzipped if packed else body, headers={**headers, **more, **encoding})


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "").lower()


def _unchanged(request: Request, etag: str, cache: str = "no-cache") -> Response | None:
    """Return 304 where the browser has this answer already (RFC 9110, section 13.1.2, by weak comparison)."""
    held = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if "*" not in held and f'"{etag}"' not in held:
        return None
    kept_headers = {"ETag": f'W/"{etag}"', "Cache-Control": cache, "Vary": "Accept-Encoding"}
    return Response(status_code=304, headers={**HEADERS, **kept_headers})
