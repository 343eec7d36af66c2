"""A name or an id in, places out: the index of `geo.gazetteer.index`, memory-mapped."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import marisa_trie
import numpy as np

from geo.errors import GazetteerError
from geo.gazetteer.fold import Word, fold
from geo.gazetteer.index import fingerprint
from geo.gazetteer.labels import TABLE
from geo.gazetteer.layout import COLUMNS, KINDS, MAX_NAME_WORDS, PRECISIONS, TEXTS, unpack_names
from geo.gazetteer.tables import NameKind
from geo.types import Name, Place

TABLES = TABLE.parent
INDEX = TABLES / "index"

_REMEDY = "build it with: python -m geo gazetteer build"
_OLD = "the index is older than the tables it is made of; build it with: python -m geo gazetteer build"
_OLD_IMPORT = (
    "the own tables or the index's format have changed since the import; import again with: "
    "python -m geo gazetteer import DIR, or go back to the built-in index with: python -m geo gazetteer build"
)
_ARRAYS = ("lon", "lat", "population", "precision", "country", "admin1", "flags")
_TABLES = (*COLUMNS, *(f"{name}_start" for name in TEXTS), "use_start", "use_place", "use_kind", "by_id")
_REPLACED = 5
"""Times that an index may be replaced while it is being opened."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place that has a name, and what kind of name that is."""

    place: Place
    kind: NameKind
    curated: bool


class Gazetteer:
    """All places and their names. Opening maps files; nothing is read until it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Map the index in `folder`; use `open`, which checks that it fits the tables."""
        try:
            self._about: dict[str, Any] = json.loads((folder / "about.json").read_bytes())
            self._arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _TABLES}
            self._text = {name: np.memmap(folder / f"{name}.bin", np.uint8, "r") for name in TEXTS}
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            self.fingerprint: str = self._about["fingerprint"]
            self._tables, self._imported = self._about["tables"], self._about["dump"] is not None
        except FileNotFoundError:
            raise GazetteerError(f"{folder}: no index of place names; {_REMEDY}") from None
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise GazetteerError(f"{folder}: the index is damaged ({error}); {_REMEDY}") from None

    @classmethod
    def open(cls, path: Path | None = None, tables: Path = TABLES) -> Self:
        """Open the index at `path`, by default data/gazetteer/index.

        Raises:
            GazetteerError: there is none, it is damaged, or older than its tables.
        """
        opened = cls._whole(path or INDEX)
        if opened._tables != fingerprint(tables):
            raise GazetteerError(f"{path or INDEX}: {_OLD_IMPORT if opened._imported else _OLD}")
        return opened

    @classmethod
    def _whole(cls, path: Path) -> Self:
        """Map one index, also where another takes its place meanwhile."""
        for _ in range(_REPLACED):
            folder = path.resolve()
            try:
                return cls(folder)
            except GazetteerError:
                if folder == path.resolve():
                    raise
        raise GazetteerError(f"{path}: the index is replaced again and again; open it when that is over")

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name in any spelling and script, most populous first; none for an adjective."""
        uses = (use for use in self.uses(fold(name)) if use.kind not in ("demonym", "adjective"))
        return tuple({use.place.id: use.place for use in uses}.values())

    def uses(self, key: str) -> tuple[Use, ...]:
        """Return what a folded name is used for, most populous place first."""
        number = self._trie.get(key)
        if number is None:
            return ()
        start, end = self._arrays["use_start"][number : number + 2]
        places, kinds = (self._arrays[name][start:end] for name in ("use_place", "use_kind"))
        return tuple(
            Use(self._place(place), KINDS[kind], bool(self._arrays["flags"][place] & 2))
            for place, kind in zip(places, kinds, strict=True)
        )

    def keys_at(self, words: Sequence[Word], first: int) -> Iterator[tuple[int, str]]:
        """Yield the names that begin with word number `first`: how many words and the key, the longest first."""
        parts = [word.folded for word in words[first : first + MAX_NAME_WORDS]]
        text = " ".join(parts)
        ends = {len(" ".join(parts[:count])): count for count in range(1, len(parts) + 1)}
        for key in reversed(self._trie.prefixes(text)):
            if len(key) in ends:
                yield ends[len(key)], key

    def written(self, key: str) -> frozenset[str]:
        """Return the abbreviations of a key as they are written, "U.S."; none where it is no abbreviation."""
        return self._written.get(key, frozenset())

    def place(self, place_id: str) -> Place:
        """Return the place of an id.

        Raises:
            KeyError: there is none.
        """
        return self._place(self._number(place_id))

    def _number(self, place_id: str) -> int:
        order, wanted = self._arrays["by_id"], place_id.encode()
        found = bisect_left(range(len(order)), wanted, key=lambda rank: self._bytes("id", int(order[rank])))
        if found == len(order) or self._bytes("id", int(order[found])) != wanted:
            raise KeyError(place_id)
        return int(order[found])

    def names(self, place_id: str) -> tuple[Name, ...]:
        """Return the names of a place that the own tables and an imported dump give, with language and dates.

        Raises:
            KeyError: there is no such place.
        """
        number = self._number(place_id)
        names = unpack_names(self._bytes("names", number), self._about["sources"])
        return names or (Name(self._place(number).name),)

    @cached_property
    def lower_case_starts(self) -> frozenset[str]:
        """The first words, folded, of names that running text writes small: "grave of ..."."""
        return frozenset(self._about["lower_case_starts"])

    @cached_property
    def _written(self) -> dict[str, frozenset[str]]:
        return {key: frozenset(forms) for key, forms in self._about["written"].items()}

    def _place(self, number: int) -> Place:
        lon, lat, population, precision, country, admin1, flags = (self._arrays[name][number] for name in _ARRAYS)
        return Place(
            id=self._bytes("id", number).decode(),
            name=self._bytes("name", number).decode(),
            lon=None if np.isnan(lon) else float(lon),
            lat=None if np.isnan(lat) else float(lat),
            country=self._about["countries"][country] or None,
            precision=PRECISIONS[precision],
            admin1=self._about["divisions"][admin1] or None,
            population=int(population),
            approximate=bool(flags & 1),
        )

    def _bytes(self, name: str, number: int) -> bytes:
        start, end = self._arrays[f"{name}_start"][number : number + 2]
        return bytes(self._text[name][start:end])
