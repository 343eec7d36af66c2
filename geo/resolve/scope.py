"""The names of an article and their candidates in, how well each candidate fits the rest of the article out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


Anchor = tuple[str, float, float, float]
"""Key of the name, lon, lat, weight."""
Others = tuple[list[Anchor], float]
"""Anchors and the sum of their weights, 1 where there are none."""


@dataclass(slots=True)
class Scope:
    """The countries, divisions and points that an article is about."""

    home: Place | None = None
    """Where the publisher is at home, if that is known."""
    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    anchors: list[Anchor] = field(default_factory=list)
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

    def shares(self, place: Place) -> tuple[float, float]:
        """Return how much of the article lies in a place's country and in its division, 0 to 1."""
        home = place.country or ""
        if home not in self.countries:
            return 0.0, 0.0
        division = self.divisions.get((home, place.admin1 or ""), 0.0)
        return self.countries[home] / self.total, division / self.total

    def others(self, key: str) -> Others:
        """Return the points of the article's other names, which nearness is counted from."""
        anchors = [anchor for anchor in self.anchors if anchor[0] != key]
        return anchors, sum([anchor[3] for anchor in anchors]) or 1.0

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
    return _nearness(place.lon, place.lat, [("", home.lon, home.lat, 1.0)], _NEAR)


def nearness(place: Place, others: Others) -> float:
    """Return how near a place lies to the points of the article's other names, 0 to 1."""
    if place.precision == "country" or place.lon is None or place.lat is None:
        return 0.0
    wide = place.precision == "region" and place.id.startswith(OWN)
    return _nearness(place.lon, place.lat, others[0], _WIDE if wide else _NEAR) / others[1]


def _nearness(lon: float, lat: float, anchors: Iterable[Anchor], reach: float) -> float:
    """Return the sum of the weights of points, each the less the further off; `reach` is in degrees."""
    near = 0.0
    for _, other_lon, other_lat, weight in anchors:
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
