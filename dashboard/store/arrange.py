"""The Features as columns in, the same sorted for the map and coded for the filters out.

Rows are sorted once: first those drawn as points, by the Morton key of their coordinates; then areas, lines, and what
has no place on the map. The row's number in this order is the number of the event everywhere in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import dates
from dashboard.store import columns, grid
from dashboard.store.columns import Places
from dashboard.store.facet import Codes, Facet, Single, Together
from dashboard.store.text import Mask, Texts
from geo import Kind

KINDS: tuple[str, ...] = get_args(Kind)
"""In the order of all counts by kind: visit, border, excerpt, milestone."""
NEVER = int(np.iinfo(np.int32).max)
"""The first day of an undated event: after all others."""
POINT, AREA, LINE, NOWHERE = range(4)
"""How a Feature stands on the map."""

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int32]


FEW = ("kinds", "status", "stages", "roles")
"""Facets of few values, whatever the data."""


@dataclass(frozen=True, slots=True)
class Spots:
    """The distinct coordinates of the points, by Morton key: spot `s` is rows [starts[s], starts[s + 1])."""

    keys: Integers
    starts: Integers
    of: Codes
    """Spot of each point."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """All rows in the order of the store."""

    table: pa.Table
    """The columns of `SCHEMA`."""
    drawn: npt.NDArray[np.int8]
    """`POINT`, `AREA`, `LINE` or `NOWHERE`, ascending."""
    spots: Spots
    lon: Floats
    lat: Floats
    """Degrees; NaN where there is no point."""
    x: Integers
    y: Integers
    """24-bit coordinates of the points."""
    kind: Codes
    """Index into `KINDS`."""
    first: Days
    """First day of the event; `NEVER` where undated."""
    last: Days
    """Last day; -1 where undated."""
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
    associative: Mask
    facets: dict[str, Facet]
    """Under the names of `Filter`."""
    few: Together
    """Those of `FEW`."""
    texts: Texts


def arrange(table: pa.Table) -> Arrays:
    """Sort and code the rows of a table of `SCHEMA` that holds to the contract."""
    table = table.combine_chunks()
    order, drawn, keys = _order(table)
    table = columns.encode(table.take(pa.array(order)), plain=("id", "excerpt"))
    points = int(np.searchsorted(drawn, AREA))
    lon, lat = (table.column(name).to_numpy() for name in ("lon", "lat"))
    x, y = grid.project(lon[:points], lat[:points])
    first, last = _days(table)
    places, place = columns.places(table)
    few = dict(
        zip(FEW, (columns.single(table.column(name)) for name in ("kind", "status", "stage", "role")), strict=True)
    )
    facets: dict[str, Facet] = {
        **few,
        "actors": columns.many(table.column("actors")),
        "places": Single(places.labels, place),
        "articles": columns.single(table.column("article")),
    }
    event = columns.codes(table.column("event"))[1]
    by_date = _by_date(table, (first, last), order)
    return Arrays(
        table=table,
        drawn=drawn,
        spots=_spots(keys[:points]),
        lon=lon,
        lat=lat,
        x=x,
        y=y,
        kind=np.array([KINDS.index(kind) for kind in few["kinds"].values], np.int32)[few["kinds"].codes],
        first=first,
        last=last,
        by_date=by_date,
        event=event,
        event_rows=by_date[np.argsort(event[by_date], kind="stable")],
        event_starts=np.concatenate([[0], np.cumsum(np.bincount(event))]).astype(np.int64),
        places=places,
        place=Single(places.ids, place),
        lines=columns.single(table.column("line")),
        stages=few["stages"],
        associative=facets["roles"].mask(["associative"]),
        facets=facets,
        few=Together(few),
        texts=_texts(table, facets),
    )


def _order(table: pa.Table) -> tuple[Integers, npt.NDArray[np.int8], Integers]:
    """Return the order of the rows, and in this order how each is drawn and its Morton key."""
    has_point = table.column("lon").is_valid().to_numpy()
    wide = pc.is_in(table.column("precision"), value_set=pa.array(["region", "country"])).to_numpy()
    wide &= table.column("place_id").is_valid().to_numpy()
    has_line = table.column("line").is_valid().to_numpy()
    drawn = np.where(has_point, np.where(wide, AREA, POINT), np.where(has_line, LINE, NOWHERE)).astype(np.int8)
    lon, lat = (pc.fill_null(table.column(name), 0.0).to_numpy() for name in ("lon", "lat"))
    keys = grid.interleave(*grid.project(lon, lat))
    keys[drawn != POINT] = 0
    order = np.lexsort((keys, drawn))
    return order, drawn[order], keys[order]


def _spots(keys: Integers) -> Spots:
    new = np.diff(keys, prepend=-1) != 0
    starts = np.flatnonzero(new)
    return Spots(keys[starts], np.append(starts, len(keys)), np.cumsum(new, dtype=np.int32) - np.int32(1))


def _days(table: pa.Table) -> tuple[Days, Days]:
    """Return the first and the last day of every row; a date without `date_end` ends with the time it names."""
    (start, first), (end, last) = (columns.codes(table.column(name)) for name in ("date", "date_end"))
    starts = np.array([*map(dates.first_day, start.to_pylist()), NEVER], np.int32)[first]
    closes = np.array([*map(dates.last_day, start.to_pylist()), -1], np.int32)[first]
    ends = np.array([*map(dates.last_day, end.to_pylist()), -1], np.int32)[last]
    return starts, np.where(starts == NEVER, np.int32(-1), np.where(ends >= starts, ends, closes))


def _by_date(table: pa.Table, days: tuple[Days, Days], order: Integers) -> Codes:
    """Return the rows by date, then by article in the order of the file, then by place in the article."""
    article = columns.codes(table.column("article"))[1]
    seen = np.full(article.max(initial=0) + 1, len(order), np.int64)
    np.minimum.at(seen, article, order)
    within = [pc.fill_null(table.column(name), 0).to_numpy() for name in ("mention_start", "start")]
    first, last = days
    return np.lexsort((order, *within, seen[article], last, first)).astype(np.int32)


def _texts(table: pa.Table, facets: dict[str, Facet]) -> Texts:
    texts = Texts(table.num_rows)
    for name in ("excerpt", "place", "mention", "title", "summary"):
        distinct, found = columns.codes(table.column(name))
        texts.add(distinct, Single((), found).spread)
    texts.add(pa.array(facets["actors"].values, pa.string()), facets["actors"].spread)
    return texts
