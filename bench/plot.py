"""Lines of points in, an SVG of time against number out, both axes logarithmic: for docs/performance.md."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 430
LEFT, RIGHT, TOP, BOTTOM = 62, 150, 24, 46
INK, RULE, GROUND = "#23211d", "#ddd6c8", "#fcfaf5"


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the plot."""

    name: str
    points: Sequence[tuple[float, float]]
    """Number of events and seconds, both above 0."""
    colour: str
    dashed: bool = False


def plot(title: str, series: Sequence[Series]) -> str:
    """Return the SVG; each line bears its name at its end."""
    xs = [x for each in series for x, _ in each.points]
    ys = [y for each in series for _, y in each.points]
    x_span = (math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs))))
    y_span = (math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys))))

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - x_span[0]) / max(x_span[1] - x_span[0], 1)
        up = (math.log10(y) - y_span[0]) / max(y_span[1] - y_span[0], 1)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
    ]
    for power in range(x_span[0], x_span[1] + 1):
        x, low = at(10.0**power, 10.0 ** y_span[0])
        parts += [_line((x, TOP), (x, low)), _text(x, low + 18, f"{10**power:,}", "middle")]
    for power in range(y_span[0], y_span[1] + 1):
        left, y = at(10.0 ** x_span[0], 10.0**power)
        parts += [_line((left, y), (WIDTH - RIGHT, y)), _text(left - 8, y + 4, f"{10.0**power:g} s", "end")]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "events", "middle"))
    taken: list[float] = []
    for each in sorted(series, key=lambda one: one.points[-1][1]):
        spots = [at(x, y) for x, y in each.points]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        dashes = ' stroke-dasharray="6 4"' if each.dashed else ""
        parts.append(f'<polyline points="{joined}" fill="none" stroke="{each.colour}" stroke-width="2"{dashes}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{each.colour}"/>' for x, y in spots]
        x, y = spots[-1]
        # Names go upwards from the lowest: each keeps a line's height from the one before.
        y = min([y, *(other - 15 for other in taken[-1:])])
        taken.append(y)
        parts.append(_text(x + 8, y + 4, each.name, "start", each.colour))
    return "\n".join([*parts, "</svg>", ""])


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" stroke="{RULE}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
