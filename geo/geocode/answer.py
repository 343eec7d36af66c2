"""A `geopy.Location` or a provider's JSON in, an `Answer` out; an answer of another shape is said to be one."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geopy.exc import GeocoderParseError
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.errors import InputError
from geo.types import Place, Precision

MAX_QUERY = 300
"""Characters: the longest names of places with all their divisions stay below 200."""
OPENSTREETMAP = "© OpenStreetMap contributors"
GEONAMES = "GeoNames (CC BY 4.0)"
EMBEDDED = "embedded"

_OSM_TYPES = {"N": "node", "W": "way", "R": "relation", "node": "node", "way": "way", "relation": "relation"}
_PRECISIONS: dict[str, Precision] = {
    "country": "country",
    "continent": "region",
    "ocean": "region",
    "sea": "region",
    "state": "region",
    "state_district": "region",
    "region": "region",
    "province": "region",
    "county": "region",
    "district": "region",
    "municipality": "city",
    "city": "city",
    "town": "city",
    "village": "city",
    "hamlet": "city",
    "locality": "city",
}
"""Nominatim's `addresstype` and Photon's `type`; anything else is a site."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A place found for a query."""

    place: str
    """The name, or the whole address where the provider gives one."""
    lon: float | None
    """Degrees, WGS 84; null where the gazetteer lists the place and no source gives its point."""
    lat: float | None
    place_id: str | None
    """`geonames:587084`, `osm:relation/364110`, or null."""
    country: str | None
    """ISO 3166-1 alpha-2, or null."""
    precision: Precision | None
    """Null where the provider does not say."""
    provider: str
    attribution: str


def normalise(query: str) -> str:
    """Return the query in NFC with single spaces.

    Raises:
        InputError: it is empty, longer than `MAX_QUERY`, or holds characters that are not text.
    """
    text = " ".join(unicodedata.normalize("NFC", query).split())
    if not text:
        raise InputError("empty query; give the name of a place")
    if len(text) > MAX_QUERY:
        raise InputError(f"query of {len(text)} characters; a place's name has at most {MAX_QUERY}")
    # Cc: control characters; Cs: bytes of the command line that are not UTF-8.
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise InputError("query with bytes that are not UTF-8 or with control characters; write the name as text")
    return text


def from_place(place: Place) -> Answer:
    """Return the gazetteer's answer."""
    credit = GEONAMES if place.id.startswith("geonames:") else "Dateline"
    return Answer(place.name, place.lon, place.lat, place.id, place.country, place.precision, EMBEDDED, credit)


def from_location(location: Location, provider: str, geocoder: Geocoder) -> Answer:
    """Return the answer of an online provider.

    Raises:
        GeocoderParseError: it has no name or its point is none on the Earth.
    """
    lon, lat = _point(location.longitude, location.latitude)
    if not isinstance(location.address, str) or not location.address.strip():
        raise GeocoderParseError("a place without a name")
    raw: Mapping[str, Any] = location.raw if isinstance(location.raw, Mapping) else {}
    if isinstance(geocoder, Nominatim):
        address = raw.get("address")
        country = address.get("country_code") if isinstance(address, Mapping) else None
        kind = raw.get("addresstype") or raw.get("type")
    elif isinstance(geocoder, Photon):
        raw = raw["properties"]
        country, kind = raw.get("countrycode"), raw.get("type")
    else:
        # Other parsers of geopy turn a missing coordinate into 0, and 0, 0 is open sea.
        if lon == 0 and lat == 0:
            raise GeocoderParseError("a place without coordinates")
        return Answer(location.address, lon, lat, None, None, None, provider, type(geocoder).__name__)
    precision: Precision = _PRECISIONS.get(kind, "site") if isinstance(kind, str) else "site"
    return Answer(location.address, lon, lat, _osm_id(raw), _country(country), precision, provider, OPENSTREETMAP)


def shape_check(geocoder_class: type[Geocoder]) -> Callable[[object], None] | None:
    """Return a function that raises `GeocoderParseError` for JSON which that service never sends, null where unknown.

    geopy's parsers take an empty object for "not found", no coordinates for 0, 0, and wrap a longitude of 500 to 140.
    """
    if issubclass(geocoder_class, Nominatim):
        return _check_nominatim
    return _check_photon if issubclass(geocoder_class, Photon) else None


def _check_nominatim(payload: object) -> None:
    if isinstance(payload, Mapping) and "error" in payload:
        return  # geopy reports what the service says
    if not isinstance(payload, list):
        raise GeocoderParseError("JSON that is no list of places")
    for place in payload:
        if not isinstance(place, Mapping) or not isinstance(place.get("display_name"), str):
            raise GeocoderParseError("a place without a name")
        _point(place.get("lon"), place.get("lat"))


def _check_photon(payload: object) -> None:
    features = payload.get("features") if isinstance(payload, Mapping) else None
    if not isinstance(features, list):
        raise GeocoderParseError("JSON that is no FeatureCollection")
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
        point = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
        if not isinstance(point, list) or len(point) < 2 or not isinstance(feature.get("properties"), Mapping):
            raise GeocoderParseError("a Feature without a point or properties")
        _point(point[0], point[1])


def _point(lon: object, lat: object) -> tuple[float, float]:
    """Return numbers on the Earth; Nominatim writes them as text."""
    if isinstance(lon, bool) or not isinstance(lon, str | float | int):
        raise GeocoderParseError("a place without a longitude")
    if isinstance(lat, bool) or not isinstance(lat, str | float | int):
        raise GeocoderParseError("a place without a latitude")
    try:
        x, y = float(lon), float(lat)
    except (ValueError, OverflowError) as error:
        raise GeocoderParseError("coordinates that are no numbers") from error
    if not (math.isfinite(x) and math.isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise GeocoderParseError("coordinates that are not on the Earth")
    return x, y


def _osm_id(raw: Mapping[str, Any]) -> str | None:
    """Return OpenStreetMap's own id; Nominatim's `place_id` differs between its servers."""
    kind, number = raw.get("osm_type"), raw.get("osm_id")
    if not isinstance(kind, str) or kind not in _OSM_TYPES or not isinstance(number, int):
        return None
    return f"osm:{_OSM_TYPES[kind]}/{number}"


def _country(code: object) -> str | None:
    if not isinstance(code, str) or len(code) != 2 or not code.isascii() or not code.isalpha():
        return None
    return code.upper()
