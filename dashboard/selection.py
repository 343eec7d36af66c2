"""What the widgets hold in, a `View` out; and presses on chips, lists and links in, other values for the widgets out.

Every widget's key is its name in the address. A press changes the session's state before the widgets are made again,
which is how Streamlit lets a bound widget be set (`bind="query-params"`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from dashboard import dates
from dashboard.state import LISTS, NAMES, SINGLES, View
from dashboard.store import EARLIEST, LATEST, Store

DATES = ("from", "to", "asof")
FILTERS = (*LISTS.values(), *SINGLES.values())
"""Names in the address of all that narrows the events."""
PARAMETERS = (*FILTERS, "names", "asof")
ARRIVED, NOTE = "_arrived", "_note"
"""Keys of the session that are not widgets: whether the link was looked at, and what is to be said of it."""

Session = MutableMapping[Any, Any]


def view(session: Mapping[Any, Any], store: Store) -> View:
    """Return the view that the widgets hold, without values that the data does not have."""
    asked = View.from_query({name: _texts(session.get(name)) for name in PARAMETERS})
    return View(store.known(asked.filter), asked.names, asked.asof)


def arriving(query: Mapping[str, Sequence[str]], store: Store) -> View:
    """Return the view of an address, as `view` will when the widgets have read it."""
    asked = View.from_query(query)
    return View(store.known(asked.filter), asked.names, asked.asof)


def arrive(session: Session, query: Mapping[str, Sequence[str]], store: Store) -> dict[str, list[str]]:
    """Look at the address that a visit begins with, once; return what it should say instead, by name.

    Values that the data does not have are to leave the address; filters that would hide the item in focus are opened,
    and a note says so. The address can be written as long as no widget is bound; from then on it is the widget's.
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


def put(session: Session, name: str, values: Sequence[str]) -> None:
    """Set the widget of a name of the address; no values clear it."""
    if name in LISTS.values():
        session[name] = list(values)
    elif name in DATES:
        session[name] = dt.date.fromisoformat(values[-1]) if values else None
    else:
        session[name] = values[-1] if values else NAMES[0] if name == "names" else ""


def toggle(session: Session, name: str, value: object) -> None:
    """Add a value to a list facet, or take it out."""
    if name not in LISTS.values() or not isinstance(value, str):
        return
    held = _texts(session.get(name))
    put(session, name, [each for each in held if each != value] if value in held else [*held, value])


def drop(session: Session, pressed: object) -> None:
    """Take one value of a facet away, or, with the value null, the whole facet."""
    if not isinstance(pressed, Mapping) or pressed.get("name") not in (*FILTERS, "asof"):
        return
    name, value = pressed["name"], pressed.get("value")
    held = _texts(session.get(name))
    put(session, name, [each for each in held if value is not None and each != value] if name in LISTS.values() else [])


def span(session: Session, settled: object) -> None:
    """Set both dates of the filter, or clear them where they are null; what is no range of days changes nothing."""
    if not isinstance(settled, Mapping):
        return
    given = {name: settled.get(name) for name in ("from", "to")}
    try:
        days = {name: [_day(day)] if day else [] for name, day in given.items()}
    except (TypeError, ValueError):
        return
    for name, day in days.items():
        put(session, name, day)


def _day(given: str) -> str:
    """Return a day as the widgets can hold it. Raises TypeError or ValueError where it is none."""
    return min(max(dt.date.fromisoformat(given), EARLIEST), LATEST).isoformat()


def choose(session: Session, pressed: object) -> None:
    """Set the as-of date; null is today. What is no date changes nothing."""
    if not isinstance(pressed, Mapping) or "asof" not in pressed:
        return
    day = pressed["asof"]
    wanted = View.from_query({"asof": _texts(day if isinstance(day, str) else None)}).asof
    if wanted or day is None:
        put(session, "asof", [wanted] if wanted else [])


def clear(session: Session) -> None:
    """Take all filters away; the names and the as-of date stay."""
    for name in FILTERS:
        put(session, name, [])


def _texts(held: object) -> list[str]:
    """Return what a widget holds as the address writes it."""
    if held is None or held == "":
        return []
    if isinstance(held, dt.date):
        return [held.isoformat()]
    return [held] if isinstance(held, str) else [each for each in held if isinstance(each, str)]  # type: ignore[attr-defined]


def _note(changed: Sequence[str], *, found: bool) -> str | None:
    if not found:
        return "The link points to an event that this data does not hold."
    if not changed:
        return None
    words = {"kinds": "kind", "actors": "actor", "places": "place", "stages": "stage", "roles": "role"}
    words |= {"articles": "article", "date_from": "from", "date_to": "to", "q": "search", "asof": "as of"}
    named = ", ".join(words.get(name, name) for name in changed)
    return f"The filters of this link would have hidden the event that it points to. Opened for it: {named}."
