"""A place name, with or without qualifiers, in; a `geopy.Location` of the embedded gazetteer out."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NoReturn, Protocol

from geopy.adapters import BaseSyncAdapter
from geopy.distance import great_circle
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.errors import InputError
from geo.gazetteer import label
from geo.geocode.answer import normalise
from geo.types import Place, Precision

NEAR_CITY_KM = 50.0
"""A site or suburb "of" a city lies within this: about the radius of the largest cities' areas."""
NEAR_REGION_KM = 150.0
"""A town "of" a region without a code of its own lies within this of its middle."""
LABELS = "both"
"""The policy of labels: every current name, in the order of the gazetteer's rule."""
UNCOUNTED_DIVISION = 1_000_000
"""People of a first-level division whose row gives none (the states of the United States): enough to be meant before
a hamlet of its name."""
TOWN_OF_AREA = 0.1
"""A town with this share of the people of the division called like it is what its name means: Moscow, not Quebec."""
MAX_QUALIFIERS = 4
"""Of "Site, City, Division, Country": more is an address, which a gazetteer does not hold."""

COUNTIES = ("fips:", "district:")
"""Ids of divisions below the first level."""

_PARENTHESIS = re.compile(r"(?<![^()])([^()]++)\(([^()]++)\)")
_KINDS: dict[str, tuple[Precision, ...]] = {
    "country": ("country",),
    "state": ("region", "country"),
    "region": ("region",),
    "province": ("region",),
    "city": ("city",),
    "town": ("city",),
    "village": ("city",),
}


class Names(Protocol):
    """What the geocoder asks of a gazetteer."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name in any spelling and script, most populous first."""


class EmbeddedGeocoder(Geocoder):  # type: ignore[misc]
    """The gazetteer as a geopy geocoder, without a network: the first of a chain."""

    def __init__(self, gazetteer: Names) -> None:
        super().__init__(adapter_factory=_NoNetwork, user_agent="none", ssl_context=None, proxies={})
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's interface
    ) -> Location | list[Location] | None:
        """Return the places that `query` names: "Xankəndi", "Paris, Texas", "Georgia (country)".

        Nothing is waited for, whatever `timeout`. `Location.raw` holds `place_id`, `country`, `precision` and `label`.

        Returns:
            The likeliest place; with `exactly_one` false a list, likeliest first; null where there is none.
        """
        try:
            places = self.places(query)
        except InputError:
            return None
        locations = [_location(place) for place in places if place.lon is not None and place.lat is not None]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def places(self, query: str) -> tuple[Place, ...]:
        """Return the places that `query` names, likeliest first, also those without a point.

        Raises:
            InputError: the query is empty, too long or not text.
        """
        text = normalise(query)
        whole = self._gazetteer.lookup(text)
        if whole:
            return likeliest_first(whole)
        named = _PARENTHESIS.fullmatch(text)
        head, *qualifiers = (part.strip() for part in (named.groups() if named else text.split(",")))
        if not head or not qualifiers or len(qualifiers) > MAX_QUALIFIERS:
            return ()
        places = likeliest_first(self._gazetteer.lookup(head))
        for qualifier in qualifiers:
            places = tuple(place for place in places if self._belongs(place, qualifier))
        return places

    def _belongs(self, place: Place, qualifier: str) -> bool:
        kinds = _KINDS.get(qualifier.lower())
        if kinds:
            return place.precision in kinds
        code = qualifier.upper()
        # GeoNames' codes of divisions are letters in some states (TX) and bare numbers in most, where nobody uses them.
        if code == place.country or (code.isalpha() and code == place.admin1):
            return True
        return any(_within(place, area) for area in self._gazetteer.lookup(qualifier) if area.id != place.id)


def likeliest_first(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return places of one name in the order in which the bare name means them.

    By people, but a town goes before the division that is called like it, and a division that the tables give no number
    of people for counts as `UNCOUNTED_DIVISION`.
    """

    def people(place: Place) -> float:
        division = place.precision == "region" and place.admin1 is not None and not place.id.startswith(COUNTIES)
        return UNCOUNTED_DIVISION if division and not place.population else place.population

    def key(place: Place) -> tuple[float, int]:
        if place.precision != "region":
            return -people(place), 0
        named_after = (town for town in places if town.precision == "city" and town.country == place.country)
        size = max((town.population for town in named_after), default=0)
        return (-size, 1) if size >= TOWN_OF_AREA * people(place) else (-people(place), 1)

    return tuple(sorted(places, key=key))


def _within(place: Place, area: Place) -> bool:
    """Whether `place` is in or near `area`, as far as codes and points tell."""
    if area.precision == "country":
        return place.country is not None and place.country == area.country
    if area.precision == "region" and area.admin1 is not None:
        return (place.country, place.admin1) == (area.country, area.admin1)
    limit = NEAR_REGION_KM if area.precision == "region" else NEAR_CITY_KM
    return _kilometres(place, area) <= limit


def _kilometres(one: Place, other: Place) -> float:
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return math.inf
    return float(great_circle((one.lat, one.lon), (other.lat, other.lon)).kilometers)


def _location(place: Place) -> Location:
    raw = {
        "place_id": place.id,
        "country": place.country,
        "precision": place.precision,
        "label": label(place.id, place.name, None, LABELS),
    }
    return Location(place.name, (place.lat, place.lon), raw)


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """Takes the place of geopy's HTTP client, so that none is built."""

    def get_json(self, _url: str, **_options: Any) -> NoReturn:
        raise GeocoderServiceError("the embedded gazetteer asks no network")

    get_text = get_json


def first(places: Sequence[Place]) -> Place | None:
    """Return the likeliest place that has a point, else the likeliest; null where there is none."""
    return next((place for place in places if place.lon is not None), places[0] if places else None)
