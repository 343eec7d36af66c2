"""Own divisions and those of a dump in, which of them are the same out.

The derived tables have divisions under ids of their own: `geonames-adm1:AM.11` (country and code), `fips:01001` (state
and county), `district:AM.tavush` (by name). A dump has the same ones under GeoNames' ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geo.gazetteer.fold import fold
from geo.types import Place

_Key = tuple[str, ...]


class Division(NamedTuple):
    """A division of a dump."""

    id: int
    level: int
    country: str
    admin1: str
    admin2: str
    name: str


def same_divisions(own: Mapping[str, Place], staged: Iterable[Division]) -> dict[int, str]:
    """Return the ids of the own divisions by GeoNames' ids: of the same codes or, for a district, the one of its name.

    A name that two districts of a country have tells neither, and is left out.
    """
    ours = {identity: key for identity, place in own.items() if (key := _own_key(identity, place))}
    times = Counter(ours.values())
    by_key = {key: identity for identity, key in ours.items() if times[key] == 1}
    keys = {division.id: [key for key in _staged_keys(division) if key in by_key] for division in staged}
    times = Counter(key for each in keys.values() for key in each)
    return {number: by_key[key] for number, each in keys.items() for key in each if times[key] == 1}


def _own_key(identity: str, place: Place) -> _Key | None:
    prefix, _, code = identity.partition(":")
    if prefix == "geonames-adm1":
        return "division", *code.split(".", maxsplit=1)
    if prefix == "fips":
        return "county", place.country or "", place.admin1 or "", code[2:]
    if prefix == "district":
        return "district", place.country or "", fold(place.name)
    return None


def _staged_keys(division: Division) -> list[_Key]:
    if division.level == 1:
        return [("division", division.country, division.admin1)]
    return [
        ("county", division.country, division.admin1, division.admin2),
        ("district", division.country, fold(division.name)),
    ]
