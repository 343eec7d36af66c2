"""The gazetteer in, what finding persons must know of places out."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Protocol, final

from geo.gazetteer import Gazetteer, Lately
from geo.types import Place

MAX_KNOWN: Final = 16_384
"""Words remembered from one article to the next."""
WELL_KNOWN: Final = 100_000
"""Inhabitants of a town that is not read as a person."""


def is_county(place: Place) -> bool:
    """Tell whether a place is a county of the United States or a second-level division elsewhere."""
    return place.id.startswith(("fips:", "district:"))


class Geography(Protocol):
    """What finding persons must know of places; every key is folded."""

    def country_of(self, key: str) -> str | None:
        """Return the ISO code that a demonym or country name stands for, null where it is none."""

    def is_well_known(self, key: str) -> bool:
        """Tell whether a name is that of a place too well known to be read as a person ("San Diego")."""

    def is_area(self, key: str) -> bool:
        """Tell whether a name is that of a country or of a first-level division ("Georgia")."""

    def is_named(self, key: str) -> bool:
        """Tell whether any place has a name ("Rock Hill")."""


@final
class KnownPlaces:
    """The gazetteer's answers to it, remembered."""

    __slots__ = ("_areas", "_countries", "_gazetteer", "_named", "_well_known")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer: Gazetteer = gazetteer
        self._countries: Lately[str] = Lately(self._read_country, MAX_KNOWN)
        self._well_known: Lately[bool] = Lately(self._read_well_known, MAX_KNOWN)
        self._areas: Lately[bool] = Lately(self._read_area, MAX_KNOWN)
        self._named: Lately[bool] = Lately(self._read_named, MAX_KNOWN)

    def country_of(self, key: str) -> str | None:
        """Return the code of the first country that has this name or adjective."""
        return self._countries.get(key) or None

    def _read_country(self, key: str) -> str:
        for use in self._gazetteer.uses(key):
            if use.place.precision == "country":
                return use.place.country or ""
        return ""

    def is_well_known(self, key: str) -> bool:
        """Tell whether this is a row of our own tables or a town of `WELL_KNOWN` inhabitants."""
        return self._well_known.get(key)

    def _read_well_known(self, key: str) -> bool:
        uses = self._gazetteer.uses(key)
        return any(use.place.precision != "city" or use.place.population >= WELL_KNOWN for use in uses)

    def is_area(self, key: str) -> bool:
        """Tell whether a country or a first-level division has this very name."""
        return self._areas.get(key)

    def _read_area(self, key: str) -> bool:
        areas = [use.place for use in self._gazetteer.uses(key) if use.kind == "name"]
        return any(area.precision in ("country", "region") and not is_county(area) for area in areas)

    def is_named(self, key: str) -> bool:
        """Tell whether any place has this name."""
        return self._named.get(key)

    def _read_named(self, key: str) -> bool:
        return bool(self._gazetteer.uses(key))


@lru_cache(maxsize=4)
def known_places(gazetteer: Gazetteer) -> KnownPlaces:
    """Return the answers of a gazetteer, the same for every article."""
    return KnownPlaces(gazetteer)
