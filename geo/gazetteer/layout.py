"""What the index is made of: the numbers and limits that its writers and its reader share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple, get_args

import numpy as np

from geo.gazetteer.tables import NameKind
from geo.types import Name, Precision

FORMAT = 3
"""Raised whenever the files of the index change their meaning."""
MAX_NAME_WORDS = 8
"""Longer names are addresses or descriptions; no running text repeats them."""
KINDS: tuple[NameKind, ...] = get_args(NameKind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
COLUMNS: dict[str, type[np.generic]] = {
    "lon": np.float64,
    "lat": np.float64,
    "precision": np.uint8,
    "country": np.uint16,
    "admin1": np.uint16,
    "population": np.int64,
    "flags": np.uint8,
}
"""One value a place, in files of these names."""
TEXTS = ("id", "name", "names")
"""One text a place, end to end in NAME.bin; NAME_start.npy tells where each begins."""
GEONAMES_ID = re.compile(r"geonames:([1-9]\d{0,9})")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_CODE_LETTERS = 4
"""An alternate name of up to so many capitals is an airport's or a post office's code."""


class Entry(NamedTuple):
    """A place as the index keeps it."""

    id: str
    name: str
    lon: float
    """NaN where no source gives a point."""
    lat: float
    precision: int
    """Of `PRECISIONS`."""
    country: int
    """Of about.json's list."""
    admin1: int
    population: int
    flags: int
    """1: the point is approximate; 2: a row of the curated table."""
    names: bytes
    """As `pack_names` gives them."""


class Sources:
    """The sources of names, each kept once; names have its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, source: str | None) -> int | None:
        """Return the number of a source, null for none."""
        return None if source is None else self.numbers.setdefault(source, len(self.numbers))


def pack_names(names: Iterable[Name], sources: Sources) -> bytes:
    """Return names as a JSON list of lists, without the nulls at the end of each; no names are no bytes."""
    packed = []
    for name in dict.fromkeys(names):
        row = [name.text, name.language, sources.number(name.source), name.since, name.until]
        while row[-1] is None:
            row.pop()
        packed.append(row)
    return _ENCODER.encode(packed).encode() if packed else b""


def unpack_names(packed: bytes, sources: list[str]) -> tuple[Name, ...]:
    """Return the names that `pack_names` packed."""
    names = []
    for row in json.loads(packed or b"[]"):
        text, language, source, since, until = row + [None] * (5 - len(row))
        names.append(Name(text, language, since, until, None if source is None else sources[source]))
    return tuple(names)


def is_code(text: str) -> bool:
    """Tell whether an unlabelled other name is a code and no name: "JFK"."""
    return text.isascii() and text.isupper() and len(text) <= _CODE_LETTERS
