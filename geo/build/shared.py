"""The Features of a build in, the new `event` ids of those that other articles tell too, out.

What visits and border references are told by is, of a large map, more than a machine holds. What is held at a time is
that of one place or one stage of a border.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from geo.retold import common, with_shared_events

Telling = tuple[int, str, str]
"""The number of a line in its block, from 0; the key of what it tells; what decides whether another tells the same."""
Told = tuple[str, int, int, str]
"""The key, the number of the block, that of the line in it, and what decides."""
Renamed = tuple[int, int, str]
"""The numbers of a block and of a line in it, from 0, and the `event` that its Feature gets."""

_JOINED = (b'"kind":"visit"', b'"kind":"border"')
_READ = (
    *("event", "kind", "place_id", "actors", "date", "date_end", "status", "method", "article", "published"),
    *("parties", "stage", "document"),
)
"""The properties that `with_shared_events` reads."""


def shared_events(rows: Iterable[Told]) -> Iterator[Renamed]:
    """Yield which Features `with_shared_events` would give another `event`, were they all in one list.

    Args:
        rows: what all Features tell, in order.
    """
    for _, group in groupby(rows, key=itemgetter(0)):
        yield from renamed(group)


def tellings(features: bytes) -> Iterator[Telling]:
    """Yield of each Feature that others may tell too: its line, its key, and what `renamed` reads of it."""
    for line, encoded in enumerate(features.splitlines()):
        if not any(kind in encoded for kind in _JOINED):
            continue
        feature = json.loads(encoded)
        key = common(feature)
        if key:
            own = {name: feature["properties"][name] for name in _READ}
            yield line, json.dumps(key), json.dumps({"id": feature["id"], "properties": own})


def renamed(rows: Iterable[Told]) -> Iterator[Renamed]:
    """Yield which Features of one key get another `event`: of each its key, two numbers in order, what it tells."""
    at: list[tuple[int, int]] = []
    given = []
    for _, block, line, feature in rows:
        at.append((block, line))
        given.append(json.loads(feature))
    for (block, line), before, after in zip(at, given, with_shared_events(given), strict=True):
        if before["properties"]["event"] != after["properties"]["event"]:
            yield block, line, after["properties"]["event"]
