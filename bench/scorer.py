"""Gold and predicted toponyms in, precision, recall and F1 at 161 km out: the end-to-end figure of geoparsing.

A prediction counts when its span overlaps a gold span and its point lies within 161 km (100 miles) of the gold point.
Spans are matched one to one, the longest overlap first. Gold toponyms without a point, and predictions without one, do
not count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR_KM = 161.0
EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A toponym with its span, and its point in degrees where it has one."""

    start: int
    end: int
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(articles: Iterable[tuple[Sequence[Point], Sequence[Point]]]) -> Score:
    """Return the score of articles, each the gold toponyms and the predicted ones."""
    right = predicted = wanted = 0
    for gold, found in articles:
        known = [point for point in gold if point.lon is not None and point.lat is not None]
        wanted += len(known)
        predicted += sum(point.lon is not None for point in found)
        right += sum(_near(one, other) for one, other in _matched(known, found))
    return Score(right / predicted if predicted else 0.0, right / wanted if wanted else 0.0)


def _matched(gold: Sequence[Point], found: Sequence[Point]) -> list[tuple[Point, Point]]:
    pairs = []
    for number, one in enumerate(gold):
        for other_number, other in enumerate(found):
            overlap = min(one.end, other.end) - max(one.start, other.start)
            if overlap > 0:
                apart = abs(one.start - other.start) + abs(one.end - other.end)
                pairs.append((-overlap, apart, number, other_number))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    matched = []
    for *_, number, other_number in sorted(pairs):
        if number not in taken_gold and other_number not in taken_found:
            taken_gold.add(number)
            taken_found.add(other_number)
            matched.append((gold[number], found[other_number]))
    return matched


def _near(one: Point, other: Point) -> bool:
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return False
    up, across = math.radians(other.lat - one.lat), math.radians(other.lon - one.lon)
    flat = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    chord = math.sin(up / 2) ** 2 + flat * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord))) <= NEAR_KM
