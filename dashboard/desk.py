"""Articles by their ids in; what the app reads them against, and what it finds in them, out."""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
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
MAX_READ = 1_500_000
"""Characters of these articles, all together: what is read in one takes some 140 bytes for each of its characters."""
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
    except OSError:
        # It is not there, or whoever reads it says why it cannot be read.
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
    return _READINGS.get(article, reference())


class Readings:
    """What was read in the articles that were asked for last; safe for threads."""

    def __init__(self, most: int = READINGS, characters: int = MAX_READ) -> None:
        """Take how many articles, and how many characters of them, are kept."""
        self._most = most
        self._characters = characters
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Article, int], tuple[Reference, Reading]] = OrderedDict()

    def get(self, article: Article, against: Reference) -> Reading:
        """Return what an article says, read anew where it is not kept, or was read against another reference."""
        # The reference is kept beside its id, which is no other's meanwhile.
        key = article, id(against)
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known[1]
        found = read_through(article, against, explain=True)
        with self._lock:
            self._kept[key] = against, found
            while len(self._kept) > self._most or self.characters() > self._characters:
                self._kept.popitem(last=False)
        return found

    def characters(self) -> int:
        """Return how many characters the articles have."""
        return sum(len(article.text) for article, _ in self._kept)


_READINGS = Readings()


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
        # The folders alone: an answer must not wait until each of ten thousand files has been looked at.
        stamps = tuple(sorted((at, Path(at).stat().st_mtime_ns) for at, _, _ in os.walk(folder)))
        return _listing(folder, stamps)


@lru_cache(2)
def _listing(folder: Path, _stamps: tuple[tuple[str, int], ...]) -> dict[str, Path]:
    return {article_id(path, folder): path for path in find_articles(folder)}
