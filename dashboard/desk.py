"""Articles by their ids in; what the app reads them against, and what it finds in them, out."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dashboard.overlay import OVERLAYS, Expired
from dashboard.store import data_path
from geo import (
    Article,
    DatelineError,
    Files,
    Reading,
    Reference,
    article_id,
    by_article,
    find_articles,
    open_reference,
    read_article,
    read_corrections,
    read_through,
)

DATA = Path(__file__).resolve().parents[1] / "data"
READINGS = 64
"""Articles whose names and events are kept: those that are open at the desks of a few people."""
MAX_LISTED = 2_000
"""Articles that the pages list; more are reached by their cards."""

_SHORT = Article("warm", "Baku", "Baku")
_lock = threading.Lock()
_log = logging.getLogger(__name__)


def files(environ: Mapping[str, str] = os.environ) -> Files:
    """Return where the app's articles, corrections and map are: DATELINE_ARTICLES, DATELINE_CORRECTIONS, the map."""
    return Files(
        data_path(environ),
        Path(environ.get("DATELINE_ARTICLES") or DATA / "articles"),
        Path(environ.get("DATELINE_CORRECTIONS") or DATA / "corrections.csv"),
    )


def reference() -> Reference:
    """Return what articles are read against, with the corrections as they are now.

    Raises:
        DatelineError: the gazetteer, a table or the corrections cannot be read; the message says what to do.
    """
    path = files().corrections
    try:
        found = path.stat()
    except FileNotFoundError:
        return _corrected(path, None)
    return _corrected(path, (found.st_mtime_ns, found.st_size))


@lru_cache(2)
def _corrected(path: Path, _stamp: tuple[int, int] | None) -> Reference:
    return replace(_plain(), corrections=by_article(read_corrections(path)))


@lru_cache(1)
def _plain() -> Reference:
    return open_reference(DATA / "reference/milestones.csv")[0]


@lru_cache(1)
def warm() -> threading.Thread:
    """Open what articles are read against, in a thread of its own, once: who pastes a text need not wait for it."""

    def work() -> None:
        try:
            read_through(_SHORT, reference())
        except DatelineError as error:
            # Whoever adds an article is told.
            _log.warning("%s", error)

    thread = threading.Thread(target=work, name="warm desk", daemon=True)
    thread.start()
    return thread


def reading(article: Article) -> Reading:
    """Return what an article says, with the corrections as they are now. Raises DatelineError."""
    return _read(article, _Against(reference()))


@dataclass(frozen=True, slots=True, eq=False)
class _Against:
    reference: Reference

    def __hash__(self) -> int:
        return id(self.reference)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Against) and other.reference is self.reference


@lru_cache(READINGS)
def _read(article: Article, against: _Against) -> Reading:
    return read_through(article, against.reference, explain=True)


def find(identity: str, token: str = "") -> Article | None:
    """Return the article of an id: of those that the visit of a token added, else of the folder; null where none is.

    The id is compared with those of the folder's files and is never part of a path. Raises ArticleError.
    """
    if token:
        try:
            held = OVERLAYS.get(token).articles.get(identity)
        except Expired:
            held = None
        if held is not None:
            return held
    folder = files().articles
    path = _paths(folder).get(identity)
    return read_article(path, folder) if path is not None and path.is_file() else None


def listed() -> tuple[str, ...]:
    """Return the ids of the folder's articles, in order."""
    return tuple(sorted(_paths(files().articles)))[:MAX_LISTED]


def _paths(folder: Path) -> dict[str, Path]:
    """Return the folder's files by the ids of their articles."""
    if not folder.is_dir():
        return {}
    with _lock:
        stamps = tuple(
            sorted((str(each), each.stat().st_mtime_ns) for each in (folder, *folder.rglob("*")) if each.is_dir())
        )
        return _listing(folder, stamps)


@lru_cache(2)
def _listing(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> dict[str, Path]:
    return {article_id(path, folder): path for path in find_articles(folder)}
