"""The store and the session in, the sidebar out: the search, the facets and how many events each value would leave.

A short facet is pills, with the numbers drawn beside them by a style that holds nothing but numbers: a label with a
number in it would break every link. A long one is a list of our own over a widget that is not shown: the widget keeps
the address, the list has bars and a search.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args
from urllib.parse import urlencode

import streamlit as st

from dashboard import dates, selection
from dashboard.component import component
from dashboard.state import LISTS, NAMES, Filter, View
from dashboard.store import EARLIEST, LATEST, Store
from geo import Kind, Role, Stage, Status

MAX_VALUES = 100
"""Values of a long facet that are sent: more are found by its search."""

_FACETS = {name: facet for facet, name in LISTS.items()}
_PILLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("Kinds", get_args(Kind)),
    "status": ("Status of visits", get_args(Status)),
    "stage": ("Stage of the border process", get_args(Stage)),
    "role": ("Role of the place", get_args(Role)),
}
_LISTED = {"actor": "Actors", "place": "Places", "article": "Articles"}
_HELP = {
    "role": "Associative: a capital or a country that stands for its government, as in “Moscow said”.",
    "stage": "Signed is not ratified, announced is not agreed, delimitation is not demarcation.",
}

_SHAPES = {
    "visit": "background:var(--visit);border-radius:50%",
    "border": "background:var(--border);transform:rotate(45deg)",
    "excerpt": "border:2px solid var(--excerpt);border-radius:50%",
    "milestone": "background:var(--milestone)",
}
"""How a style draws the mark of a kind."""

Counts = dict[str, tuple[tuple[str, int], ...]]


def bound() -> None:
    """Make the widgets that are not shown: they tie the long facets and the names to the address."""
    with st.container(key="carriers"):
        for name, title in _LISTED.items():
            st.multiselect(title, [], key=name, bind="query-params", accept_new_options=True)
        st.selectbox("Names", NAMES, key="names", bind="query-params")


def sidebar(store: Store) -> None:
    """Make the sidebar. What it holds is in the session afterwards."""
    st.html(
        '<p class="brand">Dateline</p><p class="claim">News on the map, with the sentence it comes from</p>'
        '<nav class="pages" aria-label="Pages"><span aria-current="page">Map</span>'
        + "".join(
            f'<a href="?{urlencode({"page": page} | _kept())}">{words}</a>'
            for page, words in (("delimitation", "Delimitation"), ("add", "Add articles"), ("review", "Review"))
        )
        + "</nav>"
    )
    st.text_input("Search", key="q", bind="query-params", type="search", placeholder="Search the sentences", live=True)
    _pills("kind", store)
    slots = {name: st.container(key=f"slot-{name}") for name in ("actor", "place")}
    for name in ("status", "role", "stage"):
        _pills(name, store)
    _dates()
    slots["article"] = st.container(key="slot-article")
    st.date_input(
        "As of",
        value=None,
        key="asof",
        bind="query-params",
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        help="The map as of this day: its names, lines and stages, and what had begun by then.",
    )
    # Only now does the session hold every filter, and only with all of them can the values be counted.
    view = selection.view(st.session_state, store)
    chosen = view.filter
    for name, slot in slots.items():
        with slot:
            _list(name, view.seen, store)
    st.html(_numbers(store.facets(view.seen, MAX_VALUES), store))
    if chosen != Filter():
        st.button("Clear all", on_click=lambda: selection.clear(st.session_state), key="clear", width="stretch")


def _kept() -> dict[str, str]:
    """Return what goes along to another page: the names and the as-of date, in the characters of their kinds alone."""
    query = View.from_query({name: st.query_params.get_all(name) for name in ("names", "asof")}).to_query()
    return {name: values[0] for name, values in query.items()}


def _pills(name: str, store: Store) -> None:
    title, order = _PILLS[name]
    there = _there(order, store.values(_FACETS[name]))
    if there:
        st.pills(title, there, selection_mode="multi", key=name, bind="query-params", help=_HELP.get(name))


def _dates() -> None:
    with st.container(horizontal=True, key="dates", gap="small"):
        for name, title in (("from", "From"), ("to", "To")):
            st.date_input(
                title,
                value=None,
                key=name,
                bind="query-params",
                min_value=EARLIEST,
                max_value=LATEST,
                format="YYYY-MM-DD",
            )


def _list(name: str, chosen: Filter, store: Store) -> None:
    """Mount the list of a long facet: its first hundred values, those that are chosen, and those that are searched."""
    key = f"list-{name}"
    held = st.session_state.get(key) or {}
    search = held.get("search") or ""
    words = store.titles if name == "article" else {}
    sent = store.leading(chosen, _FACETS[name], search, MAX_VALUES)
    component("facets")(
        key=key,
        data={
            "title": _LISTED[name],
            "values": [[value, words.get(value, value), count] for value, count in sent],
            "chosen": [value for value in st.session_state.get(name) or [] if isinstance(value, str)],
            "total": len(store.values(_FACETS[name])),
            "search": search,
        },
        on_toggle_change=lambda: selection.toggle(st.session_state, name, st.session_state[key].toggle),
        on_search_change=lambda: None,
    )


def _numbers(counts: Counts, store: Store) -> str:
    """Return the style that draws the counts beside the pills: numbers, and positions of ours."""
    rules = []
    for name, (_, order) in _PILLS.items():
        left = dict(counts[_FACETS[name]])
        for position, value in enumerate(_there(order, store.values(_FACETS[name])), 1):
            pill = f'.st-key-{name} button[data-variant="pills"]:nth-of-type({position})'
            rules.append(f'{pill}::after{{content:"{int(left.get(value, 0))}"}}')
            if name == "kind":
                rules.append(f"{pill}::before{{{_SHAPES[value]}}}")
            if not left.get(value, 0):
                rules.append(f"{pill}{{opacity:.72;border-style:dashed}}")
    return f"<style>{''.join(rules)}</style>"


def _there(order: Sequence[str], values: Sequence[str]) -> list[str]:
    """Return the values that the data has, in the contract's order."""
    return [value for value in order if value in values]


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
    if name in selection.DATES:
        return dates.written(value)
    return store.titles.get(value, value) if name == "article" else value
