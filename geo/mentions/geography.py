"""The gazetteer in, what finding persons must know of places out."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from geo.gazetteer import Gazetteer
from geo.types import Place

MAX_KNOWN = 16_384
"""Words remembered from one article to the next."""
WELL_KNOWN = 100_000
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


class KnownPlaces:
    """The gazetteer's answers to it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._country_of = lru_cache(maxsize=MAX_KNOWN)(self._read_country)

    def country_of(self, key: str) -> str | None:
        """Return the code of the first country that has this name or adjective."""
        return self._country_of(key)

    def _read_country(self, key: str) -> str | None:
        uses = self._gazetteer.uses(key)
        return next((use.place.country for use in uses if use.place.precision == "country"), None)

    def is_well_known(self, key: str) -> bool:
        """Tell whether this is a row of our own tables or a town of `WELL_KNOWN` inhabitants."""
        uses = self._gazetteer.uses(key)
        return any(use.place.precision != "city" or use.place.population >= WELL_KNOWN for use in uses)

    def is_area(self, key: str) -> bool:
        """Tell whether a country or a first-level division has this very name."""
        areas = (use.place for use in self._gazetteer.uses(key) if use.kind == "name")
        return any(area.precision in ("country", "region") and not is_county(area) for area in areas)

    def is_named(self, key: str) -> bool:
        """Tell whether any place has this name."""
        return bool(self._gazetteer.uses(key))


@lru_cache(maxsize=4)
def known_places(gazetteer: Gazetteer) -> KnownPlaces:
    """Return the answers of a gazetteer, the same for every article."""
    return KnownPlaces(gazetteer)
