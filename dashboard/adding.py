"""What a visitor brings in; each article on the visitor's own map, or one line that says why not, out.

The text travels to the browser as JSON. Nothing is kept but in memory under the visit's token (`dashboard.overlay`),
until somebody who may write saves it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import streamlit as st

from dashboard import access, desk, overlay
from dashboard.component import component
from dashboard.folders import without_folders
from geo import (
    Article,
    DatelineError,
    Fetcher,
    Taken,
    article_events,
    features_of,
    from_address,
    from_feed,
    from_file,
    from_text,
    take_in,
)

MAX_TEXT = 400_000
"""Characters of one article: a book's chapter. Longer texts belong in data/articles and a build."""
MAX_ADDRESSES = 20
"""Of one press: each may take ten seconds."""
MAX_FILES = 20
RESULTS = "added"
KINDS = ["txt", "md", "html", "htm", "jsonl", "zip", "pdf", "docx"]
TOO_LONG = f"longer than {MAX_TEXT:,} characters; put it into data/articles and build"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one thing that was brought."""

    name: str
    id: str | None
    title: str | None
    events: int
    placed: int
    """Events that the map shows."""
    reason: str | None
    """Why there is nothing on the map, or what became of it since."""
    saved: bool = False


def page() -> None:
    """Show the page on which articles are added."""
    st.set_page_config("Add articles – Dateline")
    desk.warm()
    session = st.session_state
    results = st.container(key="added-above")
    with st.form("bring", border=False):
        text = st.text_area("Paste a text", height=220, placeholder="The first line is taken as its title.")
        with st.container(horizontal=True):
            published = st.date_input("Published (if known)", value=None)
            url = st.text_input("Its address (if known)", placeholder="https://")
        uploads = st.file_uploader("Or choose files", type=KINDS, accept_multiple_files=True)
        addresses = st.text_area("Or addresses of articles, one a line", height=80)
        feed = st.text_input("Or an RSS or Atom feed")
        pressed = st.form_submit_button("Add", type="primary")
    if pressed:
        day = published.isoformat() if published else None
        brought = chain(
            (from_text(each, "", day, url.strip() or None) for each in (text,) if each.strip()),
            (taken for file in (uploads or [])[:MAX_FILES] for taken in from_file(file.name, file.getvalue())),
            _fetched(addresses, feed),
        )
        with results:
            take(brought, session)
    with results:
        _show(session)


def fetcher() -> Fetcher:
    """Return how addresses are fetched: from public hosts alone."""
    return Fetcher()


def _fetched(addresses: str, feed: str) -> Iterator[Taken]:
    lines = [line.strip() for line in addresses.splitlines() if line.strip()]
    for line in lines[:MAX_ADDRESSES]:
        yield from_address(line, fetcher())
    for line in lines[MAX_ADDRESSES:]:
        yield Taken(line[:200], None, f"not asked for: at most {MAX_ADDRESSES} addresses at a time")
    if feed.strip():
        yield from from_feed(feed, fetcher())


def take(brought: Iterator[Taken], session: Any) -> None:
    """Read what is brought, one by one, with progress; a press of Stop ends the run of the page and keeps the rest."""
    token = _token(session)
    # The page may end wherever it touches the session: what is done is in the list by then.
    results: list[Brought] = []
    session[RESULTS] = results
    said = st.empty()
    stop = st.empty()
    stop.button("Stop", key="stop")
    said.text("The first is being read …")
    for taken in brought:
        results.append(one(taken, token))
        said.text(f"{len(results)} done, the next is being read …")
    said.empty()
    stop.empty()
    if not results:
        results.append(Brought("Nothing", None, None, 0, 0, "Nothing was given: paste a text, or choose a file."))


def one(taken: Taken, token: str) -> Brought:
    """Put one article into the store of a visit's token; its failure is a line."""
    article = taken.article
    if article is None:
        return Brought(taken.name, None, None, 0, 0, taken.reason)
    if len(article.text) > MAX_TEXT:
        return Brought(taken.name, None, article.title, 0, 0, TOO_LONG)
    try:
        if desk.find(article.id) is not None:
            return Brought(
                taken.name, article.id, article.title, 0, 0, "This article is on the map already.", saved=True
            )
        against = desk.reference()
        features = features_of(article_events(article, against), against)
        if not features:
            return Brought(taken.name, None, article.title, 0, 0, "No place that the gazetteer knows is named in it.")
        overlay.OVERLAYS.put(token, article, features)
    except (DatelineError, OverflowError, overlay.Expired) as error:
        _log.warning("%s", error)
        return Brought(taken.name, None, article.title, 0, 0, without_folders(str(error)))
    placed = sum(each["geometry"] is not None for each in features)
    return Brought(taken.name, article.id, article.title, len(features), placed, None)


def save(identity: str, session: Any) -> str:
    """Keep an article of this visit in the folder and on the map of everybody; return what to say of it."""
    if not access.may_write():
        return access.REFUSED
    token = overlay.mine(session, st.context.cookies)
    article = overlay.OVERLAYS.get(token).articles.get(identity) if token else None
    if article is None:
        return "It is no longer kept in this visit; add it again."
    try:
        kept = take_in(article, desk.files(), desk.reference())
    except (DatelineError, OSError) as error:
        _log.warning("%s", error)
        return without_folders(f"Not saved: {error}")
    overlay.OVERLAYS.drop(token, identity)
    _told(session, identity, kept.article)
    return f"Saved as {kept.path.name}." if kept.new else f"The folder has it already, as {kept.path.name}."


def _token(session: Any) -> str:
    token = overlay.mine(session, st.context.cookies) or session.get(overlay.COOKIE, "")
    try:
        overlay.OVERLAYS.get(token)
    except overlay.Expired:
        token = overlay.OVERLAYS.open()
    session[overlay.COOKIE] = token
    return str(token)


def _told(session: Any, identity: str, kept: Article) -> None:
    session[RESULTS] = [
        each
        if each.id != identity
        else Brought(each.name, kept.id, each.title, each.events, each.placed, None, saved=True)
        for each in session.get(RESULTS, [])
    ]


def _show(session: Any) -> None:
    results: Sequence[Brought] = session.get(RESULTS, [])
    said = session.pop("said", None)
    component("added")(
        key="added-list",
        data={
            "mine": session.get(overlay.COOKIE, ""),
            "writable": access.may_write(),
            "said": said,
            "results": [
                {"name": each.name, "id": each.id, "title": each.title, "events": each.events, "placed": each.placed}
                | {"reason": each.reason, "saved": each.saved}
                for each in results
            ],
        },
        on_save_change=lambda: _save_pressed(session),
    )


def _save_pressed(session: Any) -> None:
    pressed = session["added-list"].save
    if isinstance(pressed, Mapping) and isinstance(pressed.get("id"), str):
        session["said"] = save(pressed["id"], session)
