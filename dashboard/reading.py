"""An article's id in; the page with its text beside the map of its events out."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import access, basemap, desk, overlay
from dashboard.component import component
from dashboard.state import MAX_TEXT, Filter, View
from dashboard.store import data_path
from geo import DatelineError

MAP_PX = 760
_log = logging.getLogger(__name__)


def page(query: Mapping[str, Sequence[str]], view: View) -> None:
    """Show the article that the address names, with the same map as ever, narrowed to it."""
    identity = next(iter(query.get("article", ())), "")[:MAX_TEXT]
    mine = view.mine
    seen = replace(view, filter=Filter(articles=(identity,) if identity else ()))
    st.set_page_config(f"{_title(identity, mine)} – Dateline")
    left, right = st.columns([1, 1], gap=None)
    with left, st.container(key="middle", gap=None), st.container(key="atlas"):
        basemap.show(seen.token(), MAP_PX)
    with right, st.container(key="evidence"):
        component("read")(
            key="read-text",
            data={
                "article": identity,
                "token": seen.token(),
                "writable": access.may_write(),
                "facts": {"credits": ["Places: GeoNames, CC BY 4.0", "Outlines: Natural Earth"], "as_of": _as_of(mine)},
            },
        )


def _title(identity: str, mine: str) -> str:
    try:
        article = desk.find(identity, mine)
    except DatelineError as error:
        _log.warning("%s", error)
        return identity
    return article.title if article else identity


def _as_of(mine: str) -> str | None:
    try:
        return overlay.store_of(data_path(os.environ), mine).about.as_of
    except (DatelineError, overlay.Expired) as error:
        _log.warning("%s", error)
        return None
