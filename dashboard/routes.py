"""Requests in, answers out: what the map, the list and the page fetch, as JSON or as files on a fixed list.

docs/architecture.md has the contract. Handlers are plain functions, so that their work runs in threads and not in the
event loop. Errors are one line of JSON; what went wrong in detail goes to the log, never to the visitor.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import itinerary, signin
from dashboard.assets import Assets
from dashboard.cards import card
from dashboard.guard import known
from dashboard.overlay import Expired, store_of
from dashboard.payload import Outlines, Refused
from dashboard.responses import FOREVER, HEADERS, answered, kept, payload, ready
from dashboard.state import BadToken, View
from dashboard.store import BadBounds, Bounds, Listing, Store, health, plain, written
from geo import DataError

MAX_LIMIT = 200
"""Cards of one answer: some 200 KB."""
MAX_OFFSET = 100_000_000
"""More events than any file of ours holds."""
MAX_PARAMETER = 1_000
"""Characters of a parameter other than the token, which has a bound of its own."""
NO_OUTLINES = "no outlines can be shown; the server's log says why"
NO_DATA = "no data can be shown; build it with: python -m geo build"
_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")
_Handler = Callable[[Request], Response]


class Answers:
    """The handlers, for one data file and one set of files."""

    def __init__(self, data: Path, assets: Assets, outlines: Outlines, build: str = "") -> None:
        """Take what is served. `build` names the code: with another, answers that a browser keeps are stale."""
        self._data = data
        self._assets = assets
        self._outlines = outlines
        self._build = build

    def map(self, request: Request) -> Response:
        """Answer `api/map`: what the map draws in a viewport, or the part of it that another viewport changes."""
        view = View.from_token(_text(request, "s") or "")
        zoom = _whole(request, "z", 0, 99)
        bounds = Bounds.parse(_text(request, "b") or "")
        part = _text(request, "part")
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("map", zoom, bounds, part))

        def make() -> bytes:
            drawn = store.map(view, zoom, bounds)
            answer: dict[str, Any] = {name: getattr(drawn, name) for name in ("version", "total", "shown", "unplaced")}
            answer["cells"] = drawn.cells.json
            if part != "cells":
                answer |= {"areas": drawn.areas.json, "lines": drawn.lines.json}
            return written(answer)

        return kept(request, etag, make)

    def fit(self, request: Request) -> Response:
        """Answer `api/fit`: where most of the story is, which is where a map opens."""
        view = View.from_token(_text(request, "s") or "")
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("fit",))
        return kept(request, etag, lambda: written({"bounds": store.fit(view.seen)}))

    def list(self, request: Request) -> Response:
        """Answer `api/list`: a page of evidence cards."""
        view = View.from_token(_text(request, "s") or "")
        listing = _listing(request)
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("list", listing))

        def make() -> bytes:
            listed = store.rows(view.seen, listing)
            answer = {name: value for name, value in plain(listed).items() if name != "groups"}
            cards = [card(rows, view) for rows in listed.groups]
            return written({"version": store.version, **answer, "cards": cards})

        return kept(request, etag, make)

    def timeline(self, request: Request) -> Response:
        """Answer `api/timeline`: how many Features of each kind begin in each stretch of time."""
        view = View.from_token(_text(request, "s") or "")
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("timeline",))
        return kept(request, etag, lambda: written(store.timeline(view.seen)))

    def route(self, request: Request) -> Response:
        """Answer `api/route`: the visits of the one person that the view is narrowed to."""
        view = View.from_token(_text(request, "s") or "")
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("route",))
        return kept(request, etag, lambda: written(_versioned(store, itinerary.route(store, view))))

    def actor(self, request: Request) -> Response:
        """Answer `api/actor`: visits and statements of a person."""
        name, view = _text(request, "name"), View.from_token(_text(request, "s") or "")
        if not name:
            raise Refused(400, "name is that of a person")
        store = store_of(self._data, view.mine)
        etag = self._etag(store, view, ("actor", name))
        return kept(request, etag, lambda: written(_versioned(store, itinerary.person(store, name, view))))

    def world(self, request: Request) -> Response:
        """Answer `api/outlines/world`."""
        return payload(request, _given(self._outlines.world))

    def detail(self, request: Request) -> Response:
        """Answer `api/outlines/detail?cell=NAME`."""
        found = _given(lambda: self._outlines.detail(_text(request, "cell") or ""))
        if found is None:
            raise Refused(404, "no outlines of that cell")
        return payload(request, found)

    def lines(self, request: Request) -> Response:
        """Answer `api/lines`."""
        return payload(request, _given(self._outlines.lines))

    def web(self, request: Request) -> Response:
        """Answer `web/VERSION/NAME`: a file of the list made at the start, kept for ever under the files' version."""
        found = self._assets.get(request.path_params["name"])
        if found is None:
            raise Refused(404, "no file of that name")
        current = request.path_params["version"] == self._assets.version()
        headers = {**HEADERS, "Content-Type": found.type, "Cache-Control": FOREVER if current else "no-cache"}
        return ready(request, (found.body, found.gzipped), found.version, headers)

    def healthz(self, request: Request) -> Response:
        """Answer `healthz`: 200 with the data's version, counts and age, 503 where there is no data.

        Of a private map a stranger, as who watches over the server is, hears no more than that it is well.
        """
        told, rules = health(self._data), signin.rules()
        return answered({"status": "ok", **(told if rules.may_read(known(request, rules)) else {})})

    def _etag(self, store: Store, view: View, asked: tuple[object, ...]) -> str:
        key = "\n".join((self._build, store.version, view.token(), repr(asked)))
        return hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def routes(
    answers: Answers, base: str = "", more: Mapping[str, Callable[[Request], object]] | None = None
) -> list[Route]:
    """Return the routes, bare and below `base` (`server.baseUrlPath`), which Streamlit does not put before our own.

    `more` has functions by their paths whose values are answered as JSON.
    """
    paths: dict[str, _Handler] = {
        "/api/map": answers.map,
        "/api/fit": answers.fit,
        "/api/list": answers.list,
        "/api/timeline": answers.timeline,
        "/api/route": answers.route,
        "/api/actor": answers.actor,
        "/api/outlines/world": answers.world,
        "/api/outlines/detail": answers.detail,
        "/api/lines": answers.lines,
        **{path: _valued(make) for path, make in (more or {}).items()},
        "/api/{rest:path}": _nothing,
        "/web/{version}/{name:path}": answers.web,
        "/healthz": answers.healthz,
    }
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [
        Route(before + path, _told(handler), methods=["GET"])
        for before in dict.fromkeys(("", prefix))
        for path, handler in paths.items()
    ]


