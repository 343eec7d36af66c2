"""Requests of the pages for reading and reviewing in, values that are answered as JSON out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict

from starlette.requests import Request

from dashboard import desk, reader, review
from dashboard.overlay import store_of
from dashboard.payload import Refused
from dashboard.routes import MAX_PARAMETER
from dashboard.state import View
from geo import DatelineError

MAX_NAME = 100
"""Characters of a name that is looked up: the longest of GeoNames has fewer."""
MAX_FOUND = 9
"""Places of one name that are answered, the most populous: each has a digit of the keyboard."""
NO_TEXT = "the text of this article is not here"
NOT_READ = "the article cannot be read here; the server's log says why"

_log = logging.getLogger(__name__)


def gazetteer(request: Request) -> object:
    """Answer `api/gazetteer?q=NAME`: the places of a name."""
    name = request.query_params.get("q", "")
    if not name.strip() or len(name) > MAX_NAME:
        raise Refused(400, f"q is a name of at most {MAX_NAME} characters")
    try:
        found = desk.reference().gazetteer.lookup(name)
    except DatelineError as error:
        _log.warning("%s", error)
        raise Refused(503, "there is no gazetteer to look into; the server's log says why") from error
    return {
        "places": [asdict(each) for each in review.choices(found)[:MAX_FOUND]],
        "more": max(0, len(found) - MAX_FOUND),
    }


def article(request: Request) -> object:
    """Answer `api/article?id=ID&s=TOKEN`: the text of an article with its marks."""
    identity, view = request.query_params.get("id", ""), View.from_token(request.query_params.get("s", ""))
    if not identity or len(identity) > MAX_PARAMETER:
        raise Refused(400, "id is that of an article")
    store = store_of(desk.files().map, view.mine)
    try:
        found = desk.find(identity, view.mine)
        reading = desk.reading(found) if found else None
    except DatelineError as error:
        _log.warning("%s", error)
        raise Refused(503, NOT_READ) from error
    if found is None or reading is None:
        raise Refused(404, NO_TEXT)
    return asdict(reader.text(found, reading, store, view))


ROUTES: Mapping[str, Callable[[Request], object]] = {"/api/gazetteer": gazetteer, "/api/article": article}
