"""An article's id in; the page on which persons decide what its words mean, and what their decisions changed, out.

A decision comes from the browser as a message over Streamlit's own connection; who may decide is asked here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

import streamlit as st

from dashboard import access, desk, review
from dashboard.component import component
from dashboard.folders import without_folders
from dashboard.store import data_path, shared
from geo import (
    Correction,
    DataError,
    DatelineError,
    Reading,
    Span,
    Stage,
    Status,
    anchor,
    mend,
    moment,
)

LAST, CHANGES = "last_decision", "changes"
KEY = "review-desk"
MAX_CHANGES = 30
"""Lines of what a decision changed; `geo diff` shows all."""
MAX_VALUE = 300
"""Characters of what is typed: a name, a date."""

_log = logging.getLogger(__name__)


def page(query: Mapping[str, Sequence[str]]) -> None:
    """Show the review of the article that the address names, or the articles that there are."""
    st.set_page_config("Review – Dateline")
    session = st.session_state
    identity = next(iter(query.get("article", ())), "")
    data: dict[str, Any] = {
        "article": identity,
        "focus": _focus(query),
        "writable": access.may_write(),
        "refused": access.REFUSED,
        "confirmed": confirmed(),
        "changes": session.pop(CHANGES, None),
        "undo": LAST in session,
        "articles": [],
        "items": None,
        "error": None,
        "statuses": get_args(Status),
        "stages": get_args(Stage),
    }
    try:
        article = desk.find(identity) if identity else None
        if article is None:
            data["articles"] = articles()
        else:
            reading = desk.reading(article)
            data |= {"title": article.title, "items": [asdict(each) for each in review.items(reading)]}
            data["people"] = [each.name for each in reading.analysis.persons]
    except DatelineError as error:
        _log.warning("%s", error)
        data["error"] = without_folders(str(error))
    component("review")(key=KEY, data=data, on_decide_change=_pressed, on_undo_change=_taken_back)


def confirmed() -> tuple[int, int] | None:
    """Return how many marks of articles a person confirmed, and how many there are; null where there is no data."""
    try:
        return shared(data_path(os.environ)).confirmed
    except DataError:
        return None


def articles() -> list[dict[str, Any]]:
    """Return the folder's articles with title, marks and confirmed marks; null where the map does not know one yet."""
    try:
        store = shared(data_path(os.environ))
    except DataError:
        return [{"id": identity, "title": identity, "confirmed": None, "marks": None} for identity in desk.listed()]
    listed = []
    for identity in desk.listed():
        confirmed, marks = store.confirmed_of.get(identity, (None, None))
        title = store.titles.get(identity, identity)
        listed.append({"id": identity, "title": title, "confirmed": confirmed, "marks": marks})
    return listed


def _focus(query: Mapping[str, Sequence[str]]) -> int | None:
    """Return the first character of the words that the Feature in focus speaks of."""
    feature = next(iter(query.get("focus", ())), "")
    try:
        row = shared(data_path(os.environ)).find(feature) if feature else None
    except DataError:
        return None
    return None if row is None else row.mention_start if row.mention_start is not None else row.start


def _pressed() -> None:
    session = st.session_state
    pressed = session[KEY].decide
    if isinstance(pressed, Mapping):
        session[CHANGES] = decide(pressed, session)


def _taken_back() -> None:
    session = st.session_state
    last = session.pop(LAST, None)
    if last is not None:
        session[CHANGES] = _mended((), (last,), "Taken back")


def decide(pressed: Mapping[str, Any], session: Any) -> dict[str, Any]:
    """Keep a decision and make what it touches anew; return what to say of it."""
    if not access.may_write():
        return {"said": access.REFUSED, "lines": []}
    try:
        article = desk.find(str(pressed.get("article", "")))
        if article is None:
            return {"said": "There is no such article any more.", "lines": []}
        made = correction(pressed, desk.reading(article))
    except (DatelineError, LookupError, ValueError) as error:
        _log.warning("%s", error)
        return {"said": without_folders(f"Not kept: {error}"), "lines": []}
    said = _mended((made,), (), "Kept")
    if "failed" not in said:
        session[LAST] = made.id
    return said


def correction(pressed: Mapping[str, Any], reading: Reading) -> Correction:
    """Return the correction that a message asks for.

    Raises:
        LookupError: it speaks of nothing that the article holds.
    """
    wanted = str(pressed.get("key", ""))
    item = next((each for each in review.items(reading) if each.key == wanted), None)
    if item is None:
        raise LookupError("the article no longer says this; look at it again")
    article, action = reading.analysis.article, str(pressed.get("action", ""))
    end = item.end if item.kind != "border" else min(item.end, item.start + MAX_VALUE)
    at = anchor(article.text, Span(item.start, end))
    was = {"actor": item.actor, "date": item.date, "status": item.status, "stage": item.stage, "speaker": item.speaker}
    place = item.place.id if item.place else ""
    return Correction(
        kind=item.kind,  # type: ignore[arg-type]
        action=action,  # type: ignore[arg-type]
        # A name that is no place yet has no others that meant the same.
        scope=str(pressed.get("scope", "here")) if item.kind == "mention" and not item.refused else "here",  # type: ignore[arg-type]
        article=article.id,
        quote=at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        actor=item.actor,
        was=(was.get(action) or "") if item.kind != "mention" else place,
        now=str(pressed.get("now") or "")[:MAX_VALUE],
        who=access.who(),
        when=moment(),
        why="",
    )


def _mended(given: Sequence[Correction], without: Sequence[str], said: str) -> dict[str, Any]:
    if not access.may_write():
        return {"said": access.REFUSED, "lines": [], "failed": True}
    try:
        changes = mend(given, desk.files(), desk.reference(), without=without)
    except (DatelineError, OSError) as error:
        _log.warning("%s", error)
        return {"said": without_folders(f"Not kept: {error}"), "lines": [], "failed": True}
    lines = [str(each) for each in changes[:MAX_CHANGES]]
    more = f", the first {MAX_CHANGES} below" if len(changes) > MAX_CHANGES else ""
    marks = "1 mark of the map differs" if len(changes) == 1 else f"{len(changes)} marks of the map differ"
    return {"said": f"{said}. {marks}{more}.", "lines": lines}
