"""Arrow columns in, codes out: each distinct value once, sorted, and every row's index among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.store.facet import Codes

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the data, in order of their ids."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str | None, ...]
    """ISO 3166-1 alpha-2."""
    labels: tuple[str, ...]
    """The values of the facet: the name, made unique where two places share it."""


def coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column of texts with each distinct one kept once."""
    whole = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = whole.unify_dictionaries().combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def coded_lists(column: pa.ChunkedArray) -> pa.ListArray:
    """Return a column of lists of texts with each distinct text kept once; a list that is null is empty."""
    whole = pa.concat_arrays([pa.array([], column.type), *column.chunks])
    sizes = pc.fill_null(pc.list_value_length(whole), 0).to_numpy()
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return pa.ListArray.from_arrays(
        pa.array(starts), coded(pa.chunked_array([whole.flatten()], column.type.value_type))
    )


def values_of(table: pa.Table) -> list[list[Any]]:
    """Return the columns of a small table as Python's values; lists as lists.

    A text that is kept once is made plain first: pyarrow makes a scalar of each row of a dictionary otherwise, which
    takes thirty times as long.
    """
    plain = (c.cast(c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in table.columns)
    return [column.to_pylist() for column in plain]


def numbers(column: pa.DictionaryArray) -> Codes:
    """Return the index of each row's text in the dictionary; its size where it is null."""
    codes: Codes = pc.fill_null(column.indices, len(column.dictionary)).to_numpy(zero_copy_only=False)
    return codes.astype(np.int32, copy=False)


def codes(column: pa.DictionaryArray) -> tuple[pa.Array, Codes]:
    """Return the distinct texts, sorted, and the index of each row's text; their number where it is null."""
    order = pc.sort_indices(column.dictionary)
    rank = np.empty(len(order) + 1, np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    rank[-1] = len(order)
    return column.dictionary.take(order), rank[numbers(column)]


def many(column: pa.ListArray) -> tuple[pa.Array, Codes, Integers]:
    """Return the distinct texts of a column of lists, sorted, and the rows' own, compressed, as `Many` takes them.

    What a list names twice counts once.
    """
    parents = pc.list_parent_indices(column).to_numpy()
    distinct, found = codes(column.flatten())
    size = len(distinct) + 1
    pairs = np.sort(parents.astype(np.int64) * size + found)
    pairs = pairs[(pairs % size < len(distinct)) & (np.diff(pairs, prepend=-1) > 0)]
    starts = np.concatenate([[0], np.cumsum(np.bincount(pairs // size, minlength=len(column)))])
    return distinct, (pairs % size).astype(np.int32), starts.astype(np.int64)


def places(ids: pa.DictionaryArray, names: pa.Array, countries: pa.Array) -> tuple[pa.Table, Codes]:
    """Return the places, in order of their ids, and the index of each row's place, their number where it has none.

    A place is its id; its name and country are those of its first row. Their columns are `id`, `name`, `country` and
    `label`, the value of the facet: the name, made unique where two places share it.
    """
    distinct, found = codes(ids)
    firsts = np.full(len(distinct) + 1, -1, np.int64)
    firsts[found[::-1]] = np.arange(len(found))[::-1]
    rows = pa.array(firsts[: len(distinct)])
    known = distinct.to_pylist()
    named = [name or known[each] for each, name in enumerate(names.take(rows).to_pylist())]
    lands = countries.take(rows).to_pylist()
    values = (known, named, lands, _unique(known, named, lands))
    names_of = ("id", "name", "country", "label")
    columns = {name: pa.array(each, pa.string()) for name, each in zip(names_of, values, strict=True)}
    return pa.table(columns), found


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
