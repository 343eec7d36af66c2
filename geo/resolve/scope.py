"""The names of an article and their candidates in, how well each candidate fits the rest of the article out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.types import Place

NEAR_KM = 250.0
"""Places of one story lie within a few hours' drive; the weight falls to a third at this distance."""
WIDE_KM = 600.0
"""The same for seas, rivers and regions of our own, whose point is their middle."""
OWN = "dateline:"
"""What the ids of the rows of our own begin with."""
MAX_ANCHORS = 40
"""Points that nearness is counted from: the most often named."""


@dataclass(slots=True)
class Scope:
    """The countries, divisions and points that an article is about."""

    home: Place | None = None
    """Where the publisher is at home, if that is known."""
    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    anchors: list[tuple[str, float, float, float]] = field(default_factory=list)
    """Key of the name, lon, lat, weight."""

    def add(self, key: str, place: Place, weight: float) -> None:
        """Count a name as being this place, `weight` times."""
        if place.country:
            self.countries[place.country] += weight
            if place.admin1:
                self.divisions[place.country, place.admin1] += weight
        if place.lon is not None and place.lat is not None and place.precision != "country":
            self.anchors.append((key, place.lon, place.lat, weight))

    def fit(self, key: str, place: Place) -> tuple[tuple[str, float], ...]:
        """Return the shares of the article that lie in the place's country, in its division, and near it; 0 to 1."""
        total = sum(self.countries.values()) or 1.0
        country = self.countries.get(place.country or "", 0.0) / total
        division = self.divisions.get((place.country or "", place.admin1 or ""), 0.0) / total
        return ("its country", country), ("its division", division), ("near the others", self._nearness(key, place))

    def fit_home(self, place: Place) -> tuple[tuple[str, float], ...]:
        """Return how a place fits the publisher's home: same country and division (0 or 1), nearness (0 to 1)."""
        home = self.home
        if home is None or home.country is None or place.country != home.country:
            return ()
        division = float(bool(home.admin1) and place.admin1 == home.admin1)
        return (
            ("country of the publisher", 1.0),
            ("division of the publisher", division),
            ("near the publisher", _decay(place, home)),
        )

    def _nearness(self, key: str, place: Place) -> float:
        if place.lon is None or place.lat is None or place.precision == "country":
            return 0.0
        weights = total = 0.0
        reach = WIDE_KM if place.id.startswith(OWN) and place.precision == "region" else NEAR_KM
        for other, lon, lat, weight in self.anchors[:MAX_ANCHORS]:
            if other != key:
                total += weight
                weights += weight * math.exp(-_rough_km(place.lon, place.lat, lon, lat) / reach)
        return weights / total if total else 0.0


def _decay(place: Place, home: Place) -> float:
    if "country" in (place.precision, home.precision):
        return 0.0
    if place.lon is None or place.lat is None or home.lon is None or home.lat is None:
        return 0.0
    return math.exp(-_rough_km(place.lon, place.lat, home.lon, home.lat) / NEAR_KM)


def _rough_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance on a flat map at this latitude: within a few percent where it counts, a tenth of the cost."""
    across = abs(lon - other_lon)
    across = min(across, 360 - across) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(across, lat - other_lat)


def prior(place: Place, weights: Mapping[str, float]) -> float:
    """Return how likely a name means this place before the article is looked at: larger places are named more often."""
    size = math.log10(max(place.population, 1)) / 7
    return weights["city"] * size if place.precision == "city" else weights[place.precision]
