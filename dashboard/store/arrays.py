"""A shelf that `arrange` has filled in, the arrays that every answer is made of out; only names are copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.store import text
from dashboard.store.arrange import FEW, LINE, NOWHERE, SEARCHED, Days, Integers
from dashboard.store.events import Events
from dashboard.store.facet import ByValue, Codes, Facet, Many, Single
from dashboard.store.orders import Order
from dashboard.store.read import SCHEMA
from dashboard.store.runs import Runs
from dashboard.store.shelf import Shelf
from dashboard.store.stretches import Stretches, members
from dashboard.store.text import Texts
from dashboard.store.words import Words

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spots:
    """The distinct coordinates of the points, by Morton key: spot `s` is rows [starts[s], starts[s + 1])."""

    keys: Integers
    starts: Integers


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the data, in order of their ids."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str | None, ...]
    """ISO 3166-1 alpha-2."""
    labels: tuple[str, ...]
    """The values of the facet: the name, made unique where two places share it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The time axis."""

    edges: Integers
    """As `timeline.count` takes them."""
    stretches: Stretches
    """What begins before it, within each of its stretches, after it and never: parts of the list."""
    listed: Order
    """The rows as the list has them: by date, undated last, then by article and place in it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines of the map tell."""

    facet: Single
    """The line of each row."""
    runs: Codes
    """The line of each run that is drawn as one."""
    told: Codes
    """The rows of line `l` that tell its stage, the latest first, are told[starts[l]:starts[l + 1]]."""
    starts: Integers


@dataclass(frozen=True, slots=True)
class Arrays:
    """All rows in the order of the store."""

    table: pa.Table
    """The columns of `SCHEMA`."""
    drawn: npt.NDArray[np.int8]
    """`POINT`, `AREA`, `LINE` or `NOWHERE`, ascending."""
    edges: tuple[int, ...]
    """The row at which each of these begins, and the number of rows."""
    spots: Spots
    runs: Runs
    lon: Floats
    lat: Floats
    """Degrees, of the rows that have a point: the first ones."""
    first: Days
    """First day of the event; `timeline.NEVER` where undated."""
    last: Days
    """Last day; -1 where undated."""
    axis: Axis
    rows: Order
    """As they are."""
    events: Events
    event: Codes
    """Number of each row's event."""
    places: Places
    place: Single
    """By id, in the order of `places`."""
    lines: Lines
    stages: Single
    facets: dict[str, Facet]
    """Under the names of `Filter`."""
    by_value: dict[str, ByValue]
    """Actors and articles."""
    texts: Texts
    titles: dict[str, str]
    """Title of each article, by its id."""


def load(shelf: Shelf) -> Arrays:
    """Return the arrays of a shelf. Raises KeyError, OSError, ValueError or pa.ArrowException where it is damaged."""
    table = pa.table({field.name: shelf.column(f"column.{field.name}") for field in SCHEMA})
    drawn = shelf.get("drawn")
    # Numbers of the array's own type: for others numpy would copy all of it.
    edges = tuple(np.searchsorted(drawn, np.arange(NOWHERE + 2, dtype=drawn.dtype)).tolist())
    lon, lat = (table.column(name)[: edges[LINE]].combine_chunks() for name in ("lon", "lat"))
    runs = Runs(edges, *(shelf.get(name) for name in ("spots.starts", "runs.starts", "runs.place", "runs.look")))
    few = {name: _single(shelf, name) for name in FEW}
    lines = _single(shelf, "lines")
    places = Places(*(tuple(shelf.column(f"places.{name}").to_pylist()) for name in ("id", "name", "country", "label")))
    place = shelf.get("facet.places")
    actors, articles = (_told(shelf, f"values.{name}") for name in ("actors", "articles"))
    orders = _orders(shelf, few, len(drawn))
    by_value = {name: ByValue(orders[name], shelf.get(f"{name}.starts"), len(drawn)) for name in ("actors", "articles")}
    facets: dict[str, Facet] = {
        **few,
        "actors": Many(actors, shelf.get("row.actors"), shelf.get("row.starts"), by_value["actors"].spread),
        "places": Single(places.labels, place, runs.spread),
        "articles": Single(articles, shelf.get("facet.articles"), by_value["articles"].spread),
    }
    return Arrays(
        table=table,
        drawn=drawn,
        edges=edges,
        spots=Spots(*(shelf.get(f"spots.{name}") for name in Spots.__slots__)),
        runs=runs,
        lon=lon.to_numpy(),
        lat=lat.to_numpy(),
        first=shelf.get("first"),
        last=shelf.get("last"),
        axis=Axis(shelf.get("timeline.edges"), Stretches(shelf.get("timeline.starts")), orders["list"]),
        rows=orders["store"],
        events=Events(
            orders["event"],
            shelf.get("event.starts"),
            tuple(shelf.get("event.follows")),
            shelf.get("event.at"),
            shelf.get("event.listed"),
        ),
        event=shelf.get("event"),
        places=places,
        place=Single(places.ids, place, runs.spread),
        lines=Lines(
            lines,
            lines.codes[runs.starts[runs.drawn(LINE)]],
            *(shelf.get(f"lines.{name}") for name in ("told", "starts")),
        ),
        stages=few["stages"],
        facets=facets,
        by_value=by_value,
        texts=_texts(shelf, table, by_value["actors"]),
        titles=dict(zip(articles, shelf.column("titles").to_pylist(), strict=True)),
    )


def _orders(shelf: Shelf, few: Mapping[str, Single], rows: int) -> dict[str, Order]:
    """Return the orders in which is counted."""
    numbers = count()
    values = {name: dict(zip(facet.values, numbers, strict=False)) for name, facet in few.items()}
    names = ("event.places", "event.listed", "articles.places", "actors.places", "row.starts")
    by_event, listed, by_article, by_actor, starts = map(shelf.get, names)
    places: dict[str, Callable[[Integers], Codes]] = {
        "list": lambda which: listed.take(by_event.take(which)),
        "event": by_event.take,
        "articles": by_article.take,
        "actors": lambda which: by_actor.take(members(starts, which)),
    }
    orders = {"store": Order(values, shelf.get("few.store"), None, rows, lambda which: which)}
    for name, find in places.items():
        of = shelf.get(f"{name}.rows")
        orders[name] = Order(values, shelf.get(f"few.{name}"), of, len(of), find)
    return orders


def _single(shelf: Shelf, name: str) -> Single:
    return Single(_told(shelf, f"values.{name}"), shelf.get(f"facet.{name}"))


def _told(shelf: Shelf, name: str) -> list[str]:
    values: list[str] = shelf.column(name).to_pylist()
    return values


def _texts(shelf: Shelf, table: pa.Table, actors: ByValue) -> Texts:
    sentences = Words(table.column("excerpt").chunk(0), text.fold, shelf) if table.num_rows else None
    texts = Texts(table.num_rows, sentences.mask if sentences else lambda _: np.zeros(0, dtype=bool))
    for name in SEARCHED:
        texts.add(shelf.column(f"folded.{name}"), Single((), shelf.get(f"text.{name}")).spread)
    texts.add(shelf.column("folded.actors"), actors.spread)
    return texts
