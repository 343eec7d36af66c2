"""Arrow columns in, codes out: each distinct value once, sorted, and every row's index among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.facet import Codes, Many, Single


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the data, in order of their ids."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str | None, ...]
    """ISO 3166-1 alpha-2."""
    labels: tuple[str, ...]
    """The values of the facet: the name, made unique where two places share it."""


def encode(table: pa.Table, plain: Iterable[str]) -> pa.Table:
    """Return the table with each distinct text of a column kept once, but for the columns named `plain`."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type) and field.name not in plain:
            column = table.column(place).dictionary_encode().combine_chunks()
            table = table.set_column(place, field.name, column)
    return table


def codes(column: pa.ChunkedArray) -> tuple[pa.Array, Codes]:
    """Return the distinct texts, sorted, and the index of each row's text; their number where it is null."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    order = pc.sort_indices(whole.dictionary)
    rank = np.empty(len(order) + 1, np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    rank[-1] = len(order)
    return whole.dictionary.take(order), rank[pc.fill_null(whole.indices, len(order)).to_numpy()]


def single(column: pa.ChunkedArray) -> Single:
    """Return a column of texts as a facet."""
    distinct, found = codes(column)
    return Single(distinct.to_pylist(), found)


def many(column: pa.ChunkedArray) -> Many:
    """Return a column of lists as a facet; what a list names twice counts once."""
    whole = column.combine_chunks()
    parents = pc.list_parent_indices(whole).to_numpy()
    distinct, found = codes(pa.chunked_array([pc.list_flatten(whole)], pa.string()))
    size = len(distinct) + 1
    pairs = np.sort(parents.astype(np.int64) * size + found)
    pairs = pairs[(pairs % size < len(distinct)) & (np.diff(pairs, prepend=-1) > 0)]
    starts = np.concatenate([[0], np.cumsum(np.bincount(pairs // size, minlength=len(whole)))])
    return Many(distinct.to_pylist(), (pairs % size).astype(np.int32), starts.astype(np.int64))


def places(table: pa.Table) -> tuple[Places, Codes]:
    """Return the places of a table of `SCHEMA` and the index of each row's place, their number where it has none.

    A place is its id; its name and country are those of its first row.
    """
    distinct, found = codes(table.column("place_id"))
    firsts = np.full(len(distinct) + 1, -1, np.int64)
    firsts[found[::-1]] = np.arange(len(found))[::-1]
    rows = table.select(["place", "country"]).take(pa.array(firsts[: len(distinct)])).to_pylist()
    ids = distinct.to_pylist()
    names = [row["place"] or identity for row, identity in zip(rows, ids, strict=True)]
    countries = [row["country"] for row in rows]
    labels = _unique(ids, names, countries)
    return Places(tuple(ids), tuple(names), tuple(countries), tuple(labels)), found


def _unique(ids: list[str], names: list[str], countries: list[str | None]) -> list[str]:
    """Return a label for each place: its name, with its country where that is shared, with its id where both are."""
    labels = list(names)
    shared = Counter(labels)
    labels = [f"{name} ({cc})" if shared[name] > 1 and cc else name for name, cc in zip(names, countries, strict=True)]
    shared = Counter(labels)
    taken = {label for label in labels if shared[label] == 1}
    for number, label in enumerate(labels):
        while shared[labels[number]] > 1 or (labels[number] != label and labels[number] in taken):
            labels[number] = f"{labels[number]} ({ids[number]})"
        taken.add(labels[number])
    return labels
