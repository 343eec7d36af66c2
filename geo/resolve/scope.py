"""The names of an article and their candidates in, how well each candidate fits the rest of the article out."""

from __future__ import annotations

from math import cos, exp, radians, sqrt
from typing import Final, final

from geo.resolve.senses import Sense
from geo.types import Place

NEAR_KM: Final = 250.0
"""Places of one story lie within a few hours' drive; the weight falls to a third at this distance."""
WIDE_KM: Final = 600.0
"""The same for seas, rivers and regions of our own, whose point is their middle."""
KM_A_DEGREE: Final = 111.2
NEAR: Final = NEAR_KM / KM_A_DEGREE
WIDE: Final = WIDE_KM / KM_A_DEGREE
_HALF: Final = radians(0.5)
MAX_ANCHORS: Final = 40
"""Points that nearness is counted from: the most often named."""


@final
class Anchor:
    """A name's point, and how much the name counts."""

    __slots__ = ("key", "lat", "lon", "weight")

    def __init__(self, key: str, lon: float, lat: float, weight: float) -> None:
        self.key: str = key
        self.lon: float = lon
        self.lat: float = lat
        self.weight: float = weight


Others = tuple[list[Anchor], float]
"""Anchors and the sum of their weights, 1 where there are none."""


@final
class Scope:
    """The countries, divisions and points that an article is about."""

    __slots__ = ("anchors", "countries", "divisions", "home", "total")

    def __init__(self, home: Place | None = None) -> None:
        self.home: Place | None = home
        """Where the publisher is at home, if that is known."""
        self.countries: dict[str, float] = {}
        self.divisions: dict[str, float] = {}
        """By country and division, as `Sense.division` has them."""
        self.anchors: list[Anchor] = []
        self.total: float = 1.0
        """Of the weights of all countries."""

    def add(self, key: str, sense: Sense, weight: float) -> None:
        """Count a name as having this sense, `weight` times."""
        if sense.country:
            self.countries[sense.country] = self.countries.get(sense.country, 0.0) + weight
            if sense.division:
                self.divisions[sense.division] = self.divisions.get(sense.division, 0.0) + weight
        if sense.has_point:
            self.anchors.append(Anchor(key, sense.lon, sense.lat, weight))

    def settle(self) -> None:
        """End counting: keep the names that count most."""
        self.total = sum(self.countries.values()) or 1.0
        self.anchors.sort(key=_least)
        del self.anchors[MAX_ANCHORS:]

    def of_country(self, sense: Sense) -> float:
        """Return how much of the article lies in a place's country, 0 to 1."""
        return self.countries.get(sense.country, 0.0) / self.total

    def of_division(self, sense: Sense) -> float:
        """Return how much of the article lies in a place's first-level division, 0 to 1."""
        return self.divisions.get(sense.division, 0.0) / self.total

    def others(self, key: str) -> Others:
        """Return the points of the article's other names, which nearness is counted from."""
        anchors = [anchor for anchor in self.anchors if anchor.key != key]
        return anchors, sum([anchor.weight for anchor in anchors]) or 1.0

    def fit_home(self, sense: Sense) -> tuple[tuple[str, float], ...]:
        """Return how a place fits the publisher's home: same country and division (0 or 1), nearness (0 to 1)."""
        home = self.home
        if home is None or home.country is None or sense.country != home.country:
            return ()
        division = float(bool(home.admin1) and sense.place.admin1 == home.admin1)
        near = 0.0
        if sense.has_point and home.precision != "country" and home.lon is not None and home.lat is not None:
            near = _nearness(sense, [Anchor("", home.lon, home.lat, 1.0)], NEAR)
        return (
            ("country of the publisher", 1.0),
            ("division of the publisher", division),
            ("near the publisher", near),
        )


def _least(anchor: Anchor) -> float:
    return -anchor.weight


def nearness(sense: Sense, others: Others) -> float:
    """Return how near a place lies to the points of the article's other names, 0 to 1."""
    if not sense.has_point:
        return 0.0
    return _nearness(sense, others[0], WIDE if sense.wide else NEAR) / others[1]


def _nearness(sense: Sense, anchors: list[Anchor], reach: float) -> float:
    """Return the sum of the weights of points, each the less the further off; `reach` is in degrees."""
    near = 0.0
    for anchor in anchors:
        # A flat map at this latitude: within a few percent where it counts, a tenth of the cost.
        across = abs(sense.lon - anchor.lon)
        if across > 180.0:
            across = 360.0 - across
        across *= cos((sense.lat + anchor.lat) * _HALF)
        along = sense.lat - anchor.lat
        near += anchor.weight * exp(-sqrt(across * across + along * along) / reach)
    return near
