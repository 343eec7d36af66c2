"""The address that a visit begins with, and what the browser tells later, in; a `View` out.

The browser writes each change into the address and shows it before the page hears of it. Streamlit tells the address
of the beginning alone, so a change comes as the token of the view.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from dashboard import dates
from dashboard.state import LISTS, SINGLES, BadToken, View
from dashboard.store import Store

FILTERS = (*LISTS.values(), *SINGLES.values())
"""Names in the address of all that narrows the events."""
PARAMETERS = (*FILTERS, "names", "asof")
ARRIVED, NOTE, TOLD, TURN = "_arrived", "_note", "_told", "_turn"
"""Keys of the session: whether the link was looked at, what is to be said of it; the view that was told last, and the
number of that change."""
MAX_TURN = 1 << 53
"""Whole numbers that the browser counts exactly."""

Session = MutableMapping[Any, Any]
Query = Mapping[str, Sequence[str]]


def view(session: Mapping[Any, Any], query: Query, store: Store) -> View:
    """Return the view that was told last, or that of the address, without values that the data does not have."""
    asked = session.get(TOLD) or View.from_query(query)
    return View(store.known(asked.filter), asked.names, asked.asof)


def heard(session: Session, told: object) -> None:
    """Note the view that the browser tells of, as its token and the change's number; any other message does nothing."""
    turn, token = (told.get("turn"), told.get("token")) if isinstance(told, Mapping) else (None, None)
    if not isinstance(turn, int) or not isinstance(token, str) or not 0 <= turn < MAX_TURN:
        return
    with contextlib.suppress(BadToken):
        session[TOLD] = View.from_token(token)
        session[TURN] = turn


def turn(session: Mapping[Any, Any]) -> int:
    """Return the number of the change that the page answers."""
    return int(session.get(TURN, 0))


def arrive(session: Session, query: Query, store: Store) -> dict[str, list[str]]:
    """Look at the address that a visit begins with, once; return what it should say instead, by name.

    Values that the data does not have are to leave the address; filters that would hide the item in focus are opened,
    and a note says so.
    """
    if ARRIVED in session:
        return {}
    session[ARRIVED] = True
    asked = View.from_query(query)
    chosen = store.known(asked.filter)
    asof = asked.asof
    focus = next(iter(query.get("focus", ())), None)
    if focus:
        row = store.find(focus)
        chosen, changed = store.widen(chosen, focus)
        if asof and row and row.date and dates.first_day(row.date) > dates.first_day(asof):
            asof, changed = None, (*changed, "asof")
        session[NOTE] = _note(changed, found=row is not None)
    wanted = View(chosen, asked.names, asof).to_query()
    return {
        name: wanted.get(name, []) for name in PARAMETERS if name in query and list(query[name]) != wanted.get(name, [])
    }


def _note(changed: Sequence[str], *, found: bool) -> str | None:
    if not found:
        return "The link points to an event that this data does not hold."
    if not changed:
        return None
    words = {"kinds": "kind", "actors": "actor", "places": "place", "stages": "stage", "roles": "role"}
    words |= {"articles": "article", "date_from": "from", "date_to": "to", "q": "search", "asof": "as of"}
    named = ", ".join(words.get(name, name) for name in changed)
    return f"The filters of this link would have hidden the event that it points to. Opened for it: {named}."
