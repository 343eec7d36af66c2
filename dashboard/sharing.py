"""Requests for what is shown in, files and references to take away out: `api/export` and `api/cite`."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dashboard.cards import web_address
from dashboard.outlines import BOUNDARIES
from dashboard.overlay import store_of
from dashboard.payload import Refused
from dashboard.responses import HEADERS, answered
from dashboard.routes import MAX_PARAMETER
from dashboard.state import NAMES, View
from dashboard.store import Listing, Row, Store, shared
from geo import FORMATS, PROPERTIES, DatelineError, citations, read_boundaries

MAX_EXPORTED = 50_000
"""Events of one file that is made in memory: some 50 MB."""
MAX_STREAMED = 1_000_000
"""Events of one file that is sent while it is made: some 1 GB, and some minutes of a processor."""
LARGE = 5_000
"""Events of a file from which on few are made at the same time."""
AT_ONCE = 2
"""Large files that are made and sent at the same time: the map is answered beside them, and they take some 500 MB."""
BUSY = "other large files are being made; try again in some minutes, or set a filter"
PAGE = 500
"""Cards that are read at once for such a file."""
BLOCK = 262_144
"""Bytes of such a file that are sent at once."""
MAX_CITED = 50
"""Ids of one request: a card's sentences."""
NOT_MADE = "this file cannot be made here; the server's log says why"

_large = threading.BoundedSemaphore(AT_ONCE)
Today = Callable[[], dt.date]

_log = logging.getLogger(__name__)


def today() -> dt.date:
    """Return the day in UTC."""
    return dt.datetime.now(dt.UTC).date()


def contact(environ: Mapping[str, str]) -> str | None:
    """Return the address for corrections that the deployment names: http, https or mailto, else null."""
    said = environ.get("DATELINE_CONTACT", "").strip()
    mail = f"mailto:{said}" if "@" in said and ":" not in said else None
    return web_address(said) or mail


def formats(shown: int) -> list[dict[str, Any]]:
    """Return the formats of files with their most events, and whether `shown` events fit."""
    return [
        {"ending": ending, "title": found.title, "most": most(ending), "fits": shown <= most(ending)}
        for ending, found in FORMATS.items()
    ]


def most(ending: str) -> int:
    """Return how many events a file of a format may hold."""
    bound = MAX_STREAMED if FORMATS[ending].parts else MAX_EXPORTED
    return min(bound, FORMATS[ending].most or bound)


