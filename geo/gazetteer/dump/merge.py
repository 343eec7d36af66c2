"""The staged rows of a dump and the own tables in, the files of one index out.

A place of the dump that is a place of the own tables is not written a second time: its names and population go to the
own row. It is the same by its id or, for a division whose own row has an id of its own, by its codes or its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from geo.gazetteer.draft import Draft
from geo.gazetteer.dump.divisions import Division, same_divisions
from geo.gazetteer.dump.pace import Pace
from geo.gazetteer.dump.staging import Staging
from geo.gazetteer.fold import fold
from geo.gazetteer.index import write_about
from geo.gazetteer.layout import GEONAMES_ID, KINDS, PRECISIONS, Entry, Sources, pack_names
from geo.gazetteer.tables import read_names
from geo.gazetteer.writer import PART, code_numbers, write_places, write_uses
from geo.types import Name, Place

SOURCE = "GeoNames, CC BY 4.0"
_HISTORICAL = KINDS.index("historical")
_NAMES = "SELECT place, text, language, since, until FROM name"
_BY_PLACE = "ORDER BY place, rank, name.rowid"
_PLACES = "SELECT id, name, lon, lat, precision, country, admin1, population FROM place"


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The staged places by id, ascending, and their numbers in the index."""

    ids: np.ndarray[Any, np.dtype[np.int64]]
    numbers: np.ndarray[Any, np.dtype[np.int32]]
    owned: np.ndarray[Any, np.dtype[np.bool_]]
    """Whether the place is one of the own tables."""
    former: np.ndarray[Any, np.dtype[np.bool_]]


def add_own_names(draft: Draft, staging: Staging, tables: Path) -> None:
    """Add the own tables' names; a place of the dump that they name becomes one of the draft.

    Raises:
        TableError: a row does not hold, or names no place of the tables or of the dump.
    """
    for identity in dict.fromkeys(identity for identity, _, _ in read_names(tables)):
        found = GEONAMES_ID.fullmatch(identity)
        if identity not in draft.numbers and found:
            for row in staging.select(f"{_PLACES} WHERE id = ?", int(found[1])):
                _, name, lon, lat, precision, country, admin1, population = row
                draft.add_place(
                    Place(
                        *(identity, name, lon, lat, country or None, PRECISIONS[precision], admin1 or None, population)
                    )
                )
    draft.add_names(tables)


def write_merged(made: tuple[Draft, Staging], folder: Path, about: dict[str, Any], tell: Callable[[str], None]) -> int:
    """Write the index of the draft and the staged places to `folder`; return the number of places."""
    draft, staging = made
    about["lower_case_starts"] = draft.lower_case_starts()
    numbers = _number(draft, staging)
    _add_staged_names(draft, staging, numbers)
    countries = code_numbers(chain((place.country for place in draft.places), _distinct(staging, "country")))
    divisions = code_numbers(chain((place.admin1 for place in draft.places), _distinct(staging, "admin1")))
    sources = Sources()
    count = len(draft.places) + int(np.count_nonzero(~numbers.owned))
    tell(f"writing {count:,} places")
    entries = chain(
        draft.entries(countries, divisions, sources), _entries(staging, numbers, (countries, divisions, sources))
    )
    order = write_places(folder, count, Pace(count, tell).watch("places", entries))
    [(total,)] = staging.select("SELECT count(*) FROM sorted")
    tell(f"writing their {total:,} names")
    keys = (key for key, _ in groupby(row[0] for row in staging.select("SELECT key FROM sorted ORDER BY rowid")))
    uses = chain(draft.uses(), Pace(total, tell).watch("names", _uses(draft, staging, numbers)))
    write_uses(folder, chain(draft.keys, keys), uses, order)
    about |= {"countries": list(countries), "divisions": list(divisions), "sources": list(sources.numbers)}
    write_about(folder, draft, **about)
    return count


