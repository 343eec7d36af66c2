"""A shelf that `arrange` has filled in, the arrays that every answer is made of out; only names are copied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.store import text
from dashboard.store.arrange import FEW, LINE, NOWHERE, SEARCHED, Days, Integers
from dashboard.store.facet import Codes, Facet, Lists, Many, Single, Together
from dashboard.store.read import SCHEMA
from dashboard.store.runs import Runs
from dashboard.store.shelf import Shelf
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
    """The time axis, as `timeline.count` takes it."""

    edges: Integers
    of: npt.NDArray[np.int16]


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
    kind: npt.NDArray[np.int8]
    """Index into `KINDS`."""
    first: Days
    """First day of the event; `timeline.NEVER` where undated."""
    last: Days
    """Last day; -1 where undated."""
    axis: Axis
    by_date: Codes
    """The rows in the order of the list: by date, undated last, then by article and place in it."""
    event: Codes
    event_rows: Codes
    event_starts: Integers
    """Event `e` has the rows event_rows[event_starts[e]:event_starts[e + 1]], in the order of the list."""
    places: Places
    place: Single
    """By id, in the order of `places`."""
    lines: Single
    stages: Single
    roles: Single
    facets: dict[str, Facet]
    """Under the names of `Filter`."""
    few: Together
    """Those of `FEW`."""
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
    few = {name: _single(shelf, name) for name in FEW}
    lines, articles = (_single(shelf, name) for name in ("lines", "articles"))
    actors = Many(_told(shelf, "values.actors"), Lists(*(shelf.get(f"actors.{name}") for name in Lists.__slots__)))
    places = Places(*(tuple(shelf.column(f"places.{name}").to_pylist()) for name in ("id", "name", "country", "label")))
    place = shelf.get("facet.places")
    return Arrays(
        table=table,
        drawn=drawn,
        edges=edges,
        spots=Spots(*(shelf.get(f"spots.{name}") for name in Spots.__slots__)),
        runs=Runs(edges, *(shelf.get(name) for name in ("spots.starts", "runs.starts", "runs.place", "runs.look"))),
        lon=lon.to_numpy(),
        lat=lat.to_numpy(),
        kind=shelf.get("kind"),
        first=shelf.get("first"),
        last=shelf.get("last"),
        axis=Axis(*(shelf.get(f"timeline.{name}") for name in Axis.__slots__)),
        by_date=shelf.get("by_date"),
        event=shelf.get("event"),
        event_rows=shelf.get("event.rows"),
        event_starts=shelf.get("event.starts"),
        places=places,
        place=Single(places.ids, place),
        lines=lines,
        stages=few["stages"],
        roles=few["roles"],
        facets={**few, "actors": actors, "places": Single(places.labels, place), "articles": articles},
        few=Together(few, shelf.get("few.of"), shelf.get("few.seen")),
        texts=_texts(shelf, table, actors),
        titles=dict(zip(articles.values, shelf.column("titles").to_pylist(), strict=True)),
    )


def _single(shelf: Shelf, name: str) -> Single:
    return Single(_told(shelf, f"values.{name}"), shelf.get(f"facet.{name}"))


def _told(shelf: Shelf, name: str) -> list[str]:
    values: list[str] = shelf.column(name).to_pylist()
    return values


def _texts(shelf: Shelf, table: pa.Table, actors: Facet) -> Texts:
    sentences = Words(table.column("excerpt").chunk(0), text.fold, shelf) if table.num_rows else None
    texts = Texts(table.num_rows, sentences.mask if sentences else lambda _: np.zeros(0, dtype=bool))
    for name in SEARCHED:
        texts.add(shelf.column(f"folded.{name}"), Single((), shelf.get(f"text.{name}")).spread)
    texts.add(shelf.column("folded.actors"), actors.spread)
    return texts