class Sharing:
    """The handlers, for one data file."""

    def __init__(self, data: Path, environ: Mapping[str, str], clock: Today = today) -> None:
        """Take the file, the settings and the day on which a reference is made."""
        self._data = data
        self._contact = contact(environ)
        self._clock = clock

    def export(self, request: Request) -> Response:
        """Answer `api/export?s=TOKEN&format=ENDING`: the events of a view as a file to save."""
        view = View.from_token(request.query_params.get("s", ""))
        ending = request.query_params.get("format", "")
        if ending not in FORMATS:
            raise Refused(400, f"format is one of {', '.join(FORMATS)}")
        store = store_of(self._data, view.mine)
        shown = store.shown(view.seen)
        if shown > most(ending):
            raise Refused(400, f"{shown} events are more than the {most(ending)} of one file; set a filter")
        headers = {
            **HEADERS,
            "Content-Type": FORMATS[ending].media_type,
            # The name holds our own letters and digits alone (RFC 6266).
            "Content-Disposition": f'attachment; filename="{file_name(view, store, ending)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        }
        if request.method == "HEAD":
            return Response(headers=headers)
        try:
            return made(ending, store, view, about(store, view, self._contact), headers)
        except DatelineError as error:
            _log.warning("%s", error)
            raise Refused(503, NOT_MADE) from error

    def cite(self, request: Request) -> Response:
        """Answer `api/cite?id=ID&id=ID[&view=ADDRESS]`: a reference to each source of these Features."""
        identities = request.query_params.getlist("id")[:MAX_CITED]
        view = request.query_params.get("view", "")
        if not identities or max(map(len, (*identities, view))) > 2 * MAX_PARAMETER:
            raise Refused(400, "id is that of a Feature")
        store = shared(self._data)
        rows = [row for row in map(store.find, identities) if row]
        if not rows:
            raise Refused(404, "no Feature of that id")
        day = self._clock()
        references = [
            {"title": row.title or row.article or row.event, **asdict(citations(feature(row), day, view or None))}
            for row in _sources(rows)
        ]
        return answered({"version": store.version, "accessed": day.isoformat(), "references": references})


def routes(sharing: Sharing) -> Mapping[str, Callable[[Request], Response]]:
    """Return the handlers by their paths."""
    return {"/api/export": sharing.export, "/api/cite": sharing.cite}


def file_name(view: View, store: Store, ending: str) -> str:
    """Return a name such as `dateline-2024-08-19.csv`."""
    day = view.asof or store.about.as_of
    return f"dateline-{day}.{ending}" if day else f"dateline.{ending}"


def made(ending: str, store: Store, view: View, told: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """Return the file: whole, or sent part by part where it is large or its format is written so.

    Raises:
        DatelineError: it cannot be made; of a file in parts, its first part.
        Refused: it is large, and as many others are being made or sent.
    """
    found, parts = features(store, view), FORMATS[ending].parts
    sent = whole(ending, found, told) if parts is None else parts(found, told)
    if store.shown(view.seen) > LARGE:
        sent = in_turn(sent)
    elif parts is None:
        return Response(b"".join(sent), headers=headers)
    sent = blocks(sent)
    first = next(sent, b"")
    return StreamingResponse(chain((first,), sent), headers=headers)


def whole(ending: str, found: Iterable[dict[str, Any]], told: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a file that cannot be made part by part, in parts that are sent."""
    content = FORMATS[ending].write({"type": "FeatureCollection", "features": list(found), "dateline": told})
    for start in range(0, len(content), BLOCK):
        yield content[start : start + BLOCK]


def in_turn(sent: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same, as long as no more than `AT_ONCE` do so. Raises Refused before the first where they do."""
    if not _large.acquire(blocking=False):
        raise Refused(503, BUSY)
    try:
        yield from sent
    finally:
        # Also where the visitor has gone: the iterator is closed then.
        _large.release()


def blocks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes in blocks of at least `BLOCK`, the last of what is left."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def features(store: Store, view: View) -> Iterator[dict[str, Any]]:
    """Yield the Features that a view shows, in the order of the list."""
    offset: int | None = 0
    while offset is not None:
        listed = store.rows(view.seen, Listing(offset=offset, limit=PAGE))
        yield from (feature(row) for rows in listed.groups for row in rows)
        offset = listed.next


def about(store: Store, view: View, contact: str | None = None) -> dict[str, Any]:
    """Return what a file says of itself: date, disclaimer, credit and how it opens."""
    opens = {"names": view.names} if view.names != NAMES[0] else {}
    return {
        "as_of": view.asof or store.about.as_of,
        "disclaimer": store.about.disclaimer,
        "attribution": list(store.about.attribution),
        "contact": contact,
        "view": opens | ({"asof": view.asof} if view.asof else {}),
    }


def feature(row: Row) -> dict[str, Any]:
    """Return a row as the Feature of map.geojson that it was."""
    values = {name: getattr(row, name) for name in PROPERTIES}
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": _geometry(row),
        "properties": {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()},
    }


def _geometry(row: Row) -> Mapping[str, Any] | None:
    if row.lon is not None and row.lat is not None:
        return {"type": "Point", "coordinates": [row.lon, row.lat]}
    return _lines().get(row.line) if row.line else None


@lru_cache(1)
def _lines() -> Mapping[str, Mapping[str, Any]]:
    """Return the borders by their ids. Raises TableError where data/boundaries does not hold."""
    return {boundary.id: boundary.geometry for boundary in read_boundaries(BOUNDARIES)}


def _sources(rows: list[Row]) -> list[Row]:
    """Return the first row of each article, and each milestone."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.article or row.id, row)
    return list(found.values())
