"""The Features of a build in, the new `event` ids of those that other articles tell too, out.

What visits and border references are told by is, of a large map, more than a machine holds. What is held at a time is
that of one stage of a border on its day, or of the visits to a place by who has one family name, up to a day without.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from geo.retold import NEXT_DAY, Feature, common, last_day, with_shared_events

Telling = tuple[int, str, str, str]
"""The number of a line in its block, from 0; the key of what it tells; the day of a visit; what decides of two."""
Row = tuple[str, str, int, int, str]
"""The key, the day of a visit, the number of the block, that of the line in it, and what decides."""
Renamed = tuple[int, int, str]
"""The numbers of a block and of a line in it, from 0, and the `event` that its Feature gets."""

_JOINED = (b'"kind":"visit"', b'"kind":"border"')
_READ = (
    *("event", "kind", "place_id", "actors", "date", "date_end", "status", "method", "article", "published"),
    *("parties", "stage", "document"),
)
"""The properties that `with_shared_events` reads."""


def shared_events(rows: Iterable[Row]) -> Iterator[Renamed]:
    """Yield which Features `with_shared_events` would give another `event`, were they all in one list.

    Args:
        rows: what all Features tell, in order.
    """
    for _, group in groupby(rows, key=itemgetter(0)):
        yield from renamed(group)


def tellings(features: bytes) -> Iterator[Telling]:
    """Yield what each Feature tells that others may tell too."""
    for line, encoded in enumerate(features.splitlines()):
        if not any(kind in encoded for kind in _JOINED):
            continue
        feature = json.loads(encoded)
        key = common(feature)
        if key:
            own = {name: feature["properties"][name] for name in _READ}
            day = own["date"] if own["kind"] == "visit" else ""
            yield line, json.dumps(key), day, json.dumps({"id": feature["id"], "properties": own})


def renamed(rows: Iterable[Row]) -> Iterator[Renamed]:
    """Yield which Features of one key get another `event`."""
    for at, given in _runs(rows):
        for (block, line), before, after in zip(at, given, with_shared_events(given), strict=True):
            if before["properties"]["event"] != after["properties"]["event"]:
                yield block, line, after["properties"]["event"]


def _runs(rows: Iterable[Row]) -> Iterator[tuple[list[tuple[int, int]], list[Feature]]]:
    """Yield what is told of one key, cut where a day passes on which nobody was there, with its blocks and lines."""
    run: list[tuple[int, int, Feature]] = []
    end = dt.date.min
    for _, day, block, line, said in rows:
        feature = json.loads(said)
        if run and day and end + NEXT_DAY < dt.date.fromisoformat(day):
            yield _in_order(run)
            run, end = [], dt.date.min
        run.append((block, line, feature))
        end = max(end, last_day(feature["properties"])) if day else end
    yield _in_order(run)


def _in_order(run: list[tuple[int, int, Feature]]) -> tuple[list[tuple[int, int]], list[Feature]]:
    run.sort(key=itemgetter(0, 1))
    return [(block, line) for block, line, _ in run], [feature for _, _, feature in run]
