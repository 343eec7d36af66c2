"""A name or an id in, places out: the index of `geo.gazetteer.index`, memory-mapped."""

from __future__ import annotations

import json
import math
import mmap
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Self

import marisa_trie
import numpy as np

from geo.errors import GazetteerError
from geo.gazetteer.fold import fold
from geo.gazetteer.index import fingerprint
from geo.gazetteer.labels import TABLE
from geo.gazetteer.layout import COLUMNS, KINDS, PRECISIONS, TEXTS, unpack_names
from geo.gazetteer.sums import check_sums
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
OWN = "dateline:"
"""What the ids of the rows of our own begin with."""
_RECENT = 16_384
"""Names whose uses are remembered: world news repeats a few thousand. Some 20 MB."""
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
            check_sums(folder)
            self._about: dict[str, Any] = json.loads((folder / "about.json").read_bytes())
            # A memoryview gives a number in a twentieth of the time that numpy takes to wrap one.
            self._arrays = {name: memoryview(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _TABLES}
            self._text = {name: _mapped(folder / f"{name}.bin") for name in TEXTS}
            self._trie = marisa_trie.Trie().mmap(str(folder / "keys.marisa"))
            self.fingerprint: str = self._about["fingerprint"]
            self._tables, self._imported = self._about["tables"], self._about["dump"] is not None
            self._uses = lru_cache(maxsize=_RECENT)(self._read_uses)
        except FileNotFoundError:
            raise GazetteerError(f"{folder}: no index of place names; {_REMEDY}") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
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
        return self._uses(key)

    def keys_of(self, text: str) -> list[str]:
        """Return the names that a folded text begins with, the shortest first; the last word of one may be cut."""
        found: list[str] = self._trie.prefixes(text)
        return found

    def is_name(self, key: str) -> bool:
        """Tell whether any place has this folded name."""
        return key in self._trie

    def goes_on(self, key: str) -> bool:
        """Tell whether names begin with these folded words and have further ones."""
        return next(self._trie.iterkeys(f"{key} "), None) is not None

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
        found = bisect_left(range(len(order)), wanted, key=lambda rank: self._bytes("id", order[rank]))
        if found == len(order) or self._bytes("id", order[found]) != wanted:
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
    def small_starts(self) -> frozenset[str]:
        """The first words, folded, of names that running text writes small, "grave of ...": rows of our own only."""
        flags, places, starts = (np.asarray(self._arrays[name]) for name in ("flags", "use_place", "use_start"))
        own = np.flatnonzero((flags & 2 != 0)[places] | self._own[places])
        keys = map(self._trie.restore_key, np.unique(np.searchsorted(starts, own, "right") - 1).tolist())
        short = (key for key, forms in self._written.items() if any(form[0].islower() for form in forms))
        return frozenset(self._about["lower_case_starts"]) & {key.split()[0] for key in chain(keys, short)}

    @property
    def _own(self) -> np.ndarray:
        """Whether each place's id begins with `OWN`."""
        ids, prefix = np.frombuffer(self._text["id"], np.uint8), np.frombuffer(OWN.encode(), np.uint8)
        starts = np.asarray(self._arrays["id_start"])[:-1]
        fits = starts + len(prefix) <= len(ids)
        for at, letter in enumerate(prefix):
            fits[fits] = ids[starts[fits] + at] == letter
        return fits

    @cached_property
    def _written(self) -> dict[str, frozenset[str]]:
        return {key: frozenset(forms) for key, forms in self._about["written"].items()}

    def _read_uses(self, key: str) -> tuple[Use, ...]:
        number = self._trie.get(key)
        if number is None:
            return ()
        start, end = self._arrays["use_start"][number], self._arrays["use_start"][number + 1]
        places, kinds, flags = (self._arrays[name] for name in ("use_place", "use_kind", "flags"))
        return tuple(
            [
                Use(self._place(place), KINDS[kind], bool(flags[place] & 2))
                for place, kind in zip(places[start:end], kinds[start:end], strict=True)
            ]
        )

    def _place(self, number: int) -> Place:
        lon, lat, population, precision, country, admin1, flags = [self._arrays[name][number] for name in _ARRAYS]
        return Place(
            id=self._bytes("id", number).decode(),
            name=self._bytes("name", number).decode(),
            lon=None if math.isnan(lon) else lon,
            lat=None if math.isnan(lat) else lat,
            country=self._about["countries"][country] or None,
            precision=PRECISIONS[precision],
            admin1=self._about["divisions"][admin1] or None,
            population=population,
            approximate=bool(flags & 1),
        )

    def _bytes(self, name: str, number: int) -> bytes:
        starts = self._arrays[f"{name}_start"]
        return self._text[name][starts[number] : starts[number + 1]]


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
