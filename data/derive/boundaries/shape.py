"""Lines and rings of (lon, lat) in; simplified, unwrapped and cut ones out.

A ring is a list of `Edge`s: each carries the label of the step to the next vertex, so that a stroke along a coast can
still be told from the edge that a cut leaves, and a cut edge is never stroked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .atlas import Point


@dataclass(frozen=True, slots=True)
class Edge:
    """A vertex of a ring and the step from it to the next."""

    x: float
    y: float
    label: tuple[str, ...] | None
    """Codes of the countries whose coast the step is; null where it is the edge of a cut and no coast."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is inside or on the edge."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def meets(self, points: Iterable[Point]) -> bool:
        """Say whether the box round the points touches this one."""
        within = list(points)
        xs, ys = [x for x, _ in within], [y for _, y in within]
        return min(xs) <= self.east and max(xs) >= self.west and min(ys) <= self.north and max(ys) >= self.south


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return the line without vertices nearer than `tolerance` degrees to it (Douglas and Peucker, 1973).

    Ends are kept, so that arcs still meet. A closed line that would lose its area is returned whole.
    """
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((_distance(points[each], points[first], points[last]), each) for each in range(first + 1, last)),
            default=(0.0, first),
        )
        if far > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    if points[0] == points[-1] and len(keep) < 4:
        return list(points)
    return [points[each] for each in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance in degrees of a point from the straight step between two others."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = across * across + up * up
    x, y = point[0] - start[0], point[1] - start[1]
    share = max(0.0, min(1.0, (x * across + y * up) / length)) if length else 0.0
    return math.hypot(x - share * across, y - share * up)


def unwrapped(points: Iterable[Point]) -> list[Point]:
    """Return the points with each step the short way round: longitudes run on past 180 and -180."""
    out: list[Point] = []
    for lon, lat in points:
        turns = round((out[-1][0] - lon) / 360) if out else 0
        out.append((lon + 360 * turns, lat))
    return out


def closed_over_pole(ring: list[Edge]) -> list[Edge]:
    """Return an unwrapped ring closed along the South Pole where it goes once round it, as Antarctica's does.

    `ring` repeats its first vertex at the end; the result does not.
    """
    first, last = ring[0], ring[-1]
    if abs(first.x - last.x) < 180:
        return ring[:-1]
    return [*ring[:-1], Edge(last.x, last.y, None), Edge(last.x, -90.0, None), Edge(first.x, -90.0, None)]


def cut_ring(ring: Sequence[Edge], box: Box) -> list[Edge]:
    """Return the part of a ring inside a box (Sutherland and Hodgman, 1974); cut edges have no label."""
    out = list(ring)
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        out = _half(out, axis, bound, sign)
    return out


def _half(ring: Sequence[Edge], axis: int, bound: float, sign: int) -> list[Edge]:
    out: list[Edge] = []
    for each, edge in enumerate(ring):
        following = ring[(each + 1) % len(ring)]
        here, there = (edge.x, edge.y)[axis], (following.x, following.y)[axis]
        inside, next_inside = (here - bound) * sign >= 0, (there - bound) * sign >= 0
        if inside:
            out.append(edge)
        if inside == next_inside:
            continue
        share = (bound - here) / (there - here)
        crossing = [edge.x + share * (following.x - edge.x), edge.y + share * (following.y - edge.y)]
        crossing[axis] = bound
        out.append(Edge(crossing[0], crossing[1], None if inside else edge.label))
    return out


def cut_line(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line inside a box, each of at least two points."""
    part: list[Point] = []
    for start, end in pairwise(points):
        inside = _within(start, end, box)
        if inside is None:
            if part:
                yield part
            part = []
            continue
        if not part or part[-1] != inside[0]:
            if part:
                yield part
            part = [inside[0]]
        part.append(inside[1])
    if part:
        yield part


def _within(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a step inside a box (Liang and Barsky, 1984), null where there is none."""
    across, up = end[0] - start[0], end[1] - start[1]
    enters, leaves = 0.0, 1.0
    for step, room in (
        (-across, start[0] - box.west),
        (across, box.east - start[0]),
        (-up, start[1] - box.south),
        (up, box.north - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    if enters >= leaves:
        return None
    ends = [
        start if at == 0 else end if at == 1 else (start[0] + at * across, start[1] + at * up)
        for at in (enters, leaves)
    ]
    return ends[0], ends[1]


def split_at(points: Sequence[Point], parallel: float) -> list[Point]:
    """Return the line with a vertex wherever it crosses a parallel."""
    out: list[Point] = [points[0]]
    for start, end in pairwise(points):
        if (start[1] - parallel) * (end[1] - parallel) < 0:
            share = (parallel - start[1]) / (end[1] - start[1])
            out.append((start[0] + share * (end[0] - start[0]), parallel))
        out.append(end)
    return out
