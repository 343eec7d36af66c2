"""Where the events are in, the part of the world that holds most of the story out: where a map opens.

The same as `storyBounds` of geo/export/html/web/fit.js, which the one HTML file uses.
"""

from __future__ import annotations

import numpy as np

from dashboard.store.arrays import Floats
from dashboard.store.facet import Offsets

SHARE = 0.6
"""Of the events: a few far away do not make the rest small."""
OF_THE_STORY = 0.05
"""Of the events in one place, which then belongs to the view."""
AS_FAR_AGAIN = 2.0
"""As the farthest of the rest: beyond, the view would show little but the way there."""

Corners = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east, each latitude and longitude in degrees, as Leaflet takes them."""


def story(lon: Floats, lat: Floats, n: Offsets) -> Corners | None:
    """Return the corners of most of the events, given `n` of them at each of some points; null where there is none."""
    if not len(n):
        return None
    middle = _median(lon, n), _median(lat, n)
    away = np.hypot((lon - middle[0]) * np.cos(np.radians(middle[1])), lat - middle[1])
    near = np.argsort(away, kind="stable")
    before = np.cumsum(n[near]) - n[near]
    kept = near[before < SHARE * n.sum()]
    reach = away[kept].max()
    large = near[(n[near] >= OF_THE_STORY * n.sum()) & (away[near] <= AS_FAR_AGAIN * reach)]
    kept = np.concatenate([kept, large])
    south, west = float(lat[kept].min()), float(lon[kept].min())
    return (south, west), (float(lat[kept].max()), float(lon[kept].max()))


def _median(values: Floats, n: Offsets) -> float:
    order = np.argsort(values, kind="stable")
    return float(values[order][np.searchsorted(np.cumsum(n[order]), n.sum() / 2)])
