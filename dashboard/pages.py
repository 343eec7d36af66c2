"""The address in, one of the pages beside the map out.

`page` names it; `name` is the person. `names` and `asof` hold on every page. Text of the address and of the tables
travels as JSON to the browser's code, which writes it with `textContent`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace

import streamlit as st

from dashboard import account, adding, asof, delimitation, overlay, reading, reviewing
from dashboard.component import component
from dashboard.state import MAX_TEXT, View
from geo import TableError

Query = Mapping[str, Sequence[str]]
SLIDER = "page-asof"

_log = logging.getLogger(__name__)


def shown(query: Query, clock: delimitation.Clock = delimitation.today) -> bool:
    """Show the page that an address names; false where that is the map's."""
    asked = next(iter(query.get("page", ())), "")
    page = _PAGES.get(asked)
    if page is None:
        return False
    with st.container(key="page"):
        view = View.from_query({name: query.get(name, ()) for name in ("names", "asof")})
        page(query, replace(view, mine=overlay.mine(st.session_state, st.context.cookies)), clock)
    return True


def _actor(query: Query, view: View, _clock: delimitation.Clock) -> None:
    name = next(iter(query.get("name", ())), "")[:MAX_TEXT]
    st.set_page_config(f"{name} – Dateline" if name else "Dateline")
    component("actor")(key="actor-page", data={"name": name, "token": view.token(), "asof": view.asof})


def _delimitation(_query: Query, view: View, clock: delimitation.Clock) -> None:
    st.set_page_config("Delimitation – Dateline")
    try:
        tables = delimitation.tables()
    except TableError as error:
        _log.warning("%s", error)
        st.text("The tables of this page cannot be read; the server's log says why.")
        return
    whole = delimitation.course(*tables, clock=clock)
    course = delimitation.course(*tables, view.asof, clock) if view.asof else whole
    component("delimitation")(key="delimitation-page", data=asdict(course) | {"asof": view.asof})
    component("asof")(
        key=SLIDER,
        data={
            "asof": view.asof,
            "steps": [asdict(step) for step in asof.steps(delimitation.dated(whole))],
            "token": None,
            "later": 0,
            "all": 0,
        },
        on_chosen_change=_choose,
    )


def _add(_query: Query, _view: View, _clock: delimitation.Clock) -> None:
    account.controls()
    adding.page()


def _review(query: Query, _view: View, _clock: delimitation.Clock) -> None:
    account.controls()
    reviewing.page(query)


def _read(query: Query, view: View, _clock: delimitation.Clock) -> None:
    reading.page(query, view)


def _choose() -> None:
    """Write the day that the slider rests on into the address."""
    pressed = st.session_state[SLIDER].chosen
    day = View.from_query({"asof": str(pressed["asof"])}).asof if isinstance(pressed, Mapping) else None
    if day:
        st.query_params["asof"] = day
    elif "asof" in st.query_params:
        del st.query_params["asof"]


_PAGES: Mapping[str, Callable[[Query, View, delimitation.Clock], None]] = {
    "actor": _actor,
    "add": _add,
    "read": _read,
    "review": _review,
    "delimitation": _delimitation,
}
