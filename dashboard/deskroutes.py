"""Requests of the pages for reading and reviewing in, values that are answered as JSON out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict

from starlette.requests import Request

from dashboard import desk, review
from dashboard.routes import Refused
from geo import DatelineError

MAX_NAME = 100
"""Characters of a name that is looked up: the longest of GeoNames has fewer."""
MAX_FOUND = 9
"""Places of one name that are answered, the most populous: each has a digit of the keyboard."""
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


ROUTES: Mapping[str, Callable[[Request], object]] = {"/api/gazetteer": gazetteer}
