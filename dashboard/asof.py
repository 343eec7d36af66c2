"""A store and a view in, the slider through the dates of the milestones out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import groupby

from dashboard import dates
from dashboard.component import component
from dashboard.state import Filter, View
from dashboard.store import Listing, Store

MAX_STEPS = 200
"""Dates of the slider, the first ones: with more, a step is less than a finger moves."""
KEY = "asof-slider"


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which something is dated."""

    date: str
    """ISO 8601 day."""
    title: str
    """Of the first of that day."""
    more: int
    """Others of that day."""


def steps(dated: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """Return the days of milestones, given as date and title, in order; a month or a year is its first day."""
    days = sorted((dates.iso(dates.first_day(date)), title) for date, title in dict.fromkeys(dated))
    found = []
    for day, same in groupby(days, key=lambda each: each[0]):
        (_, title), *others = same
        found.append(Step(day, title, len(others)))
    return tuple(found[:MAX_STEPS])


@lru_cache(1)
def of_store(store: Store) -> tuple[Step, ...]:
    """Return the days of the milestones that a file holds."""
    listed = store.rows(Filter(kinds=("milestone",)), Listing(limit=MAX_STEPS))
    return steps((rows[0].date, rows[0].title or "") for rows in listed.groups if rows[0].date)


@lru_cache(1)
def _told(store: Store) -> list[dict[str, object]]:
    return [asdict(step) for step in of_store(store)]


def slider(view: View, store: Store, turn: int) -> None:
    """Mount the slider, where the file has dates for it. It is the answer to the change `turn`."""
    days = _told(store)
    if not days:
        return
    everything = store.shown(view.filter)
    component("moment")(
        key=KEY,
        data={
            "asof": view.asof,
            "steps": days,
            "token": view.token(),
            "turn": turn,
            "later": everything - store.shown(view.seen),
            "all": everything,
        },
    )
