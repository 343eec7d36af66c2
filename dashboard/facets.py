"""The store and a view in, the sidebar out: the search, the facets and how many events each value would leave.

The controls are our own (`web/filters.js`): a press shows in the browser at once, and the page follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlencode

import streamlit as st

from dashboard import dates
from dashboard.component import component
from dashboard.state import LISTS, View
from dashboard.store import Store
from geo import Kind, Role, Stage, Status

MAX_VALUES = 100
"""Values of a long facet that are sent: more are found by its search."""
MAX_SEARCH = 300
"""Characters of a search among the values: no name is longer."""
KEY = "filters"
_DATES = ("from", "to", "asof")

_FACETS = {name: facet for facet, name in LISTS.items()}
_PILLS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("Kinds", get_args(Kind)),
    "status": ("Status of visits", get_args(Status)),
    "stage": ("Stage of the border process", get_args(Stage)),
    "role": ("Role of the place", get_args(Role)),
}
_LISTED = {"actor": "Actors", "place": "Places", "article": "Articles"}
_HELP = {
    "role": "Associative: a name that stands for a government or a team (“Moscow said”) or is part of another name "
    "(“the Alma-Ata Declaration”).",
    "stage": "Signed is not ratified, announced is not agreed, delimitation is not demarcation.",
}
_ASOF = "The map as of this day: its names, lines and stages, and what had begun by then."


def sidebar(view: View, store: Store, turn: int) -> None:
    """Make the sidebar: brand, the ways to the other pages, and the filters."""
    st.html(
        '<p class="brand">Dateline</p><p class="claim">News on the map, with the sentence it comes from</p>'
        '<nav class="pages" aria-label="Pages"><span aria-current="page">Map</span>'
        + "".join(
            f'<a href="?{urlencode({"page": page} | _kept(view))}">{words}</a>'
            for page, words in (("delimitation", "Delimitation"), ("add", "Add articles"), ("review", "Review"))
        )
        + "</nav>"
    )
    held = st.session_state.get(KEY) or {}
    component("filters")(
        key=KEY,
        data={"token": view.token(), "turn": turn, "asof": _ASOF, **filters(view, store, held.get("search"))},
        on_search_change=lambda: None,
    )


def filters(view: View, store: Store, searched: object = None) -> dict[str, Any]:
    """Return the values of each facet that the data has, and how many events each would leave.

    `searched` is what a reader looks for among the values of the long facets, by their names in the address.
    """
    pills = []
    for name, (title, order) in _PILLS.items():
        left = dict(store.leading(view.seen, _FACETS[name], "", MAX_VALUES))
        there = [value for value in order if value in store.values(_FACETS[name])]
        if there:
            values = [[value, left.get(value, 0)] for value in there]
            pills.append({"name": name, "title": title, "help": _HELP.get(name), "values": values})
    asked = searched if isinstance(searched, Mapping) else {}
    return {"pills": pills, "lists": [_list(name, view, store, asked.get(name)) for name in _LISTED]}


def _list(name: str, view: View, store: Store, searched: object) -> dict[str, Any]:
    """Return a long facet: its first hundred values, those that are chosen, and those that are searched."""
    search = searched[:MAX_SEARCH] if isinstance(searched, str) else ""
    words = store.titles if name == "article" else {}
    sent = store.leading(view.seen, _FACETS[name], search, MAX_VALUES)
    return {
        "name": name,
        "title": _LISTED[name],
        "values": [[value, words.get(value, value), count] for value, count in sent],
        "total": len(store.values(_FACETS[name])),
        "search": search,
    }


def _kept(view: View) -> dict[str, str]:
    """Return what goes along to another page: the names and the as-of date, in the characters of their kinds alone."""
    query = View(names=view.names, asof=view.asof).to_query()
    return {name: values[0] for name, values in query.items()}


def chips(chosen: dict[str, Any], store: Store) -> list[dict[str, str]]:
    """Return what is set, one entry a value: its name in the address, the value, and the words for it."""
    made = []
    for name, held in chosen.items():
        if name == "names":
            continue
        for value in held if isinstance(held, list) else [held]:
            made.append({"name": name, "value": value, "label": _words(name, value, store)})
    return made


def _words(name: str, value: str, store: Store) -> str:
    if name in _DATES:
        return dates.written(value)
    return store.titles.get(value, value) if name == "article" else value
