"""What one visitor added in, the events that this visitor alone sees out: kept in memory under a token, for a while.

The token is the whole secret: who does not have it gets nothing. It is part of the view's token, so that the map, the
list and the counts of one view are of one store; it never stands in the address of a page or a copied link.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.store import SCHEMA, Store, shared, to_table
from geo import Article, DataError, encode

IDLE_S = 4 * 3600.0
"""Seconds without a visit after which what was added is forgotten: longer than a lunch, shorter than a day."""
MAX_OVERLAYS = 200
"""Visitors whose additions are kept, the latest: each some megabytes at most."""
MAX_ARTICLES = 50
MAX_FEATURES = 5_000
"""Of one visitor: some ten seconds of work, and a store that is built in half a second."""
MAX_CHARACTERS = 2_000_000
"""Text of one visitor."""
MAX_BASE = 200_000
"""Events of the file up to which both are shown together; beyond, a visitor sees the own articles by themselves."""
COMBINED = 8
"""Stores of file and additions that are kept: the visitors at work at once."""
COOKIE = "dateline_mine"
FULL = "as much as one visit may hold; build it from data/articles instead"


class Expired(LookupError):
    """A token that was never given, or whose additions were forgotten."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What one visitor added."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    features: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """Features of map.geojson by the id of their article."""
    version: str = ""


class Overlays:
    """The additions of all visitors; safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Overlay]] = OrderedDict()

    def open(self) -> str:
        """Return the token of a new, empty overlay: 32 random bytes in the characters A-Z a-z 0-9 _ - alone."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            self._kept[token] = (self._clock(), Overlay())
            while len(self._kept) > MAX_OVERLAYS:
                self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Overlay:
        """Return what was added under a token, and keep it for another while. Raises Expired."""
        with self._lock:
            return self._get(token)

    def put(self, token: str, article: Article, features: Sequence[Mapping[str, Any]]) -> None:
        """Add an article. Raises Expired, or OverflowError where it is more than one visitor may hold."""
        with self._lock:
            held = self._get(token)
            articles = {**held.articles, article.id: article}
            given = {**held.features, article.id: tuple(features)}
            if (
                len(articles) > MAX_ARTICLES
                or sum(map(len, given.values())) > MAX_FEATURES
                or sum(len(each.text) for each in articles.values()) > MAX_CHARACTERS
            ):
                raise OverflowError(FULL)
            self._kept[token] = (self._clock(), _overlay(articles, given))

    def drop(self, token: str, article: str) -> None:
        """Take one article out. Raises Expired."""
        with self._lock:
            held = self._get(token)
            articles, features = dict(held.articles), dict(held.features)
            articles.pop(article, None)
            features.pop(article, None)
            self._kept[token] = (self._clock(), _overlay(articles, features))

    def close(self, token: str) -> None:
        """Forget what was added under a token."""
        with self._lock:
            self._kept.pop(token, None)

    def _get(self, token: str) -> Overlay:
        self._forget()
        if token not in self._kept:
            raise Expired("what was added in this visit is no longer kept; add it again")
        _, overlay = self._kept[token]
        self._kept[token] = (self._clock(), overlay)
        self._kept.move_to_end(token)
        return overlay

    def _forget(self) -> None:
        latest = self._clock() - IDLE_S
        while self._kept and next(iter(self._kept.values()))[0] < latest:
            self._kept.popitem(last=False)


OVERLAYS = Overlays()
"""Those of this process."""


def mine(session: Mapping[Any, Any], cookies: Mapping[str, str], overlays: Overlays = OVERLAYS) -> str:
    """Return the token of this visit's additions, empty where nothing was added or it is no longer kept."""
    for token in (session.get(COOKIE), cookies.get(COOKIE)):
        if isinstance(token, str) and token:
            try:
                return token if overlays.get(token).articles else ""
            except Expired:
                continue
    return ""


def store_of(path: Path, token: str, overlays: Overlays = OVERLAYS) -> Store:
    """Return the store of the file, with what was added under a token where one is given.

    Raises:
        Expired: the token's additions are no longer kept.
        DataError: the file does not fit, and nothing was added.
    """
    if not token:
        return shared(path)
    overlay = overlays.get(token)
    try:
        base = shared(path)
    except DataError:
        if not overlay.articles:
            raise
        return _combined(None, overlay)
    return _combined(base, overlay) if overlay.articles else base


@lru_cache(COMBINED)
def _combined(base: Store | None, overlay: Overlay) -> Store:
    whole = encode((each for given in overlay.features.values() for each in given), None)
    table, about = to_table(whole, "what was added")
    if base is None:
        return Store.of(table, about)
    about = replace(base.about, version=_digest(base.version, overlay.version))
    if base.total > MAX_BASE:
        return Store.of(table, about)
    held = base.arrays.table
    columns = [held.column(each.name).cast(each.type) for each in SCHEMA]
    return Store.of(pa.concat_tables([pa.table(columns, schema=SCHEMA), table]), about)


def _overlay(articles: Mapping[str, Article], features: Mapping[str, Sequence[Mapping[str, Any]]]) -> Overlay:
    return Overlay(articles, features, _digest(*articles, secrets.token_urlsafe(8)))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
