"""An address in, the article of its page out; the address of a feed in, the articles that it lists out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from geo.errors import FetchError
from geo.fetch import FEEDS, KINDS, Fetcher
from geo.intake.taken import Taken, shown_name, taken

MAX_ENTRIES = 50
"""Articles of one feed: the newest, as feeds list them."""
_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md"}


def from_address(address: str, fetcher: Fetcher) -> Taken:
    """Fetch a page and take its article with title, date, publisher and canonical address."""
    address = address.strip()
    try:
        page = fetcher.fetch(address)
    except FetchError as error:
        return Taken(address[:200], None, str(error))
    # What the page says of itself goes first; where it says nothing, it is at least known where it was found.
    found = taken(page.url, page.body, _SUFFIXES.get(page.kind, ".html"))
    if found.article is not None and found.article.url is None:
        found = taken(page.url, page.body, _SUFFIXES.get(page.kind, ".html"), {"url": page.url})
    return Taken(address[:200], found.article, found.reason)


def from_feed(address: str, fetcher: Fetcher) -> Iterator[Taken]:
    """Fetch an RSS or Atom feed and yield the article of each page that it lists, the first `MAX_ENTRIES`."""
    import feedparser  # noqa: PLC0415 - only who reads a feed waits for it

    try:
        page = fetcher.fetch(address.strip(), (*FEEDS, *KINDS))
    except FetchError as error:
        yield Taken(address[:200], None, str(error))
        return
    feed = feedparser.parse(page.body, response_headers={"content-location": page.url})
    entries = [each for each in feed.entries if each.get("link")][:MAX_ENTRIES]
    if not entries:
        yield Taken(address[:200], None, f"{shown_name(address)}: not a feed, or one that lists no article")
        return
    for entry in entries:
        yield _entry(entry, fetcher)


def _entry(entry: Any, fetcher: Fetcher) -> Taken:
    found = from_address(str(entry["link"]), fetcher)
    if found.article is None or found.article.published is not None:
        return found
    # feedparser's own `get` answers one date for the other where it is missing, and warns.
    published = _day(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed"))
    if published is None:
        return found
    article = found.article
    metadata = {"title": article.title, "source": article.source, "url": article.url}
    return taken(found.name, article.text.encode(), ".txt", {**metadata, "published": published})


def _day(told: tuple[int, ...] | None) -> str | None:
    """Return the day of what feedparser made of a date, which may be before the year 1; null where there is none."""
    try:
        return dt.date(*told[:3]).isoformat() if told else None
    except ValueError:
        return None