def _number(draft: Draft, staging: Staging) -> _Numbers:
    ids = staging.ids()
    same = _same(draft, staging)
    owned = np.isin(ids, np.fromiter(same, np.int64, len(same)))
    numbers = (len(draft.places) + np.cumsum(~owned) - 1).astype(np.int32)
    numbers[owned] = [same[identity] for identity in ids[owned].tolist()]
    former = np.fromiter((row[0] for row in staging.select("SELECT former FROM place ORDER BY id")), np.bool_)
    return _Numbers(ids, numbers, owned, former)


def _same(draft: Draft, staging: Staging) -> dict[int, int]:
    """Return the numbers in the draft of the staged places that are in it, by their ids; fill what their rows lack."""
    own = {int(found[1]): identity for identity in draft.numbers if (found := GEONAMES_ID.fullmatch(identity))}
    divisions = staging.select("SELECT id, level, country, admin1, admin2, name FROM place WHERE level > 0")
    places = {identity: draft.places[number] for identity, number in draft.numbers.items()}
    others = same_divisions(places, (Division(*row) for row in divisions if row[0] not in own))
    same = {}
    for number, identity in (others | own).items():
        for population, admin1 in staging.select("SELECT population, admin1 FROM place WHERE id = ?", number):
            same[number] = draft.numbers[identity]
            draft.fill(same[number], population, admin1)
    return same


def _add_staged_names(draft: Draft, staging: Staging, numbers: _Numbers) -> None:
    """Give the draft's places the dump's names that they do not have, and its abbreviations as they are written."""
    own = dict(zip(numbers.ids[numbers.owned].tolist(), numbers.numbers[numbers.owned].tolist(), strict=True))
    staging.choose(own)
    for place, text, language, since, until in staging.select(f"{_NAMES} JOIN chosen ON place = id {_BY_PLACE}"):
        names = draft.names.setdefault(own[place], [])
        if all((text, language) != (known.text, known.language) for known in names):
            names.append(Name(text, language, since, until, SOURCE))
    for (text,) in staging.select("SELECT text FROM name WHERE kind = ?", KINDS.index("abbreviation")):
        draft.written[fold(text)].add(text)


def _entries(
    staging: Staging, numbers: _Numbers, codes: tuple[dict[str, int], dict[str, int], Sources]
) -> Iterator[Entry]:
    """Yield the staged places that are not in the draft, in order of their numbers."""
    countries, divisions, sources = codes
    ordered = groupby(staging.select(f"{_NAMES} {_BY_PLACE}"), key=itemgetter(0))
    following = next(ordered, None)
    for row, owned in zip(staging.select(f"{_PLACES} ORDER BY id"), numbers.owned.tolist(), strict=True):
        identity, name, lon, lat, precision, country, admin1, population = row
        names: list[Name] = []
        if following and following[0] == identity:
            names = [Name(text, language, since, until, SOURCE) for _, text, language, since, until in following[1]]
            following = next(ordered, None)
        if owned:
            continue
        if names and all(each.text != name for each in names):
            names.insert(0, Name(name, source=SOURCE))
        place = (countries[country], divisions[admin1], population)
        yield Entry(f"geonames:{identity}", name, lon, lat, precision, *place, 0, pack_names(names, sources))


def _uses(draft: Draft, staging: Staging, numbers: _Numbers) -> Iterator[tuple[str, int, int]]:
    """Yield the staged uses of names, by name; where the own tables say what a name of a place is, they win."""
    rows = staging.select("SELECT key, place, kind FROM sorted ORDER BY rowid")
    while part := list(islice(rows, PART)):
        keys, places, kinds = zip(*part, strict=True)
        at = np.searchsorted(numbers.ids, places)
        kind = np.where(numbers.former[at], _HISTORICAL, kinds)
        for use in zip(keys, numbers.numbers[at].tolist(), kind.tolist(), strict=True):
            if not any(number == use[1] for number, _ in draft.keys.get(use[0], ())):
                yield use


def _distinct(staging: Staging, column: str) -> Iterator[str]:
    return (row[0] for row in staging.select(f"SELECT DISTINCT {column} FROM place"))  # noqa: S608 - our own names
