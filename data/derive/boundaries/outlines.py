"""A `Territory` in; the TopoJSON files of the base map out, one for the world and one a cell of ten degrees.

The shape is described in docs/architecture.md, "The outlines".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .atlas import Point
from .shape import Box, Edge, cut_line, cut_ring
from .territory import Line, Territory

UNITS = 1000
"""Steps of a degree: 0.001 degrees is 110 m, finer than the grid of the source (0.0036)."""
CELL = 10
"""Degrees."""
MARGIN = 0.1
"""Degrees by which a cell's land and lines go on past its edges, so that neighbours overlap: no seam is seen."""
SOUTHERNMOST = -60
"""Cells end here: Antarctica is drawn from the world's outlines at every zoom."""
WORLD = Box(-180, -90, 180, 90)

Step = tuple[int, int]


class _Arcs:
    """Arcs of one file, each in steps of `UNITS`, and who they belong to."""

    def __init__(self) -> None:
        self.coded: list[list[Step]] = []
        self.countries: defaultdict[str, list[list[int]]] = defaultdict(list)

    def add(self, points: Iterable[Step], codes: Iterable[str] = ()) -> int:
        """Take an arc and return its index."""
        at = list(points)
        self.coded.append([at[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(at))])
        index = len(self.coded) - 1
        for code in codes:
            self.countries[code].append([index])
        return index


def topology(territory: Territory, box: Box, styles: Mapping[str, str], outlined: frozenset[str]) -> dict[str, Any]:
    """Return the TopoJSON of what is inside a box.

    `styles` is the style of a line by its id, `thin` where it has none; `outlined` are the ids of the dotted lines that
    are part of the outlines of their two countries all the same.
    """
    arcs = _Arcs()
    coast: list[list[int]] = []
    land = [ring for each in territory.land if (ring := _ring(cut_ring(each, box), arcs, coast))]
    borders: defaultdict[str, list[list[int]]] = defaultdict(list)
    parties: dict[str, tuple[str, ...]] = {}
    for line in territory.lines:
        style = styles.get(line.id, "thin")
        codes = line.parties if style != "dotted" or line.id in outlined else ()
        for part in _parts(line, box):
            borders[line.id].append([arcs.add(part, codes)])
            parties[line.id] = line.parties
    objects = {
        "land": {"type": "MultiPolygon", "arcs": [[ring] for ring in land]},
        "coast": {"type": "MultiLineString", "arcs": coast},
        "borders": _collection(
            (each, borders[each], {"style": styles.get(each, "thin"), "parties": parties[each]})
            for each in sorted(borders)
        ),
        "countries": _collection((code, arcs.countries[code], {"iso": code}) for code in sorted(arcs.countries)),
    }
    transform = {"scale": [1 / UNITS, 1 / UNITS], "translate": [0, 0]}
    return {"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs.coded}


def cells(territory: Territory) -> Iterator[tuple[str, Box, Territory]]:
    """Yield each cell that holds land: its name, its box with the margin, and what may be in it."""
    for south in range(SOUTHERNMOST, 90, CELL):
        band = _near(territory, Box(-180, south - MARGIN, 180, south + CELL + MARGIN))
        for west in range(-180, 180, CELL):
            box = Box(west - MARGIN, south - MARGIN, west + CELL + MARGIN, south + CELL + MARGIN)
            inside = _near(band, box)
            if inside.land:
                yield f"{west}_{south}", box, inside


def _near(territory: Territory, box: Box) -> Territory:
    land = (tuple(cut_ring(ring, box)) for ring in territory.land if box.meets((edge.x, edge.y) for edge in ring))
    lines = tuple(line for line in territory.lines if box.meets(line.points))
    return Territory(tuple(ring for ring in land if len(ring) >= 3), lines)


def _collection(parts: Iterable[tuple[str, list[list[int]], dict[str, Any]]]) -> dict[str, Any]:
    geometries = [
        {"type": "MultiLineString", "id": identity, "properties": properties, "arcs": arcs}
        for identity, arcs, properties in parts
    ]
    return {"type": "GeometryCollection", "geometries": geometries}


def _step(x: float, y: float) -> Step:
    return round(x * UNITS), round(y * UNITS)


def _ring(edges: Sequence[Edge], arcs: _Arcs, coast: list[list[int]]) -> list[int]:
    """Add a ring as arcs, a new one wherever the label changes; empty where rounding leaves no area."""
    at = [(_step(edge.x, edge.y), edge.label) for edge in edges]
    # Of vertices that fall together the last is kept: its label is that of the step that goes on.
    at = [each for each, following in zip(at, [*at[1:], *at[:1]], strict=True) if each[0] != following[0]]
    if len(at) < 3:
        return []
    changes = [each for each in range(len(at)) if at[each][1] != at[each - 1][1]] or [0]
    at = at[changes[0] :] + at[: changes[0]]
    starts = [each - changes[0] for each in changes]
    ring: list[int] = []
    for first, last in zip(starts, [*starts[1:], len(at)], strict=True):
        label = at[first][1]
        points = [at[each % len(at)][0] for each in range(first, last + 1)]
        index = arcs.add(points, label or ())
        if label is not None:
            coast.append([index])
        ring.append(index)
    return ring


def _parts(line: Line, box: Box) -> Iterator[list[Step]]:
    for part in cut_line(line.points, box):
        steps = _distinct(part)
        if len(steps) > 1:
            yield steps


def _distinct(points: Sequence[Point]) -> list[Step]:
    steps = [_step(*point) for point in points]
    return [step for each, step in enumerate(steps) if not each or step != steps[each - 1]]
