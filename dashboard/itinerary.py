"""A store and a person in, where the person went and what was said out: the route on the map and the actor's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard import dates
from dashboard.cards import Card, card
from dashboard.labels import label
from dashboard.state import Filter, View
from dashboard.store import Listing, Row, Store

MAX_STOPS = 200
"""Visits of one route, the earliest: more lines than a map can show apart."""
MAX_READ = 1_000
"""Events that are looked through for one person: some 20 ms. `more` counts the rest."""
MAX_CARDS = 200
"""Cards of each part of a page: some 200 KB. The map's list has them all."""
POINTS = ("site", "city")
"""Precisions that have a point of their own; a line to the middle of a country would say what nobody said."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A dated visit with a point."""

    lon: float
    lat: float
    """Degrees."""
    date: str
    date_end: str | None
    """ISO 8601."""
    date_text: str
    label: str
    status: str | None
    event: str
    feature: str
    """Id of the Feature."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one stop to the next."""

    start: int
    end: int
    """Numbers of the stops."""
    planned: bool
    """True where either visit is planned."""


@dataclass(frozen=True, slots=True)
class Route:
    """The visits of one person in order of date."""

    actor: str | None
    """Null where the view does not name exactly one person."""
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    more: int
    """Events beyond `MAX_STOPS`."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the data holds of one person."""

    name: str
    known: bool
    """False where no event names the person."""
    visits: tuple[Card, ...]
    """In order of date, undated last."""
    statements: tuple[Card, ...]
    """Quotations and border references that the person speaks in."""
    others: int
    """Other events that name the person."""
    later: int
    """Features that had not begun on the as-of date."""
    more: int
    """Events and cards beyond `MAX_READ` and `MAX_CARDS`."""


def route(store: Store, view: View) -> Route:
    """Return the visits of the one person that a view is narrowed to, and the ways between them.

    A cancelled visit is no stop. Where two dates overlap, nobody knows which visit came first: no way joins them.
    """
    actors, kinds = view.filter.actors, view.filter.kinds
    if len(actors) != 1 or (kinds and "visit" not in kinds):
        return Route(None, (), (), 0)
    listed = store.rows(replace(view.seen, kinds=("visit",)), Listing(limit=MAX_STOPS))
    stops = tuple(stop for rows in listed.groups for stop in _stop(rows, view))
    return Route(actors[0], stops, tuple(_legs(stops)), max(0, listed.events - MAX_STOPS))


def person(store: Store, name: str, view: View) -> Person:
    """Return the visits and the statements of a person; of the view its names and its as-of date count."""
    chosen = View(Filter(actors=(name,)), view.names, view.asof)
    if not store.known(chosen.filter).actors:
        return Person(name, False, (), (), 0, 0, 0)
    listed = store.rows(chosen.seen, Listing(limit=MAX_READ))
    visits = [rows for rows in listed.groups if any(row.kind == "visit" for row in rows)]
    spoken = [[row for row in rows if row.speaker == name] for rows in listed.groups]
    statements = [rows for rows in spoken if rows]
    others = sum(
        not said and not any(row.kind == "visit" for row in rows)
        for rows, said in zip(listed.groups, spoken, strict=True)
    )
    unshown = max(0, len(visits) - MAX_CARDS) + max(0, len(statements) - MAX_CARDS)
    return Person(
        name=name,
        known=True,
        visits=tuple(card(rows, view) for rows in visits[:MAX_CARDS]),
        statements=tuple(card(rows, view) for rows in statements[:MAX_CARDS]),
        others=others,
        later=store.shown(chosen.filter) - listed.shown,
        more=listed.events - len(listed.groups) + unshown,
    )


def _stop(rows: Sequence[Row], view: View) -> Iterator[Stop]:
    """Return the stop of an event, a town before a site in it; none where it is undated, cancelled or without point."""
    placed = [row for row in rows if row.lon is not None and row.precision in POINTS and row.status != "cancelled"]
    row = max(placed, key=lambda each: POINTS.index(each.precision or ""), default=None)
    if row is None or row.date is None or row.lon is None or row.lat is None:
        return
    named = (row.place_id, row.place or "") if row.place_id else None
    yield Stop(
        lon=row.lon,
        lat=row.lat,
        date=row.date,
        date_end=row.date_end,
        date_text=dates.written(row.date, row.date_end),
        label=label(named, view, row.date, row.mention) if named else row.place or "",
        status=row.status,
        event=row.event,
        feature=row.id,
    )


def _legs(stops: Sequence[Stop]) -> Iterator[Leg]:
    for (start, one), (end, other) in pairwise(enumerate(stops)):
        left, arrived = dates.last_day(one.date_end or one.date), dates.first_day(other.date)
        apart = dates.first_day(one.date) < arrived and left <= arrived
        if apart and (one.lon, one.lat) != (other.lon, other.lat):
            yield Leg(start, end, "planned" in (one.status, other.status))
