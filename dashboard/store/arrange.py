"""The events of a source in, the same sorted for the map and coded for the filters, on a shelf, out.

Rows are sorted once: first those drawn as points, by the Morton key of their coordinates; then areas, lines, and what
has no place on the map; those of one place and kind follow one another. The row's number in this order is the number of
the event everywhere in the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import dates
from dashboard.store import columns, events, grid, orders, runs, text, timeline, words
from dashboard.store.facet import Codes
from dashboard.store.read import SCHEMA
from dashboard.store.shelf import Shelf
from dashboard.store.source import Source
from geo import DataError, Kind

KINDS: tuple[str, ...] = get_args(Kind)
"""In the order of all counts by kind: visit, border, excerpt, milestone."""
POINT, AREA, LINE, NOWHERE = range(4)
"""How a Feature stands on the map."""
FEW = {"kinds": "kind", "status": "status", "stages": "stage", "roles": "role"}
"""Facets of few values, whatever the data, and their columns."""
SEARCHED = ("place", "mention", "title", "summary")
"""Columns of short texts, many rows having the same, that a search looks at beside the sentences and the actors."""
PLAIN = ("id", "excerpt")
"""Columns whose texts are nearly all distinct."""
BLOCK = 250_000
"""Rows of one block of texts, some 60 MB."""

Integers = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]


def arrange(source: Source, shelf: Shelf) -> None:
    """Sort and code the rows of a source that holds to the contract, column by column.

    Raises:
        DataError: a column does not fit the contract.
    """
    order = _order(source, shelf)
    taken = pa.array(order)
    for field in SCHEMA:
        column = source.column(field.name)
        if field.name in PLAIN:
            _unique(field.name, column)
            shelf.put_text(f"column.{field.name}", _blocks(column, order))
        elif pa.types.is_string(field.type):
            shelf.put_column(f"column.{field.name}", columns.coded(column).take(taken))
        elif pa.types.is_list(field.type):
            shelf.put_column(f"column.{field.name}", columns.coded_lists(column).take(taken))
        else:
            shelf.put_column(
                f"column.{field.name}", pa.concat_arrays(column.chunks or [pa.array([], field.type)]).take(taken)
            )
    _facets(shelf)
    first, last = _days(shelf)
    shelf.put("first", first)
    shelf.put("last", last)
    by_date = _by_date(shelf, (first, last), order)
    timeline.arrange(first[by_date], shelf)
    _lines(shelf, last)
    _orders(shelf, by_date)
    _texts(shelf)


def _order(source: Source, shelf: Shelf) -> Integers:
    """Return the order of the rows; put on the shelf in this order how each is drawn and its kind, spots and runs."""
    lon, lat = (source.column(name) for name in ("lon", "lat"))
    has_point = pc.and_(lon.is_valid(), lat.is_valid()).to_numpy()
    wide = pc.is_in(source.column("precision"), value_set=pa.array(["region", "country"])).to_numpy()
    ids = source.column("place_id")
    wide = wide & ids.is_valid().to_numpy()
    _, line = columns.codes(columns.coded(source.column("line")))
    has_line = source.column("line").is_valid().to_numpy()
    drawn = np.where(has_point, np.where(wide, AREA, POINT), np.where(has_line, LINE, NOWHERE)).astype(np.int8)
    keys = grid.interleave(*grid.project(*(pc.fill_null(each, 0.0).to_numpy() for each in (lon, lat))))
    keys = np.where(drawn == POINT, keys, np.where(drawn == LINE, line, 0))
    _, place = columns.codes(columns.coded(ids))
    associative = pc.fill_null(pc.equal(source.column("role"), "associative"), False).to_numpy()
    look = 2 * _kinds(source) + associative.astype(np.int8)
    order: Integers = np.lexsort((look, place, keys, drawn))
    shelf.put("drawn", drawn[order])
    runs.arrange((drawn[order], keys[order]), place[order], look[order], shelf)
    _spots(keys[order][: np.count_nonzero(drawn == POINT)], shelf)
    return order


def _kinds(source: Source) -> npt.NDArray[np.int8]:
    """Return the index of each row's kind in `KINDS`."""
    column = columns.coded(source.column("kind"))
    known = np.array([*map(KINDS.index, column.dictionary.to_pylist())], np.int8)
    return known[columns.numbers(column)]


def _unique(name: str, column: pa.ChunkedArray) -> None:
    if name == "id" and pc.count_distinct(column).as_py() != len(column):
        raise DataError("an id stands twice in the data; make it anew with: python -m geo build")


def _blocks(column: pa.ChunkedArray, order: Integers) -> Iterator[pa.Array]:
    """Return the texts of a column in an order, block by block; the column itself is not copied."""
    whole = column.cast(pa.large_string())
    starts = np.concatenate([[0], np.cumsum([len(chunk) for chunk in whole.chunks])])[:-1].astype(np.int64)
    for start in range(0, len(order), BLOCK):
        wanted = order[start : start + BLOCK]
        of = np.searchsorted(starts, wanted, side="right") - 1
        by_chunk = np.argsort(of, kind="stable")
        at = np.searchsorted(of[by_chunk], np.arange(len(starts) + 1))
        parts = [
            chunk.take(pa.array(wanted[by_chunk[at[each] : at[each + 1]]] - starts[each]))
            for each, chunk in enumerate(whole.chunks)
        ]
        back = np.empty(len(wanted), np.int64)
        back[by_chunk] = np.arange(len(wanted))
        yield pa.concat_arrays(parts).take(pa.array(back))


