"""Requests for what is shown in, files and references to take away out: `api/export` and `api/cite`."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard.cards import web_address
from dashboard.outlines import BOUNDARIES
from dashboard.overlay import store_of
from dashboard.payload import Refused
from dashboard.routes import HEADERS, MAX_PARAMETER, answered
from dashboard.state import NAMES, View
from dashboard.store import Listing, Row, Store, shared
from geo import FORMATS, PROPERTIES, DatelineError, citations, read_boundaries

MAX_EXPORTED = 50_000
"""Events of one file: some 50 MB, made in memory. The command line writes files of any size."""
MAX_CITED = 50
"""Ids of one request: a card's sentences."""
NOT_MADE = "this file cannot be made here; the server's log says why"

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
    return min(MAX_EXPORTED, FORMATS[ending].most or MAX_EXPORTED)


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
        whole = collection(store, view, self._contact)
        try:
            body = FORMATS[ending].write(whole)
        except DatelineError as error:
            _log.warning("%s", error)
            raise Refused(503, NOT_MADE) from error
        headers = {
            **HEADERS,
            "Content-Type": FORMATS[ending].media_type,
            # The name holds our own letters and digits alone (RFC 6266).
            "Content-Disposition": f'attachment; filename="{file_name(view, store, ending)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        }
        return Response(body, headers=headers)

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


def collection(store: Store, view: View, contact: str | None = None) -> dict[str, Any]:
    """Return the Features that a view shows, in the order of the list, with date, disclaimer and credit."""
    listed = store.rows(view.seen, Listing(limit=MAX_EXPORTED))
    opens = {"names": view.names} if view.names != NAMES[0] else {}
    return {
        "type": "FeatureCollection",
        "features": [feature(row) for rows in listed.groups for row in rows],
        "dateline": {
            "as_of": view.asof or store.about.as_of,
            "disclaimer": store.about.disclaimer,
            "attribution": list(store.about.attribution),
            "contact": contact,
            "view": opens | ({"asof": view.asof} if view.asof else {}),
        },
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
