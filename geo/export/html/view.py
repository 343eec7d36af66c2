"""A view's token or the query of a page's address in, what it sets out, under the names of the address."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any
from urllib.parse import parse_qs

from geo.contract import is_date
from geo.errors import InputError
from geo.gazetteer.labels import POLICIES

LISTS = ("kind", "actor", "place", "status", "stage", "role", "article")
SINGLES = ("from", "to", "q", "names", "asof")
DAYS = ("from", "to", "asof")
MAX_VIEW = 10_000
"""Characters: a token has at most 8,192, and an address is refused by common servers from there on."""


def read_view(text: str) -> dict[str, Any]:
    """Return lists for lists, text for the rest; other parameters of an address are left out.

    Args:
        text: a token as the map's requests carry it in `s`, or a query ("kind=visit&asof=2024-08-19"), also with the
            address before it.

    Raises:
        InputError: it is neither, or a date or policy is none.
    """
    if len(text) > MAX_VIEW:
        raise InputError(f"view: longer than {MAX_VIEW} characters; set fewer filters")
    chosen = _from_query(text.rpartition("?")[2]) if "=" in text or "?" in text else _from_token(text)
    for name, value in chosen.items():
        if not _holds(name, value):
            wanted = f"none of {', '.join(POLICIES)}" if name == "names" else "not a day such as 2024-08-19"
            raise InputError(f"view: {name} {value!r} is {wanted}")
    return chosen


def fitting(given: object) -> dict[str, Any]:
    """Return of what a file says that it opens with what a view can hold: the file may be anybody's."""
    chosen = given if isinstance(given, dict) else {}
    found = {name: value for name, value in chosen.items() if _fits(name, value)}
    return {name: value for name, value in found.items() if _holds(name, value)}


def _holds(name: str, value: Any) -> bool:
    """Tell whether a day is one, and a policy is known; of the rest any text may be asked for."""
    if name in DAYS:
        return is_date(value) and len(value) == len("2024-08-19")
    return name != "names" or value in POLICIES


def _from_query(query: str) -> dict[str, Any]:
    asked = parse_qs(query)
    lists: dict[str, Any] = {name: asked[name] for name in LISTS if name in asked}
    return lists | {name: asked[name][-1] for name in SINGLES if name in asked}


def _from_token(token: str) -> dict[str, Any]:
    if not token:
        return {}
    try:
        chosen = json.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
    except (ValueError, RecursionError, binascii.Error):
        raise InputError("view: neither a token nor a query; copy it from the page's link") from None
    if not isinstance(chosen, dict) or not all(_fits(name, value) for name, value in chosen.items()):
        raise InputError("view: the token is not one of a view; copy it from the page's link")
    return chosen


def _fits(name: str, value: object) -> bool:
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return name in SINGLES and isinstance(value, str)
