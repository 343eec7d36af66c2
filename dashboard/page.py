"""The page: sidebar, head, map and evidence; nothing but the layout, and which state it is in."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    # Streamlit puts the script's own folder there, not the project's.
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402 - the project is importable only from here on

from dashboard import account, asof, basemap, dates, facets, overlay, pages, selection, sharing  # noqa: E402
from dashboard.assets import WEB  # noqa: E402
from dashboard.component import component  # noqa: E402
from dashboard.fairness import WORK  # noqa: E402
from dashboard.folders import without_folders  # noqa: E402
from dashboard.state import LISTS, SINGLES, View  # noqa: E402
from dashboard.store import Store, data_path, is_open  # noqa: E402
from geo import DataError  # noqa: E402

MAP_PX = 760
"""Height of the map's frame until the page's style says how high the window is."""
OPENING = "Opening the data. A large file takes some minutes, once."
CREDITS = ("Places: GeoNames, CC BY 4.0", "Outlines: Natural Earth")
DISCLAIMER = "Names and lines take no position on the status of any territory."

_log = logging.getLogger(__name__)


def main() -> None:
    """Show the page for the address, or for the view that the browser told last."""
    st.set_page_config("Dateline", layout="wide", initial_sidebar_state="auto", menu_items={"about": None})
    embedded = st.context.is_embedded
    styles = ("theme.css", "page.css", *(["embed.css"] if embedded else []))
    st.html("<style>" + "".join((WEB / name).read_text("utf-8") for name in styles) + "</style>")
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    # In a frame of another site a press may not be what it seems: there the map is shown, and no page that writes.
    if not account.admitted() or (not embedded and pages.shown(asked)):
        return
    mine = overlay.mine(st.session_state, st.context.cookies)
    try:
        path = data_path(os.environ)
        with contextlib.nullcontext() if is_open(path) else st.spinner(OPENING):
            store = overlay.store_of(path, mine)
    except DataError as error:
        _log.warning("%s", error)
        no_data(without_folders(str(error)))
        return
    if not store.total:
        no_data("the data file holds no events")
        return
    mended = selection.arrive(st.session_state, asked, store)
    if mended:
        st.query_params.from_dict({name: values for name, values in (asked | mended).items() if values})
        st.rerun()
    view = replace(selection.view(st.session_state, asked, store), mine=mine)
    shown = Shown(view, store, selection.turn(st.session_state))
    # The same for the whole session: with another token Streamlit would run the frame's script again.
    first = st.session_state.setdefault("first_token", view.token())
    if embedded:
        with st.container(key="middle", gap=None):
            head(shown, embedded=True)
            with st.container(key="atlas"):
                basemap.show(first, MAP_PX)
        return
    left, right = st.columns([1, 1], gap=None)
    with left, st.container(key="middle", gap=None):
        above = st.container(key="above", gap=None)
        with st.container(key="atlas"):
            basemap.show(first, MAP_PX)
        slider = st.container(key="moment", gap=None)
        below = st.container(key="timeline")
    with above:
        head(shown)
    with right, st.container(key="evidence"):
        evidence(shown)
    with st.sidebar:
        facets.sidebar(view, store, shown.turn)
        account.controls()
    with slider:
        asof.slider(view, store, shown.turn)
    with below:
        timeline(shown)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a run of the page shows."""

    view: View
    store: Store
    turn: int
    """Number of the browser's change that the run answers."""


def head(shown: Shown, *, embedded: bool = False) -> None:
    """Mount the row above the map: chips, names, link; in a frame of another site the way to the whole page alone."""
    session, view, store = st.session_state, shown.view, shown.store
    passing = store.shown(view.seen)
    component("head")(
        key="head",
        data={
            "turn": shown.turn,
            "chips": facets.chips(view.canonical(), store),
            "names": view.names,
            "query": view.to_query(),
            "note": session.get(selection.NOTE),
            "facts": page_facts(os.environ, store),
            "embedded": embedded,
            "share": {"token": view.token(), "shown": passing, "formats": sharing.formats(passing)},
        },
        on_settled_change=lambda: selection.heard(session, session["head"].settled),
        on_noted_change=lambda: session.pop(selection.NOTE, None),
    )


def evidence(shown: Shown) -> None:
    """Mount the component `list`, which fetches its cards itself."""
    view, store = shown.view, shown.store
    passing = store.shown(view.seen)
    component("list")(
        key="list",
        data={
            "turn": shown.turn,
            "token": view.token(),
            "version": store.version,
            "shown": passing,
            "total": store.total,
            "unplaced": store.unplaced(view.seen),
            "remedies": [] if passing else remedies(view, store),
        },
    )


def timeline(shown: Shown) -> None:
    """Mount the time axis, which fetches its histogram itself."""
    view = shown.view
    component("timeline")(
        key="time",
        data={
            "view": {"token": view.token(), "turn": shown.turn},
            "token": replace(view, filter=view.filter.without("date_from", "date_to")).token(),
            "from": view.filter.date_from,
            "to": view.filter.date_to,
            "version": shown.store.version,
        },
    )


def remedies(view: View, store: Store) -> list[dict[str, Any]]:
    """Return each filter that is set and how many events would match without it, most first."""
    found = []
    words = view.canonical()
    for facet, name in (*LISTS.items(), *SINGLES.items()):
        if name in words:
            label = ", ".join(words[name]) if isinstance(words[name], list) else words[name]
            found.append({"name": name, "label": label, "leaves": store.shown(view.seen.without(facet))})
    if view.asof:
        found.append({"name": "asof", "label": dates.written(view.asof), "leaves": store.shown(view.filter)})
    return sorted(found, key=lambda each: -each["leaves"])


def page_facts(environ: Mapping[str, str], store: Store) -> dict[str, Any]:
    """Return what stands under the map: disclaimer, credits, and the address for corrections."""
    return {
        "as_of": store.about.as_of,
        "disclaimer": store.about.disclaimer or DISCLAIMER,
        "credits": list(CREDITS),
        "contact": sharing.contact(environ),
        "confirmed": store.confirmed,
        "tiles_key": environ.get("DATELINE_CARTO_KEY"),
    }


def no_data(why: str) -> None:
    """Say that there is nothing to show, and how to add the first article."""
    with st.container(key="empty"):
        st.html('<p class="brand">Dateline</p>')
        st.header("No events yet")
        st.text(why[:1].upper() + why[1:] + ".")
        st.markdown("[Add an article](?page=add), or put it, as text, Markdown or HTML, into `data/articles` and run")
        st.code(".venv/bin/python -m geo build", language="sh")
        st.markdown("Then reload this page.")


with WORK.under_way():
    main()
