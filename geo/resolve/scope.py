"""The names of an article and their candidates in, how well each candidate fits the rest of the article out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, exp, hypot, log10, radians

from geo.gazetteer import OWN
from geo.types import Place

NEAR_KM = 250.0
"""Places of one story lie within a few hours' drive; the weight falls to a third at this distance."""
WIDE_KM = 600.0
"""The same for seas, rivers and regions of our own, whose point is their middle."""
KM_A_DEGREE = 111.2
_NEAR = NEAR_KM / KM_A_DEGREE
_WIDE = WIDE_KM / KM_A_DEGREE
_HALF = radians(0.5)
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
    total: float = 1.0
    """Of the weights of all countries."""

    def add(self, key: str, place: Place, weight: float) -> None:
        """Count a name as being this place, `weight` times."""
        if place.country:
            self.countries[place.country] += weight
            if place.admin1:
                self.divisions[place.country, place.admin1] += weight
        if place.lon is not None and place.lat is not None and place.precision != "country":
            self.anchors.append((key, place.lon, place.lat, weight))

    def settle(self) -> None:
        """End counting: keep the names that count most."""
        self.total = sum(self.countries.values()) or 1.0
        self.anchors.sort(key=lambda anchor: -anchor[3])
        del self.anchors[MAX_ANCHORS:]

    def fit(self, key: str, places: Sequence[Place]) -> list[tuple[float, float, float]]:
        """Return for each place that a name may mean how much of the article fits it.

        Returns:
            The shares that lie in its country and in its division, and the nearness of the other names; 0 to 1.
        """
        others = [anchor[1:] for anchor in self.anchors if anchor[0] != key]
        total = sum([weight for _, _, weight in others]) or 1.0
        shares = []
        for place in places:
            home = place.country or ""
            country = division = near = 0.0
            if home in self.countries:
                country = self.countries[home] / self.total
                division = self.divisions.get((home, place.admin1 or ""), 0.0) / self.total
            if place.precision != "country" and place.lon is not None and place.lat is not None:
                wide = place.precision == "region" and place.id.startswith(OWN)
                near = _nearness(place.lon, place.lat, others, _WIDE if wide else _NEAR) / total
            shares.append((country, division, near))
        return shares

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


def _decay(place: Place, home: Place) -> float:
    if "country" in (place.precision, home.precision):
        return 0.0
    if place.lon is None or place.lat is None or home.lon is None or home.lat is None:
        return 0.0
    return _nearness(place.lon, place.lat, [(home.lon, home.lat, 1.0)], _NEAR)


def _nearness(lon: float, lat: float, others: Iterable[tuple[float, float, float]], reach: float) -> float:
    """Return the sum of the weights of other points, each the less the further off; `reach` is in degrees."""
    near = 0.0
    for other_lon, other_lat, weight in others:
        # A flat map at this latitude: within a few percent where it counts, a tenth of the cost.
        across = abs(lon - other_lon)
        if across > 180:
            across = 360 - across
        near += weight * exp(-hypot(across * cos((lat + other_lat) * _HALF), lat - other_lat) / reach)
    return near


def prior(place: Place, weights: Mapping[str, float]) -> float:
    """Return how likely a name means this place before the article is looked at: larger places are named more often."""
    size = log10(max(place.population, 1)) / 7
    return weights["city"] * size if place.precision == "city" else weights[place.precision]
