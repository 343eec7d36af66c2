"""Queries in, a GeoJSON FeatureCollection out: the embedded gazetteer first, then the online services, if any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from geo.errors import GeocodingError, InputError, ServiceDown, ServiceRefused
from geo.geocode.answer import Answer, from_place
from geo.geocode.embedded import EmbeddedGeocoder, first
from geo.geojson import DISCLAIMER

NOT_FOUND = "not found"
NO_POINT = "known, but no source gives its point"


class Online(Protocol):
    """What the chain asks of a service."""

    @property
    def name(self) -> str:
        """The service as messages name it."""

    def geocode(self, query: str) -> Answer | None:
        """Return the place, null for "not found"; raise `ServiceDown` or `ServiceRefused` for no answer."""


class Chain:
    """The embedded gazetteer and behind it the online services, in order; by default none."""

    def __init__(self, embedded: EmbeddedGeocoder, services: Sequence[Online] = ()) -> None:
        self._embedded = embedded
        self._services = tuple(services)

    def geocode(self, query: str) -> Answer | None:
        """Return the first answer with a point; else one without, if the gazetteer lists the place; else null.

        A service that fails is passed over. Null means that every one was asked and knows no such place.

        Raises:
            ServiceDown: nobody found it, and at least one service gave no answer.
            ServiceRefused: nobody found it, and those that gave no answer refused.
            InputError: the query is empty, too long or not text.
        """
        place = first(self._embedded.places(query))
        listed = from_place(place) if place else None
        if listed and listed.lon is not None:
            return listed
        errors: list[GeocodingError] = []
        for service in self._services:
            try:
                found = service.geocode(query)
            except GeocodingError as error:
                errors.append(error)
            else:
                if found:
                    return found
        if errors and listed is None:
            raise _joined(errors)
        return listed


def geocode_features(queries: Iterable[str], chain: Chain) -> dict[str, Any]:
    """Return a FeatureCollection with one Feature a query, in order; points are [lon, lat].

    Where there is no point, `geometry` is null and `reason` begins with "not found", "known", "service down",
    "refused" or "query".

    Raises:
        CacheError: the services' cache cannot be used.
    """
    features = [_feature(query, chain) for query in queries]
    attribution = sorted({each["properties"]["attribution"] for each in features} - {None})
    about = {"disclaimer": DISCLAIMER, "attribution": attribution}
    return {"type": "FeatureCollection", "dateline": about, "features": features}


def _feature(query: str, chain: Chain) -> dict[str, Any]:
    answer: Answer | None = None
    reason: str | None = NOT_FOUND
    try:
        answer = chain.geocode(query)
    except ServiceDown as error:
        reason = f"service down: {error}"
    except ServiceRefused as error:
        reason = f"refused: {error}"
    except InputError as error:
        reason = f"query: {error}"
    geometry = None
    if answer:
        reason = NO_POINT
        if answer.lon is not None:
            reason = None
            geometry = {"type": "Point", "coordinates": [answer.lon, answer.lat]}
    properties = {
        "query": query.encode(errors="replace").decode(),
        "place": answer.place if answer else None,
        "place_id": answer.place_id if answer else None,
        "country": answer.country if answer else None,
        "precision": answer.precision if answer else None,
        "provider": answer.provider if answer else None,
        "attribution": answer.attribution if answer else None,
        "reason": reason,
    }
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _joined(errors: Sequence[GeocodingError]) -> GeocodingError:
    if len(errors) == 1:
        return errors[0]
    message = "; ".join(map(str, errors))
    refusals = [error for error in errors if isinstance(error, ServiceRefused)]
    if len(refusals) < len(errors):
        return ServiceDown(message)
    waits = [error.retry_after for error in refusals if error.retry_after is not None]
    return ServiceRefused(message, min(waits, default=None))