def failed(_request: Request, error: Exception) -> Response:
    """Answer a fault of ours with one line; the server's log has it in full."""
    _log.error("a request failed", exc_info=error)
    return answered({"error": "the server met a fault; its log says which"}, 500)


def _told(handler: _Handler) -> _Handler:
    """Return the handler with its errors as answers of one line."""

    @wraps(handler)
    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except (BadToken, BadBounds) as error:
            return answered({"error": str(error)}, 400)
        except Expired as error:
            return answered({"error": str(error)}, 410)
        except Refused as error:
            return answered({"error": str(error)}, error.status)
        except DataError as error:
            _log.warning("%s", error)
            return answered({"status": "no data", "error": NO_DATA}, 503)

    return answer


def _valued(make: Callable[[Request], object]) -> _Handler:
    def answer(request: Request) -> Response:
        made = make(request)
        return made if isinstance(made, Response) else answered(made)

    return answer


def _given(make: Callable[[], _Made]) -> _Made:
    try:
        return make()
    except DataError as error:
        _log.warning("%s", error)
        raise Refused(503, NO_OUTLINES) from error


def _nothing(_request: Request) -> Response:
    raise Refused(404, "no such answer")


def _text(request: Request, name: str) -> str | None:
    value = request.query_params.get(name)
    if value is not None and name != "s" and len(value) > MAX_PARAMETER:
        raise Refused(400, f"{name} is longer than {MAX_PARAMETER} characters")
    return value


def _listing(request: Request) -> Listing:
    at = _text(request, "at")
    return Listing(
        offset=_whole(request, "offset", 0, MAX_OFFSET, 0),
        limit=_whole(request, "limit", 1, MAX_LIMIT, 50),
        at=Bounds.parse(at) if at else None,
        place=_text(request, "place"),
        line=_text(request, "line"),
        unplaced=_text(request, "unplaced") == "1",
        years=_text(request, "years") == "1",
        focus=_text(request, "focus"),
    )


def _whole(request: Request, name: str, least: int, most: int, default: int | None = None) -> int:
    value = _text(request, name)
    if value is None and default is not None:
        return default
    whole = value is not None and value.isascii() and value.isdigit() and len(value) <= 9
    if value is None or not whole or not least <= int(value) <= most:
        raise Refused(400, f"{name} is a whole number from {least} to {most}")
    return int(value)


def _versioned(store: Store, value: Any) -> dict[str, Any]:
    return {"version": store.version, **plain(value)}