def _facets(shelf: Shelf) -> None:
    """Put the values and the codes of every facet on the shelf, and the places."""
    for name, column in {**FEW, "articles": "article", "lines": "line"}.items():
        distinct, codes = columns.codes(shelf.column(f"column.{column}"))
        shelf.put_column(f"values.{name}", distinct.cast(pa.string()))
        shelf.put(f"facet.{name}", codes)
    distinct, codes, starts = columns.many(shelf.column("column.actors"))
    shelf.put_column("values.actors", distinct.cast(pa.string()))
    shelf.put("row.actors", codes)
    shelf.put("row.starts", starts)
    of = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    by_value = np.argsort(codes, kind="stable")
    shelf.put("actors.rows", of[by_value])
    shelf.put("actors.places", orders.inverse(by_value))
    shelf.put("actors.starts", _starts(codes, len(distinct)))
    places, codes = columns.places(*(shelf.column(f"column.{name}") for name in ("place_id", "place", "country")))
    for name in places.column_names:
        shelf.put_column(f"places.{name}", places.column(name).combine_chunks())
    shelf.put("facet.places", codes)
    shelf.put_column("titles", _titles(shelf))


def _titles(shelf: Shelf) -> pa.Array:
    """Return the first title of each article, its id where it has none."""
    codes = shelf.get("facet.articles")
    ids = shelf.column("values.articles")
    titles = shelf.column("column.title")
    rows = np.flatnonzero(titles.is_valid().to_numpy(zero_copy_only=False) & (codes < len(ids)))[::-1]
    firsts = np.full(len(ids), -1, np.int64)
    firsts[codes[rows]] = rows
    found = titles.take(pa.array(firsts, mask=firsts < 0)).dictionary_decode().cast(pa.string())
    return pc.coalesce(found, ids)


def _days(shelf: Shelf) -> tuple[Days, Days]:
    """Return the first and the last day of every row; a date without `date_end` ends with the time it names."""
    begun, ended = (shelf.column(f"column.{name}") for name in ("date", "date_end"))
    start, end = (each.dictionary.to_pylist() for each in (begun, ended))
    first, last = columns.numbers(begun), columns.numbers(ended)
    starts = np.array([*map(dates.first_day, start), timeline.NEVER], np.int32)[first]
    closes = np.array([*map(dates.last_day, start), -1], np.int32)[first]
    ends = np.array([*map(dates.last_day, end), -1], np.int32)[last]
    return starts, np.where(starts == timeline.NEVER, np.int32(-1), np.where(ends >= starts, ends, closes))


def _by_date(shelf: Shelf, days: tuple[Days, Days], order: Integers) -> Codes:
    """Return the rows by date, undated last, then by article in the order of the file, then by place in the article."""
    article = columns.numbers(shelf.column("column.article"))
    seen = np.full(int(article.max(initial=0)) + 1, len(order), np.int64)
    np.minimum.at(seen, article, order)
    within = [pc.fill_null(shelf.column(f"column.{name}"), 0).to_numpy() for name in ("mention_start", "start")]
    first, last = days
    return np.lexsort((order, *within, seen[article], last, first)).astype(np.int32)


def _lines(shelf: Shelf, last: Days) -> None:
    """Put the rows of each line that tell a stage on the shelf, the latest first; of one day the last in the order."""
    codes, stages = shelf.get("facet.lines"), shelf.get("facet.stages")
    lines = len(shelf.column("values.lines"))
    told = np.flatnonzero((shelf.get("drawn") == LINE) & (stages < len(shelf.column("values.stages"))))[::-1]
    told = told[np.lexsort((-last[told], codes[told]))].astype(np.int32)
    shelf.put("lines.told", told)
    shelf.put("lines.starts", _starts(codes[told], lines))


def _orders(shelf: Shelf, by_date: Codes) -> None:
    """Put on the shelf the orders in which is counted, and in each the bits of the facets of few values."""
    event = columns.numbers(shelf.column("column.event"))
    shelf.put("event", event)
    shelf.put("list.rows", by_date)
    articles = shelf.get("facet.articles")
    size = len(shelf.column("values.articles"))
    by_article = np.argsort(articles, kind="stable").astype(np.int32)
    shelf.put("articles.rows", by_article)
    shelf.put("articles.places", orders.inverse(by_article))
    shelf.put("articles.starts", _starts(articles, size))
    few = [(shelf.get(f"facet.{name}").astype(np.int8), len(shelf.column(f"values.{name}"))) for name in FEW]
    orders.arrange("store", few, None, shelf)
    for name, rows in (
        ("list", by_date),
        ("event", events.arrange(event, by_date, shelf)),
        ("articles", by_article),
        ("actors", shelf.get("actors.rows")),
    ):
        orders.arrange(name, few, rows, shelf)


def _starts(codes: Codes, size: int) -> Integers:
    """Return where each of `size` values begins among sorted codes, and the end of the last."""
    return np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=size)[:size])]).astype(np.int64)


def _spots(keys: Integers, shelf: Shelf) -> None:
    """Put the distinct coordinates of the points on the shelf, given the sorted keys of all."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    shelf.put("spots.keys", keys[starts])
    shelf.put("spots.starts", np.append(starts, len(keys)))


def _texts(shelf: Shelf) -> None:
    """Put what a search looks at on the shelf."""
    for name in SEARCHED:
        column = shelf.column(f"column.{name}")
        shelf.put_column(f"folded.{name}", text.folded(column.dictionary))
        shelf.put(f"text.{name}", columns.numbers(column))
    shelf.put_column("folded.actors", text.folded(shelf.column("values.actors")))
    words.index([shelf.column("column.excerpt")], text.fold, shelf)
